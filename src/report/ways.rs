//! The results of `who` and `why` for people: the ways in which somebody may do an act, and what a refusal turns on.

pub mod tell;

use super::style::{Paint, Style};
use super::witness::Line;
use super::{verdict, words, wrap};
use crate::model::{NormId, ProvisionId, ReadingChoice};
use crate::problem::{Lang, Text};
use crate::proof::{self, Answer, Decision, Least, Refusal, Settled, Standing, Unused, Verdict, Way, Ways};

/// Every way in which somebody may do what was asked.
pub fn who(asked: &str, ways: &Ways, style: Style) -> String {
    let show = Show { ways, style };
    let mut out = show.head(asked);
    for (index, way) in ways.ways.iter().enumerate() {
        out.push_str(&show.way(index + 1, way));
    }
    out.push_str(&show.unused());
    out
}

/// Whether they may, what is in the way if they may not, and every way in which they may.
pub fn why(asked: &str, ways: &Ways, style: Style) -> String {
    let show = Show { ways, style };
    let plain = |standing: &Standing| show.standing(asked, &[], standing);
    let table: Vec<(&[ReadingChoice], String)> =
        ways.standings.iter().map(|standing| (&standing.readings[..], plain(standing))).collect();
    let told = |least: Least| {
        let standing = least.covers.first().and_then(|at| ways.standings.get(*at));
        standing.map(|standing| show.standing(asked, &least.readings, standing))
    };
    let out: String = proof::least(&ways.model, &table).into_iter().filter_map(told).collect();
    format!("{out}\n{}", who(asked, ways, style))
}

/// Whether anything was left undecided.
pub fn undecided(ways: &Ways) -> bool {
    let open = |answer: &Answer| matches!(answer.verdict, Verdict::Undecided(_));
    let answers = ways.ways.iter().map(|way| &way.answer);
    let answers = answers.chain(ways.unused.iter().map(|unused| &unused.answer)).chain(&ways.nobody);
    let standing = |standing: &Standing| matches!(standing.decision, Decision::Undecided(_));
    !ways.complete || answers.into_iter().any(open) || ways.standings.iter().any(standing)
}

/// With more ways than this, courses are told by their length only.
const BRIEF: usize = 6;

struct Show<'a> {
    ways: &'a Ways,
    style: Style,
}

