//! A comparison of two wordings in SARIF: each guarantee that is weaker and each access that is gained and accepted by
//! nobody, at the norm that decides; approvals that accept nothing. That nothing differs is said of the run.

use super::super::account;
use super::super::diff::entry::{Entry, Kind};
use super::super::diff::{Act, Comparison, Guarantee, OPEN, SAME};
use super::log::{self, Configuration, Location, Message, Notification, Reference, Rule, Suppression};
use super::place::Places;
use super::{Ledger, level, message, numbered, of_entry};
use crate::model::{Approval, Model, NormId};
use crate::pipeline::diff::Turn;
use crate::problem::Text;
use crate::proof::{Answer, Verdict};
use crate::source::Span;

const WEAKER: Text = Text { en: "a guarantee is weaker", ja: "保証が弱まる" };
const VACUOUS: Text = Text { en: "a guarantee has become vacuous", ja: "保証が空虚になる" };
const DROPPED: Text = Text { en: "a guarantee is dropped", ja: "保証がなくなる" };
const GAINED: Text = Text { en: "somebody may do more", ja: "できることが増える者がいる" };
const IDLE: Text =
    Text { en: "an approval accepts nothing", ja: "「承認済」が何も認めていない" };
const NOTHING: Text = Text { en: "nothing differs in meaning", ja: "意味は変わらない" };

/// The log of a comparison. Files are told relative to `base`, the folder (with `/`) in which the run was started.
pub fn draw(comparison: &Comparison, base: &str) -> String {
    let mut writer = Writer {
        all: comparison,
        old: Places { sources: &comparison.sides.old.sources, base },
        new: Places { sources: &comparison.sides.new.sources, base },
        ledger: Ledger::default(),
    };
    let mut results = writer.problems();
    let weaker = comparison.guarantees.iter().filter(|it| it.answered.turn == Turn::Worse);
    results.extend(weaker.map(|guarantee| writer.guarantee(guarantee)));
    for act in &comparison.acts {
        results.extend(act.of(Kind::Gained).map(|entry| writer.gained(entry)));
        results.extend(act.open().contains(&Kind::Gained).then(|| writer.open(act)));
    }
    results.extend(comparison.stale().map(|approval| writer.stale(approval)));
    let mut notifications = Vec::new();
    if comparison.diff.is_same() {
        writer.rule("no_change_in_meaning", NOTHING, "note");
        notifications.push(Notification {
            level: "note",
            message: Message { text: comparison.say(SAME).to_string() },
            associated_rule: Reference { id: "no_change_in_meaning".to_string() },
        });
    }
    writer.ledger.log("diff", comparison.lang, comparison.exit, results, notifications)
}

struct Writer<'a> {
    all: &'a Comparison<'a>,
    old: Places<'a>,
    new: Places<'a>,
    ledger: Ledger,
}

