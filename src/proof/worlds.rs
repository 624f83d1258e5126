//! Single worlds for formulas of our own, whatever has been earned and done in them: for questions about what may be.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::claim::Stop;
use super::constants::{Chosen, Constants};
use super::expand::Expander;
use super::fold::Env;
use super::options::Options;
use super::prop::{Prop, Symbol};
use super::question::Question;
use super::readings;
use super::search::{Search, least_world};
use super::session::{Session, Trouble};
use super::witness::{self, Shown, Witness};
use crate::model::{ActId, Assuming, Formula, Model, ReadingChoice, Term};

/// A lawful world for a formula, if there is one.
pub enum World {
    Shown(Box<Witness>),
    /// It is proved that there is none.
    Nowhere,
    /// Neither was found out.
    Open,
}

/// Looks for worlds of one model.
pub struct Worlds<'a> {
    pub model: &'a Model,
    pub session: Session<'a>,
    constants: Chosen<'a>,
}

impl<'a> Worlds<'a> {
    /// Nothing asked for yet.
    pub fn new(model: &'a Model, options: &'a Options) -> Self {
        Self { model, session: Session::new(model, options), constants: Chosen::new(model) }
    }

    /// The constants where these options of readings are chosen, and every other reading is its default.
    pub fn under(&mut self, choices: &[ReadingChoice]) -> Rc<Constants<'a>> {
        self.constants.under(&readings::options(self.model, &Assuming::default(), choices))
    }

    /// The least lawful world for a closed formula, whatever has been earned and done in it.
    pub fn world(&mut self, constants: &Constants, formula: &Formula) -> Result<World, Stop> {
        let Some(question) = question(constants, formula) else { return Ok(World::Open) };
        let env = Env::default();
        for whole in [false, true] {
            let asked = if whole { question.ask_whole(&env) } else { question.ask(&env) };
            let Some(asked) = asked else { return Ok(World::Open) };
            if !whole && self.satisfiable(constants, &asked.prop)? == Some(false) {
                return Ok(World::Nowhere);
            }
            let prop = Prop::and([asked.prop.clone(), remembered(self.model, &asked.prop)]);
            let found = match least_world(&mut self.session, constants, &prop) {
                Ok(Search::Found(found)) => found,
                Ok(Search::Nowhere | Search::NotSoFar) | Err(Trouble::Limit) => continue,
                Err(trouble) => return Err(trouble.into()),
            };
            let shown = Shown {
                formula,
                instance: (&[], &[]),
                assuming: &Assuming::default(),
                readings: &constants.readings,
            };
            if let Some(witness) = witness::anyhow(constants, &found, &shown, &Formula::True) {
                return Ok(World::Shown(Box::new(witness)));
            }
        }
        Ok(World::Open)
    }

    /// Whether some lawful world satisfies the closed formula; none if that was not found out.
    pub fn possible(&mut self, constants: &Constants, formula: &Formula) -> Result<Option<bool>, Stop> {
        let asked = question(constants, formula).and_then(|question| question.ask(&Env::default()));
        asked.map_or(Ok(None), |asked| self.satisfiable(constants, &asked.prop))
    }

    fn satisfiable(&mut self, constants: &Constants, prop: &Prop) -> Result<Option<bool>, Stop> {
        match self.session.satisfiable(constants, prop) {
            Ok(answer) => Ok(Some(answer)),
            Err(Trouble::Limit) => Ok(None),
            Err(trouble) => Err(trouble.into()),
        }
    }
}

/// The formula over facts alone; none where expansion has a limit.
pub fn expanded(constants: &Constants, formula: &Formula) -> Option<Prop> {
    Expander::new(constants.model, &constants.readings).expand(formula)
}

fn question<'a>(constants: &'a Constants<'a>, formula: &Formula) -> Option<Question<'a>> {
    Some(Question::new(constants, expanded(constants, formula)?))
}

/// That of what is done somebody did each: the evaluator knows what is done from who did it.
fn remembered(model: &Model, prop: &Prop) -> Prop {
    let mut acts: BTreeSet<ActId> = BTreeSet::new();
    prop.walk(&mut |part| {
        if let Prop::Fact(_, Symbol::Done(act), _) = part {
            acts.insert(*act);
        }
    });
    Prop::and(acts.into_iter().map(|id| {
        let act = &model.acts[id.index()];
        let args: Vec<Term> = act.params.iter().copied().map(Term::Var).collect();
        let did = Prop::Fact(true, Symbol::Did(id), [&[Term::Var(act.actor)], &args[..]].concat());
        let somebody = Prop::at_least(1, act.actor, did);
        let says = Prop::or([Prop::Fact(false, Symbol::Done(id), args), somebody]);
        act.params.iter().fold(says, |body, var| Prop::all_but(0, *var, body))
    }))
}
