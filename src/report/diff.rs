//! What a change of the rules means, for people: what becomes of guarantees, who may do more or less, which cells change.

use std::collections::{BTreeMap, BTreeSet};

use super::style::{Paint, Style};
use super::witness::{Line, Teller};
use super::{account, sheet, verdict, words, wrap};
use crate::model::graph::Node;
use crate::model::{Formula, Model, NormId, ProvisionId, ReadingChoice, ReadingId, Sort, Term};
use crate::pipeline::diff::{ActChange, Answered, Diff, Turn};
use crate::pipeline::judge::Standing;
use crate::problem::{Lang, Text};
use crate::proof::{Difference, Differences, Verdict};
use crate::report::formula::FormulaText;
use crate::syntax::tree::Name;
use crate::table::Mark;

/// What is compared, as it was asked for.
pub struct Sides<'a> {
    pub before: &'a str,
    pub after: &'a str,
    /// Names that differ and nothing else.
    pub renamed: &'a [(Name, Name)],
    pub old: &'a Model,
    pub new: &'a Model,
}

/// The whole account.
pub fn account(sides: &Sides, diff: &Diff, style: Style) -> String {
    let show = Show { sides, diff, style };
    let mut out = show.head();
    out.push_str(&show.answers());
    out.push_str(&show.acts());
    out.push_str(&show.cells());
    out.push_str(&show.declared());
    out
}

struct Show<'a> {
    sides: &'a Sides<'a>,
    diff: &'a Diff,
    style: Style,
}

