//! Models made by hand, in as few words as possible.

use std::sync::Arc;

use kitei::model::eval::{Evaluator, Truth};
use kitei::model::*;
use kitei::source::{FileId, Span};
use kitei::syntax::tree::{Comparison, NormVerb};

/// A model on the way.
#[derive(Default)]
pub struct Build(pub Model);

/// A place that no test looks at.
pub fn nowhere() -> Span {
    Span::new(FileId(0), 0, 0)
}

/// The `n`th person.
pub fn person(n: u32) -> Value {
    Value::Person(n)
}

impl Build {
    pub fn var(&mut self, name: &str, sort: Sort) -> VarId {
        self.0.vars.push(Var { name: name.into(), sort });
        VarId::from_index(self.0.vars.len() - 1)
    }

    /// A kind with one numeric attribute; `None` is a gap of the text.
    pub fn kind(&mut self, name: &str, open: bool, elements: &[(&str, Option<i64>)]) -> KindId {
        let element = |(name, level): &(&str, Option<i64>)| Element {
            name: (*name).into(),
            values: vec![AttributeValue { value: level.map(Value::Quantity), ..Default::default() }],
            origin: Origin::default(),
        };
        let attributes = vec![Attribute { name: "level".into(), sort: Sort::Number }];
        let elements = elements.iter().map(element).collect();
        self.0.kinds.push(Kind { name: name.into(), open, attributes, elements, origin: Origin::default() });
        KindId::from_index(self.0.kinds.len() - 1)
    }

    pub fn relation(&mut self, name: &str, params: &[Sort], kind: RelationKind) -> RelationId {
        let relation =
            Relation { name: name.into(), params: params.to_vec(), kind, origin: Origin::default() };
        self.0.relations.push(relation);
        RelationId::from_index(self.0.relations.len() - 1)
    }

    pub fn fact(&mut self, name: &str, params: &[Sort], change: Changeability) -> RelationId {
        self.relation(name, params, RelationKind::Fact { change, open_textured: false })
    }

    pub fn office(&mut self, name: &str, params: &[Sort], may_be_vacant: bool) -> RelationId {
        let params = [&[Sort::Person], params].concat();
        self.relation(name, &params, RelationKind::Office { may_be_vacant })
    }

    /// An act with parameters of these sorts.
    pub fn act(&mut self, name: &str, params: &[Sort]) -> ActId {
        let actor = self.var("actor", Sort::Person);
        let params = params.iter().map(|sort| self.var("x", *sort)).collect();
        self.0.acts.push(Act {
            name: name.into(),
            actor,
            params,
            effects: Vec::new(),
            records: Vec::new(),
            naming_of: None,
            origin: Origin::default(),
        });
        ActId::from_index(self.0.acts.len() - 1)
    }

    pub fn effect(
        &mut self,
        act: ActId,
        gives: bool,
        relation: RelationId,
        args: Vec<Option<Term>>,
        when: Formula,
    ) {
        let effect = Effect { gives, relation, args, when, span: nowhere() };
        self.0.acts[act.index()].effects.push(effect);
    }

    /// A norm whose condition speaks of its actor and parameters.
    pub fn norm(
        &mut self,
        verb: NormVerb,
        act: ActId,
        condition: impl FnOnce(&mut Build, Term, Vec<Term>) -> Formula,
    ) -> NormId {
        let actor = self.var("p", Sort::Person);
        let sorts: Vec<_> =
            self.0.acts[act.index()].params.iter().map(|var| self.0.vars[var.index()].sort).collect();
        let params: Vec<_> = sorts.iter().map(|sort| self.var("y", *sort)).collect();
        let condition = condition(self, Term::Var(actor), params.iter().copied().map(Term::Var).collect());
        self.0.norms.push(Norm {
            name: format!("n{}", self.0.norms.len()),
            verb,
            act,
            actor,
            params,
            condition,
            trigger: None,
            closes: None,
            despite: Vec::new(),
            absolute: false,
            sugar: None,
            origin: Origin::default(),
        });
        NormId::from_index(self.0.norms.len() - 1)
    }

    pub fn permit(&mut self, act: ActId, holds: RelationId) -> NormId {
        self.norm(NormVerb::Permit, act, |_, p, _| atom(holds, &[p]))
    }

    pub fn forbid(&mut self, act: ActId, holds: RelationId) -> NormId {
        self.norm(NormVerb::Forbid, act, |_, p, _| atom(holds, &[p]))
    }

    pub fn at(&mut self, norm: NormId) -> &mut Norm {
        &mut self.0.norms[norm.index()]
    }

    /// A reading with two options, the first of them the default.
    pub fn reading(&mut self) -> [ReadingChoice; 2] {
        let option = |name: &str| ReadingOption { name: name.into(), origin: Origin::default() };
        self.0.readings.push(Reading {
            name: "doubt".into(),
            options: vec![option("one"), option("other")],
            default: 0,
            origin: Origin::default(),
        });
        let reading = ReadingId::from_index(self.0.readings.len() - 1);
        [0, 1].map(|option| ReadingChoice { reading, option })
    }

    /// A cited conjunct.
    pub fn cited(&mut self, formula: Formula) -> Formula {
        self.0.cited.push(Cited { provisions: Vec::new(), span: nowhere(), source: None });
        Formula::Cited(CitedId::from_index(self.0.cited.len() - 1), Box::new(formula))
    }

    /// A world of `people` people and no unnamed members, in which these facts hold.
    pub fn world(&self, people: u32, facts: &[(RelationId, &[Value])]) -> World {
        let domain = Domain::new(&self.0, people, 0, vec![0, 1, 2]);
        let mut world = World::empty(&self.0, Arc::new(domain));
        for (relation, args) in facts {
            world.set(*relation, args.to_vec(), true);
        }
        world
    }

    pub fn truth(&self, world: &World, formula: &Formula) -> Truth {
        Evaluator::new(&self.0, world).truth(formula)
    }

    pub fn may(&self, world: &World, who: Value, act: ActId, args: &[Value]) -> Truth {
        Evaluator::new(&self.0, world).may(who, act, args)
    }
}

pub fn atom(relation: RelationId, args: &[Term]) -> Formula {
    Formula::Atom(relation, args.to_vec())
}

pub fn not(formula: Formula) -> Formula {
    formula.negate()
}

pub fn equals(left: Term, right: Term) -> Formula {
    Formula::Compare(Comparison::Eq, left, right)
}

pub fn element(kind: KindId, index: u32) -> ElementId {
    ElementId { kind, index }
}

/// `element.level`
pub fn level(of: Term, kind: KindId) -> Term {
    Term::Attribute(AttributeId { kind, index: 0 }, Box::new(of))
}
