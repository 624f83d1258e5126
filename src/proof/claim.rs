//! One instance of one claim under one combination of readings: which questions are asked, and what they mean.

mod courses;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::constants::Constants;
use super::course::{Cast, Courses, Invariant, Memory, Part, Proof, Reach};
use super::expand::Expander;
use super::fault::{self, Fault};
use super::fold::Env;
use super::guard::{self, Guard};
use super::inquiry::Inquiry;
use super::mending;
use super::possible;
use super::prop::Prop;
use super::question::{Asked, form};
use super::search::{Search, least_world};
use super::session::{Session, Trouble};
use super::silent;
use super::stake;
use super::verdict::{Case, Failure, Reason, Verdict};
use super::witness::{self, Shown, Witness};
use crate::model::{Claim, ClaimKind, ElementId, Formula, ReadingChoice};

pub use courses::Sought;

/// One claim under one combination of readings.
pub struct Posed<'a> {
    pub claim: &'a Claim,
    pub constants: &'a Constants<'a>,
    pub choices: Vec<ReadingChoice>,
    /// A bad world, or of `possible` one in which it holds.
    pub wanted: Inquiry<'a>,
    premise: Inquiry<'a>,
    /// A world in which the question arises and the answer is good; none if it is too large to be written down.
    good: OnceCell<Option<Inquiry<'a>>>,
    assumptions: Prop,
    /// The same with closed kinds written out, all elements kept; none if that is too much.
    always: OnceCell<Option<Prop>>,
    /// Whether a violation is looked at more closely, and shown. Else only the verdict counts.
    graded: bool,
    cast: Option<&'a Cast>,
    courses: RefCell<Option<Courses<'a>>>,
    /// What was found under other readings or assumptions.
    memory: Rc<RefCell<Memory>>,
}

impl<'a> Posed<'a> {
    /// The claim under these choices; none if it is too large to be written down.
    ///
    /// Courses are looked at only with a cast, the variables that the model has been given for them.
    pub fn new(
        constants: &'a Constants<'a>,
        claim: &'a Claim,
        choices: Vec<ReadingChoice>,
        cast: Option<&'a Cast>,
        memory: Rc<RefCell<Memory>>,
    ) -> Option<Self> {
        let mut expander = Expander::new(constants.model, &constants.readings);
        let assumptions = assumptions(&mut expander, constants, claim)?;
        let wanted = if claim.kind == ClaimKind::Possible { &claim.good } else { &claim.bad };
        let mut inquiry = |formula| inquiry(&mut expander, constants, formula, &assumptions);
        Some(Self {
            claim,
            constants,
            choices,
            wanted: inquiry(wanted)?,
            premise: inquiry(&claim.premise)?,
            good: OnceCell::new(),
            assumptions,
            always: OnceCell::new(),
            graded: true,
            cast,
            courses: RefCell::default(),
            memory,
        })
    }

    /// The same, where it is enough to know that a claim is violated, by whatever course.
    #[must_use]
    pub fn ungraded(self) -> Self {
        Self { graded: false, ..self }
    }

