//! Bugs on purpose: the tests must notice each. Without the feature `faults` none of them exists.

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
}

impl Fault {
    /// Every bug there is.
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
