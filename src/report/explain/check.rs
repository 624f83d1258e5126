//! Claims, scenarios and published tables.

use super::Printer;
use crate::model::{Claim, ClaimKind, Columns, Formula, Publication, Scenario, Step};
use crate::problem::Text;
use crate::report::words;
use crate::syntax::keywords::Keyword;

impl Printer<'_> {
    pub(super) fn claim(&self, claim: &Claim) -> String {
        let mut text = self.formulas(&claim.instances, claim.origin.home);
        let mut out = self.head(Keyword::Property, &claim.name, &claim.origin);
        if !claim.instances.is_empty() {
            let each = self.style.say(Text { en: "for each", ja: "それぞれの" });
            out.push_str(&Self::line(1, &format!("{each} {}", self.params(&claim.instances, &text))));
        }
        let mut assuming: Vec<String> = claim
            .assuming
            .assumptions
            .iter()
            .map(|a| self.model.assumptions[a.index()].name.clone())
            .collect();
        assuming.extend(claim.assuming.readings.iter().map(|r| words::reading(self.model, *r)));
        if claim.assuming.no_transfers {
            assuming.push(self.word(Keyword::NoTransfers).to_string());
        }
        if !assuming.is_empty() {
            let list = words::list(&assuming, self.style.lang);
            out.push_str(&Self::line(1, &format!("{} {list}", self.word(Keyword::Assuming))));
        }
        if claim.kind == ClaimKind::Possible {
            let wanted = self.style.say(Text { en: "can happen:", ja: "起こりうる:" });
            out.push_str(&Self::line(1, &format!("{wanted} {}", text.show(&claim.good))));
            return out;
        }
        let premise = self.style.say(Text { en: "the question arises when:", ja: "問題となるとき:" });
        let bad = self.style.say(Text { en: "must never happen:", ja: "決して起きてはならない:" });
        if claim.premise != Formula::True {
            out.push_str(&Self::line(1, &format!("{premise} {}", text.show(&claim.premise))));
        }
        out.push_str(&Self::line(1, &format!("{bad} {}", text.show(&claim.bad))));
        out
    }

    pub(super) fn scenario(&self, scenario: &Scenario) -> String {
        let vars: Vec<_> = scenario.people.iter().chain(&scenario.members).copied().collect();
        let mut text = self.formulas(&vars, scenario.origin.home);
        let mut out = self.head(Keyword::Scenario, &scenario.name, &scenario.origin);
        for given in &scenario.given {
            out.push_str(&Self::line(
                1,
                &format!("{} {}", self.word(Keyword::Given), text.show(&given.formula)),
            ));
        }
        for step in &scenario.steps {
            let line = match step {
                Step::Does { person, act, args, .. } => {
                    let did = crate::model::Formula::Did(person.clone(), *act, args.clone());
                    let past = text.show(&did);
                    past.replacen(self.word(Keyword::Did), self.word(Keyword::Does), 1)
                }
                Step::Now { formula, .. } => format!("{} {}", self.word(Keyword::Now), text.show(formula)),
                Step::Check { formula, .. } => text.show(formula),
            };
            out.push_str(&Self::line(1, &line));
        }
        out
    }

    pub(super) fn publication(&self, publication: &Publication) -> String {
        let mut vars = publication.rows.clone();
        if let Columns::Elements { var, .. } = &publication.columns {
            vars.push(*var);
        }
        let mut text = self.formulas(&vars, publication.origin.home);
        let mut out = self.head(Keyword::Publish, &publication.name, &publication.origin);
        let rows = self.params(&publication.rows, &text);
        out.push_str(&Self::line(1, &format!("{} {rows}", self.word(Keyword::Rows))));
        let cell = self.word(Keyword::Cell);
        match &publication.columns {
            Columns::Elements { var, cell: formula } => {
                let columns = self.params(&[*var], &text);
                out.push_str(&Self::line(1, &format!("{} {columns}", self.word(Keyword::Columns))));
                out.push_str(&Self::line(1, &format!("{cell} {}", text.show(formula))));
            }
            Columns::Named(named) => {
                for (name, formula) in named {
                    let column = self.word(Keyword::Column);
                    out.push_str(&Self::line(
                        1,
                        &format!("{column} \"{name}\" {cell} {}", text.show(formula)),
                    ));
                }
            }
        }
        out
    }
}
