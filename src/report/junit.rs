//! JUnit's XML, which nearly every build server reads: a suite for what was found and one for what was claimed. A case
//! fails if and only if it makes the run fail; what is known and explained counts as skipped.

pub mod diff;
pub mod period;

use super::outcome::{Finding, Outcome, Told};
use super::style::Style;
use super::text;
use crate::problem::{Severity, Text};
use crate::proof::{Reason, Verdict};

const NO_MISTAKES: Text = Text { en: "no mistakes", ja: "誤りなし" };

/// What became of a case.
enum State {
    Passed,
    /// Why it is left as it is.
    Skipped(String),
    Failed,
    /// The question could not be put at all.
    Error,
}

struct Case {
    class: String,
    name: String,
    state: State,
    /// For programs, and in a line for people.
    kind: String,
    message: String,
    told: String,
}

/// The report of a run.
pub fn draw(outcome: &Outcome<'_>) -> String {
    let mut found: Vec<Case> = outcome.findings.iter().map(|finding| self::found(outcome, finding)).collect();
    if found.is_empty() {
        found.push(Case::passed("check", outcome.say(NO_MISTAKES)));
    }
    let claims: Vec<Case> = outcome.answers.iter().map(|told| claim(outcome, told)).collect();
    suites(outcome.command, [("findings", found), ("claims", claims)])
}

/// The whole report, without suites that have no case.
fn suites<'a>(command: &str, all: impl IntoIterator<Item = (&'a str, Vec<Case>)>) -> String {
    let all = all.into_iter().filter(|(_, cases)| !cases.is_empty());
    let suites: String = all.map(|(name, cases)| suite(command, name, &cases)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kitei\">\n{suites}</testsuites>\n"
    )
}

impl Case {
    fn passed(class: &str, name: &str) -> Self {
        Self {
            class: class.to_string(),
            name: name.to_string(),
            state: State::Passed,
            kind: String::new(),
            message: String::new(),
            told: String::new(),
        }
    }
}

/// A finding; its name says where it is, so that no two are alike.
fn found(outcome: &Outcome<'_>, finding: &Finding<'_>) -> Case {
    let problem = finding.problem;
    let message = problem.message(outcome.lang);
    let place = problem.labels.first().map_or(String::new(), |label| {
        let file = outcome.sources.get(label.span.file);
        let (line, column) = file.position(label.span.start);
        format!("{}:{line}:{column}: ", file.path)
    });
    let state = match (finding.fails, problem.entry.severity) {
        (true, Severity::Error) => State::Error,
        (true, _) => State::Failed,
        (false, _) => State::Passed,
    };
    let style = Style::plain(outcome.lang);
    Case {
        class: problem.entry.code.to_string(),
        name: format!("{place}{message}"),
        state,
        kind: problem.entry.code.to_string(),
        message,
        told: text::problems(std::slice::from_ref(problem), outcome.sources, style),
    }
}

/// An answer to an instance of a claim.
fn claim(outcome: &Outcome<'_>, told: &Told<'_>) -> Case {
    let word = outcome.say(told.shown.word);
    let message = told.reason.as_ref().map_or(word.to_string(), |reason| format!("{word}: {reason}"));
    let state = match (&told.known, &told.answer.verdict) {
        (Some(known), _) => State::Skipped(format!("{message} – {known}")),
        (None, Verdict::Undecided(Reason::Hole)) => State::Error,
        (None, _) if told.fails() => State::Failed,
        (None, _) => State::Passed,
    };
    let mut lines = vec![message.clone()];
    lines.extend(outcome.lines(told));
    Case {
        class: told.claim.name.clone(),
        name: told.name.clone(),
        state,
        kind: told.shown.key.to_string(),
        message,
        told: lines.join("\n"),
    }
}

fn suite(command: &str, name: &str, cases: &[Case]) -> String {
    let count = |of: fn(&State) -> bool| cases.iter().filter(|case| of(&case.state)).count();
    let head = [
        ("name", format!("kitei {command}: {name}")),
        ("tests", cases.len().to_string()),
        ("failures", count(|state| matches!(state, State::Failed)).to_string()),
        ("errors", count(|state| matches!(state, State::Error)).to_string()),
        ("skipped", count(|state| matches!(state, State::Skipped(_))).to_string()),
    ];
    let cases: String = cases.iter().map(case).collect();
    format!("  <testsuite{}>\n{cases}  </testsuite>\n", attributes(&head))
}

fn case(case: &Case) -> String {
    let head = attributes(&[("classname", format!("kitei.{}", case.class)), ("name", case.name.clone())]);
    let about = || attributes(&[("type", case.kind.clone()), ("message", case.message.clone())]);
    let told = escape(&case.told);
    let inner = match &case.state {
        State::Passed if case.told.is_empty() => return format!("    <testcase{head}/>\n"),
        State::Passed => format!("<system-out>{told}</system-out>"),
        State::Skipped(why) => {
            let why = attributes(&[("type", case.kind.clone()), ("message", why.clone())]);
            format!("<skipped{why}/><system-out>{told}</system-out>")
        }
        State::Failed => format!("<failure{}>{told}</failure>", about()),
        State::Error => format!("<error{}>{told}</error>", about()),
    };
    format!("    <testcase{head}>{inner}</testcase>\n")
}

/// ` name="value"` each. Line breaks become references, or a reader would take them for blanks.
fn attributes(all: &[(&str, String)]) -> String {
    let one = |(name, value): &(&str, String)| {
        let value = escape(value).replace('\n', "&#10;").replace('\t', "&#9;");
        format!(" {name}=\"{value}\"")
    };
    all.iter().map(one).collect()
}

/// What XML would read as its own; characters that it cannot hold at all become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_makes_readable_xml() {
        let name = "a<b>&\"c\"\u{0}\u{1b}\n\r\t\u{ffff}規程]]>".to_string();
        let case = Case { told: name.clone(), state: State::Failed, ..Case::passed("x", &name) };
        let text = self::case(&case);
        let read = roxmltree::Document::parse(text.trim()).expect("XML");
        let wanted = "a<b>&\"c\"\u{fffd}\u{fffd}\n\r\t\u{fffd}規程]]>";
        assert_eq!(read.root_element().attribute("name"), Some(wanted));
        assert_eq!(read.root_element().first_element_child().and_then(|n| n.text()), Some(wanted));
    }
}
