//! What would mend a claim, for people: each amendment as it can be pasted, and what else it would change.

pub mod sentence;

use std::collections::BTreeMap;

use super::style::{Paint, Style};
use super::{basis, claims, sheet, verdict, words, wrap};
use crate::model::{Claim, ElementId, Expect, Model, ProvisionId};
use crate::pipeline::compared::CellChanged;
use crate::pipeline::repair::effects::{Changed, Effects};
use crate::pipeline::repair::{Repair, Repairs, Tally};
use crate::problem::{Lang, Text};
use crate::proof::Verdict;
use crate::syntax::tree::VerdictWord;
use crate::table::Mark;

const NOTHING: Text = Text { en: "nothing to repair", ja: "改めるべきところはありません" };
const UNKNOWN: Text = Text {
    en: "it is not known why it does not hold, so no repair was looked for",
    ja: "成り立たない理由が分からないので、直し方は探しませんでした",
};
const NONE: Text = Text { en: "no repair was found", ja: "直し方は見つかりませんでした" };
/// So many cells of a table are named.
const CELLS: usize = 3;

const APPLIED: Text = Text {
    en: "None of them is made: add one of these amendments to the rules to make it.",
    ja: "どれもまだ行なわれていません。行なうには、上の改正のどれかを規程のファイルに書き加えてください。",
};

const EXPECTED: Text = Text {
    en: "With it goes the line `expect` of this property, which would no longer be met.",
    ja: "そのときは、この検証の「既知」の行を除いてください。成り立てば、既知の答えではなくなります。",
};

/// The whole account. `effects` belong to the repairs, if they were looked for.
pub fn account(model: &Model, repairs: &Repairs, effects: Option<&[Effects]>, style: Style) -> String {
    let show = Show { model, style };
    let mut out = show.now(repairs);
    if repairs.wanted.is_empty() {
        return out + &show.line(0, style.say(NOTHING));
    }
    if !repairs.is_known() {
        return out + &show.line(0, style.say(UNKNOWN));
    }
    for (index, repair) in repairs.offered.iter().enumerate() {
        out.push('\n');
        out.push_str(&show.repair(index + 1, repair));
        out.push_str(&effects.and_then(|all| all.get(index)).map_or(String::new(), |one| show.effects(one)));
    }
    out.push('\n');
    out.push_str(&show.without_change(repairs));
    if repairs.offered.is_empty() {
        out.push_str(&show.line(0, &style.paint(Paint::Bad, style.say(NONE))));
    } else {
        out.push_str(&show.line(0, style.say(APPLIED)));
        let known = |expect: &Expect| expect.claim == repairs.claim && expect.verdict != VerdictWord::Proved;
        if model.expects.iter().any(known) {
            out.push_str(&show.line(0, style.say(EXPECTED)));
        }
    }
    out.push_str(&show.line(0, &style.paint(Paint::Faint, &tally(&repairs.tally, style.lang))));
    out
}

/// How the search went.
fn tally(tally: &Tally, lang: Lang) -> String {
    let Tally { edits, tried, refuted, vacuous, undecided, limited, pairs } = *tally;
    let mut parts = vec![match lang {
        Lang::En => format!(
            "{edits} single edits were thought of; {tried} amendments tried, {refuted} of them refuted by a course already known"
        ),
        Lang::Ja => {
            format!("考えた変更{edits}件、試した改正{tried}件、そのうち既知の経過で退けたもの{refuted}件")
        }
    }];
    if vacuous > 0 {
        parts.push(match lang {
            Lang::En => {
                format!(
                    "under {vacuous} the question, or what it is about, would never arise, which is no repair"
                )
            }
            Lang::Ja => format!("前提や対象がなくなるだけのもの{vacuous}件(直したことにしません)"),
        });
    }
    if undecided > 0 {
        parts.push(match lang {
            Lang::En => format!("of {undecided} it could not be told"),
            Lang::Ja => format!("決まらなかったもの{undecided}件"),
        });
    }
    if pairs {
        parts.push(
            Text {
                en: "no single edit does, so pairs were tried",
                ja: "一つの変更では足りず、二つの組も試した",
            }
            .get(lang)
            .to_string(),
        );
    }
    if limited {
        let limit = Text { en: "the search stopped at its limit", ja: "限度に達して打ち切った" };
        parts.push(limit.get(lang).to_string());
    }
    parts.join(if lang == Lang::Ja { "、" } else { "; " })
}