    /// The variables for courses, if these are looked at.
    pub fn cast(&self) -> Option<&'a Cast> {
        self.cast
    }

    /// What was found out so far, for the same claim with more assumptions.
    pub fn supposing(&self) -> Rc<RefCell<Memory>> {
        self.memory.borrow_mut().supposing()
    }

    /// The formula that is meant; none if it is too large.
    pub fn part(&self, part: Part) -> Result<&Inquiry<'a>, Stop> {
        match part {
            Part::Bad => Ok(&self.wanted),
            Part::Premise => Ok(&self.premise),
            Part::Good if self.claim.kind == ClaimKind::Possible => Ok(&self.wanted),
            Part::Good => {
                let good = self.good.get_or_init(|| {
                    let mut expander = Expander::new(self.constants.model, &self.constants.readings);
                    inquiry(&mut expander, self.constants, &self.claim.good, &self.assumptions)
                });
                good.as_ref().ok_or(Stop::TooLarge)
            }
        }
    }

    /// The answer for these values of the claim's instance variables.
    pub fn answer(&self, session: &mut Session, instance: &[ElementId]) -> Result<Case, Failure> {
        self.case_of(session, instance).map_err(|stop| stop.failure(&self.claim.name))
    }

    /// The same; what exceeds a limit is undecided, and stops nothing.
    pub fn case_of(&self, session: &mut Session, instance: &[ElementId]) -> Result<Case, Stop> {
        let env = Env::of(&self.claim.instances, instance);
        let outcome = if self.claim.kind == ClaimKind::Possible {
            possible::answer(self, session, &env, instance)
        } else {
            self.ordinary(session, &env, instance)
        };
        let outcome = match outcome {
            Ok(case) if self.graded => self.explained(session, &env, instance, case),
            other => other,
        };
        match outcome {
            Err(Stop::Trouble(Trouble::Limit)) => Ok(self.case(Verdict::Undecided(Reason::Limit))),
            Err(Stop::TooLarge) => Ok(self.case(Verdict::Undecided(Reason::TooLarge))),
            other => other,
        }
    }

    /// The case with what was asked besides its verdict.
    fn explained(
        &self,
        session: &mut Session,
        env: &Env,
        instance: &[ElementId],
        case: Case,
    ) -> Result<Case, Stop> {
        let case =
            if session.options.stakes { stake::added(self, session, env, instance, case)? } else { case };
        if session.options.assumptions { mending::added(self, session, instance, case) } else { Ok(case) }
    }

    /// Violated by the shortest course to a bad world. Proved if there is none, and the question can arise.
    fn ordinary(&self, session: &mut Session, env: &Env, instance: &[ElementId]) -> Result<Case, Stop> {
        let bad = self.wanted.ask(env)?;
        if !session.satisfiable(self.constants, &bad.prop)? {
            return self.unbroken(session, env, instance, &Proof::default());
        }
        if let Some(witness) = self.shown(session, &self.wanted, env, instance)? {
            return self.violated(session, env, instance, witness);
        }
        match self.reach(session, &Sought::plain(Part::Bad), env, instance)? {
            Reach::Course(witness) => self.violated(session, env, instance, *witness),
            Reach::Never(proof) => self.unbroken(session, env, instance, &proof),
            Reach::NeverConstant(proof, counter) => {
                let case = self.unbroken(session, env, instance, &proof)?;
                let verdict = match case.verdict {
                    Verdict::Proved | Verdict::ProvedAssuming => Verdict::ProvedWithoutTransfers,
                    other => other,
                };
                Ok(Case { verdict, witness: counter.ok().or(case.witness), ..case })
            }
            Reach::Unknown { acts, people, world } => Ok(Case {
                unexcluded: world,
                ..self.case(Verdict::Undecided(Reason::NoCourse { acts, people }))
            }),
        }
    }

    /// Something breaks the claim. Whenever the question arises? Where that cannot be told, it is not said.
    fn violated(
        &self,
        session: &mut Session,
        env: &Env,
        instance: &[ElementId],
        witness: Witness,
    ) -> Result<Case, Stop> {
        let case = self.witnessed(Verdict::Violated, witness);
        if !self.graded || !session.options.graded {
            return Ok(case);
        }
        match silent::mended(self, session, env, instance) {
            Ok(None) | Err(Stop::TooLarge) => {}
            Ok(filling) => return Ok(Case { verdict: Verdict::Silent, filling, ..case }),
            Err(stop) => return Err(stop),
        }
        let never = match self.comes_about(session, Part::Good, env, instance) {
            Ok(Comes::Never(guards, invariants)) => (guards, invariants),
            Ok(Comes::About | Comes::Unknown(..)) | Err(Stop::TooLarge | Stop::Trouble(Trouble::Limit)) => {
                return Ok(case);
            }
            Err(stop) => return Err(stop),
        };
        let guards = guard::in_order(self.constants.model, case.guards.iter().copied().chain(never.0));
        let articles = guard::articles(self.constants.model, &guards);
        Ok(Case { verdict: Verdict::ViolatedAlways, guards, articles, invariants: never.1, ..case })
    }

    /// Nothing breaks the claim. Can the question arise at all?
    fn unbroken(
        &self,
        session: &mut Session,
        env: &Env,
        instance: &[ElementId],
        proof: &Proof,
    ) -> Result<Case, Stop> {
        let proved = if self.assumes() { Verdict::ProvedAssuming } else { Verdict::Proved };
        let comes = if fault::on(Fault::PremiseUnchecked) {
            Comes::About
        } else {
            self.comes_about(session, Part::Premise, env, instance)?
        };
        Ok(match comes {
            Comes::Never(guards, invariants) if !fault::on(Fault::CoursePremiseUnchecked) => {
                Case { invariants, ..self.resting(Verdict::Vacuous, guards) }
            }
            Comes::Unknown(reason, unexcluded) => {
                Case { unexcluded, ..self.case(Verdict::Undecided(reason)) }
            }
            Comes::About | Comes::Never(..) => {
                let guards = self.guards(session, &self.wanted, env, proof);
                Case { invariants: proof.invariants.clone(), ..self.resting(proved, guards) }
            }
        })
    }

    /// Whether one of the claim's formulas is ever true.
    fn comes_about(
        &self,
        session: &mut Session,
        part: Part,
        env: &Env,
        instance: &[ElementId],
    ) -> Result<Comes, Stop> {
        let inquiry = self.part(part)?;
        if self.arises(session, inquiry, env, instance)? {
            return Ok(Comes::About);
        }
        if !session.satisfiable(self.constants, &inquiry.ask(env)?.prop)? {
            let guards = self.guards(session, inquiry, env, &Proof::default());
            return Ok(Comes::Never(guards, Vec::new()));
        }
        let unknown = |acts, people| Reason::NoCourseToPremise { acts, people };
        Ok(match self.reach(session, &Sought::plain(part), env, instance)? {
            // Perhaps only once an office changes hands.
            Reach::Course(_) | Reach::NeverConstant(_, Ok(_)) => Comes::About,
            Reach::Never(proof) => Comes::Never(self.guards(session, inquiry, env, &proof), proof.invariants),
            Reach::NeverConstant(_, Err(acts)) => Comes::Unknown(unknown(acts, session.options.people), None),
            Reach::Unknown { acts, people, world } => Comes::Unknown(unknown(acts, people), world),
        })
    }

    /// Whether the formula holds in some world at the start, as the evaluator confirms (once for all instances of
    /// the same form).
    fn arises(
        &self,
        session: &mut Session,
        inquiry: &Inquiry,
        env: &Env,
        instance: &[ElementId],
    ) -> Result<bool, Stop> {
        if inquiry.expanded == Prop::True {
            return Ok(true);
        }
        let asked = inquiry.at_first().ask(env).ok_or(Stop::TooLarge)?;
        if asked.prop == Prop::True {
            return Ok(true);
        }
        let form = form(self.constants, &asked.prop);
        if inquiry.shown.borrow().contains(&form) {
            return Ok(true);
        }
        let found = self.shown(session, inquiry, env, instance)?.is_some();
        if found {
            inquiry.shown.borrow_mut().insert(form);
        }
        Ok(found)
    }

    /// The least world at the start for the formula, confirmed by the evaluator; none if none was found.
    pub fn shown(
        &self,
        session: &mut Session,
        inquiry: &Inquiry,
        env: &Env,
        instance: &[ElementId],
    ) -> Result<Option<Witness>, Stop> {
        let (question, formula) = (inquiry.at_first(), inquiry.formula);
        let asked = question.ask(env).ok_or(Stop::TooLarge)?;
        match self.confirmed(session, &asked, instance, formula) {
            Err(Stop::Replay(_)) if asked.sliced => {
                // What stands for many may not be enough in the whole regulation.
                let whole = question.ask_whole(env).ok_or(Stop::TooLarge)?;
                self.confirmed(session, &whole, instance, formula)
            }
            other => other,
        }
    }

    /// The least world for a formula, confirmed by the evaluator.
    pub fn confirmed(
        &self,
        session: &mut Session,
        asked: &Asked,
        instance: &[ElementId],
        formula: &Formula,
    ) -> Result<Option<Witness>, Stop> {
        let Search::Found(found) = least_world(session, self.constants, &asked.prop)? else {
            return Ok(None);
        };
        let shown = Shown {
            formula,
            instance: (&self.claim.instances, instance),
            assuming: &self.claim.assuming,
            readings: &self.constants.readings,
        };
        witness::confirmed(self.constants, &found, &shown).map(Some).map_err(Stop::Replay)
    }

    /// Whether the claim names premises that the text does not contain.
    fn assumes(&self) -> bool {
        let assuming = &self.claim.assuming;
        !assuming.assumptions.is_empty() || !assuming.readings.is_empty() || assuming.no_transfers
    }

    /// Whether the claim names assumptions that could contradict each other.
    pub fn assumptions(&self) -> &Prop {
        &self.assumptions
    }

    /// A bare verdict.
    pub fn case(&self, verdict: Verdict) -> Case {
        Case::bare(self.choices.clone(), verdict)
    }

    /// A verdict with the world that shows it and the articles that made it possible.
    pub fn witnessed(&self, verdict: Verdict, witness: Witness) -> Case {
        let guards = guard::in_order(self.constants.model, witness.guards());
        let articles = guard::articles(self.constants.model, &guards);
        Case { guards, articles, witness: Some(Box::new(witness)), ..self.case(verdict) }
    }

    /// What it rests on that the formula is never true: in every world, or because of what every course keeps.
    fn guards(&self, session: &mut Session, inquiry: &Inquiry, env: &Env, proof: &Proof) -> Vec<Guard> {
        if !proof.invariants.is_empty() {
            return guard::in_order(self.constants.model, proof.guards(self.constants));
        }
        let wanted = session.options.articles;
        wanted.then(|| inquiry.rests(session, env)).flatten().unwrap_or_default()
    }

    /// Nothing ever makes true what was to be possible.
    pub fn never(&self, session: &mut Session, env: &Env, proof: &Proof) -> Case {
        let guards = self.guards(session, &self.wanted, env, proof);
        Case { invariants: proof.invariants.clone(), ..self.resting(Verdict::Refuted, guards) }
    }

    /// A verdict with what it rests on.
    fn resting(&self, verdict: Verdict, guards: Vec<Guard>) -> Case {
        let articles = guard::articles(self.constants.model, &guards);
        Case { articles, guards, ..self.case(verdict) }
    }
}

