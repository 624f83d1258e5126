//! A question from the command line, read by the language's own parser as a property in a file of its own.

use super::{Loaded, Resolved};
use crate::proof::{self, Asked};
use crate::source::{FileId, SourceFile};

/// What somebody wants to know of one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question<'a> {
    /// `A(x)`: who may do it?
    Who(&'a str),
    /// `WHO may A(x)`: may they, and if not, why?
    Why(&'a str),
}

/// Why a question could not be put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// Something is wrong with the question or the regulation; the problems tell.
    Wrong,
    /// It is not about one act of one person.
    NotOneAct,
}

/// The name of the property; no author's is so called.
const NAME: &str = "「?」";

impl Question<'_> {
    /// What was asked, as it was written.
    pub fn words(&self) -> &str {
        let (Question::Who(words) | Question::Why(words)) = self;
        words.trim()
    }

    /// The name of the command.
    pub fn command(&self) -> &'static str {
        match self {
            Question::Who(_) => "who",
            Question::Why(_) => "why",
        }
    }

    /// A property that speaks of it. What was asked stands in a line of its own.
    fn property(&self) -> String {
        let words = self.words();
        let head = match self {
            Question::Who(_) => "possible some person 「?」: 「?」 may".to_string(),
            Question::Why(_) => match variable(words) {
                Some(name) => format!("possible some person {name}:"),
                None => "only".to_string(),
            },
        };
        format!("property {NAME}: {head}\n{words}\n")
    }
}

/// The name of anybody at the beginning of a question: one character, with digits if you like.
fn variable(words: &str) -> Option<&str> {
    let (first, _) = words.split_once([' ', '\u{3000}'])?;
    let mut characters = first.chars();
    let letter = characters.next()?.is_alphabetic();
    (letter && characters.all(char::is_numeric)).then_some(first)
}

impl Loaded {
    /// With a question beside the rules, and the file that holds it.
    #[must_use]
    pub fn asking(mut self, question: &Question) -> (Self, FileId) {
        let file = SourceFile::new(question.command().to_string(), &question.property());
        let id = self.sources.add(file);
        (self, id)
    }
}

impl Resolved {
    /// What the question in this file asks.
    pub fn asked(&self, file: FileId) -> Result<Asked, Unasked> {
        if self.problems.iter().any(crate::problem::Problem::is_error) {
            return Err(Unasked::Wrong);
        }
        let alone = self.trees.iter().all(|tree| tree.file != file || tree.items.len() == 1);
        let own = |claim: &&crate::model::Claim| claim.origin.span.is_some_and(|span| span.file == file);
        let claim = self.model.claims.iter().find(own).filter(|_| alone);
        claim.and_then(proof::Asked::of).ok_or(Unasked::NotOneAct)
    }
}
