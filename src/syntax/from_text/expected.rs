//! What could have stood somewhere, in an author's words: never a rule of the grammar.

use super::grammar::Rule;
use crate::problem::Text;

/// The words for these rules, each once, in the order of the reference; at most `LIMIT`.
pub fn words(rules: &[Rule]) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for &rule in rules {
        if let Some(text) = word(rule) {
            if !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

fn word(rule: Rule) -> Option<Text> {
    plain(rule).or_else(|| clause(rule))
}

const fn text(en: &'static str, ja: &'static str) -> Option<Text> {
    Some(Text { en, ja })
}

/// Things that have no word of their own.
fn plain(rule: Rule) -> Option<Text> {
    match rule {
        Rule::name => text("a name", "名前"),
        Rule::reference => text("a name", "名前"),
        Rule::integer => text("a number", "数"),
        Rule::date => text("a date", "日付"),
        Rule::duration => text("a duration", "期間"),
        Rule::text => text("a text in quotation marks", "引用符で囲んだ文"),
        Rule::citation => text("a citation", "条項の番号"),
        Rule::formula | Rule::atom | Rule::group => text("a condition", "条件"),
        Rule::term => text("an argument", "引数"),
        Rule::who => text("who", "誰か"),
        Rule::sort => text("a kind", "種類の名前"),
        Rule::EOI => text("the next declaration", "次の宣言"),
        _ => None,
    }
}

/// Clauses, by the word that opens them.
fn clause(rule: Rule) -> Option<Text> {
    match rule {
        Rule::to => text("`to`", "「主体」"),
        Rule::condition => text("`when` or `unless`", "「要件」か「例外」"),
        _ => None,
    }
}
