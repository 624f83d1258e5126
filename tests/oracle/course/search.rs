//! Breadth-first search over what is earned and done, one frame after the other.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::cone::Cone;
use super::grow::Path;
use super::layout::{Cube, Layout};
use super::verdict::Reach;
use super::{GaveUp, Limits};
use crate::oracle::partial::Filling;

/// After how many acts at the least the premise, a bad and a good world are reached: for every way to fill the gaps of
/// the text on which it turns.
pub fn reach(cone: &Cone, no_transfers: bool, limits: &Limits) -> Result<Vec<(Filling, Reach)>, GaveUp> {
    let layout = Layout::new(cone)?;
    let ground = Ground::new(cone, &layout);
    let mut all: Vec<(Filling, Vec<Cube>)> = Vec::new();
    for frame in layout.frames(no_transfers, limits.frames)? {
        let filling = layout.filling(cone.model, frame);
        match all.iter_mut().find(|(known, _)| *known == filling) {
            Some((_, frames)) => frames.push(frame),
            None => all.push((filling, vec![frame])),
        }
    }
    let mut states = limits.states;
    let all = all.into_iter().map(|(filling, frames)| {
        let reach = over(cone, &ground, &frames, &mut states)?;
        Ok((filling, reach))
    });
    all.collect()
}

/// What is reached in any of these frames.
fn over(cone: &Cone, ground: &Ground, frames: &[Cube], states: &mut usize) -> Result<Reach, GaveUp> {
    let mut reach = Reach::default();
    let mut seen: HashSet<Frame> = HashSet::new();
    for frame in frames.iter().copied() {
        let lawful = ground.lawful_in(frame);
        reach.lawful |= !lawful.is_empty();
        for actors in groups(cone).into_iter().filter(|_| !lawful.is_empty()) {
            let courses = ground.within(frame, &lawful, actors);
            if !seen.contains(&courses) {
                courses.search(&mut reach, states)?;
                seen.insert(courses);
            }
        }
    }
    Ok(reach)
}

/// Who may act at all, as sets of people: everybody, or each group of the size that `with N persons` allows.
fn groups(cone: &Cone) -> Vec<u32> {
    let all = (1_u32 << cone.domain.people) - 1;
    match cone.persons {
        Some(most) if most < cone.domain.people => (0..=all).filter(|g| g.count_ones() == most).collect(),
        _ => vec![all],
    }
}

/// What an act needs, and which bits it clears, then sets.
struct Step {
    actor: u32,
    needs: Cube,
    effect: (u128, u128),
}

/// All courses with the same constants: circumstances are free between acts, and so are gone.
#[derive(PartialEq, Eq, Hash)]
struct Frame {
    /// What some act does to a state, and what the state must be for one that does it.
    effects: Vec<((u128, u128), Vec<Cube>)>,
    premise: Vec<Cube>,
    bad: Vec<Cube>,
    good: Vec<Cube>,
}

/// The cone in bits.
struct Ground {
    dynamic: u128,
    lawful: Vec<Cube>,
    steps: Vec<Step>,
    premise: Vec<Cube>,
    bad: Vec<Cube>,
    good: Vec<Cube>,
}

impl Ground {
    fn new(cone: &Cone, layout: &Layout) -> Self {
        let cubes = |paths: &[Path<()>]| paths.iter().map(|path| layout.path(path)).collect();
        let mut steps = Vec::new();
        for possible in &cone.deeds {
            let kitei::model::Value::Person(actor) = possible.deed.actor else { unreachable!("people act") };
            for path in &*possible.paths {
                let (ends, gives) = layout.effect(cone, &possible.deed, &path.then);
                steps.push(Step { actor, needs: layout.path(path), effect: (ends & !gives, gives) });
            }
        }
        Self {
            dynamic: layout.dynamic(),
            lawful: cubes(&cone.lawful),
            steps,
            premise: cubes(&cone.premise),
            bad: cubes(&cone.bad),
            good: cubes(&cone.good),
        }
    }

    /// What is lawful in one frame; nothing if there is no such world.
    fn lawful_in(&self, frame: Cube) -> Vec<Cube> {
        self.lawful.iter().filter(|cube| cube.meets(frame)).copied().collect()
    }

    /// The courses of these actors in one frame.
    fn within(&self, frame: Cube, lawful: &[Cube], actors: u32) -> Frame {
        // What is demanded of the state, if some lawful circumstances of this frame meet the other demands.
        let project = |cube: &Cube| {
            let possible = cube.meets(frame) && lawful.iter().any(|lawful| lawful.meets(*cube));
            possible.then(|| cube.only(self.dynamic))
        };
        let all = |cubes: &[Cube]| sorted(cubes.iter().filter_map(project).collect());
        let mut effects: BTreeMap<_, BTreeSet<Cube>> = BTreeMap::new();
        for step in self.steps.iter().filter(|step| actors >> step.actor & 1 == 1) {
            effects.entry(step.effect).or_default().extend(project(&step.needs));
        }
        let effects = effects.into_iter().map(|(effect, needs)| (effect, sorted(needs))).collect();
        Frame { effects, premise: all(&self.premise), bad: all(&self.bad), good: all(&self.good) }
    }
}

/// Each cube once.
fn sorted(cubes: BTreeSet<Cube>) -> Vec<Cube> {
    cubes.into_iter().collect()
}

impl Frame {
    fn search(&self, reach: &mut Reach, states: &mut usize) -> Result<(), GaveUp> {
        let mut seen = HashSet::from([0_u128]);
        let mut level = vec![0_u128];
        let mut acts = 0;
        while !level.is_empty() {
            *states = states.checked_sub(level.len()).ok_or(GaveUp::States)?;
            let shown = |goal: &[Cube]| goal.iter().any(|cube| level.iter().any(|s| cube.holds(*s)));
            let found = [shown(&self.premise), shown(&self.bad), shown(&self.good)];
            reach.found(acts, found);
            if reach.nothing_left(acts, [&self.premise, &self.bad, &self.good].map(Vec::is_empty)) {
                return Ok(());
            }
            acts += 1;
            let mut next = Vec::new();
            for state in level {
                for ((ends, gives), needs) in &self.effects {
                    let after = state & !ends | gives;
                    if !seen.contains(&after) && needs.iter().any(|cube| cube.holds(state)) {
                        seen.insert(after);
                        next.push(after);
                    }
                }
            }
            level = next;
        }
        Ok(())
    }
}
