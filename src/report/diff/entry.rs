//! One difference of who may do what, as lines: its conditions, and which norms decide.

use super::super::witness::Teller;
use super::super::words;
use crate::model::{Formula, Model, NormId, ProvisionId, ReadingChoice, Sort, Term};
use crate::problem::{Lang, Text};
use crate::proof::{self, Difference};
use crate::report::formula::FormulaText;

/// Whether somebody may more or less, and whether that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Gained,
    /// Gained, and an approval accepts it.
    Accepted,
    Lost,
}

/// A norm that decides, with its articles.
#[derive(Debug, Clone)]
pub struct Deciding {
    pub norm: NormId,
    pub name: String,
    pub articles: Vec<ProvisionId>,
}

/// One difference, in words.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: Kind,
    /// Which of the model's approvals accepts it.
    pub approval: Option<usize>,
    /// Of what is gained and not accepted: the approvals that accept other cases of the same.
    pub apart: Vec<String>,
    /// That somebody may do it.
    pub may: String,
    /// If all of this holds.
    pub conditions: Vec<String>,
    /// The norm that lets them, on its side.
    pub by: Deciding,
    /// The ban of the other side; none: nothing permits it there.
    pub against: Option<Deciding>,
    /// Bans that must not apply.
    pub bans: Vec<String>,
    /// Norms of the other side that must not permit it there.
    pub besides: Vec<String>,
    /// Whether it is proved that the conditions suffice.
    pub exact: bool,
    /// The least combinations of readings under which it is so; empty if under all.
    pub readings: Vec<Vec<ReadingChoice>>,
}

impl Kind {
    /// For programs: stable.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Gained => "gained",
            Kind::Accepted => "accepted",
            Kind::Lost => "lost",
        }
    }

    /// For people.
    pub fn word(self) -> Text {
        match self {
            Kind::Gained => Text { en: "gained", ja: "新たにできる" },
            Kind::Accepted => Text { en: "gained, and accepted", ja: "新たにできる(承認済み)" },
            Kind::Lost => Text { en: "lost", ja: "できなくなる" },
        }
    }
}

impl Entry {
    /// The difference in words of the language.
    pub fn new(model: &Model, difference: &Difference, kind: Kind, approvals: &[usize], lang: Lang) -> Self {
        let teller = Teller::new(model, &difference.shown, lang);
        let mut text = naming(model, &teller, difference, lang);
        let mut vars = difference.vars.iter().copied().map(Term::Var);
        let act = model.norms[difference.by.index()].act;
        let may =
            vars.next().map(|who| text.show(&Formula::May(who, act, vars.collect()))).unwrap_or_default();
        let told = difference.conditions.iter().filter(|(part, _)| !matches!(part, Formula::Compare(..)));
        let conditions = told
            .map(|(part, holds)| text.show(&if *holds { part.clone() } else { part.clone().negate() }))
            .collect();
        let deciding = |norm: NormId| Deciding {
            norm,
            name: teller.norm_name(norm).to_string(),
            articles: teller.norm(norm),
        };
        let names = |norms: &[NormId]| norms.iter().map(|norm| teller.norm_name(*norm).to_string()).collect();
        let written = |wanted: Kind| {
            let own = approvals.iter().filter(|_| kind == wanted);
            own.map(|index| model.approvals[*index].written.clone()).collect()
        };
        Self {
            kind,
            approval: approvals.first().copied().filter(|_| kind == Kind::Accepted),
            apart: written(Kind::Gained),
            may,
            conditions,
            by: deciding(difference.by),
            against: difference.against.map(deciding),
            bans: names(&difference.bans),
            besides: names(&difference.besides),
            exact: difference.exact,
            readings: telling(model, &difference.readings),
        }
    }