/// What is to be asked about a formula of the claim; none if it is too large to be written down.
fn inquiry<'a>(
    expander: &mut Expander,
    constants: &'a Constants<'a>,
    formula: &'a Formula,
    assumptions: &Prop,
) -> Option<Inquiry<'a>> {
    let expanded = Prop::and([expander.expand(formula)?, assumptions.clone()]);
    Some(Inquiry::new(constants, formula, expanded))
}

/// Whether something is ever true.
enum Comes {
    /// In some world, as the evaluator confirms.
    About,
    /// In none; what that rests on, and what every course keeps.
    Never(Vec<Guard>, Vec<Invariant>),
    /// Neither was found out within the limits. With a world that no proof excludes.
    Unknown(Reason, Option<Box<Witness>>),
}

/// Why a claim has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    Trouble(Trouble),
    TooLarge,
    /// The evaluator does not confirm the world that was found.
    Replay(String),
}

impl Stop {
    /// What went wrong with the tool, asked about this claim. Of a limit that nobody has made `undecided`: the solver.
    pub fn failure(self, claim: &str) -> Failure {
        let claim = claim.to_string();
        match self {
            Stop::Trouble(Trouble::Disagreement) => Failure::Disagreement { claim },
            Stop::Replay(why) => Failure::Replay { claim, why },
            Stop::Trouble(Trouble::Limit) | Stop::TooLarge => {
                Failure::Solver { claim, why: "a limit was met".to_string() }
            }
        }
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Stop::Trouble(trouble)
    }
}

/// All assumptions that the claim names, each as long as its guard is on.
fn assumptions(expander: &mut Expander, constants: &Constants, claim: &Claim) -> Option<Prop> {
    if fault::on(Fault::DropAssumptions) {
        return Some(Prop::True);
    }
    let mut all = Vec::new();
    for id in &claim.assuming.assumptions {
        let formula = expander.expand(&constants.model.assumptions[id.index()].formula)?;
        all.push(Prop::or([formula, Prop::Switch(false, Guard::Assumption(*id))]));
    }
    Some(Prop::and(all))
}
