//! What was done, as two relations: who did it, and that somebody did.
//!
//! That somebody did it is a relation of its own because "some person did it" would choose a person for each of the
//! act's arguments, and a formula with such choices among people has no bound on their number.

use std::collections::BTreeSet;

use super::super::prop::{Prop, Symbol, term_mentions};
use crate::model::{ActId, Formula, Model, Term, VarId};

/// What is done by one person is done: said of every act that the formula asks about both ways.
///
/// The other direction is not said, so that nothing is chosen. More worlds than there are satisfy the formula then,
/// and what is proved of them all is proved; what is shown has been replayed.
pub fn axioms(model: &Model, prop: &Prop) -> Prop {
    let (mut did, mut done) = (BTreeSet::new(), BTreeSet::new());
    prop.walk(&mut |part| match part {
        Prop::Fact(_, Symbol::Did(act), _) => _ = did.insert(*act),
        Prop::Fact(_, Symbol::Done(act), _) => _ = done.insert(*act),
        _ => {}
    });
    Prop::and(did.intersection(&done).map(|act| axiom(model, *act)))
}

fn axiom(model: &Model, id: ActId) -> Prop {
    let act = &model.acts[id.index()];
    let args: Vec<Term> = act.params.iter().copied().map(Term::Var).collect();
    let all = [&[Term::Var(act.actor)], &args[..]].concat();
    let says = Prop::or([Prop::Fact(false, Symbol::Did(id), all), Prop::Fact(true, Symbol::Done(id), args)]);
    let vars = std::iter::once(act.actor).chain(act.params.iter().copied());
    vars.fold(says, |body, var| Prop::all_but(0, var, body))
}

/// The act, if "some" chooses nobody but the person who did it.
pub fn done_by_somebody<'a>(vars: &[VarId], body: &'a Formula) -> Option<(ActId, &'a [Term])> {
    match (vars, body) {
        ([somebody], Formula::Did(Term::Var(who), act, args))
            if who == somebody && !args.iter().any(|arg| term_mentions(arg, *somebody)) =>
        {
            Some((*act, args))
        }
        _ => None,
    }
}
