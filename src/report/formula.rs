//! A formula of the model printed back as kitei text, in either language: for `explain`, witnesses and footnotes.
//!
//! What resolution took apart is put together where that reads better: `implies`, `no`, `may not`, `_`.

mod atom;

pub use atom::show_duration;

use std::collections::BTreeMap;

use super::words;
use crate::model::{CitedId, Formula, Model, ProvisionId, Sort, Term, VarId};
use crate::problem::Lang;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Comparison;

/// Prints formulas of one model. Variables may have names of their own (the people of a witness, say).
pub struct FormulaText<'a> {
    model: &'a Model,
    lang: Lang,
    names: BTreeMap<VarId, String>,
    /// Show `@第1条` after conjuncts that cite anything but this provision; `None`: show none.
    cites: Option<Option<ProvisionId>>,
}

/// How tightly the surroundings of a formula bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Open,
    Or,
    And,
    Not,
}

impl<'a> FormulaText<'a> {
    /// Prints in `lang`, without citations, variables under their own names.
    pub fn new(model: &'a Model, lang: Lang) -> Self {
        Self { model, lang, names: BTreeMap::new(), cites: None }
    }

    /// Shows the citations of conjuncts that differ from `home`, which the reader knows already.
    #[must_use]
    pub fn with_cites(mut self, home: Option<ProvisionId>) -> Self {
        self.cites = Some(home);
        self
    }

    /// Gives a variable a name.
    pub fn name(&mut self, var: VarId, name: impl Into<String>) {
        self.names.insert(var, name.into());
    }

    /// The whole formula.
    pub fn show(&mut self, formula: &Formula) -> String {
        self.at(formula, Level::Open)
    }

    /// The top-level conjuncts, each on its own.
    pub fn conjuncts(&mut self, formula: &Formula) -> Vec<String> {
        match formula {
            Formula::And(parts) => parts.iter().map(|p| self.at(p, Level::And)).collect(),
            Formula::True => Vec::new(),
            other => vec![self.show(other)],
        }
    }

