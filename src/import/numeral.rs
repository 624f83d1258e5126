//! Numbers of provisions: ASCII, full-width and kanji digits, with branches (第3条の2).

use crate::syntax::kanji_number;

/// The largest number that a part of a regulation has.
const LARGEST: i64 = 9999;

/// A number with its branches: 3, or 3の2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Numeral {
    pub value: i64,
    pub branches: Vec<i64>,
}

impl Numeral {
    /// A number without branches.
    pub fn plain(value: i64) -> Self {
        Self { value, branches: Vec::new() }
    }

    /// Whether it is the next after `last`: 4 or 3の2 after 3, 3の3 or 4 after 3の2.
    pub fn follows(&self, last: &Numeral) -> bool {
        if self.branches.is_empty() {
            return self.value == last.value + 1;
        }
        let (own, before) = (&self.branches, &last.branches);
        let Some((end, start)) = own.split_last() else { return false };
        let deeper = own.len() == before.len() + 1 && start == before && *end <= 2;
        let next =
            before.len() >= own.len() && before[..start.len()] == *start && before[start.len()] + 1 == *end;
        self.value == last.value && (deeper || next)
    }

    /// `の2の3`, or nothing.
    pub fn tail(&self) -> String {
        self.branches.iter().map(|branch| format!("の{branch}")).collect()
    }

    /// All numbers from this one to `last`, if both differ in their last place only.
    pub fn up_to(&self, last: &Numeral) -> Option<Vec<Numeral>> {
        if self.branches.is_empty() && last.branches.is_empty() && last.value - self.value < 1000 {
            return Some((self.value..=last.value).map(Numeral::plain).collect());
        }
        let ((from, start), (to, end)) = (self.branches.split_last()?, last.branches.split_last()?);
        if self.value != last.value || start != end || to - from >= 1000 {
            return None;
        }
        let one = |n| Numeral { value: self.value, branches: [start, &[n][..]].concat() };
        Some((*from..=*to).map(one).collect())
    }
}

/// The number in digits or kanji at the start of `text`, and what stands after it.
pub fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| digit(c).is_none()).unwrap_or(text.len());
    let (value, end) = if end > 0 {
        let value =
            text[..end].chars().filter_map(digit).try_fold(0_i64, |n, d| n.checked_mul(10)?.checked_add(d));
        (value?, end)
    } else {
        kanji_number(text, 0)?
    };
    (0..=LARGEST).contains(&value).then_some((value, &text[end..]))
}

/// `の2の3` at the start of `text`, and what stands after it.
pub fn branches(mut text: &str) -> (Vec<i64>, &str) {
    let mut found = Vec::new();
    while let Some((value, rest)) = text.strip_prefix('の').and_then(number) {
        found.push(value);
        text = rest;
    }
    (found, text)
}

/// The value of a digit, ASCII or full-width.
fn digit(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(i64::from(u32::from(c) - u32::from(zero)))
}

/// What is counted where a kanji number and one in digits mean the same.
const COUNTERS: [char; 11] = ['年', '月', '日', '条', '項', '号', '章', '節', '款', '目', '編'];

/// The text with kanji numbers of provisions and dates in ASCII digits: 第十三条の二 is 第13条の2.
pub fn in_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut before = '\0';
    // Whether a branch may stand here: after the counter of a number.
    let mut counted = false;
    while let Some(c) = text[at..].chars().next() {
        let found = kanji_number(text, at).filter(|(value, _)| (0..=LARGEST).contains(value));
        if let Some((value, end)) = found {
            let after = text[end..].chars().next();
            let counts = after.is_some_and(|c| COUNTERS.contains(&c));
            let branch = before == 'の' && counted;
            if before == '第' || branch || counts {
                out.push_str(&value.to_string());
            } else {
                out.push_str(&text[at..end]);
            }
            counted = branch;
            before = '0';
            at = end;
            continue;
        }
        let numbered = COUNTERS.contains(&before) || counted && before.is_ascii_digit();
        let goes_on = c == 'の' && numbered || c.is_ascii_digit() && counted;
        counted = COUNTERS.contains(&c) || goes_on;
        out.push(c);
        before = c;
        at += c.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_follow_one_another() {
        let of = |value, branches: &[i64]| Numeral { value, branches: branches.to_vec() };
        assert!(of(4, &[]).follows(&of(3, &[2, 2])));
        assert!(of(3, &[2]).follows(&of(3, &[])));
        assert!(of(3, &[3]).follows(&of(3, &[2, 2])));
        assert!(of(3, &[2, 2]).follows(&of(3, &[2])));
        assert!(!of(5, &[]).follows(&of(3, &[])));
        assert!(!of(4, &[2]).follows(&of(3, &[])));
    }

    #[test]
    fn kanji_numbers_of_provisions_are_digits() {
        assert_eq!(in_digits("第十三条の二第一項"), "第13条の2第1項");
        assert_eq!(in_digits("平成十四年十一月一日"), "平成14年11月1日");
        assert_eq!(in_digits("一部の者"), "一部の者");
        assert_eq!(in_digits("平成二八年規則第百号"), "平成28年規則第100号");
    }
}
