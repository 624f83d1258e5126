//! A world told in the regulation's words: who holds which post, what is the case, and what they may therefore do.

mod conclusion;

use super::formula::show_duration;
use super::words;
use crate::model::eval::{Ground, Literal, PermitTrace, Reason};
use crate::model::{
    ActId, CitedId, Claim, ElementId, Model, NormId, ProvisionId, RelationId, RelationKind, Sort, Value,
};
use crate::problem::{Lang, Text};
use crate::proof::{Deed, Witness};
use crate::syntax::keywords::Keyword;

/// One line of the story, with the provisions it comes from, and how deep it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub depth: usize,
    pub text: String,
    pub articles: Vec<ProvisionId>,
}

/// Tells worlds of one model.
pub struct Teller<'a> {
    model: &'a Model,
    lang: Lang,
    names: &'a [String],
}

/// The story of a witness: its facts, then each deed with the chain of norms behind it, then what is wrong with that.
pub fn story(
    model: &Model,
    claim: &Claim,
    instance: &[ElementId],
    witness: &Witness,
    lang: Lang,
) -> Vec<Line> {
    let teller = Teller { model, lang, names: &witness.names };
    let mut lines: Vec<Line> = witness
        .facts
        .iter()
        .map(|fact| Line {
            depth: 0,
            text: teller.atom(fact.relation, &fact.args, true),
            articles: fact.provisions.clone(),
        })
        .collect();
    if witness.deeds.is_empty() {
        lines.extend(teller.reason(&witness.reason, 0));
    }
    for deed in &witness.deeds {
        lines.extend(teller.deed(deed));
    }
    lines.extend(teller.gaps(witness));
    lines.extend(conclusion::lines(&teller, claim, instance, witness));
    lines
}

