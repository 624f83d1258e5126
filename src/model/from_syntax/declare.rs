//! Entering names: duplicates with both places, names that would read as variables.

use super::names::{Names, Namespace, is_variable};
use super::resolver::Resolver;
use crate::problem::catalogue::{names as entries, words};
use crate::problem::{Arg, Lang, Problem, Text};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Name;

impl Resolver<'_> {
    /// Enters a name into one namespace; false (and a problem) if it is taken.
    pub fn declare<T: Copy>(
        &mut self,
        what: Text,
        name: &Name,
        space: impl Fn(&mut Names) -> &mut Namespace<T>,
        id: T,
    ) -> bool {
        match space(&mut self.names).add(&name.text, id, name.span) {
            Ok(()) => true,
            Err(first) => {
                let relation = [words::FACT, words::ROLE, words::OFFICE, words::TABLE, words::DEFINITION];
                let help = if relation.contains(&what) { "relations" } else { "rename" };
                self.twice(what, name, first, help);
                false
            }
        }
    }

    /// Says that a name is declared twice.
    pub fn twice(&mut self, what: Text, name: &Name, first: Span, help: &'static str) {
        let problem = Problem::new(&entries::DECLARED_TWICE).label(name.span, "again").label(first, "first");
        self.report(problem.arg("what", Arg::Word(what)).name("name", &name.text).help(help));
    }

    /// Refuses a name that could also be a variable where it is used. 「…」 is always a name.
    pub fn refuse_variable(&mut self, what: Text, name: &Name) {
        // A word of the language in the place of a name has been reported by the parser.
        let ours = |keyword: &Keyword| keyword.is_reserved() && keyword.spelling(Lang::Ja) == name.text;
        if !name.quoted && is_variable(&name.text) && !Keyword::ALL.iter().any(ours) {
            let problem = Problem::new(&entries::ONE_CHARACTER_NAME).at(name.span);
            self.report(problem.name("name", &name.text).arg("what", Arg::Word(what)).help("longer"));
        }
    }
}
