//! The reference meaning, construct by construct, on models made by hand: what each should mean was worked out on
//! paper from language.md, sections 3 to 6.

mod build;
mod courses;
mod formulas;
mod norms;
mod traces;
