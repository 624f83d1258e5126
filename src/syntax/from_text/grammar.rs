//! The parser that pest makes of `grammar/kitei.pest`.
#![allow(missing_docs, clippy::pedantic)]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/kitei.pest"]
pub struct Grammar;
