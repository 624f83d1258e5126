//! What stands before the first article: the name, the number, the table of contents.

use super::Reader;
use crate::import::head;
use crate::import::line::{is_blank, is_page_number, squeezed};
use crate::import::numeral::in_digits;

/// The longest line that may be a name.
const NAME: usize = 80;

impl Reader<'_> {
    /// Takes the lines that no provision begins with.
    pub(super) fn front(&mut self) {
        let mut day = None;
        while let Some(line) = self.lines.get(self.at).copied() {
            if is_contents(line.text) {
                self.contents();
                continue;
            }
            if self.begins(line.text) || self.is_wrapped_caption() {
                return;
            }
            let short = squeezed(line.text);
            if let Some(found) = number(&short, day.as_deref()) {
                self.document.number.get_or_insert(found);
            } else if is_day(&short) {
                day.get_or_insert(short);
            } else if self.document.name.is_none()
                && line.text.chars().count() <= NAME
                && !line.text.contains('。')
            {
                self.document.name = Some(head::one_line(without_mark(line.text)));
            } else if !is_page_number(line.text) {
                self.left_out.push(self.span(line));
            }
            self.at += 1;
        }
    }

    fn begins(&self, text: &str) -> bool {
        let article = head::article(text).is_some_and(|h| h.apart || h.rest.starts_with(['(', '（']));
        let caption = head::leading_caption(text);
        let above = caption.is_some_and(|(_, rest)| rest.is_empty() || head::article(rest).is_some());
        let dated = head::caption(text).is_some_and(|inner| number(&squeezed(&inner), None).is_some());
        head::chapter(text).is_some() || article || above && !dated || head::supplement(text).is_some()
    }

    /// Passes over a table of contents: until a heading stands there for the second time, or a caption.
    fn contents(&mut self) {
        let mut seen: Vec<String> = Vec::new();
        self.at += 1;
        while let Some(line) = self.lines.get(self.at).copied() {
            let listed = is_listed(line.text);
            let key = if let Some((label, _)) = head::chapter(line.text.trim_end_matches(is_leader)) {
                label
            } else if head::supplement(line.text.trim_end_matches(is_leader)).is_some()
                || squeezed(line.text).starts_with("附則(")
            {
                "附則".to_string()
            } else if head::article(line.text).is_some_and(|h| h.apart || !listed) {
                if !listed {
                    return;
                }
                squeezed(line.text)
            } else if head::leading_caption(line.text).is_some() && !listed {
                return;
            } else {
                self.at += 1;
                continue;
            };
            // 第1節 stands once in each chapter: only what belongs to the first of its kind ends the table.
            let first = seen.first().is_some_and(|first| *first == key);
            if first || key == "附則" && seen.contains(&key) {
                return;
            }
            seen.push(key);
            self.at += 1;
        }
    }
}

fn is_contents(text: &str) -> bool {
    matches!(squeezed(text).as_str(), "目次" | "(目次)" | "【目次】" | "[目次]" | "<目次>")
}

/// A title without the one sign that collections of regulations set before it; ○○ stands for a name.
fn without_mark(title: &str) -> &str {
    let mark = title.chars().next().filter(|c| "○◯〇◎●■□◆◇".contains(*c));
    let rest = mark.map_or(title, |c| &title[c.len_utf8()..]);
    if mark.is_some_and(|c| rest.starts_with(c)) { title } else { rest.trim_start_matches(is_blank) }
}

/// Dots and a page number at the end of a line.
fn is_leader(c: char) -> bool {
    is_blank(c)
        || matches!(c, '…' | '‥' | '・' | '.' | '．' | '･')
        || c.is_numeric() && !"一二三四五六七八九十".contains(c)
}

/// Whether a line of the table of contents ends in dots and a page number.
fn is_listed(text: &str) -> bool {
    let bare = text.trim_end_matches(is_leader);
    text[bare.len()..].contains(['…', '‥', '・', '･']) || text[bare.len()..].contains("..")
}

/// `平成14年11月1日`
fn is_day(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')']);
    let eras = ["明治", "大正", "昭和", "平成", "令和"];
    eras.iter().any(|era| inner.starts_with(era))
        && inner.ends_with(['日', '行', '布'])
        && inner.chars().count() < 20
}

/// `訓令甲第7号` after its day, or `平成14年11月1日訓令甲第7号`, as it is cited: 平成14年訓令甲第7号.
fn number(text: &str, day: Option<&str>) -> Option<String> {
    let text = in_digits(text.trim_matches(['(', ')']));
    let kinds =
        ["訓令", "規則", "条例", "規程", "告示", "法律", "政令", "省令", "府令", "要綱", "公告", "達"];
    let named = kinds.iter().any(|kind| text.contains(kind)) && text.contains('第') && text.ends_with('号');
    if !named || text.chars().count() > 40 {
        return None;
    }
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (format!("{year}年"), rest.to_string()),
        None => {
            match day.map(in_digits).and_then(|day| day.split_once('年').map(|(year, _)| year.to_string())) {
                Some(year) => (format!("{}年", year.trim_start_matches('(')), text.clone()),
                None => (String::new(), text.clone()),
            }
        }
    };
    let start = rest
        .find('日')
        .filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(0, |at| at + '日'.len_utf8());
    Some(format!("{year}{}", &rest[start..]))
}
