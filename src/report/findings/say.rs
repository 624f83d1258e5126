//! The words of the document: short sentences for people who make regulations.

use super::Section;
use crate::problem::Text;
use crate::proof::Verdict;

pub const UNNAMED: Text = Text { en: "this regulation", ja: "この規程" };
pub const ORIGIN: Text = Text {
    en: "kitei made this document from the regulation, written down article by article, and from what its authors want to know about it. Nobody edits it by hand.",
    ja: "この文書は、条ごとに書き下した規程と、規程に望むことの一覧から、kitei が作りました。人の手では書き換えません。",
};
pub const READ: Text = Text {
    en: "“It holds” means that there is a proof: however many people there are, and whatever happens one thing after another, it is so as long as everybody keeps to the regulation. Where something does not hold, a shortest example tells how it comes about although everybody keeps to the regulation. A, B and so on are people; the articles behind each sentence stand beside it. Long examples are folded away. Wishes and reasons stand in the words of their authors.",
    ja: "「成り立つ」とは、証明があるということです。人が何人いても、物事がどのような順に起きても、皆が規程に従うかぎり、そうなります。成り立たないものには、皆が規程に従っていてもそうなってしまう例を、なるべく短い形で一つ示します。A、Bなどは人です。文の後には、もとになる条項を示します。長い例は畳んであります。",
};
pub const MENDING: Text = Text {
    en: "Where something does not hold, the document also tells the least changes of the rules that would mend it, as far as a short search finds any: one or two, the smallest first, each proved. They are proposals of the tool, not of anybody's; what else they would change was not looked at here (`kitei repair` does). Press one to see how the rules would be worded.",
    ja: "成り立たないものには、どう改めれば成り立つかも示します。短い探索で見つかった最小限の改正の案で、変えるところの少ない順に一つか二つ、どれも証明してあります。道具の出した案であって、誰かの提案ではありません。その改正でほかに何が変わるかは、ここでは調べていません(kitei repair で調べられます)。案を押すと、規程の書き下しをどう書き換えるかが見られます。",
};
pub const NO_CHANGE: Text = Text {
    en: "kitei has no change of the rules to propose for it.",
    ja: "これについて、kitei から示せる改正の案はありません。",
};
pub const MENDS: Text =
    Text { en: "It would hold with this change:", ja: "次のように改めれば成り立ちます:" };
pub const ABOUT: Text = Text { en: "What was found", ja: "わかったこと" };
pub const WISHES: Text = Text { en: "wishes", ja: "望み" };
pub const CASES: Text = Text { en: "cases", ja: "場合の数" };
pub const WHOLE: Text = Text { en: "The regulation as a whole", ja: "規程の全体" };
pub const READING: Text =
    Text { en: "What can be read in several ways", ja: "読み方の分かれるところ" };
pub const PLACE: Text = Text { en: "provision", ja: "条項" };
pub const OPTIONS: Text = Text { en: "ways to read it", ja: "読み方" };
pub const OR: Text = Text { en: " – or: ", ja: " / " };
pub const WHY: Text = Text { en: "Why: ", ja: "わけ: " };
pub const HOW: Text = Text { en: "How it comes about:", ja: "どうしてそうなるか:" };
pub const OTHERS: Text = Text { en: "The other cases", ja: "ほかの場合" };
pub const CHECKS: Text =
    Text { en: "What the checks found without being asked", ja: "尋ねなくても見つかったこと" };
pub const GIVEN: Text = Text { en: "given that", ja: "前提: " };
pub const STAFF: Text = Text { en: "nobody changes posts", ja: "人が異動しない" };
pub const OPEN: Text = Text {
    en: "Nobody has explained this yet.",
    ja: "これについては、まだ説明がありません。",
};

/// The heading of a part, also its name in the table at the top.
pub fn heading(section: Section) -> Text {
    match section {
        Section::Holds => {
            Text { en: "What the regulation guarantees", ja: "規程が保証していること" }
        }
        Section::Fails => {
            Text { en: "What the regulation does not guarantee", ja: "規程が保証していないこと" }
        }
        Section::Turns => Text {
            en: "What turns on how the text is read",
            ja: "条文の読み方によって変わること",
        },
        Section::Open => Text { en: "What the text leaves open", ja: "条文が決めていないこと" },
        Section::Never => {
            Text { en: "What can never happen", ja: "誰にもできないこと、起こりえないこと" }
        }
        Section::Unknown => Text { en: "What could not be found out", ja: "わからなかったこと" },
    }
}

/// The sentence below the heading.
pub fn lead(section: Section) -> Option<Text> {
    Some(match section {
        Section::Holds => Text {
            en: "The articles in brackets are enough for it. Whoever changes one of them should look at it again.",
            ja: "括弧の中の条項だけから言えることです。そのどれかを改めるときは、見直しが要ります。",
        },
        Section::Fails => Text {
            en: "What one would want, and what the regulation allows instead.",
            ja: "望まれることと、規程がそれに反して許してしまうことです。",
        },
        Section::Turns => Text {
            en: "Those who made the regulation can settle these by saying which reading is meant.",
            ja: "どの読み方をとるかは、規程を定めた者が決めることです。決めれば、答えも決まります。",
        },
        Section::Open => Text {
            en: "If the text said more, in the way shown, it would hold.",
            ja: "示したように条文を補えば、成り立ちます。",
        },
        Section::Never => Text {
            en: "Nothing that keeps to the regulation leads there.",
            ja: "規程に従うかぎり、そこへ至る道がありません。",
        },
        Section::Unknown => Text {
            en: "Neither a proof nor an example was found. It must not be relied on.",
            ja: "証明も反対の例も見つかりませんでした。当てにしてはいけません。",
        },
    })
}

/// What an answer says about the wish, in a few words.
pub fn answer(verdict: &Verdict) -> Text {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming => Text { en: "It holds.", ja: "成り立ちます。" },
        Verdict::ProvedWithoutTransfers => Text {
            en: "It holds only as long as nobody changes posts.",
            ja: "人が異動しない間だけ成り立ちます。",
        },
        Verdict::Violated => Text { en: "It can fail.", ja: "成り立たないことがあります。" },
        Verdict::ViolatedAlways => {
            Text { en: "It fails whenever the question arises.", ja: "いつも成り立ちません。" }
        }
        Verdict::Vacuous => Text {
            en: "The question never arises.",
            ja: "そもそも、問題になる場面が生じません。",
        },
        Verdict::Silent => Text { en: "The text does not say.", ja: "条文が決めていません。" },
        Verdict::TurnsOnReading(_) => Text { en: "That depends.", ja: "読み方によります。" },
        Verdict::Refuted => Text { en: "It can never happen.", ja: "決して起こりません。" },
        Verdict::Undecided(_) => Text { en: "It is not known.", ja: "わかりません。" },
    }
}

/// That something is proved which somebody wished not to be.
pub const AGAINST: Text = Text {
    en: "It is so, though one would wish otherwise.",
    ja: "そうなります。望まれることではありません。",
};
