//! All claims, instance by instance and reading by reading.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::claim::Posed;
use super::constants::{Chosen, Constants};
use super::course::{self, Cast, Fixpoints, Memory};
use super::lawful;
use super::options::Options;
use super::readings;
use super::session::Session;
use super::turning;
use super::verdict::{Answer, Case, Effort, Failure, Reason, Report, Verdict};
use crate::model::{Claim, ClaimId, ElementId, Missing, Model, ReadingChoice};
use crate::problem::Problem;

/// Answers every claim of the model (or those that the options name), as many at a time as there are cores.
///
/// The report is the same however many that are, but for the effort: who is asked what first is left to chance.
pub fn verify(model: &Model, options: &Options) -> Report {
    let (model, cast) = &course::cast(model);
    let wanted = |claim: &Claim| options.claims.is_empty() || options.claims.contains(&claim.name);
    let claims: Vec<(usize, &Claim)> =
        model.claims.iter().enumerate().filter(|(_, claim)| wanted(claim)).collect();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = options.threads.unwrap_or(cores).min(claims.len() / ENOUGH).max(1);
    let queue = Queue { claims, next: AtomicUsize::new(0), stopped: AtomicBool::new(false) };
    let fixpoints = options.fixpoints.clone().unwrap_or_default();
    let mut parts = in_parallel(workers, || work(model, cast, options, &queue, fixpoints.clone()));
    parts.sort_by_key(|(index, _)| *index);
    let mut report = Report::default();
    for (_, part) in parts {
        report.answers.extend(part.answers);
        report.problems.extend(part.problems);
        if part.failure.is_some() {
            report.failure = part.failure;
            break;
        }
    }
    report
}

/// Fewer claims than this are not worth another thread.
const ENOUGH: usize = 4;

/// Claims by their position, taken one after the other by whoever is free.
struct Queue<'a> {
    claims: Vec<(usize, &'a Claim)>,
    next: AtomicUsize,
    /// Somebody has failed; what comes later in the queue does not count.
    stopped: AtomicBool,
}

/// The stack of a thread (in bytes): formulas are walked by recursion.
const STACK: usize = 16 << 20;

/// What everybody has done, in any order. Where the system refuses a thread, the others do its share.
fn in_parallel<T: Send>(workers: usize, work: impl Fn() -> Vec<T> + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let begin = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &work).ok();
        let threads: Vec<_> = (1..workers).filter_map(begin).collect();
        let mut done = work();
        for thread in threads {
            // What a thread dies of, the program dies of.
            done.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

/// Answers claims until there are none left.
fn work(
    model: &Model,
    cast: &Cast,
    options: &Options,
    queue: &Queue,
    fixpoints: Fixpoints,
) -> Vec<(usize, Report)> {
    let mut session = Session::new(model, options);
    session.fixpoints = fixpoints;
    let mut run = Run { session, cast, constants: Chosen::new(model), report: Report::default() };
    let mut done = Vec::new();
    while !queue.stopped.load(Ordering::Relaxed) {
        let position = queue.next.fetch_add(1, Ordering::Relaxed);
        let Some((index, claim)) = queue.claims.get(position) else { break };
        let failed = run.claim(ClaimId::from_index(*index), claim).err();
        queue.stopped.fetch_or(failed.is_some(), Ordering::Relaxed);
        done.push((*index, Report { failure: failed, ..std::mem::take(&mut run.report) }));
    }
    super::fault::set(None);
    done
}

/// One instance of a claim, and what is known of it so far.
struct Asked {
    instance: Vec<ElementId>,
    /// One per combination of readings.
    cases: Vec<Case>,
    effort: Effort,
}

impl Asked {
    fn new(instance: Vec<ElementId>) -> Self {
        Self { instance, cases: Vec::new(), effort: Effort::default() }
    }
}

struct Run<'a> {
    session: Session<'a>,
    cast: &'a Cast,
    constants: Chosen<'a>,
    report: Report,
}

