//! What a claim asks of courses of events.

use super::super::course::{Courses, Goal, Hints, Invariant, Part, Post, Reach, Sources};
use super::super::fold::Env;
use super::super::prop::Prop;
use super::super::question::Question;
use super::super::session::Session;
use super::super::stake::Open;
use super::super::witness::Shown;
use super::{Posed, Stop};
use crate::model::{ClaimKind, ElementId};

/// A kind of world that courses are to lead to.
pub struct Sought<'s> {
    /// Which formula the last world must satisfy.
    pub part: Part,
    /// What is said besides.
    pub besides: Option<&'s Prop>,
    /// How many different people may act, if that is limited.
    pub actors: Option<u32>,
    /// Whoever holds this post does nothing.
    pub absent: Option<&'s Post>,
    /// Whether only courses count that turn on nothing that the text leaves open (nothing is proved then).
    pub whatever: bool,
}

impl Sought<'_> {
    /// With nothing said besides, and by any number of people.
    pub fn plain(part: Part) -> Self {
        Self { part, besides: None, actors: None, absent: None, whatever: false }
    }
}

impl<'a> Posed<'a> {
    /// What the last world of a course is to satisfy, and what every world must.
    fn asked_of_courses(&self, part: Part, env: &Env) -> Result<(Prop, Prop), Stop> {
        let asked = self.part(part)?.anywhere().ask_whole(env).ok_or(Stop::TooLarge)?.prop;
        let always = self.always.get_or_init(|| {
            let question = Question::new(self.constants, self.assumptions.clone());
            Some(question.ask_whole(&Env::default())?.prop)
        });
        Ok((asked, always.clone().ok_or(Stop::TooLarge)?))
    }

    /// Everything on which it can turn whether some course leads to a world that satisfies the question.
    pub fn spoken_of(&self, part: Part, env: &Env) -> Result<Vec<Prop>, Stop> {
        let (asked, always) = self.asked_of_courses(part, env)?;
        match self.courses(|courses| courses.spoken_of(&asked, &always)) {
            Some(spoken_of) => spoken_of.ok_or(Stop::TooLarge),
            None => Ok(vec![asked, always]),
        }
    }

    /// The posts on which it turns who may do what matters to the question.
    pub fn posts(&self, part: Part, env: &Env) -> Result<Vec<Post>, Stop> {
        let (asked, always) = self.asked_of_courses(part, env)?;
        let posts = self.courses(|courses| courses.posts(&asked, &always));
        posts.unwrap_or_else(|| Some(Vec::new())).ok_or(Stop::TooLarge)
    }

    /// Whether some course leads to a world that satisfies the question, of those in which every world satisfies
    /// what is said besides.
    pub fn reach(
        &self,
        session: &mut Session,
        sought: &Sought,
        env: &Env,
        instance: &[ElementId],
    ) -> Result<Reach, Stop> {
        let mut memory = self.memory.borrow_mut();
        // What is said besides, the evaluator does not know.
        let topic = (instance.to_vec(), sought.part, sought.actors);
        let hints = match (sought.besides, sought.absent) {
            (Some(_), _) => &mut Hints::default(),
            // Nothing that is proved of an absence holds without it.
            (None, Some(_)) => &mut memory.get(&topic).map_or_else(Hints::default, Hints::courses_only),
            (None, None) => memory.of_topic(topic),
        };
        let reach =
            self.with_goal(sought, env, instance, |courses, goal| courses.reach(session, goal, hints))?;
        reach.unwrap_or(Ok(Reach::Unknown { acts: 0, people: 0, world: None }))
    }

    /// Whether no course leads there while a provision is open, since these or other invariants hold.
    pub fn never_without(
        &self,
        session: &mut Session,
        sought: &Sought,
        env: &Env,
        instance: &[ElementId],
        proof: (&[Invariant], bool),
        open: &Open,
    ) -> Result<bool, Stop> {
        let never = self.with_goal(sought, env, instance, |courses, goal| {
            courses.never_while(session, goal, proof, open)
        })?;
        never.unwrap_or(Ok(false))
    }

    /// Work with what is asked of courses; none if they are not looked at.
    fn with_goal<T>(
        &self,
        sought: &Sought,
        env: &Env,
        instance: &[ElementId],
        work: impl FnOnce(&mut Courses<'a>, &Goal) -> T,
    ) -> Result<Option<T>, Stop> {
        let (prop, always) = self.asked_of_courses(sought.part, env)?;
        let always = Prop::and(std::iter::once(always).chain(sought.besides.cloned()));
        let goal = Goal {
            prop: &prop,
            always: &always,
            shown: Shown {
                formula: self.part(sought.part)?.formula,
                instance: (&self.claim.instances, instance),
                assuming: &self.claim.assuming,
                readings: &self.constants.readings,
            },
            transfers: !self.claim.assuming.no_transfers,
            actors: sought.actors,
            absent: sought.absent,
            any: !self.graded
                || sought.part == Part::Premise
                || self.claim.kind != ClaimKind::Possible && sought.part == Part::Good,
            expected: self.claim.kind == ClaimKind::Possible
                && sought.part == Part::Good
                && sought.actors >= self.claim.persons,
            whatever: sought.whatever,
            sources: Sources {
                goal: &self.part(sought.part)?.expanded,
                env,
                always: &self.assumptions,
                besides: sought.besides,
            },
        };
        Ok(self.courses(|courses| work(courses, &goal)))
    }

    /// Work with what is known of courses; none if they are not looked at.
    fn courses<T>(&self, work: impl FnOnce(&mut Courses<'a>) -> T) -> Option<T> {
        let cast = self.cast?;
        let mut courses = self.courses.borrow_mut();
        Some(work(courses.get_or_insert_with(|| Courses::new(self.constants, cast))))
    }
}
