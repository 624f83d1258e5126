//! The oracle: verdicts by explicit enumeration of small worlds, with the reference evaluator and no solver.
//!
//! A world is decided question by question, only as far as the formula asks ([`partial`]); each leaf of that tree
//! stands for every world that agrees with it. [`verdict`] asks the questions by which language.md, section 6,
//! defines the verdicts. [`generate`] writes random small regulations.

// Each test crate uses a part; and what is wrong here is wrong with a test.
#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]

pub mod generate;
pub mod partial;
pub mod search;
pub mod verdict;