impl<'a> Run<'a> {
    fn claim(&mut self, id: ClaimId, claim: &'a Claim) -> Result<(), Failure> {
        let model = self.session.model;
        let relevant = readings::relevant(model, claim);
        let combinations = readings::combinations(model, &relevant, self.session.options.combinations);
        let instances = instances(model, claim);
        let hole = model.holes.iter().any(|hole| hole.what == Missing::Declaration);
        let early = match (&combinations, hole) {
            (_, true) => Some(Reason::Hole),
            (None, _) => Some(Reason::TooManyReadings),
            _ => None,
        };
        if let Some(reason) = early {
            let all = instances.into_iter().map(|instance| undecided(id, instance, reason));
            self.report.answers.extend(all);
            return Ok(());
        }
        let mut asked: Vec<Asked> = instances.into_iter().map(Asked::new).collect();
        let mut problems: Vec<Problem> = Vec::new();
        let memory = Rc::default();
        for choices in combinations.unwrap_or_default() {
            let constants = self.constants.under(&readings::options(model, &claim.assuming, &choices));
            problems.extend(self.combination(&constants, claim, &memory, choices, &mut asked)?);
        }
        if problems.is_empty() {
            self.report.answers.extend(asked.into_iter().map(|asked| combined(model, id, asked)));
        }
        self.report.problems.extend(problems);
        Ok(())
    }

    /// All instances under one combination of readings; a problem if no world is lawful under it.
    fn combination(
        &mut self,
        constants: &Constants,
        claim: &Claim,
        memory: &Rc<RefCell<Memory>>,
        choices: Vec<ReadingChoice>,
        asked: &mut [Asked],
    ) -> Result<Option<Problem>, Failure> {
        let cast = self.session.options.courses.then_some(self.cast);
        let Some(posed) = Posed::new(constants, claim, choices.clone(), cast, Rc::clone(memory)) else {
            let case = Case::bare(choices, Verdict::Undecided(Reason::TooLarge));
            asked.iter_mut().for_each(|asked| asked.cases.push(case.clone()));
            return Ok(None);
        };
        if let Some(problem) = lawful::contradiction(&mut self.session, &posed) {
            self.unobjected(claim)?;
            return Ok(Some(problem));
        }
        for asked in asked {
            let before = self.session.checks();
            asked.cases.push(posed.answer(&mut self.session, &asked.instance)?);
            self.unobjected(claim)?;
            asked.effort.checks += self.session.checks() - before;
        }
        Ok(None)
    }

    /// Nothing counts any more once somebody has objected to a question's answer.
    fn unobjected(&self, claim: &Claim) -> Result<(), Failure> {
        self.session.objection().map_or(Ok(()), |objection| Err(Failure::objected(objection, &claim.name)))
    }
}

fn undecided(claim: ClaimId, instance: Vec<ElementId>, reason: Reason) -> Answer {
    let case = Case::bare(Vec::new(), Verdict::Undecided(reason));
    Answer::of(claim, instance, case, Effort::default())
}

/// Every tuple of values of the claim's instance variables, in order.
fn instances(model: &Model, claim: &Claim) -> Vec<Vec<ElementId>> {
    claim.instances.iter().fold(vec![Vec::new()], |tuples, var| {
        let crate::model::Sort::Kind(kind) = model.vars[var.index()].sort else { return tuples };
        let size = u32::try_from(model.kinds[kind.index()].elements.len()).unwrap_or(u32::MAX);
        tuples
            .iter()
            .flat_map(|tuple| (0..size).map(move |index| [&tuple[..], &[ElementId { kind, index }]].concat()))
            .collect()
    })
}

/// One answer from the cases of all combinations: theirs if they agree.
fn combined(model: &Model, claim: ClaimId, asked: Asked) -> Answer {
    let Asked { instance, cases, effort } = asked;
    let all: Vec<&Case> = cases.iter().collect();
    let Some(case) = turning::together(model, &all) else {
        return undecided(claim, instance, Reason::Limit);
    };
    if cases.windows(2).all(|pair| pair[0].verdict == pair[1].verdict) {
        return Answer::of(claim, instance, case, effort);
    }
    let turns = Case::bare(Vec::new(), Verdict::TurnsOnReading(cases));
    let Case { articles, guards, .. } = case;
    Answer::of(claim, instance, Case { articles, guards, ..turns }, effort)
}
