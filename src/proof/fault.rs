//! Bugs on purpose: the tests must notice each. Without the feature `faults` none of them exists.

use super::course::Family;

/// One bug that can be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Several people may hold an office at a time.
    OfficeNotUnique,
    /// An office that must be filled may stand empty.
    OfficeNotFilled,
    /// Prohibitions are not looked at.
    DropForbids,
    /// `despite` overrides nothing.
    IgnoreDespite,
    /// `permit only` closes nothing.
    IgnoreOnly,
    /// Declarations of options that were not chosen stand as well.
    IgnoreReadings,
    /// A cell that the source does not tell is ×.
    UnknownCellIsNo,
    /// An attribute that the text leaves open is 0 (or the first element).
    UnknownValueIsZero,
    /// One representative too few of each class of interchangeable elements.
    QuotientTooSmall,
    /// Elements are held interchangeable whatever the tables say.
    QuotientIgnoresTables,
    /// Different variables stand for different people.
    PeopleDistinct,
    /// Nobody asks whether the premise can arise.
    PremiseUnchecked,
    /// What is earned may be there from the start.
    EarnedAtFirst,
    /// What has been done is forgotten: there is no history in any world.
    NoHistory,
    /// `at most n` allows one more.
    CountOffByOne,
    /// `<` is read as `≤`.
    StrictIsLoose,
    /// An open kind has only its named members.
    OpenIsClosed,
    /// Only one person is tried where witnesses are searched.
    OnePersonOnly,
    /// The assumptions that a claim names are left out.
    DropAssumptions,
    /// The search for what a proof rests on stops at the first try.
    CoreUnminimised,
    /// What is earned may change by itself.
    FrameForgotten,
    /// What an act gives, it also ends.
    GivesBeforeEnds,
    /// After one more act nobody remembers what was done before.
    HistoryForgotten,
    /// Anybody does what somebody may do.
    ActorUnchecked,
    /// Whatever there is an act for is done.
    GuardUnasserted,
    /// Prohibitions hold in claims, and not for who acts.
    StepIgnoresForbids,
    /// Circumstances never change.
    CircumstancesFrozen,
    /// Offices change hands although it is assumed that they do not.
    TransfersAnyway,
    /// Fixed facts change.
    FixedChanges,
    /// A course begins with anything earned and done.
    CourseBeginsAnyhow,
    /// Invariants need not hold at the start.
    StartUnchecked,
    /// Nobody asks whether the last deed keeps the invariants.
    LastDeedUnchecked,
    /// What holds among a few people is taken for proved.
    CertificateSkipped,
    /// A proof takes it that acts have no effects.
    EffectsDropped,
    /// Courses of the greatest length are not searched.
    LastActMissed,
    /// All acts are taken for independent of each other.
    DependentReordered,
    /// Courses are searched over one person too few.
    OnePersonTooFew,
    /// `with N persons` limits nothing where courses are searched.
    ActorsUnlimited,
    /// A course in which offices change hands is shown although there is one without.
    StaffingIgnored,
    /// Nobody asks whether a course leads to the premise.
    CoursePremiseUnchecked,
    /// Courses are searched with all people there may be.
    EverybodyPresent,
    /// Independent acts are tried in every order.
    OrderOff,
    /// Nobody asks whether any world is lawful.
    LawUnchecked,
    /// Readings of the norms of acts that bring something about do not matter.
    ActReadingsIgnored,
    /// What the text leaves open in the norms of acts does not matter.
    ActGapsIgnored,
    /// No two numbers compare alike.
    OneNumberPerRegion,
    /// Every attribute of what an act is done to is 0.
    ChosenHasNoAttributes,
    /// Somebody may always do something.
    NeverIdle,
    /// What one person may have done at most, all together may have done at most (workflows).
    LimitOfAll,
    /// No two acts of a workflow are one person's.
    WitnessesDistinct,
    /// So many people as there like act in a workflow.
    WitnessesUncounted,
    /// What was needed for an act of a workflow is forgotten.
    BindingForgotten,
    /// No candidates of this family are tried.
    Without(Family),
}

impl Fault {
    /// Every bug of workflows.
    pub const WORKFLOWS: &'static [Fault] =
        &[Fault::LimitOfAll, Fault::WitnessesDistinct, Fault::WitnessesUncounted, Fault::BindingForgotten];

    /// Every bug that shows in worlds.
    pub const ALL: &'static [Fault] = &[
        Fault::OfficeNotUnique,
        Fault::OfficeNotFilled,
        Fault::DropForbids,
        Fault::IgnoreDespite,
        Fault::IgnoreOnly,
        Fault::IgnoreReadings,
        Fault::UnknownCellIsNo,
        Fault::UnknownValueIsZero,
        Fault::QuotientTooSmall,
        Fault::QuotientIgnoresTables,
        Fault::PeopleDistinct,
        Fault::PremiseUnchecked,
        Fault::EarnedAtFirst,
        Fault::NoHistory,
        Fault::CountOffByOne,
        Fault::StrictIsLoose,
        Fault::OpenIsClosed,
        Fault::OnePersonOnly,
        Fault::DropAssumptions,
        Fault::CoreUnminimised,
    ];

    /// Every bug that shows in courses of events only.
    pub const COURSES: &'static [Fault] = &[
        Fault::FrameForgotten,
        Fault::GivesBeforeEnds,
        Fault::HistoryForgotten,
        Fault::ActorUnchecked,
        Fault::GuardUnasserted,
        Fault::StepIgnoresForbids,
        Fault::CircumstancesFrozen,
        Fault::TransfersAnyway,
        Fault::FixedChanges,
        Fault::CourseBeginsAnyhow,
        Fault::StartUnchecked,
        Fault::LastDeedUnchecked,
        Fault::CertificateSkipped,
        Fault::EffectsDropped,
        Fault::LastActMissed,
        Fault::DependentReordered,
        Fault::OnePersonTooFew,
        Fault::ActorsUnlimited,
        Fault::StaffingIgnored,
        Fault::CoursePremiseUnchecked,
        Fault::EverybodyPresent,
        Fault::OrderOff,
        Fault::LawUnchecked,
        Fault::ActReadingsIgnored,
        Fault::ActGapsIgnored,
        Fault::OneNumberPerRegion,
        Fault::ChosenHasNoAttributes,
        Fault::NeverIdle,
        Fault::Without(Family::History),
        Fault::Without(Family::NeverEarned),
        Fault::Without(Family::Guard),
        Fault::Without(Family::Done),
        Fault::Without(Family::Lasting),
        Fault::Without(Family::Apart),
        Fault::Without(Family::Single),
        Fault::Without(Family::Office),
        Fault::Without(Family::Claim),
    ];
}

#[cfg(feature = "faults")]
mod switch {
    use std::cell::Cell;

    use super::Fault;

    thread_local! {
        static ON: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Whether this bug is switched on in this thread.
    pub fn on(fault: Fault) -> bool {
        ON.get() == Some(fault)
    }

    /// Switches one bug on, or all off, in this thread.
    pub fn set(fault: Option<Fault>) {
        ON.set(fault);
    }
}

#[cfg(not(feature = "faults"))]
mod switch {
    use super::Fault;

    /// Never.
    pub const fn on(_: Fault) -> bool {
        false
    }

    /// Does nothing.
    pub const fn set(_: Option<Fault>) {}
}

pub use switch::{on, set};
