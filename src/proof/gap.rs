//! What the text leaves open: cells of tables that the source does not tell, attributes without a value; acts that no
//! norm mentions, and facts that only claims mention.

use std::collections::BTreeSet;

use super::cone::Cone;
use super::constants::Constants;
use super::fold;
use super::prop::{Prop, Symbol};
use crate::model::{ActId, AttributeId, Claim, ElementId, Model, RelationId, RelationKind, Term};

/// A place that the text leaves open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    Cell(RelationId, ElementId, ElementId),
    Value(AttributeId, ElementId),
    /// No norm mentions the act.
    Act(ActId),
    /// Only claims mention the fact.
    Fact(RelationId),
}

/// The acts that no norm mentions, and the facts that nothing but claims mentions, among what the claim depends on.
pub fn unmentioned(model: &Model, claim: &Claim) -> BTreeSet<Gap> {
    let cone = Cone::of(model, claim);
    let acts = cone.acts.into_iter().filter(|act| model.norms.iter().all(|norm| norm.act != *act));
    let unspoken = model.unspoken();
    let facts = cone.relations.into_iter().filter(|fact| unspoken.contains(fact));
    acts.map(Gap::Act).chain(facts.map(Gap::Fact)).collect()
}

/// Adds the gaps that a formula (with closed kinds written out) asks about.
pub fn of(constants: &Constants, prop: &Prop, gaps: &mut BTreeSet<Gap>) {
    prop.walk(&mut |part| match part {
        Prop::Fact(_, symbol, args) => {
            if let (Symbol::Relation(relation), [Term::Element(row), Term::Element(column)]) =
                (symbol, &args[..])
                && matches!(constants.model.relations[relation.index()].kind, RelationKind::Table(_))
            {
                gaps.insert(Gap::Cell(*relation, *row, *column));
            }
            args.iter().for_each(|term| values(constants, term, gaps));
        }
        Prop::Compare(_, left, right) => {
            [left, right].into_iter().for_each(|term| values(constants, term, gaps));
        }
        _ => {}
    });
}

/// The values that a term looks up and the text leaves open: of any named member, if it does not say of which.
fn values(constants: &Constants, term: &Term, gaps: &mut BTreeSet<Gap>) {
    let Term::Attribute(attribute, of) = term else { return };
    let mut ask = |element: ElementId| {
        if constants.value(*attribute, element.index).is_none() {
            gaps.insert(Gap::Value(*attribute, element));
        }
    };
    if let Term::Element(element) = **of {
        return ask(element);
    }
    let named = constants.model.kinds[attribute.kind.index()].elements.len();
    (0..named).for_each(|index| ask(fold::element(attribute.kind, index)));
    values(constants, of, gaps);
}

/// Whether the formula asks about any.
pub fn any(constants: &Constants, prop: &Prop) -> bool {
    let mut gaps = BTreeSet::new();
    of(constants, prop, &mut gaps);
    !gaps.is_empty()
}

/// What makes the formula true whatever fills the gaps: formulas are monotone, and no atom that asks about a gap
/// counts.
pub fn whatever(constants: &Constants, prop: &Prop) -> Prop {
    prop.map(&mut |atom| if any(constants, atom) { Prop::False } else { atom.clone() })
}
