//! Who may do an act: every way in which somebody may, each as the facts on which it rests, and whether it comes about.
//!
//! The ways of one permit are looked for one after the other: the least lawful world in which the permit lets somebody do
//! it and in which no way known so far is given. Where there is no such world, all are known. Whether a way (or, where
//! there is none, a permit) ever comes about is a claim `possible`, answered like any author's.

mod asked;
mod difference;
mod pattern;
mod refusal;

use super::audit::norms::{self, Norms};
use super::claim::Stop;
use super::constants::Constants;
use super::options::Options;
use super::readings;
use super::verdict::{Answer, Failure};
use super::verify::verify;
use super::witness::Witness;
use super::worlds::{World, Worlds};
use crate::model::eval::{self, Evaluator, PermitTrace};
use crate::model::{ActId, Claim, Formula, Model, NormId, ReadingChoice, Term, Value};
use crate::problem::Problem;
use crate::syntax::tree::{Comparison, NormVerb};
pub use asked::Asked;
pub use difference::{Compared, Difference, Differences, differences};
use pattern::{Pattern, Pool};
pub use refusal::{Change, Refusal, Standing};

/// No more ways than this are looked for.
const MOST: usize = 40;

/// The name of what is asked, for failures of the tool.
const NAME: &str = "may";

/// Everything found out about who may do an act.
#[derive(Debug)]
pub struct Ways {
    /// The model with what was asked; ids of the regulation keep their meaning.
    pub model: Model,
    /// That somebody may, as a claim: what the answers of ways speak of.
    pub claim: Claim,
    pub ways: Vec<Way>,
    /// Norms by which nobody may.
    pub unused: Vec<Unused>,
    /// Where there is no way at all: whether it is proved that nobody ever may.
    pub nobody: Option<Answer>,
    /// Whether it is proved, for every reading, that whoever may does so in one of these ways.
    pub complete: bool,
    /// Of whom the subject speaks: under each combination of readings, whether they may. Only if that was asked.
    pub standings: Vec<Standing>,
    pub problems: Vec<Problem>,
}

/// One way in which somebody may do it.
#[derive(Debug)]
pub struct Way {
    pub norm: NormId,
    /// The least world that shows it, whatever has been earned and done; the evaluator has confirmed it.
    pub shown: Witness,
    /// Why the norm applies in that world.
    pub permit: PermitTrace,
    /// Conditions of the norm that rest on no single fact.
    pub besides: Vec<Formula>,
    /// Forbids that this norm does not override, under whatever reading they stand.
    pub bans: Vec<NormId>,
    /// Whether it comes about, and by which shortest course.
    pub answer: Answer,
    pattern: Pattern,
}

/// A norm by which nobody may do it.
#[derive(Debug)]
pub struct Unused {
    pub norm: NormId,
    pub answer: Answer,
}

impl Way {
    /// Whether this way is given in a world, for this person and these arguments.
    pub fn is_given(&self, evaluator: &Evaluator, asked: &Asked, person: Value, args: &[Value]) -> bool {
        let terms = std::iter::once(&asked.who).chain(&asked.args);
        let values = std::iter::once(person).chain(args.iter().copied());
        let mut env = terms.zip(values).fold(eval::Env::new(), |env, (term, value)| match term {
            Term::Var(var) => env.with(*var, value),
            _ => env,
        });
        evaluator.truth_in(&mut env, &self.pattern.formula()).is_true()
    }
}

/// Who may do it. With `why` also whether those of whom the subject speaks always may, and what they lack.
pub fn ways(model: &Model, asked: &Asked, why: bool, options: &Options) -> Result<Ways, Failure> {
    let (mut model, norms) = norms::spelt_out(model);
    let pool = Pool::new(&mut model);
    let grounds = grounds(&model, asked.act);
    let (sought, unasked) = {
        let worlds = Worlds::new(&model, options);
        let mut seeking = Seeking { model: &model, norms: &norms, pool: &pool, asked, worlds };
        let sought = seeking.all(&grounds, why);
        (sought, seeking.worlds.session.objection())
    };
    super::fault::set(None);
    if let Some(objection) = unasked {
        return Err(Failure::objected(objection, NAME));
    }
    let Sought { found, complete, standings } = sought.map_err(|stop| stop.failure(NAME))?;
    let speaking = Speaking { model: &model, norms: &norms, asked };
    let mut claims: Vec<Claim> = Vec::new();
    let unused: Vec<NormId> =
        grounds.into_iter().filter(|norm| found.iter().all(|found| found.norm != *norm)).collect();
    for found in &found {
        claims.push(speaking.claim(claims.len(), [speaking.granted(found.norm), found.pattern.formula()]));
    }
    for norm in &unused {
        claims.push(speaking.claim(claims.len(), [speaking.granted(*norm)]));
    }
    if found.is_empty() {
        claims.push(speaking.claim(claims.len(), []));
    }
    let claim = speaking.claim(claims.len(), []);
    let (mut answers, problems) = answered(&mut model, claims, options)?;
    let nobody = if found.is_empty() { answers.pop() } else { None };
    let rest = answers.split_off(found.len().min(answers.len()));
    let ways = found.into_iter().zip(answers).map(|(found, answer)| found.way(answer)).collect();
    let unused = unused.into_iter().zip(rest).map(|(norm, answer)| Unused { norm, answer }).collect();
    Ok(Ways { model, claim, ways, unused, nobody, complete, standings, problems })
}