impl Show<'_> {
    fn say(&self, en: &'static str, ja: &'static str) -> &'static str {
        self.style.say(Text { en, ja })
    }

    /// A line, wrapped, every further line of it as far to the right.
    fn line(&self, columns: usize, text: &str) -> String {
        let indent = " ".repeat(columns);
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(columns), &indent))
    }

    fn title(&self, text: &str) -> String {
        format!("\n{}\n", self.style.paint(Paint::Strong, text))
    }

    fn head(&self) -> String {
        let Sides { before, after, renamed, .. } = self.sides;
        let mut out = self.line(0, &format!("{before} → {after}"));
        for (from, to) in *renamed {
            let (from, to) = (&from.text, &to.text);
            let told = match self.style.lang {
                Lang::En => format!("{from} is called {to}: that changes no meaning"),
                Lang::Ja => format!("{from}は{to}と呼ばれる。意味は変わらない"),
            };
            out.push_str(&self.line(0, &told));
        }
        if self.diff.is_same() {
            let told = self.say("no change in meaning (proved)", "意味は変わらない(証明済み)");
            out.push_str(&self.line(0, &self.style.paint(Paint::Good, told)));
        }
        out
    }

    fn answers(&self) -> String {
        let (asked, all) = self.diff.asked;
        let mut out = self.title(self.say("Guarantees", "保証"));
        out.push_str(&self.line(
            2,
            &match self.style.lang {
                Lang::En => format!(
                    "{asked} of {all} properties depend on what has changed, and were verified in both"
                ),
                Lang::Ja => {
                    format!("{all}の検証のうち、変わるところに関わる{asked}を、前と後の両方で確かめた")
                }
            },
        ));
        if self.diff.answers.is_empty() {
            out.push_str(&self.line(2, self.say("no answer is another one", "答えの変わるものはない")));
        }
        for answered in &self.diff.answers {
            out.push_str(&self.answered(answered));
        }
        out
    }

    fn answered(&self, answered: &Answered) -> String {
        let (mark, paint) = match answered.turn {
            Turn::Worse => (self.say("weaker", "弱まる"), Paint::Bad),
            Turn::Otherwise => (self.say("changed", "変わる"), Paint::Note),
            Turn::Better => (self.say("stronger", "強まる"), Paint::Good),
        };
        let word = |verdict: &Option<Verdict>| {
            verdict.as_ref().map_or(self.say("none", "なし"), |it| self.style.say(verdict::shown(it).word))
        };
        let name = match &answered.instance[..] {
            [] => answered.claim.clone(),
            elements => format!("{}({})", answered.claim, elements.join(", ")),
        };
        let mut text = format!(
            "{} {name}: {} → {}",
            self.style.paint(paint, mark),
            word(&answered.before),
            word(&answered.after)
        );
        if answered.reworded {
            text.push_str(
                self.say("  (the property itself says something else)", " (検証そのものの内容が違う)"),
            );
        }
        let mut out = self.line(2, &text);
        if let (Some(answer), Turn::Worse) = (&answered.answer, answered.turn) {
            let parts = account::parts(self.sides.new, answer, Standing::Open, self.style.lang);
            for line in account::lines(self.sides.new, &parts, self.style.lang) {
                out.push_str(&self.line(6, &line));
            }
        }
        out
    }

    fn acts(&self) -> String {
        let mut out = self.title(self.say("Who may do what", "誰が何をできるか"));
        if self.diff.acts.is_empty() {
            out.push_str(
                &self.line(
                    2,
                    self.say("the norms of every act are the same", "どの行為についても、規範は同じ"),
                ),
            );
        }
        for act in &self.diff.acts {
            out.push_str(&self.act(act));
        }
        out
    }

    fn act(&self, change: &ActChange) -> String {
        let name = &self.diff.model.acts[change.act.index()].name;
        if change.is_same() {
            let told = match self.style.lang {
                Lang::En => {
                    format!("{name}: its norms are written otherwise; everybody may do the same (proved)")
                }
                Lang::Ja => format!("{name}: 規範の書き方は違うが、できる者は同じ(証明済み)"),
            };
            return self.line(2, &told);
        }
        let mut out = self.line(2, &self.style.paint(Paint::Strong, name));
        let gained = (self.say("gained", "新たにできる"), Paint::Bad, true);
        let lost = (self.say("lost", "できなくなる"), Paint::Note, false);
        for (side, (word, paint, is_gain)) in [(&change.gained, gained), (&change.lost, lost)] {
            for difference in &side.found {
                out.push_str(&self.line(4, &self.style.paint(paint, word)));
                out.push_str(&self.difference(difference, is_gain));
            }
            out.push_str(&self.duty(side, is_gain));
            if !side.complete {
                let told = self.say(
                    "perhaps there is more: the search has not come to an end",
                    "これで全部かどうかは決まらない",
                );
                out.push_str(&self.line(4, &format!("{word}: {told}")));
            }
        }
        out
    }

    /// One difference: its conditions, and which norms decide.
    fn difference(&self, difference: &Difference, is_gain: bool) -> String {
        let model = &self.diff.model;
        let teller = Teller::new(model, &difference.shown, self.style.lang);
        let mut text = self.naming(&teller, difference);
        let mut vars = difference.vars.iter().copied().map(Term::Var);
        let act = model.norms[difference.by.index()].act;
        let Some(who) = vars.next() else { return String::new() };
        let mut out = self.line(6, &text.show(&Formula::May(who, act, vars.collect())));
        for (part, holds) in &difference.conditions {
            if matches!(part, Formula::Compare(..)) {
                continue;
            }
            let part = if *holds { part.clone() } else { part.clone().negate() };
            out.push_str(&self.line(8, &format!("・{}", text.show(&part))));
        }
        self.decided(&teller, difference, is_gain).iter().for_each(|line| out.push_str(&self.line(8, line)));
        out
    }

    /// Names for those of whom the conditions speak: as in the world shown, but for what may be anything.
    fn naming(&self, teller: &Teller, difference: &Difference) -> FormulaText<'_> {
        let model = &self.diff.model;
        let mut text = FormulaText::new(model, self.style.lang);
        let value =
            |var| difference.shown.bindings.iter().find(|(known, _)| *known == var).map(|(_, it)| *it);
        let mut free = 0;
        for var in &difference.vars {
            let sort = model.vars[var.index()].sort;
            let Some(value) = value(*var) else { continue };
            let fixed = difference
                .conditions
                .iter()
                .any(|(part, _)| matches!(part, Formula::Compare(_, Term::Var(other), _) if other == var));
            if fixed || sort == Sort::Person {
                text.name(*var, teller.value(value, sort));
            } else {
                text.name(*var, anything(free));
                free += 1;
            }
        }
        for (number, var) in difference.others.iter().enumerate() {
            text.name(*var, format!("X{}", number + 1));
        }
        text
    }

    /// Which norms decide, and what would go before them.
    fn decided(&self, teller: &Teller, difference: &Difference, is_gain: bool) -> Vec<String> {
        let lang = self.style.lang;
        let names = |norms: &[NormId]| -> Vec<String> {
            norms.iter().map(|norm| teller.norm_name(*norm).to_string()).collect()
        };
        let by = (teller.norm_name(difference.by), teller.norm(difference.by));
        let other = difference.against.map(|norm| (teller.norm_name(norm), teller.norm(norm)));
        let mut lines = vec![self.by(is_gain, &by), self.against(is_gain, other)];
        if !difference.bans.is_empty() {
            let unless = self.say("unless forbidden by", "次の禁止に触れないとき:");
            lines.push(format!("{unless} {}", words::list(&names(&difference.bans), lang)));
        }
        if !difference.besides.is_empty() {
            let unless = if is_gain {
                self.say("unless it was permitted already by", "次の規範で既に許されていたときを除く:")
            } else {
                self.say("unless it is still permitted by", "次の規範でなお許されるときを除く:")
            };
            lines.push(format!("{unless} {}", words::list(&names(&difference.besides), lang)));
        }
        if !difference.exact {
            let example = Text {
                en: "(an example: that these conditions suffice is not proved)",
                ja: "(例。これらの条件で足りるかは証明されていない)",
            };
            lines.push(self.style.say(example).to_string());
        }
        for choices in &telling(&self.diff.model, &difference.readings) {
            let all: Vec<String> =
                choices.iter().map(|choice| words::reading(&self.diff.model, *choice)).collect();
            lines.push(format!("{} {}", self.say("under the reading", "解釈"), words::list(&all, lang)));
        }
        lines
    }

    fn by(&self, is_gain: bool, (name, articles): &(&str, Vec<ProvisionId>)) -> String {
        let when = if is_gain { self.say("after", "後") } else { self.say("before", "前") };
        let lets = self.say("permitted by", "許す規範:");
        format!("{when}: {lets} {name}{}", self.articles(articles))
    }

    fn against(&self, is_gain: bool, norm: Option<(&str, Vec<ProvisionId>)>) -> String {
        let when = if is_gain { self.say("before", "前") } else { self.say("after", "後") };
        match norm {
            Some((name, articles)) => {
                format!(
                    "{when}: {} {name}{}",
                    self.say("forbidden by", "禁じる規範:"),
                    self.articles(&articles)
                )
            }
            None => format!("{when}: {}", self.say("nothing permits it", "許す規範がない")),
        }
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        let told = format!("  [{}]", words::articles(&self.diff.model, articles, self.style.lang));
        self.style.paint(Paint::Faint, &told)
    }

    fn duty(&self, side: &Differences, is_gain: bool) -> String {
        let Some(shown) = &side.duty else { return String::new() };
        let word = if is_gain {
            self.say("a new duty, for example:", "新たな義務(例):")
        } else {
            self.say("a duty less, for example:", "なくなる義務(例):")
        };
        let teller = Teller::new(&self.diff.model, shown, self.style.lang);
        let lines: Vec<Line> = teller.world(shown);
        let mut out = self.line(4, word);
        lines.iter().for_each(|line| out.push_str(&self.line(6 + 2 * line.depth, &line.text)));
        out
    }

    fn cells(&self) -> String {
        if self.diff.cells.is_empty() {
            return String::new();
        }
        let mut out = self.title(self.say("Published tables", "公表する表"));
        for cell in &self.diff.cells {
            let mark = |mark: Mark| sheet::mark(mark, self.style);
            let text = format!(
                "{}({}, {}): {} → {}",
                cell.table,
                cell.row,
                cell.column,
                mark(cell.before),
                mark(cell.after)
            );
            out.push_str(&self.line(2, &text));
        }
        out
    }

    fn declared(&self) -> String {
        let mut names: Vec<String> = Vec::new();
        let (old, new) = (&self.diff.changed.old, &self.diff.changed.new);
        let told =
            |node: &Node, model: &Model| !matches!(node, Node::Norm(_)) && !node.name(model).is_empty();
        for (nodes, model) in [(old, self.sides.old), (new, self.sides.new)] {
            for node in nodes.iter().filter(|node| told(node, model)) {
                let name = node.name(model);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if names.is_empty() {
            return String::new();
        }
        let mut out = self.title(self.say("Declarations that differ", "内容の違う宣言"));
        out.push_str(&self.line(2, &words::list(&names, self.style.lang)));
        out
    }
}

/// The combinations without the readings on which it does not turn: those of which every option is among them.
fn telling(model: &Model, combinations: &[Vec<ReadingChoice>]) -> Vec<Vec<ReadingChoice>> {
    let mut all: BTreeSet<Vec<ReadingChoice>> = combinations.iter().cloned().collect();
    let readings: BTreeSet<ReadingId> = combinations.iter().flatten().map(|choice| choice.reading).collect();
    for reading in readings {
        let mut without: BTreeMap<Vec<ReadingChoice>, usize> = BTreeMap::new();
        for choices in &all {
            let rest = choices.iter().copied().filter(|choice| choice.reading != reading).collect();
            *without.entry(rest).or_default() += 1;
        }
        let options = model.readings[reading.index()].options.len();
        if without.values().all(|count| *count == options) {
            all = without.into_keys().collect();
        }
    }
    all.into_iter().collect()
}

/// A name for anything, whatever it is.
fn anything(number: usize) -> String {
    const NAMES: [&str; 6] = ["x", "y", "z", "u", "v", "w"];
    NAMES.get(number).map_or_else(|| format!("x{number}"), ToString::to_string)
}