impl Teller<'_> {
    /// Values that the text leaves open, as they are in this world.
    fn gaps(&self, witness: &Witness) -> Vec<Line> {
        let open =
            Text { en: "the text does not tell; here, say", ja: "条文に定めがない。例えば" }.get(self.lang);
        let attributes = witness.world.attributes.iter().map(|((id, element), value)| {
            let kind = &self.model.kinds[id.kind.index()];
            let attribute = &kind.attributes[id.index as usize];
            let of = Value::Element(ElementId { kind: id.kind, index: *element });
            let (of, value) = (self.value(of, Sort::Kind(id.kind)), self.value(*value, attribute.sort));
            format!("{of}.{} ({open} {value})", attribute.name)
        });
        let cells = witness.world.cells.iter().map(|((table, row, column), value)| {
            let relation = &self.model.relations[table.index()];
            let element = |sort: Option<&Sort>, index: u32| match sort {
                Some(Sort::Kind(kind)) => Some(Value::Element(ElementId { kind: *kind, index })),
                _ => None,
            };
            let sorts = (relation.params.first(), relation.params.get(1));
            let args = [element(sorts.0, *row), element(sorts.1, *column)];
            let args: Vec<Value> = args.into_iter().flatten().collect();
            let mark = if *value { "○" } else { "×" };
            format!("{} ({open} {mark})", self.call(&relation.name, &args, &relation.params))
        });
        let lines = attributes.chain(cells);
        lines.map(|text| Line { depth: 0, text, articles: Vec::new() }).collect()
    }

    fn deed(&self, deed: &Deed) -> Vec<Line> {
        let person = self.value(deed.person, Sort::Person);
        let act = self.act(deed.act, &deed.args);
        let may = |verb: Keyword| {
            let verb_word = verb.spelling(self.lang);
            match self.lang {
                Lang::En => format!("{person} {verb_word} {act}"),
                Lang::Ja => format!("{person} は {act} {verb_word}"),
            }
        };
        match deed.trace.granted_by() {
            Some(permit) => {
                let head = Line { depth: 0, text: may(Keyword::May), articles: self.norm(permit.norm) };
                let mut lines = vec![head];
                lines.extend(self.because(permit));
                lines
            }
            None => vec![Line { depth: 0, text: may(Keyword::MayNot), articles: Vec::new() }],
        }
    }

    /// The roles by which a permit applies; bare facts have been told already.
    fn because(&self, permit: &PermitTrace) -> Vec<Line> {
        let derived = permit.reason.literals.iter().filter(|literal| self.is_derived(literal));
        derived.filter_map(|literal| self.literal(literal, 1)).collect()
    }

    fn is_derived(&self, literal: &Literal) -> bool {
        match &literal.ground {
            Ground::Atom { relation, .. } => !matches!(
                self.model.relations[relation.index()].kind,
                RelationKind::Fact { .. } | RelationKind::Office { .. }
            ),
            _ => true,
        }
    }

    fn reason(&self, reason: &Reason, depth: usize) -> Vec<Line> {
        let derived = reason.literals.iter().filter(|literal| self.is_derived(literal));
        derived.filter_map(|literal| self.literal(literal, depth)).collect()
    }

    fn literal(&self, literal: &Literal, depth: usize) -> Option<Line> {
        let holds = literal.holds.is_true();
        let (text, articles) = match &literal.ground {
            Ground::Atom { relation, args, clause } => {
                (self.atom(*relation, args, holds), self.relation_articles(*relation, *clause))
            }
            Ground::Did(act, person, args) => {
                let (person, act) = (self.value(*person, Sort::Person), self.act(*act, args));
                let text = Text { en: "has done", ja: "した" }.get(self.lang);
                let said = match self.lang {
                    Lang::En => format!("{person} {text} {act}"),
                    Lang::Ja => format!("{person} が {act} {text}"),
                };
                (self.denied(said, holds), Vec::new())
            }
            Ground::Done(act, args) => {
                let done = Keyword::Done.spelling(self.lang);
                (self.denied(format!("{} {done}", self.act(*act, args)), holds), Vec::new())
            }
            Ground::Reading(choice) => (words::reading(self.model, *choice), Vec::new()),
        };
        Some(Line { depth, text, articles })
    }

    /// A fact, office, role or cell about these values, as a scenario would write it.
    pub fn atom(&self, id: RelationId, args: &[Value], holds: bool) -> String {
        let relation = &self.model.relations[id.index()];
        let post = matches!(relation.kind, RelationKind::Role(_) | RelationKind::Office { .. });
        let Some((first, rest)) = args.split_first().filter(|_| post) else {
            return self.denied(self.call(&relation.name, args, &relation.params), holds);
        };
        let who = self.value(*first, Sort::Person);
        let what = self.call(&relation.name, rest, &relation.params[1..]);
        match (self.lang, holds) {
            (Lang::En, true) => format!("{who} is {what}"),
            (Lang::En, false) => format!("{who} is not {what}"),
            (Lang::Ja, true) => format!("{who} は {what}"),
            (Lang::Ja, false) => format!("{who} は {what} でない"),
        }
    }

    fn denied(&self, text: String, holds: bool) -> String {
        match (holds, self.lang) {
            (true, _) => text,
            (false, Lang::En) => format!("not {text}"),
            (false, Lang::Ja) => format!("{text} でない"),
        }
    }

    fn act(&self, id: ActId, args: &[Value]) -> String {
        let act = &self.model.acts[id.index()];
        let sorts: Vec<Sort> = act.params.iter().map(|v| self.model.vars[v.index()].sort).collect();
        self.call(&act.name, args, &sorts)
    }

    fn call(&self, name: &str, args: &[Value], sorts: &[Sort]) -> String {
        let shown: Vec<_> = args.iter().zip(sorts).map(|(a, s)| self.value(*a, *s)).collect();
        if shown.is_empty() {
            name.to_string()
        } else {
            format!("{name}({})", words::list(&shown, self.lang))
        }
    }

    /// What a value is called.
    pub fn value(&self, value: Value, sort: Sort) -> String {
        match value {
            Value::Person(number) => {
                self.names.get(number as usize).cloned().unwrap_or_else(|| format!("#{number}"))
            }
            Value::Element(element) => {
                let kind = &self.model.kinds[element.kind.index()];
                let named = kind.elements.get(element.index as usize).map(|e| e.name.clone());
                let unnamed = || format!("{}{}", kind.name, element.index as usize - kind.elements.len() + 1);
                named.unwrap_or_else(unnamed)
            }
            Value::Quantity(quantity) if sort == Sort::Duration => show_duration(quantity, self.lang),
            Value::Quantity(quantity) => quantity.to_string(),
        }
    }

    fn norm(&self, id: NormId) -> Vec<ProvisionId> {
        let origin = &self.model.norms[id.index()].origin;
        origin.home.iter().chain(&origin.cites).copied().collect()
    }

    fn relation_articles(&self, id: RelationId, clause: Option<usize>) -> Vec<ProvisionId> {
        let relation = &self.model.relations[id.index()];
        let origin = match (&relation.kind, clause) {
            (RelationKind::Role(role), Some(index)) => role.clauses.get(index).map(|c| &c.origin),
            _ => None,
        };
        let origin = origin.unwrap_or(&relation.origin);
        origin.home.iter().chain(&origin.cites).copied().collect()
    }
}

/// The provisions of cited conjuncts, in declaration order, each once.
pub fn cited(model: &Model, ids: &[CitedId]) -> Vec<ProvisionId> {
    let all: std::collections::BTreeSet<_> =
        ids.iter().flat_map(|id| model.cited[id.index()].provisions.iter().copied()).collect();
    all.into_iter().collect()
}
