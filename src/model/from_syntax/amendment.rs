//! Amendments as history: what they change must exist, exactly once. Applying them is the work of `amend/`.

use super::collect::Placed;
use super::resolver::Resolver;
use crate::model::Amendment;
use crate::problem::catalogue::{model as entries, names, words};
use crate::problem::{Arg, Problem, Text};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{self, Change, Name, NormVerb, Ref, Target};

impl Resolver<'_> {
    /// Lists all amendments; the targets of those that are not in the wording yet are checked.
    pub fn amendments(&mut self, amendments: &[Placed<tree::Amendment>]) {
        for placed in amendments {
            let amendment = placed.item;
            self.declare(words::AMENDMENT, &amendment.name, |names| &mut names.amendments, ());
            self.origin(&placed.place, &amendment.tail, amendment.span);
            self.model.amendments.push(Amendment {
                name: amendment.name.text.clone(),
                in_force: amendment.in_force.and_then(|f| f.date),
                incorporated: amendment.incorporated,
                span: amendment.span,
            });
            if !amendment.incorporated {
                let problem = Problem::new(&entries::AMENDMENT_NOT_APPLIED).at(amendment.name.span);
                self.report(problem.name("name", &amendment.name.text).help("wording"));
                amendment.changes.iter().for_each(|change| self.change_target(change));
            }
        }
    }

    fn change_target(&mut self, change: &Change) {
        match change {
            Change::Replace { target, .. } => self.target("replace", target),
            Change::Repeal { target, .. } => self.target("repeal", target),
            Change::Keep { target, .. } => self.target("keep", target),
            Change::Add { .. } | Change::Hole(_) => {}
            Change::SetCell(set) => _ = self.cell_target(set),
            Change::SetAttribute(set) => {
                if let Ok(element) = self.element_with(&set.element, &set.attribute) {
                    _ = self.attribute_of(element.kind, &set.attribute);
                }
            }
            Change::Rename { from, .. } => {
                let known = self.category(&from.text).is_some() || self.names.norms.get(&from.text).is_some();
                if !known {
                    self.undeclared(from, words::NAME);
                }
            }
        }
    }

    fn target(&mut self, verb: &'static str, target: &Target) {
        match target {
            Target::Provision(cite) => _ = self.citation(cite),
            Target::Declaration { span, category, name } => {
                self.declaration_target(verb, *span, *category, name);
            }
        }
    }

    fn declaration_target(&mut self, verb: &'static str, span: Span, category: Keyword, name: &Ref) {
        let norm = match category {
            Keyword::Permit => Some(NormVerb::Permit),
            Keyword::Forbid => Some(NormVerb::Forbid),
            Keyword::Duty => Some(NormVerb::Duty),
            _ => None,
        };
        if let Some(norm) = norm {
            self.norm_target(verb, span, norm, name);
            return;
        }
        let (what, known) = self.declared_as(category, &name.name);
        if !known {
            self.undeclared(&name.name, what);
        }
    }

    fn declared_as(&self, category: Keyword, name: &Name) -> (Text, bool) {
        let n = &self.names;
        let relation = |what: Text| {
            let found = n.relations.get(&name.text);
            (what, found.is_some_and(|r| self.relation_word(r) == what))
        };
        match category {
            Keyword::Role => relation(words::ROLE),
            Keyword::Office => relation(words::OFFICE),
            Keyword::Fact => relation(words::FACT),
            Keyword::Table => relation(words::TABLE),
            Keyword::Define => relation(words::DEFINITION),
            Keyword::Kind => (words::KIND, n.kinds.get(&name.text).is_some()),
            Keyword::Act => (words::ACT, n.acts.get(&name.text).is_some()),
            Keyword::Assume => (words::ASSUMPTION, n.assumptions.get(&name.text).is_some()),
            Keyword::Property => (words::PROPERTY, n.claims.get(&name.text).is_some()),
            Keyword::Scenario => (words::SCENARIO, n.scenarios.get(&name.text).is_some()),
            Keyword::Reading => (words::READING, n.readings.get(&name.text).is_some()),
            Keyword::Publish => (words::PUBLICATION, n.publications.get(&name.text).is_some()),
            _ => (words::NAME, self.category(&name.text).is_some()),
        }
    }

    /// A norm by its label, or by its verb and act when that fits one only (E7).
    fn norm_target(&mut self, change: &'static str, span: Span, verb: NormVerb, r: &Ref) {
        if let Some(labelled) = self.names.norms.get(&r.name.text)
            && self.model.norms[labelled.index()].verb == verb
        {
            return;
        }
        let Some(act) = self.names.acts.get(&r.name.text) else {
            self.undeclared(&r.name, words::NORM);
            return;
        };
        let fits = |n: &&crate::model::Norm| n.verb == verb && n.act == act && n.sugar.is_none();
        let fitting: Vec<_> = self.model.norms.iter().filter(fits).map(|n| n.origin.clone()).collect();
        let word = match verb {
            NormVerb::Permit => words::PERMIT,
            NormVerb::Forbid => words::FORBID,
            NormVerb::Duty => words::DUTY,
        };
        match &fitting[..] {
            [_] => {}
            [] => {
                let problem = Problem::new(&names::UNDECLARED).at(span).arg("what", Arg::Word(word));
                self.report(problem.name("name", &r.name.text));
            }
            several => self.ambiguous_target(change, span, word, r, several),
        }
    }

    fn ambiguous_target(
        &mut self,
        change: &'static str,
        span: Span,
        word: Text,
        r: &Ref,
        fitting: &[crate::model::Origin],
    ) {
        let place = |o: &crate::model::Origin| {
            let home = o.home.map(|h| self.model.provisions[h.index()].number()).unwrap_or_default();
            let line = o.span.map(|s| self.sources.get(s.file).position(s.start).0).unwrap_or_default();
            (home, line)
        };
        let mut places: Vec<(String, Vec<usize>)> = Vec::new();
        for (home, line) in fitting.iter().map(place) {
            match places.iter_mut().find(|(h, _)| *h == home) {
                Some((_, lines)) => lines.push(line),
                None => places.push((home, vec![line])),
            }
        }
        let lines = |ls: &[usize]| ls.iter().map(ToString::to_string).collect::<Vec<_>>();
        let en = places.iter().map(|(h, ls)| {
            format!("{h}, line {}", lines(ls).join(", ")).trim_start_matches(", ").to_string()
        });
        let ja = places
            .iter()
            .map(|(h, ls)| format!("{h}の{}行目", lines(ls).join("・")).trim_start_matches('の').to_string());
        let (en, ja) = (en.collect::<Vec<_>>().join("; "), ja.collect::<Vec<_>>().join("、"));
        let home = places.iter().map(|(h, _)| h.clone()).find(|h| !h.is_empty());
        let phrase = format!("{change} {} {}", word.en, r.name.text);
        let mut problem = Problem::new(&entries::AMBIGUOUS_TARGET).label(span, "here");
        for span in fitting.iter().filter_map(|o| o.span) {
            problem = problem.label(span, "norm");
        }
        let problem = problem
            .name("phrase", phrase)
            .name("name", &r.name.text)
            .arg("what", Arg::Word(word))
            .number("count", fitting.len())
            .plain("places_en", en)
            .plain("places_ja", ja)
            .name("home", format!("@{}", home.clone().unwrap_or_default()));
        self.report(problem.help(if home.is_some() { "home" } else { "label" }));
    }

    /// Approvals name an amendment and an act.
    pub fn approvals(&mut self, approves: &[Placed<tree::Approve>]) {
        for placed in approves {
            let approve = placed.item;
            if self.names.amendments.get(&approve.amendment.text).is_none() {
                self.undeclared(&approve.amendment, words::AMENDMENT);
            }
            _ = self.act_named(&approve.act.name);
        }
    }
}
