//! SARIF 2.1.0: what code hosts show beside the lines of a change. Findings, and answers that are not green, each with
//! its place; the course of an answer is a flow through the provisions that it uses.

pub mod diff;
mod log;
pub mod period;
mod place;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::account::Part;
use super::outcome::{Finding, Outcome, Told};
use super::witness::Line;
use super::{manual, verdict};
use crate::model::{Model, ProvisionId};
use crate::pipeline::judge::Standing;
use crate::problem::{Entry, Lang, Problem, Severity, Text, outline};
use crate::source::Span;
use log::{
    CodeFlow, Configuration, Driver, Invocation, Location, Log, Message, Notification, Reference, Rule, Run,
    Step, Suppression, ThreadFlow, Tool,
};
use place::Places;

/// The log of a run. Files are told relative to `base`, the folder (with `/`) in which the run was started, where
/// they lie below it.
pub fn draw(outcome: &Outcome<'_>, base: &str) -> String {
    let mut writer = Writer {
        outcome,
        lang: outcome.lang,
        places: Places { sources: outcome.sources, base },
        ledger: Ledger::default(),
    };
    let (mut results, mut notifications) = (Vec::new(), Vec::new());
    for finding in &outcome.findings {
        match finding.problem.labels.first() {
            Some(label) => results.push(writer.finding(finding, label.span)),
            None => notifications.push(writer.notification(finding.problem)),
        }
    }
    for told in outcome.answers.iter().filter(|told| told.standing != Standing::Green) {
        results.push(writer.answer(told));
    }
    writer.ledger.log(outcome.command, outcome.lang, outcome.exit, results, notifications)
}

/// The rules of a log and what was told so far.
#[derive(Default)]
struct Ledger {
    rules: Vec<Rule>,
    /// How many results with this fingerprint there were.
    seen: BTreeMap<String, usize>,
}

impl Ledger {
    /// The position of a rule, which is made when it is first used.
    fn position(&mut self, id: &'static str, make: impl FnOnce() -> Rule) -> usize {
        if let Some(known) = self.rules.iter().position(|rule| rule.id == id) {
            return known;
        }
        self.rules.push(make());
        self.rules.len() - 1
    }

    /// By what a result is known again in the next run. Results that look alike are counted.
    fn fingerprint(&mut self, identity: &str) -> BTreeMap<&'static str, String> {
        let digest = Sha256::digest(identity.as_bytes());
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let count = self.seen.entry(hex.clone()).or_default();
        *count += 1;
        BTreeMap::from([("kitei/v1", format!("{hex}:{count}"))])
    }

    /// The whole log.
    fn log(
        self,
        command: &str,
        lang: Lang,
        exit: u8,
        results: Vec<log::Result>,
        notifications: Vec<Notification>,
    ) -> String {
        let driver = Driver { name: "kitei", semantic_version: env!("CARGO_PKG_VERSION"), rules: self.rules };
        let run = Run {
            tool: Tool { driver },
            automation_details: log::Automation { id: format!("kitei/{command}/") },
            language: if lang == Lang::Ja { "ja-JP" } else { "en-US" },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: exit < 2,
                exit_code: exit,
                tool_configuration_notifications: notifications,
            }],
            results,
        };
        let log = Log { schema: log::SCHEMA, version: "2.1.0", runs: [run] };
        // Only maps with keys that are no strings and floats that are no numbers cannot be written; there are none.
        serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
    }
}

struct Writer<'a> {
    outcome: &'a Outcome<'a>,
    lang: Lang,
    places: Places<'a>,
    ledger: Ledger,
}

