//! Headings of a text: chapters, articles (also several at once, 削除), 附則, 別表, captions.

use unicode_normalization::UnicodeNormalization;

use super::line::{is_blank, reads_on, squeezed};
use super::numeral::{Numeral, branches, in_digits, number};

/// The number of an article at the start of a line; several numbers when a range is 削除.
#[derive(Debug, Clone)]
pub struct ArticleHead<'a> {
    pub numbers: Vec<Numeral>,
    /// `条`; nothing in texts that count 第1, 第2.
    pub counter: &'static str,
    /// What stands after it.
    pub rest: &'a str,
    /// Whether a blank (or nothing) follows.
    pub apart: bool,
}

/// The head of an article.
pub fn article(line: &str) -> Option<ArticleHead<'_>> {
    let (first, counter, rest) = one_article(line)?;
    if !counter.is_empty()
        && let Some(numbers) = several(first.clone(), rest)
    {
        return Some(ArticleHead { numbers, counter, rest: "削除", apart: true });
    }
    let apart = rest.is_empty() || rest.starts_with(is_blank);
    let rest = rest.trim_start_matches(is_blank);
    let known = !counter.is_empty() || apart && !rest.is_empty();
    known.then_some(ArticleHead { numbers: vec![first], counter, rest, apart })
}

fn one_article(line: &str) -> Option<(Numeral, &'static str, &str)> {
    let inner = line.strip_prefix('第')?.trim_start_matches(is_blank);
    let (value, rest) = number(inner)?;
    let bare = rest.trim_start_matches(is_blank);
    let (counter, rest) = bare.strip_prefix('条').map_or(("", rest), |rest| ("条", rest));
    let (branches, rest) = branches(rest);
    Some((Numeral { value, branches }, counter, rest))
}

/// `から第7条まで 削除`, `及び第6条 削除`, `、第6条及び第7条　削除` after a first number.
pub fn several(first: Numeral, rest: &str) -> Option<Vec<Numeral>> {
    let mut numbers = vec![first];
    let mut rest = rest.trim_start_matches(is_blank);
    while !deleted(rest) {
        let ranges = ["から", "~", "〜", "～", "－", "―", "-"];
        let range = ranges.iter().find_map(|word| rest.strip_prefix(word));
        let joined = ["及び", "並びに", "、", "・", "，"].iter().find_map(|word| rest.strip_prefix(word));
        let next = range.or(joined)?.trim_start_matches(is_blank);
        let (numeral, _, after) = one_article(next).or_else(|| bare(next))?;
        if range.is_some() {
            let from = numbers.pop()?;
            numbers.extend(from.up_to(&numeral)?);
        } else {
            numbers.push(numeral);
        }
        let after = after.trim_start_matches(is_blank);
        rest = after.strip_prefix("まで").unwrap_or(after).trim_start_matches(is_blank);
    }
    (numbers.len() > 1 && numbers.len() < 1000).then_some(numbers)
}

/// A number of an item, as in `三及び四 削除` or `(3)から(5)まで 削除`.
fn bare(text: &str) -> Option<(Numeral, &'static str, &str)> {
    let open = text.strip_prefix(['(', '（']);
    let (value, rest) = number(open.unwrap_or(text))?;
    let (branches, rest) = branches(rest);
    let rest = if open.is_some() { rest.strip_prefix([')', '）'])? } else { rest };
    Some((Numeral { value, branches }, "", rest))
}

/// Whether this is all that is left of a provision.
pub fn deleted(text: &str) -> bool {
    text.starts_with("削") && matches!(squeezed(text).as_str(), "削除" | "削除。" | "削る")
}

/// `第2章 総則` and its like: its label and all of it.
pub fn chapter(line: &str) -> Option<(String, String)> {
    let inner = line.strip_prefix('第')?;
    let (_, rest) = number(inner.trim_start_matches(is_blank))?;
    let bare = rest.trim_start_matches(is_blank);
    let rest = bare.strip_prefix(['編', '章', '節', '款', '目'])?;
    // 第1 目的 counts without a counter.
    if bare.starts_with('目') && !(rest.is_empty() || rest.starts_with(is_blank)) {
        return None;
    }
    let (_, rest) = branches(rest);
    let label = squeezed(&line[..line.len() - rest.len()]);
    let title = rest.trim_start_matches(is_blank);
    let apart = rest.len() != title.len();
    let sentence = title.contains('。')
        || title.ends_with('、')
        || !apart && title.contains('、')
        || title.chars().count() > 60;
    let reference = !apart && reads_on(title);
    (!sentence && !reference).then(|| {
        let all = format!("{} {}", in_digits(&label), one_line(title));
        (in_digits(&label), all.trim_end().to_string())
    })
}

/// 附則 with what identifies it: the amendment in brackets, or nothing. 抄 is left out.
pub fn supplement(line: &str) -> Option<Option<String>> {
    let line = squeezed(line);
    let rest = line.strip_prefix("附則").or_else(|| line.strip_prefix("付則"))?;
    let rest = rest.strip_suffix('抄').unwrap_or(rest);
    if rest.is_empty() {
        return Some(None);
    }
    identified(rest).map(Some)
}

