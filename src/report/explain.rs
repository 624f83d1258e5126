//! `explain`: any declaration as the model has it, all sugar gone, printed as kitei-like text with its articles.

mod check;
mod norm;
mod vocabulary;

use super::formula::FormulaText;
use super::style::{Paint, Style};
use super::words;
use crate::model::{Formula, Model, Origin, ProvisionId, Sort, VarId};
use crate::syntax::keywords::Keyword;
use crate::table::coverage;

/// What can be explained: a name, and the declaration behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Provision(usize),
    Kind(usize),
    Element(usize, usize),
    Relation(usize),
    Act(usize),
    Norm(usize),
    Assumption(usize),
    Reading(usize),
    Claim(usize),
    Scenario(usize),
    Publication(usize),
}

/// Every name that can be asked for, in declaration order.
pub fn names(model: &Model) -> Vec<String> {
    subjects(model).into_iter().map(|(name, _)| name).collect()
}

/// Every declaration of that name, one after the other.
pub fn declarations(model: &Model, name: &str, style: Style) -> String {
    let printer = Printer { model, style };
    let found = subjects(model).into_iter().filter(|(n, _)| n == name);
    found.map(|(_, subject)| printer.subject(subject)).collect::<Vec<_>>().join("\n")
}

fn subjects(model: &Model) -> Vec<(String, Subject)> {
    let mut all = Vec::new();
    let mut add = |name: &str, subject| all.push((name.to_string(), subject));
    model.provisions.iter().enumerate().for_each(|(i, p)| add(&p.number(), Subject::Provision(i)));
    for (i, kind) in model.kinds.iter().enumerate() {
        add(&kind.name, Subject::Kind(i));
        kind.elements.iter().enumerate().for_each(|(j, e)| add(&e.name, Subject::Element(i, j)));
    }
    model.relations.iter().enumerate().for_each(|(i, r)| add(&r.name, Subject::Relation(i)));
    model.acts.iter().enumerate().for_each(|(i, a)| add(&a.name, Subject::Act(i)));
    model.norms.iter().enumerate().for_each(|(i, n)| add(&n.name, Subject::Norm(i)));
    model.assumptions.iter().enumerate().for_each(|(i, a)| add(&a.name, Subject::Assumption(i)));
    model.readings.iter().enumerate().for_each(|(i, r)| add(&r.name, Subject::Reading(i)));
    model.claims.iter().enumerate().for_each(|(i, c)| add(&c.name, Subject::Claim(i)));
    model.scenarios.iter().enumerate().for_each(|(i, s)| add(&s.name, Subject::Scenario(i)));
    model.publications.iter().enumerate().for_each(|(i, p)| add(&p.name, Subject::Publication(i)));
    all
}

struct Printer<'a> {
    model: &'a Model,
    style: Style,
}

impl Printer<'_> {
    fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Provision(i) => self.provision(i),
            Subject::Kind(i) => self.kind(&self.model.kinds[i]),
            Subject::Element(i, j) => self.element(&self.model.kinds[i], &self.model.kinds[i].elements[j]),
            Subject::Relation(i) => self.relation(i),
            Subject::Act(i) => self.act(i),
            Subject::Norm(i) => self.norm(&self.model.norms[i]),
            Subject::Assumption(i) => self.assumption(&self.model.assumptions[i]),
            Subject::Reading(i) => self.reading(&self.model.readings[i]),
            Subject::Claim(i) => self.claim(&self.model.claims[i]),
            Subject::Scenario(i) => self.scenario(&self.model.scenarios[i]),
            Subject::Publication(i) => self.publication(&self.model.publications[i]),
        }
    }

    fn word(&self, keyword: Keyword) -> &'static str {
        keyword.spelling(self.style.lang)
    }

    /// `act NAME(…)  @第1条 "label"`
    fn head(&self, keyword: Keyword, rest: &str, origin: &Origin) -> String {
        let word = self.style.paint(Paint::Note, self.word(keyword));
        format!("{word} {}{}\n", self.style.paint(Paint::Strong, rest), self.origin(origin))
    }

    fn origin(&self, origin: &Origin) -> String {
        let all: Vec<ProvisionId> = origin.home.iter().chain(&origin.cites).copied().collect();
        let mut text: String =
            all.iter().map(|p| format!(" @{}", self.model.provisions[p.index()].number())).collect();
        text.extend(origin.text.iter().map(|label| format!(" \"{label}\"")));
        let readings = origin.readings.iter().map(|c| {
            let word = Keyword::Reading.spelling(self.style.lang);
            format!(" [{word} {}]", words::reading(self.model, *c))
        });
        text.extend(readings);
        self.style.paint(Paint::Faint, &text)
    }

    fn line(depth: usize, text: &str) -> String {
        format!("{}{text}\n", "  ".repeat(depth))
    }

    /// A printer of formulas that calls these variables by names that say something.
    fn formulas(&self, vars: &[VarId], home: Option<ProvisionId>) -> FormulaText<'_> {
        let mut text = FormulaText::new(self.model, self.style.lang).with_cites(home);
        for var in vars {
            text.declare(*var);
        }
        text
    }

    /// `(人: person, 室: 区域)`
    fn params(&self, vars: &[VarId], text: &FormulaText<'_>) -> String {
        if vars.is_empty() {
            return String::new();
        }
        let one = |var: &VarId| {
            let sort = self.sort(self.model.vars[var.index()].sort);
            format!("{}: {sort}", text.plain(&crate::model::Term::Var(*var)))
        };
        format!("({})", words::list(&vars.iter().map(one).collect::<Vec<_>>(), self.style.lang))
    }

    fn sort(&self, sort: Sort) -> String {
        FormulaText::new(self.model, self.style.lang).sort(sort)
    }

    fn sorts(&self, sorts: &[Sort]) -> String {
        if sorts.is_empty() {
            return String::new();
        }
        format!(
            "({})",
            words::list(&sorts.iter().map(|s| self.sort(*s)).collect::<Vec<_>>(), self.style.lang)
        )
    }

    /// `when a` and, each on a line of its own, `and b`.
    fn conjuncts(&self, keyword: Keyword, formula: &Formula, text: &mut FormulaText<'_>) -> String {
        let and = self.word(Keyword::And);
        let parts = text.conjuncts(formula);
        let lines = parts.iter().enumerate().map(|(i, part)| {
            let word = if i == 0 { self.word(keyword) } else { and };
            Self::line(1, &format!("{word} {part}"))
        });
        lines.collect()
    }

    fn provision(&self, index: usize) -> String {
        let provision = &self.model.provisions[index];
        let label = provision.text.as_ref().map_or(String::new(), |t| format!(" \"{t}\""));
        let number = self.style.paint(Paint::Strong, &provision.number());
        let word = self.style.paint(Paint::Note, self.word(Keyword::Provision));
        let mut out = format!("{word} {number}{label}\n");
        if let Some(because) = &provision.because {
            out.push_str(&Self::line(1, &format!("{} {because}", self.word(Keyword::Because))));
        }
        let account = coverage::coverage(self.model).provisions.swap_remove(index);
        for declaration in account.declarations {
            let category = self.style.say(declaration.category);
            out.push_str(&Self::line(1, &format!("{category} {}", declaration.name)));
        }
        out
    }
}
