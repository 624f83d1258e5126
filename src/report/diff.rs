//! What `kitei diff` found, as every format sees it: the guarantees, who may do what, cells, declarations, and which of
//! it fails the gate. Each format only writes it down.

pub mod entry;
mod page;
mod text;

use super::account::{self, Part};
use super::witness::{Line, Teller};
use super::{verdict, words};
use crate::model::graph::Node;
use crate::model::{Approval, Model};
use crate::pipeline::Resolved;
use crate::pipeline::diff::{ActChange, Answered, Diff, Turn};
use crate::pipeline::judge::Standing;
use crate::problem::{Lang, Text};
use crate::proof::Verdict;
use crate::syntax::tree::Name;
use entry::{Entry, Kind};

pub use page::{access, comment, page, turning};
pub use text::account;

/// What is compared, as it was asked for.
pub struct Sides<'a> {
    pub before: &'a str,
    pub after: &'a str,
    /// Names that differ and nothing else.
    pub renamed: &'a [(Name, Name)],
    pub old: &'a Resolved,
    pub new: &'a Resolved,
}

/// A comparison of two wordings, in words.
pub struct Comparison<'a> {
    pub sides: &'a Sides<'a>,
    pub diff: &'a Diff,
    pub lang: Lang,
    pub exit: u8,
    /// Whether it was asked that nothing be worse.
    pub gate: bool,
    pub guarantees: Vec<Guarantee<'a>>,
    pub acts: Vec<Act<'a>>,
    /// Names of declarations that differ.
    pub declared: Vec<String>,
}

/// What becomes of the answer to one instance of a claim.
pub struct Guarantee<'a> {
    pub answered: &'a Answered,
    /// The claim with its instance.
    pub name: String,
    /// None: there is no such claim or instance.
    pub before: Option<verdict::Shown>,
    pub after: Option<verdict::Shown>,
    /// Of one that is accepted though it is weaker: until when, and why.
    pub accepted: Option<String>,
    /// What is told of the new answer.
    pub parts: Vec<Part>,
}

/// Who may do an act, before and after.
pub struct Act<'a> {
    pub change: &'a ActChange,
    pub name: &'a str,
    pub entries: Vec<Entry>,
}

/// How much of each there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Guarantees that are weaker, without those that are accepted.
    pub weaker: usize,
    pub accepted_weaker: usize,
    pub otherwise: usize,
    pub stronger: usize,
    pub gained: usize,
    pub accepted: usize,
    pub lost: usize,
    pub cells: usize,
}

impl Guarantee<'_> {
    /// For programs: stable.
    pub fn key(&self) -> &'static str {
        match self.answered.turn {
            Turn::Worse => "weaker",
            Turn::Otherwise => "changed",
            Turn::Better => "stronger",
        }
    }

    /// For people.
    pub fn word(&self) -> Text {
        match self.answered.turn {
            Turn::Worse if self.accepted.is_some() => {
                Text { en: "weaker, and accepted", ja: "弱まる(既知)" }
            }
            Turn::Worse => Text { en: "weaker", ja: "弱まる" },
            Turn::Otherwise => Text { en: "changed", ja: "変わる" },
            Turn::Better => Text { en: "stronger", ja: "強まる" },
        }
    }
}

impl Act<'_> {
    /// The entries of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Duties that are new, and duties that are gone, each with the least world that shows it.
    pub fn duties(&self, model: &Model, lang: Lang) -> Vec<(Text, Vec<Line>)> {
        let new = Text { en: "a new duty, for example:", ja: "新たな義務(例):" };
        let gone = Text { en: "a duty less, for example:", ja: "なくなる義務(例):" };
        let sides = [(&self.change.gained, new), (&self.change.lost, gone)];
        let of = |shown| Teller::new(model, shown, lang).world(shown);
        sides.into_iter().filter_map(|(side, word)| Some((word, of(side.duty.as_ref()?)))).collect()
    }

    /// The sides of which it is not known whether all is told.
    pub fn open(&self) -> Vec<Kind> {
        let sides = [(&self.change.gained, Kind::Gained), (&self.change.lost, Kind::Lost)];
        sides.into_iter().filter(|(side, _)| !side.complete).map(|(_, kind)| kind).collect()
    }
}

/// That the search has not come to an end.
pub const OPEN: Text = Text {
    en: "perhaps there is more: the search has not come to an end",
    ja: "これで全部かどうかは決まらない",
};
/// That nothing differs in meaning.
pub const SAME: Text =
    Text { en: "no change in meaning (proved)", ja: "意味は変わらない(証明済み)" };
/// That all may do the same.
pub const REWRITTEN: Text = Text {
    en: "its norms are written otherwise; everybody may do the same (proved)",
    ja: "規範の書き方は違うが、できる者は同じ(証明済み)",
};

impl<'a> Comparison<'a> {
    /// In the words of a language.
    pub fn new(sides: &'a Sides<'a>, diff: &'a Diff, lang: Lang, (gate, exit): (bool, u8)) -> Self {
        let guarantees = diff.answers.iter().map(|answered| guarantee(sides, answered, lang)).collect();
        let acts = diff.acts.iter().map(|change| act(diff, change, lang)).collect();
        Self { sides, diff, lang, exit, gate, guarantees, acts, declared: declared(sides, diff) }
    }

    /// What is compared with what.
    pub fn title(&self) -> String {
        format!("{} → {}", self.sides.before, self.sides.after)
    }

    /// The text in the language of the run.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// That names alone differ, a sentence each.
    pub fn renamed(&self) -> Vec<String> {
        let told = |(from, to): &(Name, Name)| match self.lang {
            Lang::En => format!("{} is called {}: that changes no meaning", from.text, to.text),
            Lang::Ja => format!("{}は{}と呼ばれる。意味は変わらない", from.text, to.text),
        };
        self.sides.renamed.iter().map(told).collect()
    }