impl Writer<'_> {
    fn finding(&mut self, finding: &Finding<'_>, span: Span) -> log::Result {
        let problem = finding.problem;
        let rule_index = self.rule(problem.entry);
        let told = problem.labels.iter().skip(1);
        let related =
            told.map(|label| self.places.labelled(label.span, problem.label_text(label, self.lang)));
        let related = numbered(related.collect());
        let label = problem.labels.first().and_then(|label| problem.label_text(label, self.lang));
        // The line as it is written and what is said of it, not where it stands: lines move.
        let identity = format!(
            "{}\n{}\n{}\n{}",
            problem.entry.code,
            self.places.uri(span),
            self.places.line(span),
            problem.message(Lang::En)
        );
        log::Result {
            rule_id: problem.entry.code.to_string(),
            rule_index,
            level: level(problem.severity),
            message: Message { text: message(problem, self.lang) },
            locations: vec![self.places.labelled(span, label)],
            related_locations: related,
            code_flows: Vec::new(),
            suppressions: None,
            partial_fingerprints: self.ledger.fingerprint(&identity),
        }
    }

    /// What has no place in a file: said of the run.
    fn notification(&mut self, problem: &Problem) -> Notification {
        self.rule(problem.entry);
        Notification {
            level: level(problem.severity),
            message: Message { text: message(problem, self.lang) },
            associated_rule: Reference { id: problem.entry.code.to_string() },
        }
    }

    fn answer(&mut self, told: &Told<'_>) -> log::Result {
        let rule_index = self.verdict(told);
        let known = told.known.clone();
        let home = told.claim.origin.span;
        let related = self.provisions(&told.answer.articles);
        let mut text = vec![format!("{}: {}", told.name, self.outcome.say(told.shown.word))];
        text.extend(told.reason.clone());
        text.extend(self.outcome.lines(told));
        log::Result {
            rule_id: told.shown.key.to_string(),
            rule_index,
            level: if known.is_some() { "note" } else { gravity(told.shown) },
            message: Message { text: text.join("\n") },
            locations: home.map(|span| self.places.plain(span)).into_iter().collect(),
            related_locations: related,
            code_flows: self.flows(&told.parts, home),
            suppressions: Some(known.into_iter().map(Suppression::in_source).collect()),
            partial_fingerprints: self.ledger.fingerprint(&format!("{}\n{}", told.shown.key, told.name)),
        }
    }

    /// The provisions on which an answer rests.
    fn provisions(&self, articles: &[ProvisionId]) -> Vec<Location> {
        let Some(model) = self.outcome.model else { return Vec::new() };
        let of = |id: &ProvisionId| {
            let provision = &model.provisions[id.index()];
            self.places.labelled(provision.span, Some(provision.number()))
        };
        numbered(articles.iter().map(of).collect())
    }

    /// Each story as a flow. A step stands at the first provision that it uses, or where the claim is made.
    fn flows(&self, parts: &[Part], home: Option<Span>) -> Vec<CodeFlow> {
        let (Some(model), Some(home)) = (self.outcome.model, home) else { return Vec::new() };
        stories(parts)
            .into_iter()
            .map(|lines| CodeFlow {
                thread_flows: [ThreadFlow {
                    locations: lines.iter().map(|line| self.step(model, line, home)).collect(),
                }],
            })
            .collect()
    }

    fn step(&self, model: &Model, line: &Line, home: Span) -> Step {
        let span = line.articles.first().map_or(home, |id| model.provisions[id.index()].span);
        let location = self.places.labelled(span, Some(line.text.clone()));
        Step { location, nesting_level: line.depth }
    }

    /// The position of the entry's rule, which is made when it is first used.
    fn rule(&mut self, entry: &'static Entry) -> usize {
        self.ledger.position(entry.code, || of_entry(entry, self.lang))
    }

    /// The rule of a verdict.
    fn verdict(&mut self, told: &Told<'_>) -> usize {
        let (lang, shown) = (self.lang, told.shown);
        self.ledger.position(shown.key, || {
            let meaning = verdict::meaning(&told.answer.verdict).get(lang).to_string();
            Rule {
                id: shown.key,
                short_description: Message { text: shown.word.get(lang).to_string() },
                help: log::Help { text: meaning.clone(), markdown: meaning },
                default_configuration: Configuration { level: gravity(shown) },
            }
        })
    }
}

/// The rule of an entry of the catalogue.
fn of_entry(entry: &'static Entry, lang: Lang) -> Rule {
    let help = entry.helps.iter().map(|(_, text)| outline(text.get(lang))).collect::<Vec<_>>().join("\n");
    let page = manual::page(entry.code, lang);
    Rule {
        id: entry.code,
        short_description: Message { text: entry.outline(lang) },
        help: log::Help { text: if help.is_empty() { page.clone() } else { help }, markdown: page },
        default_configuration: Configuration { level: level(entry.severity) },
    }
}

/// Locations told by number within a result.
fn numbered(mut locations: Vec<Location>) -> Vec<Location> {
    locations.iter_mut().enumerate().for_each(|(index, location)| location.id = Some(index + 1));
    locations
}

/// What is said of the problem, and what to do.
fn message(problem: &Problem, lang: Lang) -> String {
    let help = problem.help_text(lang).map(|help| {
        let word = Text { en: "help:", ja: "対処:" }.get(lang);
        format!("\n{word} {help}")
    });
    format!("{}{}", problem.message(lang), help.unwrap_or_default())
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// How grave an answer is that is not green.
fn gravity(shown: verdict::Shown) -> &'static str {
    if shown.paint == super::Paint::Bad { "error" } else { "warning" }
}

/// The stories of an answer, those of its cases too.
fn stories(parts: &[Part]) -> Vec<&[Line]> {
    parts.iter().flat_map(stories_of).collect()
}

fn stories_of(part: &Part) -> Vec<&[Line]> {
    match part {
        Part::Story { lines, .. } if !lines.is_empty() => vec![lines.as_slice()],
        Part::Case(case) => stories(&case.parts),
        _ => Vec::new(),
    }
}