    fn word(&self, keyword: Keyword) -> &'static str {
        keyword.spelling(self.lang)
    }

    fn at(&mut self, formula: &Formula, level: Level) -> String {
        match formula {
            Formula::Not(inner) => self.negation(inner, level),
            Formula::And(parts) => self.joined(parts, Keyword::And, Level::And, level),
            Formula::Or(parts) => self.disjunction(parts, level),
            Formula::ForAll(vars, body) if *bare(body) == Formula::False => {
                self.quantified(self.word(Keyword::No), vars, &Formula::True, level)
            }
            Formula::ForAll(vars, body) => self.quantified(self.word(Keyword::Every), vars, body, level),
            Formula::Exists(vars, body) => self.existence(vars, body, level),
            Formula::Count(comparison, number, var, body) => {
                let head = self.count(*comparison, *number);
                self.quantified(&head, &[*var], body, level)
            }
            Formula::Cited(id, body) => self.cited(*id, body, level),
            atom => self.atom(atom),
        }
    }

    fn joined(&mut self, parts: &[Formula], word: Keyword, own: Level, level: Level) -> String {
        let shown: Vec<_> = parts.iter().map(|p| self.at(p, own)).collect();
        let text = shown.join(&format!(" {} ", self.word(word)));
        brackets(text, level > own)
    }

    /// `not a or b` reads `a implies b`.
    fn disjunction(&mut self, parts: &[Formula], level: Level) -> String {
        let (denied, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|p| matches!(bare(p), Formula::Not(_)));
        if denied.is_empty() || rest.is_empty() {
            return self.joined(parts, Keyword::Or, Level::Or, level);
        }
        let premise = Formula::and(denied.into_iter().map(|p| bare(p).clone().negate()));
        let conclusion = Formula::or(rest.into_iter().cloned());
        let left = self.at(&premise, Level::Or);
        let right = self.at(&conclusion, Level::Open);
        brackets(format!("{left} {} {right}", self.word(Keyword::Implies)), level > Level::Open)
    }

    fn negation(&mut self, inner: &Formula, level: Level) -> String {
        match bare(inner) {
            Formula::Exists(vars, body) if self.with_holes(vars, body).is_none() => {
                self.quantified(self.word(Keyword::No), vars, body, level)
            }
            Formula::May(..) => self.may_not(bare(inner)),
            Formula::Atom(id, args) if self.lang == Lang::En && self.is_post(*id) => self.is_not(*id, args),
            Formula::Compare(comparison, left, right) => self.compare(opposite(*comparison), left, right),
            Formula::Count(comparison, number, var, body)
                if !matches!(comparison, Comparison::Eq | Comparison::Ne) =>
            {
                self.at(&Formula::Count(opposite(*comparison), *number, *var, body.clone()), level)
            }
            _ => {
                let text = self.at(inner, Level::Not);
                match self.lang {
                    Lang::En => format!("not {text}"),
                    Lang::Ja => format!("{text} {}", self.word(Keyword::NotAfter)),
                }
            }
        }
    }

    fn existence(&mut self, vars: &[VarId], body: &Formula, level: Level) -> String {
        match self.with_holes(vars, body) {
            Some(text) => text,
            None => self.quantified(self.word(Keyword::Some), vars, body, level),
        }
    }

    fn quantified(&mut self, head: &str, vars: &[VarId], body: &Formula, level: Level) -> String {
        let binders: Vec<_> = vars.iter().map(|v| self.binder(*v)).collect();
        let body = match (bare(body), vars.last()) {
            // Only whether there is one at all matters: the language has no word for "true".
            (Formula::True, Some(var)) => self.compare(Comparison::Eq, &Term::Var(*var), &Term::Var(*var)),
            _ => self.at(body, Level::Open),
        };
        let text = format!("{head} {}: {body}", words::list(&binders, self.lang));
        for var in vars {
            self.names.remove(var);
        }
        brackets(text, level > Level::Open)
    }

    /// `person p`, under a name that nothing else in sight has.
    fn binder(&mut self, var: VarId) -> String {
        let sort = self.sort(self.model.vars[var.index()].sort);
        format!("{sort} {}", self.declare(var))
    }

    /// Gives a variable its own name, or another if that is taken or says nothing.
    pub fn declare(&mut self, var: VarId) -> String {
        let declared = &self.model.vars[var.index()];
        // Names that resolution made up are no names of the language.
        let invented = declared.name.starts_with('_') || matches!(declared.name.as_str(), "person" | "actor");
        let wished = match (invented, declared.sort) {
            (false, _) => declared.name.as_str(),
            (true, Sort::Person) => "p",
            (true, _) => "x",
        };
        let taken = |name: &String| self.names.values().any(|n| n == name);
        let mut names = std::iter::once(wished.to_string()).chain((2..).map(|n| format!("{wished}{n}")));
        let name = names.find(|n| !taken(n)).unwrap_or_default();
        self.names.insert(var, name.clone());
        name
    }

    /// How a sort is written.
    pub fn sort(&self, sort: Sort) -> String {
        match sort {
            Sort::Person => self.word(Keyword::PersonSort).to_string(),
            Sort::Kind(kind) => self.model.kinds[kind.index()].name.clone(),
            Sort::Number => self.word(Keyword::NumberSort).to_string(),
            Sort::Duration => self.word(Keyword::DurationSort).to_string(),
        }
    }

    fn count(&self, comparison: Comparison, number: u32) -> String {
        let (word, number) = match comparison {
            Comparison::Le => (Keyword::AtMost, number),
            Comparison::Lt => (Keyword::AtMost, number.saturating_sub(1)),
            Comparison::Ge => (Keyword::AtLeast, number),
            Comparison::Gt => (Keyword::AtLeast, number + 1),
            Comparison::Eq | Comparison::Ne => (Keyword::Exactly, number),
        };
        format!("{} {number}", self.word(word))
    }

    fn cited(&mut self, id: CitedId, body: &Formula, level: Level) -> String {
        let provisions = &self.model.cited[id.index()].provisions;
        let Some(home) = self.cites else { return self.at(body, level) };
        if provisions.is_empty() || provisions.iter().all(|p| Some(*p) == home) {
            return self.at(body, level);
        }
        let numbers = provisions.iter().map(|p| format!(" @{}", self.model.provisions[p.index()].number()));
        let suffix: String = numbers.collect();
        format!("{}{suffix}", self.at(body, level.max(Level::And)))
    }
}

/// The formula without its citation.
fn bare(formula: &Formula) -> &Formula {
    match formula {
        Formula::Cited(_, body) => bare(body),
        other => other,
    }
}

fn brackets(text: String, needed: bool) -> String {
    if needed { format!("({text})") } else { text }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Eq => Comparison::Ne,
        Comparison::Ne => Comparison::Eq,
        Comparison::Lt => Comparison::Ge,
        Comparison::Ge => Comparison::Lt,
        Comparison::Le => Comparison::Gt,
        Comparison::Gt => Comparison::Le,
    }
}
