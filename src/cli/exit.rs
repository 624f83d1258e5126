//! Exit codes, and why a command stopped early.

use crate::problem::Problem;

/// What the exit code tells. The order is that of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything holds, or is expected as it is.
    Good = 0,
    /// Some claim is not proved, or a check failed.
    NotProved = 1,
    /// The input is wrong.
    WrongInput = 2,
    /// The tool failed.
    ToolFailed = 3,
}

impl Exit {
    /// The number for the system.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// Wrong input if one of `problems` is an error, else `self`.
    #[must_use]
    pub fn unless_wrong(self, problems: &[Problem]) -> Self {
        if problems.iter().any(Problem::is_error) { self.max(Exit::WrongInput) } else { self }
    }

    /// Not proved if one of `problems` is a finding that the settings call an error, else `self`.
    #[must_use]
    pub fn unless_raised(self, problems: &[Problem]) -> Self {
        if problems.iter().any(Problem::is_raised) { self.max(Exit::NotProved) } else { self }
    }
}

/// A command that could not begin its work.
#[derive(Debug)]
pub struct Stop {
    pub problems: Vec<Problem>,
    pub exit: Exit,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        vec![problem].into()
    }
}

impl From<Vec<Problem>> for Stop {
    fn from(problems: Vec<Problem>) -> Self {
        Self { problems, exit: Exit::WrongInput }
    }
}

impl Stop {
    /// The tool failed, which is no fault of the input.
    pub fn tool(problem: Problem) -> Self {
        Self { problems: vec![problem], exit: Exit::ToolFailed }
    }
}

/// What a command comes to.
pub type Ran = Result<Exit, Stop>;
