//! Kinds, relations and acts.

use super::Printer;
use crate::model::{
    Act, Changeability, Effect, Element, Kind, Relation, RelationId, RelationKind, Role, Sort, Table, Value,
};
use crate::problem::Text;
use crate::report::formula::show_duration;
use crate::report::words;
use crate::syntax::keywords::Keyword;

impl Printer<'_> {
    pub(super) fn kind(&self, kind: &Kind) -> String {
        let open = if kind.open { format!("{} ", self.word(Keyword::Open)) } else { String::new() };
        let attributes: Vec<String> =
            kind.attributes.iter().map(|a| format!("{}: {}", a.name, self.sort(a.sort))).collect();
        let attributes = if attributes.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::list(&attributes, self.style.lang))
        };
        let mut out = self.head(Keyword::Kind, &format!("{open}{}{attributes}", kind.name), &kind.origin);
        kind.elements.iter().for_each(|e| out.push_str(&Self::line(1, &self.element_text(kind, e))));
        out
    }

    pub(super) fn element(&self, kind: &Kind, element: &Element) -> String {
        let kind_word = self.word(Keyword::Kind);
        format!("{kind_word} {} {{ {} }}\n", kind.name, self.element_text(kind, element))
    }

    fn element_text(&self, kind: &Kind, element: &Element) -> String {
        let stated = kind.attributes.iter().zip(&element.values).map(|(attribute, value)| {
            let shown = value.value.map_or_else(
                || self.style.say(Text { en: "not stated", ja: "定めなし" }).to_string(),
                |v| self.value(v, attribute.sort),
            );
            format!("{} {shown}", attribute.name)
        });
        let stated: Vec<String> = stated.collect();
        let stated = if stated.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::list(&stated, self.style.lang))
        };
        format!("{}{stated}{}", element.name, self.origin(&element.origin))
    }

    fn value(&self, value: Value, sort: Sort) -> String {
        match value {
            Value::Quantity(quantity) if sort == Sort::Duration => show_duration(quantity, self.style.lang),
            Value::Quantity(quantity) => quantity.to_string(),
            Value::Element(e) => self.model.kinds[e.kind.index()].elements[e.index as usize].name.clone(),
            Value::Person(person) => person.to_string(),
        }
    }

    pub(super) fn relation(&self, index: usize) -> String {
        let relation = &self.model.relations[index];
        let id = RelationId::from_index(index);
        match &relation.kind {
            RelationKind::Fact { change, open_textured } => self.fact(id, relation, *change, *open_textured),
            RelationKind::Office { may_be_vacant } => {
                let vacant = if *may_be_vacant {
                    format!(" {}", self.word(Keyword::MayBeVacant))
                } else {
                    String::new()
                };
                let params = self.sorts(&relation.params[1..]);
                self.head(Keyword::Office, &format!("{}{params}{vacant}", relation.name), &relation.origin)
            }
            RelationKind::Role(role) => self.role(relation, role),
            RelationKind::Table(table) => self.table(relation, table),
            RelationKind::Define { params, body } => {
                let mut text = self.formulas(params, relation.origin.home);
                let head = format!("{}{}", relation.name, self.params(params, &text));
                let mut out = self.head(Keyword::Define, &head, &relation.origin);
                out.push_str(&self.conjuncts(Keyword::Is, body, &mut text));
                out
            }
        }
    }

    fn fact(
        &self,
        id: RelationId,
        relation: &Relation,
        change: Changeability,
        open_textured: bool,
    ) -> String {
        let mut head = format!("{}{}", relation.name, self.sorts(&relation.params));
        if change == Changeability::Fixed {
            head = format!("{head} {}", self.word(Keyword::Fixed));
        }
        if open_textured {
            head = format!("{head} {}", self.word(Keyword::OpenTextured));
        }
        let mut out = self.head(Keyword::Fact, &head, &relation.origin);
        for (gives, word) in [(true, Keyword::Gives), (false, Keyword::Ends)] {
            let touches = |e: &Effect| e.gives == gives && e.relation == id;
            let acts = self.model.acts.iter().filter(|a| a.effects.iter().any(touches));
            acts.for_each(|a| out.push_str(&Self::line(1, &format!("{} ← {}", self.word(word), a.name))));
        }
        out
    }

    fn role(&self, relation: &Relation, role: &Role) -> String {
        let mut out = self.head(
            Keyword::Role,
            &format!("{}{}", relation.name, self.sorts(&relation.params[1..])),
            &relation.origin,
        );
        for clause in &role.clauses {
            let mut text = self.formulas(&role.params, clause.origin.home);
            let who = text.plain(&crate::model::Term::Var(role.params[0]));
            let args = self.params(&role.params[1..], &text);
            let is = self.word(if self.style.lang == crate::problem::Lang::Ja {
                Keyword::Topic
            } else {
                Keyword::Is
            });
            let head = format!("{who} {is} {}{args}{}", relation.name, self.origin(&clause.origin));
            out.push_str(&Self::line(1, &head));
            let body = self.conjuncts(Keyword::When, &clause.body, &mut text);
            body.lines().for_each(|l| out.push_str(&Self::line(1, l)));
        }
        if let Some(naming) = role.naming {
            let [name, dismiss] = [naming.name, naming.dismiss].map(|a| &self.model.acts[a.index()].name);
            out.push_str(&Self::line(1, &format!("{} ← {name}", self.word(Keyword::Gives))));
            out.push_str(&Self::line(1, &format!("{} ← {dismiss}", self.word(Keyword::Ends))));
        }
        if role.clauses.is_empty() {
            let nobody =
                self.style.say(Text { en: "filled by nobody", ja: "誰も充てられていない" });
            out.push_str(&Self::line(1, nobody));
        }
        out
    }

    fn table(&self, relation: &Relation, table: &Table) -> String {
        let head = format!("{}{}", relation.name, self.sorts(&relation.params));
        let mut out = self.head(Keyword::Table, &head, &relation.origin);
        let (rows, columns) =
            (&self.model.kinds[table.rows.index()], &self.model.kinds[table.columns.index()]);
        for (i, row) in rows.elements.iter().enumerate() {
            let mark = |j: usize| {
                if table.unknown[i].contains(j) {
                    return Some("?");
                }
                table.yes[i].contains(j).then_some("")
            };
            let cells = columns.elements.iter().enumerate();
            let shown: Vec<String> =
                cells.filter_map(|(j, c)| Some(format!("{}{}", c.name, mark(j)?))).collect();
            out.push_str(&Self::line(1, &format!("{}: {}", row.name, words::list(&shown, self.style.lang))));
        }
        out
    }

    pub(super) fn act(&self, index: usize) -> String {
        let act = &self.model.acts[index];
        let vars: Vec<_> = act.params.iter().copied().chain([act.actor]).collect();
        let mut text = self.formulas(&vars, act.origin.home);
        let mut out =
            self.head(Keyword::Act, &format!("{}{}", act.name, self.params(&act.params, &text)), &act.origin);
        out.push_str(&self.effects(act, &mut text));
        for norm in self.model.norms.iter().filter(|n| n.act.index() == index) {
            let word = self.word(super::norm::keyword(norm.verb));
            out.push_str(&Self::line(1, &format!("← {word} {}{}", norm.name, self.origin(&norm.origin))));
        }
        out
    }

    fn effects(&self, act: &Act, text: &mut crate::report::formula::FormulaText<'_>) -> String {
        let mut out = String::new();
        for effect in &act.effects {
            let word = self.word(if effect.gives { Keyword::Gives } else { Keyword::Ends });
            let relation = &self.model.relations[effect.relation.index()];
            let args: Vec<String> =
                effect.args.iter().map(|a| a.as_ref().map_or("_".to_string(), |t| text.plain(t))).collect();
            let args = if args.is_empty() {
                String::new()
            } else {
                format!("({})", words::list(&args, self.style.lang))
            };
            let when = self.when(&effect.when, text);
            out.push_str(&Self::line(1, &format!("{word} {}{args}{when}", relation.name)));
        }
        for record in &act.records {
            let name = text.plain(&crate::model::Term::Element(record.record));
            let when = self.when(&record.when, text);
            out.push_str(&Self::line(1, &format!("{} {name}{when}", self.word(Keyword::Records))));
        }
        out
    }

    fn when(
        &self,
        formula: &crate::model::Formula,
        text: &mut crate::report::formula::FormulaText<'_>,
    ) -> String {
        if *formula == crate::model::Formula::True {
            return String::new();
        }
        format!(" {} {}", self.word(Keyword::When), text.show(formula))
    }
}
