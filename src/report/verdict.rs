//! Verdicts in words: mark, name, explanation of what is undecided. The table of `language.md`, section 6, for readers.

use super::style::{Paint, Style};
use crate::problem::{Lang, Text};
use crate::proof::{Fewest, Reason, Verdict};
use crate::syntax::tree::VerdictWord;

/// How a verdict is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// For programs: stable, snake case.
    pub key: &'static str,
    pub word: Text,
    mark: &'static str,
    ascii: &'static str,
    pub paint: Paint,
}

impl Shown {
    /// The mark, in ASCII if the style wants that.
    pub fn mark(&self, style: Style) -> &'static str {
        if style.ascii { self.ascii } else { self.mark }
    }
}

macro_rules! shown {
    ($($name:ident = $key:literal, $en:literal / $ja:literal, $mark:literal / $ascii:literal, $paint:ident;)*) => {
        $(const $name: Shown = Shown {
            key: $key,
            word: Text { en: $en, ja: $ja },
            mark: $mark,
            ascii: $ascii,
            paint: Paint::$paint,
        };)*
    };
}

shown! {
    PROVED = "proved", "proved" / "成立", "✓" / "+", Good;
    PROVED_ASSUMING = "proved_assuming", "proved assuming" / "仮定の下で成立", "✓" / "+", Good;
    WITHOUT_TRANSFERS = "proved_without_transfers", "proved assuming no transfers" / "異動なしの仮定の下で成立", "✓" / "+", Doubt;
    VIOLATED = "violated", "violated" / "違反", "✗" / "x", Bad;
    VIOLATED_ALWAYS = "violated_always", "violated always" / "常に違反", "✗" / "x", Bad;
    VACUOUS = "vacuous", "vacuous" / "空虚", "∅" / "0", Doubt;
    SILENT = "silent", "silent" / "沈黙", "…" / ".", Doubt;
    TURNS = "turns_on_reading", "turns on a reading" / "解釈による", "⇄" / "~", Doubt;
    REFUTED = "refuted", "refuted" / "不可能", "✗" / "x", Bad;
    UNDECIDED = "undecided", "undecided" / "未決", "?" / "?", Doubt;
}

/// How `verdict` is shown.
pub fn shown(verdict: &Verdict) -> Shown {
    match verdict {
        Verdict::Proved => PROVED,
        Verdict::ProvedAssuming => PROVED_ASSUMING,
        Verdict::ProvedWithoutTransfers => WITHOUT_TRANSFERS,
        Verdict::Violated => VIOLATED,
        Verdict::ViolatedAlways => VIOLATED_ALWAYS,
        Verdict::Vacuous => VACUOUS,
        Verdict::Silent => SILENT,
        Verdict::TurnsOnReading(_) => TURNS,
        Verdict::Refuted => REFUTED,
        Verdict::Undecided(_) => UNDECIDED,
    }
}

/// What a verdict says, in a sentence.
pub fn meaning(verdict: &Verdict) -> Text {
    match verdict {
        Verdict::Proved => Text {
            en: "It holds in every lawful situation and course of events, for any number of people.",
            ja: "人が何人いても、適法な場面と経過のすべてで成り立つ。",
        },
        Verdict::ProvedAssuming => Text {
            en: "It holds under the assumptions that the property names.",
            ja: "検証に書かれた仮定の下で成り立つ。",
        },
        Verdict::ProvedWithoutTransfers => Text {
            en: "It holds as long as no office changes hands.",
            ja: "異動がない限り成り立つ。",
        },
        Verdict::Violated => Text {
            en: "It can be broken lawfully; the least situation or shortest course is shown.",
            ja: "規程に従っていても破られることがある。最も小さい場面か、最も短い経過を示す。",
        },
        Verdict::ViolatedAlways => Text {
            en: "Whenever the question arises, it is broken.",
            ja: "前提が生じれば、必ず破られる。",
        },
        Verdict::Vacuous => Text {
            en: "The question never arises, so nothing is guaranteed.",
            ja: "前提が生じることがなく、何も保証していない。",
        },
        Verdict::Silent => Text {
            en: "The text leaves it open: filled in one way it would hold.",
            ja: "条文が決めていない。補い方によっては成り立つ。",
        },
        Verdict::TurnsOnReading(_) => Text {
            en: "The answer differs with the reading of the text.",
            ja: "条文の読み方によって答えが変わる。",
        },
        Verdict::Refuted => {
            Text { en: "Nothing lawful ever brings it about.", ja: "適法には決して実現しない。" }
        }
        Verdict::Undecided(_) => Text {
            en: "It could be neither proved nor broken within the limits of the search.",
            ja: "探した範囲では、成り立つとも破られるとも決まらない。",
        },
    }
}

