//! Classes of characters: what is blank, what a name is made of, which ASCII sign a full-width one stands for.

/// White space between words, the ideographic space among it.
pub fn is_blank(c: char) -> bool {
    c == ' '
        || c == '\n'
        || c == '\t'
        || c == '\u{3000}'
        || (c != '\u{85}' && c.is_whitespace())
        || c == '\u{FEFF}'
}

/// A character a name may begin with (UAX #31).
pub fn starts_name(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='龥' => true,
        _ => unicode_ident::is_xid_start(c),
    }
}

/// A character a name may go on with (UAX #31, and ・ ･ which joined it in Unicode 15.1).
pub fn continues_name(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric() || c == '_',
        // What most names here are made of, without a look at the tables.
        'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='龥' => true,
        _ => unicode_ident::is_xid_continue(c) || is_middle_dot(c),
    }
}

/// ・ and its half-width form: only inside a name, never at its end.
pub fn is_middle_dot(c: char) -> bool {
    c == '・' || c == '･'
}

/// The value of a digit, ASCII or full-width.
pub fn digit(c: char) -> Option<i64> {
    match c {
        '0'..='9' => Some(i64::from(u32::from(c) - u32::from('0'))),
        '０'..='９' => Some(i64::from(u32::from(c) - u32::from('０'))),
        _ => None,
    }
}

/// The ASCII twin of a full-width or ideographic sign; other characters stay as they are.
pub fn twin(c: char) -> char {
    match c {
        '、' | '，' | '､' => ',',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The first character of `text` from byte `at`.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The byte after the longest run from `at` of characters that `test` accepts.
pub fn run_end(text: &str, at: usize, test: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.char_indices().find(|(_, c)| !test(*c));
    at + end.map_or(rest.len(), |(index, _)| index)
}

/// The byte after the name that begins at `at`.
pub fn name_end(text: &str, at: usize) -> usize {
    let end = run_end(text, at, continues_name);
    at + text[at..end].trim_end_matches(is_middle_dot).len()
}