/// How grave it is that an answer becomes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Mends,
    Breaks,
    Empties,
    Changes,
}

/// What becomes of an answer.
pub fn grade(changed: &Changed) -> Grade {
    match (changed.before.is_green(), changed.after.as_ref()) {
        (false, Some(after)) if after.is_green() => Grade::Mends,
        (_, Some(Verdict::Vacuous)) => Grade::Empties,
        (true, _) => Grade::Breaks,
        (false, _) => Grade::Changes,
    }
}

struct Show<'a> {
    model: &'a Model,
    style: Style,
}

impl Show<'_> {
    /// What the claim comes to, verdict by verdict.
    fn now(&self, repairs: &Repairs) -> String {
        let (claim, style) = (&self.model.claims[repairs.claim.index()], self.style);
        let mut groups: Vec<(&Verdict, Vec<&[ElementId]>)> = Vec::new();
        for answer in &repairs.now.answers {
            let same = groups
                .iter_mut()
                .find(|(verdict, _)| verdict::shown(verdict).key == verdict::shown(&answer.verdict).key);
            match same {
                Some((_, instances)) => instances.push(&answer.instance),
                None => groups.push((&answer.verdict, vec![&answer.instance])),
            }
        }
        let told = groups.iter().map(|(verdict, instances)| {
            let shown = verdict::shown(verdict);
            let head = format!("{} {}", shown.mark(style), style.say(shown.word));
            format!(
                "{} {}\n",
                style.paint(shown.paint, &head),
                claims::names(self.model, claim, instances, style.lang)
            )
        });
        let wish = claim.origin.text.as_ref().map_or(String::new(), |why| {
            let word = style.say(Text { en: "wanted:", ja: "ねらい:" });
            self.line(2, &style.paint(Paint::Faint, &format!("{word} {why}")))
        });
        told.chain([wish]).collect()
    }

    fn repair(&self, number: usize, repair: &Repair) -> String {
        let mut out = String::new();
        for (index, edit) in repair.edits.iter().enumerate() {
            let head = if index == 0 { format!("{number}. ") } else { "   ".to_string() };
            let sentence = sentence::sentence(edit, self.style.lang);
            let text =
                format!("{}{}", self.style.paint(Paint::Strong, &sentence), self.articles(&edit.articles));
            out.push_str(&format!("{head}{}", self.line(3, &text).trim_start()));
        }
        out.push('\n');
        repair.text.lines().for_each(|line| out.push_str(&format!("     {line}\n")));
        out
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        let articles = format!("  [{}]", words::articles(self.model, articles, self.style.lang));
        self.style.paint(Paint::Faint, &articles)
    }

    /// A line, wrapped, every further line of it as far to the right.
    fn line(&self, columns: usize, text: &str) -> String {
        let indent = " ".repeat(columns);
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(columns), &indent))
    }

    fn effects(&self, effects: &Effects) -> String {
        let style = self.style;
        let mut out = String::from("\n");
        let heads = [
            (Grade::Mends, Paint::Good, Text { en: "also mends", ja: "ほかにも成立する" }),
            (Grade::Breaks, Paint::Bad, Text { en: "breaks", ja: "成立しなくなる" }),
            (Grade::Empties, Paint::Doubt, Text { en: "empties", ja: "前提が生じなくなる" }),
            (Grade::Changes, Paint::Note, Text { en: "changes", ja: "答えが変わる" }),
        ];
        for (wanted, paint, head) in heads {
            for (claim, change, instances) in self.alike(effects, wanted) {
                let name = claims::names(self.model, claim, &instances, style.lang);
                let text = format!("{}: {name} ({change})", style.paint(paint, style.say(head)));
                out.push_str(&self.line(5, &text));
            }
        }
        out.push_str(&self.cells(&effects.cells));
        for index in &effects.scenarios {
            let head =
                style.say(Text { en: "scenario comes out otherwise", ja: "事例の結果が変わる" });
            out.push_str(&self.line(5, &format!("{head}: {}", self.model.scenarios[*index].name)));
        }
        let changed = effects.answers.len() + effects.cells.len() + effects.scenarios.len();
        out + &self.line(5, &style.paint(Paint::Faint, &asked(effects.asked, changed, style.lang)))
    }

    /// The answers of this grade, those of one claim that change alike together.
    fn alike<'e>(&self, effects: &'e Effects, wanted: Grade) -> Vec<(&Claim, String, Vec<&'e [ElementId]>)> {
        let mut groups: Vec<(&Claim, String, Vec<&[ElementId]>)> = Vec::new();
        for changed in effects.answers.iter().filter(|changed| grade(changed) == wanted) {
            let claim = &self.model.claims[changed.claim.index()];
            let change = self.change(changed);
            let same = groups.iter_mut().find(|(of, how, _)| of.name == claim.name && *how == change);
            match same {
                Some((.., instances)) => instances.push(&changed.instance),
                None => groups.push((claim, change, vec![&changed.instance])),
            }
        }
        groups
    }

    /// The cells of each table that are marked otherwise: all of them if they are few, else how many.
    fn cells(&self, cells: &[CellChanged]) -> String {
        let style = self.style;
        let mut groups: BTreeMap<(&str, Mark, Mark), Vec<&CellChanged>> = BTreeMap::new();
        for cell in cells {
            groups.entry((&cell.table, cell.before, cell.after)).or_default().push(cell);
        }
        let head = style.say(Text { en: "published table", ja: "公表する表" });
        let told = groups.into_iter().map(|((table, before, after), cells)| {
            let named = cells.iter().take(CELLS).map(|cell| format!("{}×{}", cell.row, cell.column));
            let named = words::list(&named.collect::<Vec<_>>(), style.lang);
            let more = match (cells.len() > CELLS, style.lang) {
                (false, _) => String::new(),
                (true, Lang::En) => format!(" and {} more", cells.len() - CELLS),
                (true, Lang::Ja) => format!("ほか{}欄", cells.len() - CELLS),
            };
            let (before, after) = (sheet::mark(before, style), sheet::mark(after, style));
            self.line(5, &format!("{head}: {table}: {named}{more} ({before} → {after})"))
        });
        told.collect()
    }

    fn change(&self, changed: &Changed) -> String {
        let word = |verdict: &Verdict| self.style.say(verdict::shown(verdict).word);
        let none = Text { en: "no lawful world", ja: "規程どおりの場面がない" };
        let after = changed.after.as_ref().map_or(self.style.say(none), word);
        format!("{} → {after}", word(&changed.before))
    }

    /// What would do without a change of the rules.
    fn without_change(&self, repairs: &Repairs) -> String {
        let lang = self.style.lang;
        let mut out = String::new();
        let mut told: Vec<String> = Vec::new();
        for premises in &repairs.assumptions {
            told.push(words::list(&basis::names(self.model, premises, lang), lang));
        }
        for choices in &repairs.readings {
            let named: Vec<String> =
                choices.iter().map(|choice| words::reading(self.model, *choice)).collect();
            told.push(words::list(&named, lang));
        }
        if told.is_empty() {
            return out;
        }
        let head = Text {
            en: "Without any change of the rules, it would hold if the property said:",
            ja: "規程を改めなくても、検証に次の仮定を書けば成り立ちます:",
        };
        out.push_str(&self.line(0, self.style.say(head)));
        let word = crate::syntax::keywords::Keyword::Assuming.spelling(lang);
        told.iter().for_each(|text| out.push_str(&self.line(5, &format!("{word} {text}"))));
        out.push('\n');
        out
    }
}

fn asked(asked: usize, changed: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let one = if asked == 1 { "the one other property that depends on it was" } else { "" };
            let all = format!("the {asked} other properties that depend on it were");
            let who = if asked == 1 { one } else { &all };
            format!("nothing else changes ({who} verified again)")
        }
        Lang::Ja => {
            let besides = if changed == 0 { "ほかに" } else { "このほかに" };
            format!("{besides}変わるものはありません(関係する検証{asked}件を確かめ直しました)")
        }
    }
}
