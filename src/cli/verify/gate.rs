//! `--gate`: nothing may be left unexplained.

use crate::model::scenario::{self, ScenarioOutcome};
use crate::pipeline::Verified;
use crate::pipeline::judge::{Judgement, Standing};
use crate::problem::{Lang, Problem, Severity};

/// What a run leaves unexplained, besides what is told with every run.
pub struct Gate {
    /// Answers that are neither proved nor expected.
    answers: usize,
    /// What every run tells: expectations that are not met, and findings that only a proof brings to light.
    told: usize,
    /// Findings of the checks that no `allow` accepts, but for notes.
    pub findings: Vec<Problem>,
    /// Scenarios that come out otherwise, with what is wrong with them.
    pub scenarios: Vec<Problem>,
    failed: usize,
}

impl Gate {
    /// Holds everything against what is explained.
    pub fn new(verified: &Verified, judgement: &Judgement) -> Self {
        let model = &verified.resolved.model;
        let results: Vec<_> = model.scenarios.iter().map(|one| scenario::run(model, one)).collect();
        let failed = results.iter().filter(|result| result.outcome != ScenarioOutcome::Passed).count();
        let known = &verified.resolved.problems;
        Self {
            answers: judgement.standings.iter().filter(|standing| **standing == Standing::Open).count(),
            told: judgement.problems.len()
                + verified.findings.iter().filter(|problem| is_finding(problem)).count(),
            findings: known.iter().filter(|problem| is_finding(problem)).cloned().collect(),
            scenarios: results.into_iter().flat_map(|result| result.problems).collect(),
            failed,
        }
    }

    /// Whether nothing is left.
    pub fn is_open(&self) -> bool {
        self.answers + self.told + self.findings.len() + self.failed == 0
    }

    /// How much is left, in one line.
    pub fn told(&self, lang: Lang) -> String {
        let findings = self.told + self.findings.len();
        match (lang, self.is_open()) {
            (Lang::En, true) => "gate: everything is proved or explained".to_string(),
            (Lang::Ja, true) => "関門: すべて成り立つか、説明されている".to_string(),
            (Lang::En, false) => format!(
                "gate: not explained are {} answers, {findings} findings, {} scenarios",
                self.answers, self.failed
            ),
            (Lang::Ja, false) => format!(
                "関門: 説明されていないものは、検証{}件、指摘{findings}件、事例{}件",
                self.answers, self.failed
            ),
        }
    }
}

/// Whether it is of a kind that a gate wants explained.
pub fn is_finding(problem: &Problem) -> bool {
    problem.severity >= Severity::Warning && !problem.is_error()
}
