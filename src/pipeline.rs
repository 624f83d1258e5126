//! The way of the data on one page: one struct per stage, one method per arrow. Command line and tests go this way.
//!
//! `Loaded` (texts) → `Parsed` (trees). Every stage keeps what it was made from and every problem found so far; none touches a file.

use crate::problem::Problem;
use crate::problem::catalogue::input;
use crate::source::{SourceFile, Sources};
use crate::syntax;
use crate::syntax::tree::Tree;

/// Texts, decoded.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    pub problems: Vec<Problem>,
}

/// Trees, one per file.
#[derive(Debug)]
pub struct Parsed {
    pub sources: Sources,
    pub trees: Vec<Tree>,
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Adds a text that is in memory already.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.sources.add(SourceFile::new(path.to_string(), text));
        self
    }

    /// Adds a file as it was read.
    pub fn add(&mut self, path: String, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.sources.add(SourceFile::new(path, text.strip_prefix('\u{feff}').unwrap_or(text)));
            }
            Err(error) => {
                let problem = Problem::new(&input::UNREADABLE).plain("path", path);
                self.problems.push(problem.plain("why", error.to_string()));
            }
        }
    }

    /// Adds a Markdown file, if it has rules in it.
    pub fn add_markdown(&mut self, path: String, bytes: &[u8]) {
        self.add(path, bytes);
    }

    /// Text to trees.
    pub fn parse(self) -> Parsed {
        let Self { sources, mut problems } = self;
        let mut trees = Vec::new();
        for (id, file) in sources.iter() {
            let (tree, found) = syntax::parse(id, &file.text);
            trees.push(tree);
            problems.extend(found);
        }
        Parsed { sources, trees, problems }
    }
}