impl Writer<'_> {
    fn rule(&mut self, id: &'static str, says: Text, level: &'static str) -> usize {
        let text = self.all.say(says).to_string();
        self.ledger.position(id, || Rule {
            id,
            short_description: Message { text: text.clone() },
            help: log::Help { text: text.clone(), markdown: text },
            default_configuration: Configuration { level },
        })
    }

    /// What is wrong with the claims of either wording.
    fn problems(&mut self) -> Vec<log::Result> {
        let mut results = Vec::new();
        for (side, problems) in self.all.diff.problems.iter().enumerate() {
            for problem in problems {
                let rule_index =
                    self.ledger.position(problem.entry.code, || of_entry(problem.entry, self.all.lang));
                let text = message(problem, self.all.lang);
                let places = if side == 0 { &self.old } else { &self.new };
                let labels = problem.labels.iter();
                let located =
                    labels.map(|label| places.labelled(label.span, problem.label_text(label, self.all.lang)));
                let mut located = located.collect::<Vec<_>>().into_iter();
                let locations = located.next().into_iter().collect();
                let identity = format!("{side}\n{}\n{text}", problem.entry.code);
                results.push(log::Result {
                    rule_id: problem.entry.code.to_string(),
                    rule_index,
                    level: level(problem.severity),
                    message: Message { text },
                    locations,
                    related_locations: numbered(located.collect()),
                    code_flows: Vec::new(),
                    suppressions: None,
                    partial_fingerprints: self.ledger.fingerprint(&identity),
                });
            }
        }
        results
    }

    fn guarantee(&mut self, guarantee: &Guarantee) -> log::Result {
        let (id, says) = match &guarantee.answered.after {
            None => ("guarantee_dropped", DROPPED),
            Some(Verdict::Vacuous) => ("guarantee_vacuous", VACUOUS),
            Some(_) => ("guarantee_weaker", WEAKER),
        };
        let rule_index = self.rule(id, says, "error");
        let model = &self.all.sides.new.model;
        let none = self.all.say(Text { en: "none", ja: "なし" });
        let word = |shown: &Option<super::verdict::Shown>| shown.map_or(none, |it| self.all.say(it.word));
        let head = format!("{}: {} → {}", guarantee.name, word(&guarantee.before), word(&guarantee.after));
        let lines = account::lines(model, &guarantee.parts, self.all.lang);
        let text = std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n");
        let (locations, related) = self.of_guarantee(guarantee);
        let known = guarantee.accepted.clone();
        log::Result {
            rule_id: id.to_string(),
            rule_index,
            level: if known.is_some() { "note" } else { "error" },
            message: Message { text },
            locations,
            related_locations: numbered(related),
            code_flows: Vec::new(),
            suppressions: Some(known.into_iter().map(Suppression::in_source).collect()),
            partial_fingerprints: self.ledger.fingerprint(&format!("{id}\n{}", guarantee.name)),
        }
    }

    /// Where it is decided, and what else plays a part.
    fn of_guarantee(&self, guarantee: &Guarantee) -> (Vec<Location>, Vec<Location>) {
        let claim_in = |model: &Model| {
            let claim = model.claims.iter().find(|claim| claim.name == guarantee.answered.claim);
            claim.and_then(|claim| claim.origin.span)
        };
        let Some(answer) = &guarantee.answered.answer else {
            let gone = claim_in(&self.all.sides.old.model).map(|span| self.old.plain(span));
            return (gone.into_iter().collect(), Vec::new());
        };
        let model = &self.all.sides.new.model;
        let claim = claim_in(model);
        let by = deciding(model, answer);
        let main = by.or(claim).map(|span| self.new.plain(span));
        let claim = claim.filter(|_| by.is_some());
        let claim = claim.map(|span| self.new.labelled(span, Some(guarantee.name.clone())));
        let provisions = answer.articles.iter().map(|id| {
            let provision = &model.provisions[id.index()];
            self.new.labelled(provision.span, Some(provision.number()))
        });
        (main.into_iter().collect(), claim.into_iter().chain(provisions).collect())
    }

    fn gained(&mut self, entry: &Entry) -> log::Result {
        let rule_index = self.rule("access_gained", GAINED, "error");
        let lang = self.all.lang;
        let mut lines = vec![entry.may.clone()];
        lines.extend(entry.conditions.iter().map(|condition| format!("・{condition}")));
        lines.extend(
            entry.deciding(lang).into_iter().map(|(text, articles)| text + &self.all.articles(&articles)),
        );
        lines.extend(entry.notes(&self.all.diff.model, lang));
        let by = self.norm(entry.by.norm);
        let model = &self.all.diff.model;
        let provisions = entry.by.articles.iter().map(|id| {
            let provision = &model.provisions[id.index()];
            self.new.labelled(provision.span, Some(provision.number()))
        });
        let identity = format!("access_gained\n{}\n{}\n{:?}", entry.may, entry.by.name, entry.conditions);
        log::Result {
            rule_id: "access_gained".to_string(),
            rule_index,
            level: "error",
            message: Message { text: lines.join("\n") },
            locations: by.map(|span| self.new.plain(span)).into_iter().collect(),
            related_locations: numbered(provisions.collect()),
            code_flows: Vec::new(),
            suppressions: Some(Vec::new()),
            partial_fingerprints: self.ledger.fingerprint(&identity),
        }
    }

    /// An act of which it is not known who gains it.
    fn open(&mut self, act: &Act) -> log::Result {
        let rule_index = self.rule("access_gained", GAINED, "error");
        let span = self.all.sides.new.model.acts.iter().find(|own| own.name == act.name);
        let span = span.and_then(|own| own.origin.span);
        log::Result {
            rule_id: "access_gained".to_string(),
            rule_index,
            level: "warning",
            message: Message { text: format!("{}: {}", act.name, self.all.say(OPEN)) },
            locations: span.map(|span| self.new.plain(span)).into_iter().collect(),
            related_locations: Vec::new(),
            code_flows: Vec::new(),
            suppressions: Some(Vec::new()),
            partial_fingerprints: self.ledger.fingerprint(&format!("open\n{}", act.name)),
        }
    }

    fn stale(&mut self, approval: &Approval) -> log::Result {
        let rule_index = self.rule("approval_idle", IDLE, "warning");
        let text = format!("{}: {}: {}", self.all.say(IDLE), approval.amendment, approval.written);
        log::Result {
            rule_id: "approval_idle".to_string(),
            rule_index,
            level: "warning",
            message: Message { text: text.clone() },
            locations: vec![self.new.plain(approval.span)],
            related_locations: Vec::new(),
            code_flows: Vec::new(),
            suppressions: Some(Vec::new()),
            partial_fingerprints: self.ledger.fingerprint(&text),
        }
    }

    /// Where a norm of the new wording stands.
    fn norm(&self, norm: NormId) -> Option<Span> {
        self.all.sides.new.model.norms.get(norm.index()).and_then(|norm| norm.origin.span)
    }
}

/// Where the norm stands that let the last act of the course be done.
fn deciding(model: &Model, answer: &Answer) -> Option<Span> {
    let deed = answer.witness.as_deref()?.deeds.last()?;
    model.norms.get(deed.trace.granted_by()?.norm.index())?.origin.span
}
