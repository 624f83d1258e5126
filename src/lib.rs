//! kitei: rules of access, written down, resolved and proved.
//!
//! text → syntax → model → proof → verdict → report; the modules below are in that order.

pub mod source;

pub mod problem;

pub mod syntax;

pub mod model;

pub mod amend;
pub mod import;

pub mod proof;

pub mod table;

pub mod pipeline;

pub mod report;

pub mod cli;