    /// Which norm lets them, and why not on the other side; the articles apart.
    pub fn deciding(&self, lang: Lang) -> [(String, Vec<ProvisionId>); 2] {
        let say = |en: &'static str, ja: &'static str| Text { en, ja }.get(lang);
        let (before, after) = (say("before", "前"), say("after", "後"));
        let (own, other) = if self.kind == Kind::Lost { (before, after) } else { (after, before) };
        let by = format!("{own}: {} {}", say("permitted by", "許す規範:"), self.by.name);
        let against = match &self.against {
            Some(ban) => format!("{other}: {} {}", say("forbidden by", "禁じる規範:"), ban.name),
            None => format!("{other}: {}", say("nothing permits it", "許す規範がない")),
        };
        let articles = self.against.as_ref().map_or_else(Vec::new, |ban| ban.articles.clone());
        [(by, self.by.articles.clone()), (against, articles)]
    }

    /// What else is to be said of it.
    pub fn notes(&self, model: &Model, lang: Lang) -> Vec<String> {
        let say = |en: &'static str, ja: &'static str| Text { en, ja }.get(lang);
        let mut lines = Vec::new();
        if !self.apart.is_empty() {
            let apart = say("apart from what is accepted:", "次の「承認済」が認めるものを除く:");
            lines.push(format!("{apart} {}", words::list(&self.apart, lang)));
        }
        if !self.bans.is_empty() {
            let unless = say("unless forbidden by", "次の禁止に触れないとき:");
            lines.push(format!("{unless} {}", words::list(&self.bans, lang)));
        }
        if !self.besides.is_empty() {
            let unless = if self.kind == Kind::Lost {
                say("unless it is still permitted by", "次の規範でなお許されるときを除く:")
            } else {
                say("unless it was permitted already by", "次の規範で既に許されていたときを除く:")
            };
            lines.push(format!("{unless} {}", words::list(&self.besides, lang)));
        }
        if !self.exact {
            let example = say(
                "(an example: that these conditions suffice is not proved)",
                "(例。これらの条件で足りるかは証明されていない)",
            );
            lines.push(example.to_string());
        }
        for choices in &self.readings {
            let all: Vec<String> = choices.iter().map(|choice| words::reading(model, *choice)).collect();
            lines.push(format!("{} {}", say("under the reading", "解釈"), words::list(&all, lang)));
        }
        lines
    }
}

/// Names for those of whom the conditions speak: as in the world shown, but for what may be anything.
fn naming<'m>(model: &'m Model, teller: &Teller, difference: &Difference, lang: Lang) -> FormulaText<'m> {
    let mut text = FormulaText::new(model, lang);
    let value = |var| difference.shown.bindings.iter().find(|(known, _)| *known == var).map(|(_, it)| *it);
    let mut free = 0;
    for var in &difference.vars {
        let sort = model.vars[var.index()].sort;
        let Some(value) = value(*var) else { continue };
        let is_fixed =
            |part: &Formula| matches!(part, Formula::Compare(_, Term::Var(other), _) if other == var);
        let fixed = difference.conditions.iter().any(|(part, _)| is_fixed(part));
        if fixed || sort == Sort::Person {
            text.name(*var, teller.value(value, sort));
        } else {
            text.name(*var, anything(free));
            free += 1;
        }
    }
    for (number, var) in difference.others.iter().enumerate() {
        text.name(*var, format!("X{}", number + 1));
    }
    text
}

/// The least combinations of readings under which it is so; none if it is so under all.
fn telling(model: &Model, combinations: &[Vec<ReadingChoice>]) -> Vec<Vec<ReadingChoice>> {
    let table: Vec<(&[ReadingChoice], ())> = combinations.iter().map(|choices| (&choices[..], ())).collect();
    let readings = proof::least(model, &table).into_iter().map(|least| least.readings);
    readings.filter(|readings| !readings.is_empty()).collect()
}

/// A name for anything, whatever it is.
fn anything(number: usize) -> String {
    const NAMES: [&str; 6] = ["x", "y", "z", "u", "v", "w"];
    NAMES.get(number).map_or_else(|| format!("x{number}"), ToString::to_string)
}