/// The word that an `expect` would use.
pub fn word(verdict: VerdictWord) -> Text {
    match verdict {
        VerdictWord::Proved => PROVED,
        VerdictWord::Violated => VIOLATED,
        VerdictWord::ViolatedAlways => VIOLATED_ALWAYS,
        VerdictWord::Vacuous => VACUOUS,
        VerdictWord::Silent => SILENT,
        VerdictWord::TurnsOnReading => TURNS,
        VerdictWord::Refuted => REFUTED,
        VerdictWord::Undecided => UNDECIDED,
    }
    .word
}

/// Why there is no answer, for programs: stable, snake case.
pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::NoCourse { .. } => "no_course",
        Reason::NoCourseToPremise { .. } => "no_course_to_premise",
        Reason::Limit => "limit",
        Reason::TooLarge => "too_large",
        Reason::TooManyReadings => "too_many_readings",
        Reason::Hole => "hole",
        Reason::Unlike => "unlike",
    }
}

/// Why there is no answer, for people: how far the search went, or which limit was met.
pub fn reason(reason: Reason, lang: Lang) -> String {
    match reason {
        Reason::NoCourse { people: 0, .. } | Reason::NoCourseToPremise { people: 0, .. } => {
            let unseen =
                Text { en: "courses of events were not looked at", ja: "経過は調べていない" };
            unseen.get(lang).to_string()
        }
        Reason::NoCourse { acts, people } => {
            let there = Text { en: "there", ja: "そこへ至る経過" };
            far(acts, people, there, lang)
        }
        Reason::NoCourseToPremise { acts, people } => {
            let premise = Text { en: "to its premise", ja: "前提が生じる経過" };
            far(acts, people, premise, lang)
        }
        other => plain(other).get(lang).to_string(),
    }
}

/// Whether it is not known if the question ever arises, rather than what the answer to it is.
pub fn is_of_premise(reason: Reason) -> bool {
    matches!(reason, Reason::NoCourseToPremise { .. })
}

/// What stands above a world that no proof excludes.
pub fn unexcluded(reason: Reason) -> Text {
    if is_of_premise(reason) {
        Text {
            en: "no proof excludes that its premise comes about so (no course that leads there is known):",
            ja: "前提が次のように生じることを、証明は排除できない(そこへ至る経過は知られていない):",
        }
    } else {
        Text {
            en: "no proof excludes this world (no course that leads there is known):",
            ja: "次の場面を、証明は排除できない(そこへ至る経過は知られていない):",
        }
    }
}

/// That courses were searched so far, and to what.
fn far(acts: u32, people: u32, to: Text, lang: Lang) -> String {
    let to = to.get(lang);
    match lang {
        Lang::En => format!(
            "no course of up to {acts} acts by up to {people} people leads {to}, and no proof that none does"
        ),
        Lang::Ja => format!("{people}人まで{acts}手までの中に{to}はなく、ないことの証明もない"),
    }
}

fn plain(reason: Reason) -> Text {
    match reason {
        Reason::NoCourse { .. } | Reason::NoCourseToPremise { .. } | Reason::Limit => Text {
            en: "the solver gave up within its limit",
            ja: "ソルバーの手数の限りに達した",
        },
        Reason::TooLarge => Text { en: "too many cases to write down", ja: "場合が多すぎる" },
        Reason::TooManyReadings => {
            Text { en: "too many combinations of readings", ja: "解釈の組み合わせが多すぎる" }
        }
        Reason::Hole => Text {
            en: "not verified: a declaration could not be read",
            ja: "検証していない: 読めない宣言がある",
        },
        Reason::Unlike => Text {
            en: "what it depends on is a thing of another sort in the wording before; nothing tells what becomes of it, so only --clean-start answers",
            ja: "前の本文では別のものだった宣言に関わり、そのときまでの結果がどうなるかが決まらない。--clean-start でだけ答えられる",
        },
    }
}

/// By how few people it can be done.
pub fn fewest(fewest: Fewest, lang: Lang) -> String {
    let Fewest { persons, least } = fewest;
    match (lang, least) {
        (Lang::En, true) if persons == 1 => "one person suffices".to_string(),
        (Lang::En, true) => format!("{persons} persons suffice; fewer do not (proved)"),
        (Lang::En, false) => format!("{persons} persons suffice; whether fewer do was not decided"),
        (Lang::Ja, true) => format!("{persons}人いれば足り、それより少なければできない(証明済み)"),
        (Lang::Ja, false) => format!("{persons}人いれば足りる。それより少なくてできるかは決まらない"),
    }
}
