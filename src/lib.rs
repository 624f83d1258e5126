//! kitei: rules of access, written down, resolved and proved.

pub mod proof;