    /// Of how many claims the answers were compared.
    pub fn asked(&self) -> String {
        let (asked, all) = self.diff.asked;
        match self.lang {
            Lang::En => {
                format!("{asked} of {all} properties depend on what has changed, and were verified in both")
            }
            Lang::Ja => format!("検証{all}件のうち、変わるところに関わる{asked}件を、前と後の両方で確かめた"),
        }
    }

    /// How much of each there is.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { cells: self.diff.cells.len(), ..Counts::default() };
        for guarantee in &self.guarantees {
            *match (guarantee.answered.turn, &guarantee.accepted) {
                (Turn::Worse, None) => &mut counts.weaker,
                (Turn::Worse, Some(_)) => &mut counts.accepted_weaker,
                (Turn::Otherwise, _) => &mut counts.otherwise,
                (Turn::Better, _) => &mut counts.stronger,
            } += 1;
        }
        for act in &self.acts {
            counts.gained += act.of(Kind::Gained).count();
            counts.accepted += act.of(Kind::Accepted).count();
            counts.lost += act.of(Kind::Lost).count();
        }
        counts
    }

    /// The counts in a line.
    pub fn summary(&self) -> String {
        if self.diff.is_same() {
            return self.say(SAME).to_string();
        }
        let Counts { weaker, accepted_weaker, otherwise, stronger, gained, accepted, lost, cells } =
            self.counts();
        match self.lang {
            Lang::En => format!(
                "guarantees: {weaker} weaker{}, {stronger} stronger, {otherwise} changed; access: {gained} gained{}, {lost} lost; table cells: {cells}",
                among(accepted_weaker, " (and {} accepted)"),
                among(accepted, " (and {} accepted)"),
            ),
            Lang::Ja => format!(
                "保証: 弱まる{weaker}{}、強まる{stronger}、変わる{otherwise}。できること: 新たに{gained}{}、できなくなる{lost}。表のます: {cells}",
                among(accepted_weaker, "(ほかに既知{})"),
                among(accepted, "(ほかに承認済み{})"),
            ),
        }
    }

    /// Whether something is worse that nobody has accepted, in a sentence.
    pub fn gate(&self) -> Option<&'static str> {
        let told = if self.diff.is_worse() {
            Text {
                en: "gate: closed; something is worse, and nobody has accepted it",
                ja: "ゲート: 不合格。悪くなり、認められていないものがある",
            }
        } else {
            Text {
                en: "gate: open; nothing is worse without being accepted",
                ja: "ゲート: 合格。認められずに悪くなるものはない",
            }
        };
        self.gate.then(|| self.say(told))
    }

    /// The approval that accepts an entry.
    pub fn approval(&self, entry: &Entry) -> Option<&Approval> {
        entry.approval.map(|index| &self.diff.model.approvals[index])
    }

    /// Approvals that accept nothing.
    pub fn stale(&self) -> impl Iterator<Item = &Approval> {
        self.diff.stale.iter().map(|index| &self.diff.model.approvals[*index])
    }

    /// ` [第1条]` of articles; nothing of none.
    pub fn articles(&self, articles: &[crate::model::ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        format!("  [{}]", words::articles(&self.diff.model, articles, self.lang))
    }
}

/// The number in its words, if it is not nought.
fn among(count: usize, words: &str) -> String {
    if count == 0 { String::new() } else { words.replace("{}", &count.to_string()) }
}

/// A claim with its instance.
pub fn name(claim: &str, instance: &[String]) -> String {
    if instance.is_empty() { claim.to_string() } else { format!("{claim}({})", instance.join(", ")) }
}

fn guarantee<'a>(sides: &Sides<'a>, answered: &'a Answered, lang: Lang) -> Guarantee<'a> {
    let model = &sides.new.model;
    let shown = |verdict: &Option<Verdict>| verdict.as_ref().map(verdict::shown);
    let accepted = match (answered.turn, answered.standing) {
        (Turn::Worse, Standing::Expected(index)) => Some(account::known(&model.expects[index], lang)),
        _ => None,
    };
    let parts = |answer| account::parts(model, answer, answered.standing, lang);
    Guarantee {
        answered,
        name: name(&answered.claim, &answered.instance),
        before: shown(&answered.before),
        after: shown(&answered.after),
        accepted,
        parts: answered.answer.as_ref().map_or_else(Vec::new, parts),
    }
}

fn act<'a>(diff: &'a Diff, change: &'a ActChange, lang: Lang) -> Act<'a> {
    let model = &diff.model;
    let entries = |found: &[crate::proof::Difference], kind, approvals: &[usize]| -> Vec<Entry> {
        found.iter().map(|difference| Entry::new(model, difference, kind, approvals, lang)).collect()
    };
    let own: Vec<usize> = change.accepted.iter().map(|accepted| accepted.approval).collect();
    let mut all = entries(&change.gained.found, Kind::Gained, &own);
    for accepted in &change.accepted {
        all.extend(entries(&accepted.differences.found, Kind::Accepted, &[accepted.approval]));
    }
    all.extend(entries(&change.lost.found, Kind::Lost, &[]));
    Act { change, name: &model.acts[change.act.index()].name, entries: all }
}

fn declared(sides: &Sides, diff: &Diff) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let told = |node: &Node, model: &Model| !matches!(node, Node::Norm(_)) && !node.name(model).is_empty();
    let both = [(&diff.changed.old, &sides.old.model), (&diff.changed.new, &sides.new.model)];
    for (nodes, model) in both {
        for node in nodes.iter().filter(|node| told(node, model)) {
            let name = node.name(model);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