/// The norms by which somebody may do it: permits; and duties, unless a permit always stands.
fn grounds(model: &Model, act: ActId) -> Vec<NormId> {
    let permits = norms::of_act(model, act, NormVerb::Permit);
    let stands = |norm: &NormId| model.norms[norm.index()].origin.readings.is_empty();
    if permits.iter().any(stands) {
        return permits;
    }
    permits.into_iter().chain(norms::of_act(model, act, NormVerb::Duty)).collect()
}

/// The answers to claims of our own, which are added to the model.
fn answered(
    model: &mut Model,
    claims: Vec<Claim>,
    options: &Options,
) -> Result<(Vec<Answer>, Vec<Problem>), Failure> {
    let names: Vec<String> = claims.iter().map(|claim| claim.name.clone()).collect();
    if names.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    model.claims.extend(claims);
    let report = verify(model, &Options { claims: names, ..options.clone() });
    match report.failure {
        Some(failure) => Err(failure),
        None => Ok((report.answers, report.problems)),
    }
}

/// Writes what is asked of norms as formulas.
struct Speaking<'a> {
    model: &'a Model,
    norms: &'a Norms,
    asked: &'a Asked,
}

impl Speaking<'_> {
    /// The norm lets the person do it: it applies, counts, and no ban stands in its way.
    fn granted(&self, norm: NormId) -> Formula {
        let (model, Asked { who, act, args, .. }) = (self.model, self.asked);
        let mut parts = vec![self.norms.grants(model, norm, who, args)];
        if model.norms[norm.index()].verb == NormVerb::Duty {
            // A duty permits only what no permit names.
            let permits = norms::of_act(model, *act, NormVerb::Permit);
            let stands = |permit: NormId| {
                let readings = model.norms[permit.index()].origin.readings.iter().copied();
                Formula::and(readings.map(Formula::Reading)).negate()
            };
            parts.extend(permits.into_iter().map(stands));
        }
        let bans = bans(model, norm).into_iter();
        parts.extend(bans.map(|ban| self.norms.applies(model, ban, who, args).negate()));
        Formula::and(parts)
    }

    /// That somebody may, in this way, as a claim of our own.
    fn claim<const N: usize>(&self, number: usize, how: [Formula; N]) -> Claim {
        let parts = [self.asked.subject.clone(), self.asked.may()];
        let formula = self.asked.some(Formula::and(parts.into_iter().chain(how)));
        // No author's claim has a name with a line break in it.
        Claim::possible(format!("{NAME}\n{number}"), formula)
    }
}

/// The forbids of its act that the norm does not override.
fn bans(model: &Model, norm: NormId) -> Vec<NormId> {
    let all = norms::of_act(model, model.norms[norm.index()].act, NormVerb::Forbid);
    all.into_iter().filter(|ban| !norms::lifts(model, norm, *ban)).collect()
}

/// A way of which it is not yet known whether it comes about.
struct Found {
    norm: NormId,
    shown: Witness,
    permit: PermitTrace,
    besides: Vec<Formula>,
    bans: Vec<NormId>,
    pattern: Pattern,
}

impl Found {
    fn way(self, answer: Answer) -> Way {
        let Found { norm, shown, permit, besides, bans, pattern } = self;
        Way { norm, shown, permit, besides, bans, answer, pattern }
    }
}

/// What single worlds tell.
struct Sought {
    found: Vec<Found>,
    complete: bool,
    standings: Vec<Standing>,
}

struct Seeking<'a> {
    model: &'a Model,
    norms: &'a Norms,
    pool: &'a Pool,
    asked: &'a Asked,
    worlds: Worlds<'a>,
}