impl Show<'_> {
    fn head(&self, asked: &str) -> String {
        let asked = self.style.paint(Paint::Strong, asked);
        let count = self.ways.ways.len();
        let tail = match (count, self.ways.complete) {
            (0, true) => Text {
                en: "in no lawful situation may anybody do this (proved)",
                ja: "どの適法な場面でも、これができる者はいない(証明済み)",
            },
            (0, false) => Text {
                en: "no way was found, and no proof that there is none",
                ja: "できる場合は見つからず、ないことの証明もない",
            },
            (_, true) => {
                Text { en: "and in no other (proved)", ja: "これ以外にないことは証明済み" }
            }
            (_, false) => {
                Text { en: "perhaps in others", ja: "これで全部かどうかは決まらない" }
            }
        };
        let tail = self.style.say(tail);
        let articles = match (&self.ways.nobody, count) {
            (Some(answer), 0) => self.articles(&answer.articles),
            _ => String::new(),
        };
        match (self.style.lang, count) {
            (_, 0) => format!("{asked}: {tail}{articles}\n"),
            (Lang::En, 1) => format!("{asked}: in one way, {tail}\n"),
            (Lang::En, n) => format!("{asked}: in {n} ways, {tail}\n"),
            (Lang::Ja, n) => format!("{asked}: できるのは次の{n}通りの場合。{tail}\n"),
        }
    }

    fn way(&self, number: usize, way: &Way) -> String {
        let (model, lang) = (&self.ways.model, self.style.lang);
        let name = &model.norms[way.norm.index()].name;
        let articles = tell::articles(model, way.norm, Some(&way.permit));
        let if_ = match lang {
            Lang::En => format!("{} if", tell::may(model, way, lang)),
            Lang::Ja => format!("次のとき {}", tell::may(model, way, lang)),
        };
        let head = self.style.paint(Paint::Strong, name);
        let mut out = format!("\n{number}. {head}{}\n", self.articles(&articles));
        let conditions = tell::conditions(model, way, lang);
        if conditions.is_empty() {
            let anybody = Text { en: "(whoever it is)", ja: "(誰であってもよい)" };
            out.push_str(
                &self.text(1, &format!("{} {}", tell::may(model, way, lang), self.style.say(anybody))),
            );
        } else {
            out.push_str(&self.text(1, &if_));
            conditions.iter().for_each(|line| out.push_str(&self.line(2, line)));
        }
        if !way.bans.is_empty() {
            let unless =
                Text { en: "unless a ban applies:", ja: "ただし、次の禁止に当たらないこと:" };
            out.push_str(&self.text(1, self.style.say(unless)));
            tell::bans(model, way, lang).iter().for_each(|line| out.push_str(&self.line(2, line)));
        }
        out.push_str(&self.outcome(1, Some(way.norm), &way.answer));
        out
    }

    /// Whether it comes about.
    fn outcome(&self, depth: usize, norm: Option<NormId>, answer: &Answer) -> String {
        let style = self.style;
        let shown = verdict::shown(&answer.verdict);
        let mark = style.paint(shown.paint, shown.mark(style));
        let events = answer.witness.as_deref().map_or(0, |shown| shown.events.len());
        let course = events > 0 && self.ways.ways.len() <= BRIEF;
        let told = self.comes(answer, events, course);
        let mut out = self.text(depth, &format!("{mark} {told}"));
        if let Verdict::TurnsOnReading(cases) = &answer.verdict {
            for Settled { readings, case, .. } in proof::settled(&self.ways.model, cases) {
                let readings: Vec<_> =
                    readings.iter().map(|r| words::reading(&self.ways.model, *r)).collect();
                let word = style.say(verdict::shown(&case.verdict).word);
                let list = words::list(&readings, style.lang);
                out.push_str(
                    &self.text(depth + 1, &format!("{list}: {word}{}", self.articles(&case.articles))),
                );
            }
        }
        if let Some(shown) = answer.witness.as_deref().filter(|_| course) {
            out.push_str(&self.story(depth + 1, &tell::story(self.ways, norm, shown, style.lang)));
        }
        out
    }

    /// In a few words whether it comes about, by a course of so many steps.
    fn comes(&self, answer: &Answer, events: usize, course: bool) -> String {
        let style = self.style;
        match &answer.verdict {
            Verdict::Undecided(reason) => match style.lang {
                Lang::En => {
                    format!("whether it comes about is undecided: {}", verdict::reason(*reason, style.lang))
                }
                Lang::Ja => format!("実際に起こりうるかは未決: {}", verdict::reason(*reason, style.lang)),
            },
            Verdict::Refuted => {
                let never =
                    Text { en: "it never comes about (proved)", ja: "起こりえない(証明済み)" };
                format!("{}{}", style.say(never), self.articles(&answer.articles))
            }
            Verdict::TurnsOnReading(_) => {
                let turns = Text {
                    en: "whether it comes about turns on a reading:",
                    ja: "起こりうるかは解釈による:",
                };
                style.say(turns).to_string()
            }
            _ if course => {
                let soonest = Text {
                    en: "it comes about; a shortest course:",
                    ja: "起こりうる。最短の経過:",
                };
                style.say(soonest).to_string()
            }
            _ if events > 0 => match style.lang {
                Lang::En => format!("it comes about; a shortest course has {events} steps"),
                Lang::Ja => format!("起こりうる。最短の経過は{events}手"),
            },
            _ => {
                let first =
                    Text { en: "it can be so from the start", ja: "はじめからそうでありうる" };
                style.say(first).to_string()
            }
        }
    }

    /// The norms by which nobody may, and why.
    fn unused(&self) -> String {
        let mut out = String::new();
        for Unused { norm, answer } in &self.ways.unused {
            let name = tell::names(&self.ways.model, &[*norm], self.style.lang);
            let by = match self.style.lang {
                Lang::En => format!("{name} lets nobody do it:"),
                Lang::Ja => format!("{name} によってできる者はいない:"),
            };
            if out.is_empty() {
                out.push('\n');
            }
            out.push_str(&self.text(0, &by));
            out.push_str(&self.outcome(1, Some(*norm), answer));
        }
        out
    }

    /// Whether they may, under these readings.
    fn standing(&self, asked: &str, readings: &[ReadingChoice], standing: &Standing) -> String {
        let style = self.style;
        let (paint, told) = match standing.decision {
            Decision::Always => (Paint::Good, Text { en: "always (proved)", ja: "常にできる(証明済み)" }),
            Decision::Never => (Paint::Bad, Text { en: "never (proved)", ja: "決してできない(証明済み)" }),
            Decision::Sometimes => (Paint::Doubt, Text { en: "sometimes", ja: "場合による" }),
            Decision::Moot => (
                Paint::Doubt,
                Text {
                    en: "there is nobody of the kind (proved)", ja: "そのような者はいない(証明済み)"
                },
            ),
            Decision::Undecided(_) => (Paint::Doubt, Text { en: "undecided", ja: "未決" }),
        };
        let told = style.paint(paint, style.say(told));
        let readings: Vec<_> = readings.iter().map(|r| words::reading(&self.ways.model, *r)).collect();
        let under = match (readings.is_empty(), style.lang) {
            (true, _) => String::new(),
            (false, Lang::En) => format!(" ({})", words::list(&readings, style.lang)),
            (false, Lang::Ja) => format!("({})", words::list(&readings, style.lang)),
        };
        let asked = style.paint(Paint::Strong, asked);
        let mut out = format!("{asked}{under}: {told}{}\n", self.articles(&standing.articles));
        if let Some(refusal) = &standing.refusal {
            out.push_str(&self.refusal(refusal, standing.decision));
        }
        out
    }

    fn refusal(&self, refusal: &Refusal, decision: Decision) -> String {
        let (model, lang) = (&self.ways.model, self.style.lang);
        let head = Text { en: "not so in this least case:", ja: "できない最小の場合:" };
        let mut out = self.text(1, self.style.say(head));
        out.push_str(&self.story(2, &tell::refusal(model, refusal, lang)));
        match &refusal.change {
            Some(change) => {
                let head = Text {
                    en: "it would be allowed with this (the least change found):",
                    ja: "次のようになればできる(見つかった最小の変更):",
                };
                out.push_str(&self.text(1, self.style.say(head)));
                let lines = tell::change(model, refusal, change, lang);
                lines.iter().for_each(|line| out.push_str(&self.line(2, line)));
            }
            None if decision == Decision::Never => {
                let none = Text {
                    en: "no appointment, permission or other change allows it (proved)",
                    ja: "任命、許可などがどう変わってもできない(証明済み)",
                };
                out.push_str(&self.text(1, self.style.say(none)));
            }
            None => {
                let lines = refusal.allowed.as_ref().map(|shown| tell::allowed(model, shown, lang));
                let told = if lines.is_some() {
                    Text { en: "the least case in which it is allowed:", ja: "できる最小の場合:" }
                } else {
                    Text {
                        en: "no change that allows it was found",
                        ja: "できるようにする変更は見つからなかった",
                    }
                };
                out.push_str(&self.text(1, self.style.say(told)));
                out.push_str(&self.story(2, &lines.unwrap_or_default()));
            }
        }
        out
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        let list = words::articles(&self.ways.model, articles, self.style.lang);
        self.style.paint(Paint::Faint, &format!("  [{list}]"))
    }

    fn text(&self, depth: usize, text: &str) -> String {
        let indent = "  ".repeat(depth + 1);
        let hang = format!("{indent}  ");
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(hang.len()), &hang))
    }

    /// One condition, with its articles.
    fn line(&self, depth: usize, line: &Line) -> String {
        self.told(depth, "- ", line)
    }

    /// Lines of a story: its steps are numbered, what explains them stands below.
    fn story(&self, depth: usize, lines: &[Line]) -> String {
        let number = |line: &Line| line.step.map_or_else(String::new, |step| format!("{step}. "));
        lines.iter().map(|line| self.told(depth, &number(line), line)).collect()
    }

    /// A line after its mark, with its articles.
    fn told(&self, depth: usize, mark: &str, line: &Line) -> String {
        let articles = if line.articles.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::articles(&self.ways.model, &line.articles, self.style.lang))
        };
        let text = format!("{mark}{}{}", line.text, self.style.paint(Paint::Faint, &articles));
        self.text(depth + line.depth, &text)
    }
}
