//! What must hold: claims, and the solver that answers them.

pub mod solver;