impl<'a> Seeking<'a> {
    fn speaking(&self) -> Speaking<'a> {
        Speaking { model: self.model, norms: self.norms, asked: self.asked }
    }

    fn all(&mut self, grounds: &[NormId], why: bool) -> Result<Sought, Stop> {
        let claim = self.speaking().claim(0, []);
        let relevant = readings::relevant(self.model, &claim);
        let combinations =
            readings::combinations(self.model, &relevant, self.worlds.session.options.combinations);
        let mut complete = combinations.is_some();
        let combinations = combinations.unwrap_or_else(|| vec![Vec::new()]);
        let mut found: Vec<Found> = Vec::new();
        for choices in &combinations {
            let constants = self.worlds.under(choices);
            for norm in grounds {
                self.of_norm(&constants, *norm, &mut found)?;
            }
        }
        keep_widest(&mut found);
        self.drop_implied(&combinations, &mut found)?;
        let others = found.iter().map(|found| found.pattern.formula().negate());
        let other = Formula::and([self.asked.subject.clone(), self.asked.may()].into_iter().chain(others));
        let other = self.asked.some(other);
        let mut standings = Vec::new();
        for choices in combinations {
            let constants = self.worlds.under(&choices);
            complete &= self.worlds.possible(&constants, &other)? == Some(false);
            if why {
                standings.push(self.standing(&constants, choices, &found)?);
            }
        }
        Ok(Sought { found, complete, standings })
    }

    /// Adds the ways of one norm that are not known yet.
    fn of_norm(&mut self, constants: &Constants, norm: NormId, found: &mut Vec<Found>) -> Result<(), Stop> {
        while found.len() < MOST {
            let known = found.iter().filter(|found| found.norm == norm);
            let parts = [self.asked.subject.clone(), self.asked.may(), self.speaking().granted(norm)];
            let others = known.map(|found| found.pattern.formula().negate());
            let formula = self.asked.some(Formula::and(parts.into_iter().chain(others)));
            let World::Shown(witness) = self.worlds.world(constants, &formula)? else { return Ok(()) };
            let Some(way) = self.way(norm, *witness) else { return Ok(()) };
            found.push(way);
        }
        Ok(())
    }

    /// Leaves out each way that, wherever its norm lets somebody do it, is given only together with another way of the
    /// norm.
    fn drop_implied(
        &mut self,
        combinations: &[Vec<ReadingChoice>],
        found: &mut Vec<Found>,
    ) -> Result<(), Stop> {
        let mut index = 0;
        while index < found.len() {
            let one = &found[index];
            let rivals =
                found.iter().enumerate().filter(|(other, way)| *other != index && way.norm == one.norm);
            let rivals: Vec<Formula> = rivals.map(|(_, way)| way.pattern.formula().negate()).collect();
            let own = [self.asked.subject.clone(), self.speaking().granted(one.norm), one.pattern.formula()];
            let alone = self.asked.some(Formula::and(own.into_iter().chain(rivals.iter().cloned())));
            let mut implied = !rivals.is_empty();
            for choices in combinations {
                let constants = self.worlds.under(choices);
                implied = implied && self.worlds.possible(&constants, &alone)? == Some(false);
            }
            if implied {
                found.remove(index);
            } else {
                index += 1;
            }
        }
        Ok(())
    }

    /// The way that a world shows; none if the norm does not let anybody do it there.
    fn way(&self, norm: NormId, mut witness: Witness) -> Option<Found> {
        let deed = witness.deeds.first_mut()?;
        deed.trace.permits.retain(|permit| permit.norm == norm);
        let permit = deed.trace.granted_by()?.clone();
        let (person, args) = (deed.person, deed.args.clone());
        called_a(&mut witness);
        let pattern = Pattern::of(self.model, self.asked, self.pool, &witness.bindings, &permit);
        let written = &self.model.norms[norm.index()];
        let env = eval::Env::of(&written.params, &args).with(written.actor, person);
        let evaluator = Evaluator::new(self.model, &witness.world);
        let mut besides = Vec::new();
        conjuncts(&written.condition, &mut |part| {
            let plain = matches!(part, Formula::True | Formula::Compare(Comparison::Eq, ..));
            if !plain && eval::explain(&evaluator, &env, part).literals.is_empty() {
                besides.push(part.clone());
            }
        });
        let bans = bans(self.model, norm);
        Some(Found { norm, shown: witness, permit, besides, bans, pattern })
    }
}

/// Leaves out each way whose every case is a case of another way of the same norm.
fn keep_widest(found: &mut Vec<Found>) {
    let mut index = 0;
    while index < found.len() {
        let one = &found[index];
        let wider = |(other, wide): (usize, &Found)| {
            let covers = other != index && wide.norm == one.norm && wide.pattern.covers(&one.pattern);
            covers && (other < index || !one.pattern.covers(&wide.pattern))
        };
        if found.iter().enumerate().any(wider) {
            found.remove(index);
        } else {
            index += 1;
        }
    }
}

/// Whoever may is called A.
fn called_a(shown: &mut Witness) {
    if let Some(Value::Person(number)) = shown.deeds.first().map(|deed| deed.person) {
        shown.names.swap(0, number as usize);
    }
}

/// The conjuncts of a condition, without the handles of citations.
fn conjuncts(formula: &Formula, see: &mut impl FnMut(&Formula)) {
    match formula {
        Formula::And(parts) => parts.iter().for_each(|part| conjuncts(part, see)),
        Formula::Cited(_, body) => conjuncts(body, see),
        other => see(other),
    }
}
