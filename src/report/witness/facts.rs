//! What is the case at first, in as few lines as its articles allow, and what the text leaves open.

use super::{Line, Teller};
use crate::model::{ElementId, ProvisionId, RelationId, Sort, Value};
use crate::problem::{Lang, Text};
use crate::proof::{Fact, Witness};
use crate::report::words;

/// Facts that are told in one line.
struct Group<'a> {
    who: Option<String>,
    articles: &'a [ProvisionId],
    what: Vec<String>,
}

impl Teller<'_> {
    /// The facts that matter: the posts of one person, and the facts that the same provisions speak of, together.
    pub(super) fn beginning(&self, witness: &Witness) -> Vec<Line> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for fact in &witness.facts {
            let (who, what) = match self.post(fact.relation, &fact.args) {
                Some((who, what)) => (Some(who), what),
                None => (None, self.atom(fact.relation, &fact.args, true)),
            };
            match groups.iter_mut().find(|group| group.who == who && group.articles == fact.provisions) {
                Some(group) => group.what.push(what),
                None => groups.push(Group { who, articles: &fact.provisions, what: vec![what] }),
            }
        }
        groups.into_iter().map(|group| self.group(group)).collect()
    }

    fn group(&self, group: Group<'_>) -> Line {
        let what = words::list(&group.what, self.lang);
        let text = match (group.who, self.lang) {
            (None, _) => what,
            (Some(who), Lang::En) => format!("{who} is {what}"),
            (Some(who), Lang::Ja) => format!("{who} は {what}"),
        };
        Line { step: None, depth: 0, text, articles: group.articles.to_vec() }
    }

    /// Values that the text leaves open, as they are in this world.
    pub(super) fn gaps(&self, witness: &Witness) -> Vec<Line> {
        let open = self.say(Text {
            en: "the text does not tell; here, say", ja: "条文に定めがない。例えば"
        });
        let attributes = witness.world.attributes.iter().map(|((id, element), value)| {
            let kind = &self.model.kinds[id.kind.index()];
            let attribute = &kind.attributes[id.index as usize];
            let of = Value::Element(ElementId { kind: id.kind, index: *element });
            let (of, value) = (self.value(of, Sort::Kind(id.kind)), self.value(*value, attribute.sort));
            format!("{of}.{} ({open} {value})", attribute.name)
        });
        let cells = witness.world.cells.iter().map(|((table, row, column), value)| {
            let mark = if *value { "○" } else { "×" };
            format!("{} ({open} {mark})", self.cell(*table, *row, *column))
        });
        let lines = attributes.chain(cells);
        lines.map(|text| Line { step: None, depth: 0, text, articles: Vec::new() }).collect()
    }

    fn cell(&self, table: RelationId, row: u32, column: u32) -> String {
        let relation = &self.model.relations[table.index()];
        let element = |(sort, index): (&Sort, u32)| match sort {
            Sort::Kind(kind) => Some(Value::Element(ElementId { kind: *kind, index })),
            _ => None,
        };
        let args: Vec<Value> = relation.params.iter().zip([row, column]).filter_map(element).collect();
        self.call(&relation.name, &args, &relation.params)
    }

    /// The articles of facts, each once, in declaration order.
    pub(super) fn articles_of<'f>(&self, facts: impl Iterator<Item = &'f Fact>) -> Vec<ProvisionId> {
        let all: std::collections::BTreeSet<_> = facts.flat_map(|f| f.provisions.iter().copied()).collect();
        all.into_iter().collect()
    }
}
