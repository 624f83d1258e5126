//! What a reader gets to see: one file per format. Nothing here decides anything.

pub mod absence;
pub mod account;
pub mod basis;
pub mod claims;
pub mod coverage;
pub mod diff;
mod excerpt;
pub mod explain;
pub mod filling;
pub mod findings;
pub mod formula;
pub mod graph;
pub mod grid;
pub mod impact;
pub mod invariant;
pub mod json;
pub mod junit;
pub mod manual;
pub mod markdown;
pub mod matrix;
pub mod mutation;
pub mod outcome;
pub mod page;
pub mod period;
pub mod proposals;
pub mod repair;
pub mod sarif;
pub mod scenarios;
pub mod sequence;
pub mod sheet;
pub mod sides;
pub mod style;
pub mod summary;
pub mod text;
pub mod verdict;
pub mod ways;
pub mod witness;
pub mod words;
pub mod wrap;

pub use style::{Paint, Style};

/// What a run came to, for every format that is not made for one reader alone.
pub trait Report {
    /// Markdown, short enough for a comment on a proposed change.
    fn comment(&self) -> String;
    /// The whole of it as a page.
    fn page(&self) -> page::Page;
    /// SARIF 2.1.0; files relative to the folder `base` (with `/`) where they lie below it.
    fn sarif(&self, base: &str) -> String;
    /// JUnit's XML.
    fn junit(&self) -> String;
}

impl Report for outcome::Outcome<'_> {
    fn comment(&self) -> String {
        outcome::comment(self)
    }

    fn page(&self) -> page::Page {
        outcome::page(self)
    }

    fn sarif(&self, base: &str) -> String {
        sarif::draw(self, base)
    }

    fn junit(&self) -> String {
        junit::draw(self)
    }
}

impl Report for diff::Comparison<'_> {
    fn comment(&self) -> String {
        diff::comment(self)
    }

    fn page(&self) -> page::Page {
        diff::page(self)
    }

    fn sarif(&self, base: &str) -> String {
        sarif::diff::draw(self, base)
    }

    fn junit(&self) -> String {
        junit::diff::draw(self)
    }
}

impl Report for period::Account<'_> {
    fn comment(&self) -> String {
        page::markdown::draw(&period::page(self))
    }

    fn page(&self) -> page::Page {
        period::page(self)
    }

    fn sarif(&self, base: &str) -> String {
        sarif::period::draw(self, base)
    }

    fn junit(&self) -> String {
        junit::period::draw(self)
    }
}
