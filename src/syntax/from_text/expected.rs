//! What could have stood somewhere, in an author's words: never a rule of the grammar.

use super::grammar::Rule;
use crate::problem::Text;

/// More alternatives than these help nobody.
const LIMIT: usize = 6;

/// The words for these rules, each once, the most telling first.
pub fn words(rules: &[Rule]) -> Vec<Text> {
    let mut found: Vec<(u8, Text)> = Vec::new();
    // Where a declaration could have ended, its citations and labels are not what was missed.
    let tail = rules.contains(&Rule::formerly);
    let item = rules.contains(&Rule::norm);
    let telling =
        rules.iter().filter(|rule| !(tail && **rule == Rule::text || item && **rule == Rule::kind_));
    for ranked in telling.filter_map(|&rule| word(rule)) {
        if !found.contains(&ranked) {
            found.push(ranked);
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    // What may follow any declaration is worth saying only where nothing else may.
    if found.iter().any(|(rank, _)| *rank < LAST) {
        found.retain(|(rank, _)| *rank < LAST);
    } else if tail {
        found.retain(|(_, text)| text.en != CITATION);
    }
    found.into_iter().map(|(_, text)| text).take(LIMIT).collect()
}

/// Whether a name could have stood there.
pub fn name(rules: &[Rule]) -> bool {
    rules.iter().any(|rule| {
        matches!(
            rule,
            Rule::name
                | Rule::reference
                | Rule::term
                | Rule::who
                | Rule::who_list
                | Rule::sort
                | Rule::parameter
                | Rule::element
                | Rule::option
                | Rule::list_row
                | Rule::office_entry
                | Rule::role_head
                | Rule::role_argument
                | Rule::first_binder
                | Rule::binder
                | Rule::assumption
                | Rule::attribute_value
                | Rule::set_cell
                | Rule::formula
                | Rule::atom
        )
    })
}

const LAST: u8 = 9;
const CITATION: &str = "a citation";

fn word(rule: Rule) -> Option<(u8, Text)> {
    thing(rule)
        .or_else(|| sign(rule))
        .or_else(|| clause(rule))
        .or_else(|| sentence(rule))
        .or_else(|| last(rule))
}

const fn at(rank: u8, en: &'static str, ja: &'static str) -> Option<(u8, Text)> {
    Some((rank, Text { en, ja }))
}

/// Things that have no word of their own.
fn thing(rule: Rule) -> Option<(u8, Text)> {
    match rule {
        Rule::name | Rule::reference | Rule::role_head | Rule::office_entry => at(1, "a name", "名前"),
        Rule::option => at(1, "the name of an option", "選択肢の名前"),
        Rule::assumption => at(1, "the name of an assumption or reading", "仮定か解釈の名前"),
        Rule::element => at(2, "an element", "要素"),
        Rule::list_row => at(2, "a row (`name: name, name`)", "行(「名前: 名前、名前」)"),
        Rule::grid => at(2, "a grid", "格子の表"),
        Rule::integer => at(1, "a number", "数"),
        Rule::date => at(1, "a date", "日付"),
        Rule::term | Rule::role_argument | Rule::any | Rule::duration => {
            at(1, "an element, a variable or a value", "要素か変数か値")
        }
        Rule::attribute_value => at(1, "an attribute and its value", "属性とその値"),
        Rule::formula | Rule::atom | Rule::quantified | Rule::negation | Rule::group => {
            at(1, "a condition", "条件")
        }
        Rule::who | Rule::who_list | Rule::not_who | Rule::anyone_ => {
            at(1, "a role, an office or a variable", "役割か職か変数")
        }
        Rule::sort | Rule::parameter | Rule::first_binder | Rule::binder | Rule::parameter_named => {
            at(1, "a kind", "種類の名前")
        }
        Rule::person_ | Rule::number_sort_ | Rule::duration_ => at(1, "a kind", "種類の名前"),
        Rule::cell => at(1, "`○`, `×` or `?`", "「○」「×」「?」のいずれか"),
        Rule::set_cell | Rule::set_attribute => at(1, "a cell or an attribute", "欄か属性"),
        Rule::target | Rule::category => {
            at(1, "a citation, or a category and a name", "条項の番号か、分類と名前")
        }
        Rule::verdict => at(1, "a verdict (`violated`, `proved` …)", "結果(「違反」「成立」など)"),
        _ => None,
    }
}

/// Signs.
fn sign(rule: Rule) -> Option<(u8, Text)> {
    match rule {
        Rule::close_bracket => at(1, "`)`", "「)」"),
        Rule::arguments | Rule::parameters => at(4, "`(`", "「(」"),
        Rule::open_brace | Rule::block | Rule::elements => at(4, "`{`", "「{」"),
        Rule::close_brace => at(3, "`}`", "「}」"),
        Rule::colon => at(1, "`:`", "「:」"),
        Rule::comparison => at(2, "`=`", "「=」"),
        _ => None,
    }
}

/// Clauses and small words.
fn clause(rule: Rule) -> Option<(u8, Text)> {
    match rule {
        Rule::to => at(3, "`to`", "「主体」"),
        Rule::condition => at(3, "`when`", "「要件」"),
        Rule::another => at(5, "`by another than`", "「別人」"),
        Rule::despite => at(5, "`despite`", "「優先」"),
        Rule::role_is => at(3, "`is`", "「とは」"),
        Rule::is_head_ => at(1, "`is`", "「とは」"),
        Rule::named_by => at(3, "`named by`", "「指定者」"),
        Rule::effect => at(3, "an effect (`gives`, `ends`, `records`)", "効果(「発生」「消滅」「記録先」)"),
        Rule::kind_ => at(1, "`kind`", "「種類」"),
        Rule::only_ => at(4, "`only`", "「のみ」"),
        Rule::from_ => at(1, "`from`", "「と」"),
        Rule::may_ => at(1, "`may`", "「できる」"),
        Rule::can_ | Rule::last_verb => at(2, "`できる`", "「できる」などの動詞"),
        Rule::rows_ => at(1, "`rows`", "「行」"),
        Rule::columns | Rule::column => at(1, "`columns` or `column`", "「列」か「項目」"),
        Rule::cell_ => at(1, "`cell`", "「欄」"),
        Rule::until => at(2, "`until`", "「期限」"),
        Rule::rename_to_ => at(1, "`to`", "「から」"),
        Rule::grants_ => at(1, "`grants`", "「付与」"),
        Rule::given => at(3, "`given`", "「前提」"),
        Rule::assuming => at(5, "`assuming`", "「仮に」"),
        Rule::because => at(5, "`because`", "「理由」"),
        Rule::in_force => at(5, "`in force`", "「施行」"),
        Rule::number_clause => at(5, "`number`", "「番号」"),
        Rule::text => at(6, "a text in quotation marks", "引用符で囲んだ文"),
        _ => None,
    }
}

/// Parts of formulas and claims.
fn sentence(rule: Rule) -> Option<(u8, Text)> {
    match rule {
        Rule::is | Rule::has | Rule::deed | Rule::compare | Rule::done | Rule::records | Rule::japanese => {
            at(3, "a verb (`is`, `has`, `may` …)", "述語(「は …」「を持つ」「できる」など)")
        }
        Rule::connective | Rule::who_connective => at(4, "`and`", "「かつ」"),
        Rule::always | Rule::never | Rule::possible | Rule::separate | Rule::only_may | Rule::needs => at(
            2,
            "a claim (`always`, `never`, `possible`, `separate` …)",
            "主張(「常に」「決して」「可能」「分離」など)",
        ),
        Rule::replace | Rule::repeal | Rule::add | Rule::rename | Rule::keep => {
            at(2, "a change (`replace`, `add`, `repeal` …)", "改正の内容(「改める」「加える」「削る」など)")
        }
        Rule::set => at(3, "`set`", "「定める」"),
        Rule::step => at(3, "a step", "経過の一行"),
        _ => None,
    }
}

/// What may follow any declaration.
fn last(rule: Rule) -> Option<(u8, Text)> {
    match rule {
        Rule::citation => at(LAST, CITATION, "条項の番号"),
        Rule::formerly
        | Rule::norm
        | Rule::provision
        | Rule::kind
        | Rule::role
        | Rule::property
        | Rule::EOI => at(LAST, "the next declaration", "次の宣言"),
        _ => None,
    }
}
