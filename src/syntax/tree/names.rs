//! Every name that stands in declarations, so that one can be put in place of another.

use super::{
    Act, Allow, Approve, Assuming, AssumingWhat, Binder, Change, Claim, Columns, Condition, Expect, Formula,
    Item, Kind, Name, Node, Norm, Office, OptionItem, Param, Property, Publish, Reading, Ref, Role, Scenario,
    SetAttribute, SetCell, Sort, Subject, Table, TableBody, Target, Term, Who, WhoNode,
};

/// Works on every name: declared, referred to, of variables too.
pub fn names_mut(items: &mut [Item], work: &mut impl FnMut(&mut Name)) {
    let mut walk = Walk(work);
    items.iter_mut().for_each(|item| walk.item(item));
}

struct Walk<'w, F: FnMut(&mut Name)>(&'w mut F);

impl<F: FnMut(&mut Name)> Walk<'_, F> {
    fn name(&mut self, name: &mut Name) {
        (self.0)(name);
    }

    fn names<'n>(&mut self, names: impl IntoIterator<Item = &'n mut Name>) {
        names.into_iter().for_each(|name| self.name(name));
    }

    fn item(&mut self, item: &mut Item) {
        match item {
            Item::Version(_) | Item::Amends(_) | Item::Hole(_) => {}
            Item::Regulation(it) => self.name(&mut it.name),
            Item::Instrument(it) => self.name(&mut it.name),
            Item::Provision(it) => it.block.iter_mut().flatten().for_each(|inner| self.item(inner)),
            Item::Kind(it) => self.kind(it),
            Item::Office(it) => self.office(it),
            Item::Role(it) => self.role(it),
            Item::Fact(it) => {
                self.name(&mut it.name);
                self.params(&mut it.params);
            }
            Item::Table(it) => self.table(it),
            Item::Act(it) => self.act(it),
            Item::Define(it) => {
                self.name(&mut it.name);
                self.params(&mut it.params);
                self.formula(&mut it.body);
            }
            Item::Assume(it) => {
                self.name(&mut it.name);
                self.formula(&mut it.formula);
            }
            Item::Reading(it) => self.reading(it),
            Item::Norm(it) => self.norm(it),
            Item::Property(it) => self.property(it),
            Item::Expect(it) => self.expect(it),
            Item::Allow(it) => self.allow(it),
            Item::Scenario(it) => self.scenario(it),
            Item::Publish(it) => self.publish(it),
            Item::Amendment(it) => {
                self.name(&mut it.name);
                it.changes.iter_mut().for_each(|change| self.change(change));
            }
            Item::Approve(it) => self.approve(it),
        }
    }

    fn kind(&mut self, it: &mut Kind) {
        self.name(&mut it.name);
        self.params(&mut it.attributes);
        for element in it.elements.iter_mut().flatten() {
            self.name(&mut element.name);
            for (name, value) in &mut element.attributes {
                self.name(name);
                self.term(value);
            }
        }
    }

    fn office(&mut self, it: &mut Office) {
        for entry in &mut it.entries {
            self.name(&mut entry.name);
            self.params(&mut entry.params);
        }
    }

    fn role(&mut self, it: &mut Role) {
        self.reference(&mut it.head);
        self.params(&mut it.params);
        it.is.iter_mut().chain(&mut it.named_by).for_each(|who| self.who(who));
        self.conditions(&mut it.when);
    }

    fn table(&mut self, it: &mut Table) {
        self.name(&mut it.name);
        self.params(&mut it.params);
        match &mut it.body {
            TableBody::List(rows) => {
                for (row, columns) in rows {
                    self.name(row);
                    self.names(columns);
                }
            }
            TableBody::Grid { columns, rows, .. } => {
                self.names(columns);
                self.names(rows.iter_mut().map(|row| &mut row.name));
            }
        }
    }

    fn act(&mut self, it: &mut Act) {
        self.name(&mut it.name);
        self.params(&mut it.params);
        for effect in &mut it.effects {
            effect.targets.iter_mut().for_each(|target| self.reference(target));
            self.conditions(&mut effect.when);
        }
    }

    fn reading(&mut self, it: &mut Reading) {
        self.name(&mut it.name);
        for option in &mut it.options {
            self.name(&mut option.name);
            for inner in &mut option.items {
                match inner {
                    OptionItem::Item(item) => self.item(item),
                    OptionItem::Cell(set) => self.set_cell(set),
                    OptionItem::Attribute(set) => self.set_attribute(set),
                }
            }
        }
    }

    fn norm(&mut self, it: &mut Norm) {
        self.names(&mut it.name);
        self.reference(&mut it.act);
        it.to.iter_mut().for_each(|who| self.who(who));
        self.conditions(&mut it.conditions);
        it.another.iter_mut().for_each(|act| self.reference(act));
        self.names(&mut it.despite);
    }

    fn property(&mut self, it: &mut Property) {
        self.name(&mut it.name);
        self.assuming(&mut it.assuming);
        match &mut it.claim {
            Claim::Always(formula) | Claim::Never(formula) | Claim::Possible { formula, .. } => {
                self.formula(formula);
            }
            Claim::Separate(one, other) => [one, other].into_iter().for_each(|act| self.reference(act)),
            Claim::Only { who, act } => {
                self.who(who);
                self.reference(act);
            }
            Claim::Needs { act, formula } => {
                self.reference(act);
                self.formula(formula);
            }
        }
    }

    fn expect(&mut self, it: &mut Expect) {
        self.reference(&mut it.claim);
        self.assuming(&mut it.assuming);
    }

    fn allow(&mut self, it: &mut Allow) {
        it.target.iter_mut().for_each(|target| self.reference(target));
    }

    fn scenario(&mut self, it: &mut Scenario) {
        self.name(&mut it.name);
        self.assuming(&mut it.assuming);
        it.given.iter_mut().for_each(|given| self.formula(given));
        it.steps.iter_mut().for_each(|step| self.formula(&mut step.formula));
    }

    fn publish(&mut self, it: &mut Publish) {
        self.name(&mut it.name);
        it.rows.iter_mut().for_each(|binder| self.binder(binder));
        match &mut it.columns {
            Columns::Elements { binder, cell } => {
                self.binder(binder);
                self.formula(cell);
            }
            Columns::Named(columns) => columns.iter_mut().for_each(|(_, cell)| self.formula(cell)),
        }
    }

    fn change(&mut self, change: &mut Change) {
        match change {
            Change::Replace { target, items, .. } => {
                self.target(target);
                items.iter_mut().for_each(|item| self.item(item));
            }
            Change::Repeal { target, .. } | Change::Keep { target, .. } => self.target(target),
            Change::Add { item, .. } => self.item(item),
            Change::SetCell(set) => self.set_cell(set),
            Change::SetAttribute(set) => self.set_attribute(set),
            // What was called so stays what was meant.
            Change::Rename { .. } | Change::Hole(_) => {}
        }
    }

    fn target(&mut self, target: &mut Target) {
        if let Target::Declaration { name, .. } = target {
            self.reference(name);
        }
    }

    fn approve(&mut self, it: &mut Approve) {
        self.name(&mut it.amendment);
        self.reference(&mut it.act);
        it.to.iter_mut().for_each(|who| self.who(who));
    }

    fn set_cell(&mut self, set: &mut SetCell) {
        self.reference(&mut set.target);
    }

    fn set_attribute(&mut self, set: &mut SetAttribute) {
        self.name(&mut set.element);
        self.name(&mut set.attribute);
        self.term(&mut set.value);
    }

    fn assuming(&mut self, assuming: &mut [Assuming]) {
        for one in assuming {
            match &mut one.what {
                AssumingWhat::Named(name) => self.name(name),
                AssumingWhat::Reading { reading, option } => self.names([reading, option]),
                AssumingWhat::NoTransfers => {}
            }
        }
    }

    fn params(&mut self, params: &mut [Param]) {
        for param in params {
            self.names(&mut param.name);
            self.sort(&mut param.sort);
        }
    }

    fn sort(&mut self, sort: &mut Sort) {
        if let Sort::Kind(name) = sort {
            self.name(name);
        }
    }

    fn binder(&mut self, binder: &mut Binder) {
        self.name(&mut binder.name);
        self.sort(&mut binder.sort);
    }

    fn conditions(&mut self, conditions: &mut [Condition]) {
        conditions.iter_mut().for_each(|condition| self.formula(&mut condition.formula));
    }

    fn reference(&mut self, reference: &mut Ref) {
        self.name(&mut reference.name);
        reference.args.iter_mut().flatten().for_each(|term| self.term(term));
    }

    fn term(&mut self, term: &mut Term) {
        match term {
            Term::Name(name) => self.name(name),
            Term::Attribute { of, attribute, .. } => {
                self.term(of);
                self.name(attribute);
            }
            Term::Any(_) | Term::Actor(_) | Term::Number(..) | Term::Duration(..) | Term::Date(..) => {}
        }
    }

    fn who(&mut self, who: &mut Who) {
        match &mut who.node {
            WhoNode::Anyone => {}
            WhoNode::Ref(reference) => self.reference(reference),
            WhoNode::And(parts) | WhoNode::Or(parts) => parts.iter_mut().for_each(|part| self.who(part)),
            WhoNode::Not(inner) => self.who(inner),
        }
    }

    fn formula(&mut self, formula: &mut Formula) {
        match &mut formula.node {
            Node::And(parts) | Node::Or(parts) => parts.iter_mut().for_each(|part| self.formula(part)),
            Node::Implies(one, other) => [one, other].into_iter().for_each(|part| self.formula(part)),
            Node::Not(inner) => self.formula(inner),
            Node::Quantified { binders, body, .. } => {
                binders.iter_mut().for_each(|binder| self.binder(binder));
                self.formula(body);
            }
            Node::Compare { left, right, .. } => [left, right].into_iter().for_each(|term| self.term(term)),
            Node::Apply(reference) | Node::Done(reference) | Node::Due(reference) => {
                self.reference(reference);
            }
            Node::Is { subject, who } => {
                self.term(subject);
                self.who(who);
            }
            Node::Has { subject, what, .. } => {
                self.term(subject);
                self.reference(what);
            }
            Node::Deed { subject, act, .. } => {
                if let Subject::Term(term) = subject {
                    self.term(term);
                }
                self.reference(act);
            }
            Node::Records { act, record } => {
                self.reference(act);
                self.term(record);
            }
        }
    }
}
