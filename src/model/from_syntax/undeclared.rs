//! What to say of a name that nothing declares: particles stuck to it, names like it, names of another category.

use super::names::key;
use super::resolver::{Broken, Resolver};
use super::scope::{Level, Scope};
use super::suggest::closest;
use crate::model::Sort;
use crate::problem::catalogue::{names as entries, words};
use crate::problem::{Arg, Lang, Problem, Text};
use crate::syntax::everyday;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Name;

const PARTICLES: [&str; 6] = ["に", "が", "は", "を", "の", "と"];

impl Resolver<'_> {
    /// Reports a name of which no declaration of this category exists.
    pub fn undeclared(&mut self, name: &Name, what: Text) -> Broken {
        if self.is_broken(&name.text) {
            return Broken;
        }
        if let Some(problem) = self.stuck(name, Arg::Word(what)) {
            return self.report(problem);
        }
        let mut problem = Problem::new(&entries::UNDECLARED).at(name.span).name("name", &name.text);
        problem = problem.arg("what", Arg::Word(what));
        let everyday = everyday::word_for(&name.text).map(str::to_string);
        let similar = everyday.or_else(|| self.similar(&name.text, what));
        if let Some(other) = self.category(&name.text) {
            problem = problem.arg("other", Arg::Word(other)).help("other");
        } else if let Some(similar) = similar {
            problem = problem.name("similar", similar).help("similar");
        }
        self.report(problem)
    }

    /// Reports an argument that is no element of its kind (E2). Without a scope no variable can stand there.
    pub fn undeclared_element(&mut self, name: &Name, sort: Sort, scope: Option<&Scope>) -> Broken {
        if self.is_broken(&name.text) {
            return Broken;
        }
        if let Some(problem) = self.stuck(name, self.sort_word(sort)) {
            return self.report(problem);
        }
        let similar = self.similar_element(&name.text, sort);
        let mut problem = Problem::new(&entries::UNDECLARED_ELEMENT).at(name.span).name("name", &name.text);
        problem = problem.arg("kind", self.sort_word(sort)).name("any", "_");
        let parameters = scope.map(Scope::parameters).unwrap_or_default();
        let fitting = parameters.iter().find(|(_, s)| *s == Some(sort)).map(|(n, _)| n.clone());
        let help = self.element_help(sort, scope, similar.is_some(), fitting.is_some());
        if let Some(similar) = similar {
            problem = problem.name("similar", similar);
        }
        if let Some(parameter) = fitting {
            let all: Vec<&str> = parameters.iter().map(|(n, _)| n.as_str()).collect();
            problem = problem.name("parameter", parameter).plain("parameters", all.join(", "));
        }
        if let Some(help) = help {
            problem = problem.help(help);
        }
        self.report(problem)
    }

    fn element_help(
        &self,
        sort: Sort,
        scope: Option<&Scope>,
        similar: bool,
        parameter: bool,
    ) -> Option<&'static str> {
        let open = match sort {
            Sort::Kind(kind) => self.model.kinds[kind.index()].open,
            _ => true,
        };
        match (scope, similar, parameter) {
            (None, true, _) => Some("element"),
            (None, false, _) => None,
            (Some(scope), false, _) if scope.level == Level::Scenario && open => Some("given"),
            (Some(_), true, true) => Some("similar_parameter"),
            (Some(_), true, false) => Some("similar"),
            (Some(_), false, true) => Some("parameter"),
            (Some(_), false, false) => Some("variable"),
        }
    }

    /// E1: a declared name with a particle, or another word of the language, at its end.
    fn stuck(&self, name: &Name, what: Arg) -> Option<Problem> {
        if name.quoted {
            return None;
        }
        let words = Keyword::ALL.iter().filter(|k| k.is_reserved()).map(|k| k.spelling(Lang::Ja));
        let candidates = PARTICLES.into_iter().chain(words);
        let split = |particle: &'static str| {
            let rest = name.text.strip_suffix(particle).filter(|rest| !rest.is_empty())?;
            self.category(rest).is_some().then_some((rest, particle))
        };
        let problem = Problem::new(&entries::STUCK_NAME).at(name.span).arg("what", what);
        let problem = problem.name("name", &name.text);
        if let Some((rest, particle)) = candidates.into_iter().find_map(split) {
            return Some(problem.name("rest", rest).plain("particle", particle).help("drop"));
        }
        let joined = |(word, proper)| self.joined(&name.text, word, proper);
        Some(problem.name("apart", everyday::joints().find_map(joined)?).help("apart"))
    }

    /// `pは課長`, `課長又は部長`: two names that a word holds together, written as they should be.
    fn joined(&self, name: &str, word: &str, proper: &str) -> Option<String> {
        let short = |text: &str| text.chars().count() == 1;
        let known = |text: &str| self.category(text).is_some();
        let places = name.match_indices(word).map(|(at, _)| (&name[..at], &name[at + word.len()..]));
        let (left, right) = places.into_iter().find(|(l, r)| (short(l) || known(l)) && known(r))?;
        Some(format!("{left} {proper} {right}"))
    }

    /// What a name is declared as, in any category that a formula can name.
    pub fn category(&self, name: &str) -> Option<Text> {
        if let Some(relation) = self.names.relations.get(name) {
            return Some(self.relation_word(relation));
        }
        if self.names.acts.get(name).is_some() {
            return Some(words::ACT);
        }
        if self.names.kinds.get(name).is_some() {
            return Some(words::KIND);
        }
        (!self.names.elements_named(name).is_empty()).then_some(words::ELEMENT)
    }

    fn similar(&mut self, name: &str, what: Text) -> Option<String> {
        let n = &self.names;
        let size = n.relations.iter().count() + n.acts.iter().count() + n.elements.len();
        if !self.patient(size) {
            return None;
        }
        let n = &self.names;
        let found = match what {
            words::KIND => closest(name, n.kinds.names()),
            words::ACT => closest(name, n.acts.names()),
            words::READING => closest(name, n.readings.names()),
            words::ASSUMPTION => closest(name, n.assumptions.names()),
            words::PROPERTY => closest(name, n.claims.names()),
            words::SCENARIO => closest(name, n.scenarios.names()),
            words::NORM | words::FORBID => closest(name, n.norms.names()),
            words::AMENDMENT => closest(name, n.amendments.names()),
            words::ELEMENT => self.closest_element(name, None),
            _ => closest(name, n.relations.names()),
        };
        found.map(str::to_string)
    }

    fn similar_element(&mut self, name: &str, sort: Sort) -> Option<String> {
        let Sort::Kind(kind) = sort else { return None };
        if !self.patient(self.model.kinds[kind.index()].elements.len()) {
            return None;
        }
        self.closest_element(name, Some(kind)).map(str::to_string)
    }

    fn closest_element(&self, name: &str, kind: Option<crate::model::KindId>) -> Option<&str> {
        let kinds = self.model.kinds.iter().enumerate();
        let chosen = kinds.filter(|(i, _)| kind.is_none_or(|k| k.index() == *i));
        closest(name, chosen.flat_map(|(_, k)| k.elements.iter().map(|e| e.name.as_str())))
    }

    /// Whether two names are the same name.
    pub fn same_name(a: &str, b: &str) -> bool {
        key(a) == key(b)
    }
}