/// `(平成16年9月1日訓令甲第4号)`, with or without its brackets, as it is shown.
pub fn identified(rest: &str) -> Option<String> {
    let rest = squeezed(rest);
    let rest = rest.strip_suffix('抄').unwrap_or(&rest);
    let bracketed = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
    let inner = bracketed.unwrap_or(rest);
    let eras = ["明治", "大正", "昭和", "平成", "令和"];
    let dated =
        eras.iter().any(|era| inner.starts_with(era)) || inner.starts_with(|c: char| c.is_ascii_digit());
    let known = dated && (bracketed.is_some() || inner.ends_with('号') || inner.ends_with('日'));
    (known && inner.chars().count() < 60).then(|| in_digits(inner))
}

/// What stands beside the articles: 別表第1, 別紙2, 様式第3号(第5条関係), 別記.
#[derive(Debug, Clone)]
pub struct AnnexHead {
    /// `別表第1`
    pub name: String,
    /// What stands in brackets after it, `第3条関係`, or its title.
    pub caption: Option<String>,
}

/// The head of an annex, if the whole line is one.
pub fn annex(line: &str) -> Option<AnnexHead> {
    let plain: String = line.nfkc().collect();
    let names = ["別記様式", "別表", "別紙", "様式", "別記", "別図", "付録", "附録", "付表", "附表", "別添"];
    let (mut name, mut rest) = (String::new(), plain.as_str());
    if let Some(inner) = plain.strip_prefix('第') {
        // 第1号様式
        let (value, after) = number(inner)?;
        let after = after.strip_prefix('号')?;
        let (more, after) = branches(after);
        rest = after.strip_prefix("様式")?;
        name = format!("第{value}号{}様式", Numeral { value, branches: more }.tail());
    } else {
        let word = names.iter().find_map(|word| spread(rest, word).map(|after| (*word, after)))?;
        name.push_str(word.0);
        rest = word.1;
        let open = rest.trim_start_matches(is_blank);
        let ordinal = open.strip_prefix('第');
        if let Some((value, after)) = number(ordinal.unwrap_or(open)) {
            let counted = after.strip_prefix('号').filter(|_| ordinal.is_some());
            let (more, after) = branches(counted.unwrap_or(after));
            let (first, counter) =
                (if ordinal.is_some() { "第" } else { "" }, if counted.is_some() { "号" } else { "" });
            name.push_str(&format!("{first}{value}{counter}{}", Numeral { value, branches: more }.tail()));
            rest = after;
        }
    }
    titled(name, rest)
}

/// What may stand after the name of an annex: nothing, a bracket, or a title apart from it.
fn titled(name: String, rest: &str) -> Option<AnnexHead> {
    let title = rest.trim_matches(is_blank);
    if title.is_empty() {
        return Some(AnnexHead { name, caption: None });
    }
    let bracketed = title.strip_prefix('(').and_then(|t| t.strip_suffix(')')).filter(|t| !t.contains(')'));
    let apart = rest.starts_with(is_blank) || title.starts_with('(');
    let short = title.chars().count() <= 60 && !title.contains(['。', '、']);
    let good = bracketed.is_some() || apart && short && !reads_on(title);
    good.then(|| AnnexHead { name, caption: Some(one_line(bracketed.unwrap_or(title))) })
}

/// `word` at the start of `text`, however it is spread (別　表), and what stands after it.
fn spread<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for c in word.chars() {
        rest = rest.trim_start_matches(is_blank).strip_prefix(c)?;
    }
    Some(rest)
}

/// The caption that a bracket holds, if a line is nothing but this: `（趣旨）`, `【趣旨】`.
pub fn caption(text: &str) -> Option<String> {
    let (inner, rest) = leading_caption(text)?;
    rest.is_empty().then_some(inner)
}

/// The caption at the start of a text, and what stands after it.
pub fn leading_caption(text: &str) -> Option<(String, &str)> {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕')];
    let first = text.chars().next()?;
    let (_, close) = pairs.iter().find(|(open, _)| *open == first)?;
    let mut depth = 0;
    let twin = |c: char| {
        if c == '(' || c == '（' {
            '('
        } else if c == ')' || c == '）' {
            ')'
        } else {
            c
        }
    };
    for (at, c) in text.char_indices() {
        if twin(c) == twin(first) {
            depth += 1;
        } else if twin(c) == twin(*close) {
            depth -= 1;
        }
        if depth == 0 {
            let inner = one_line(&text[first.len_utf8()..at]);
            let good = !inner.is_empty() && inner.chars().count() <= 60 && !inner.contains('。');
            return good.then(|| (inner, text[at + c.len_utf8()..].trim_start_matches(is_blank)));
        }
    }
    None
}

/// Runs of blanks made one, none between Japanese signs.
pub fn one_line(text: &str) -> String {
    let wide = |c: char| !c.is_ascii();
    let mut out = String::new();
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        let joined = out.is_empty() || out.ends_with(wide) && word.starts_with(wide);
        if !joined {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
