//! Names as they are written in a text: bare where they are one word, else between 「 and 」.

use super::from_text::continues_name;
use super::keywords::Keyword;
use crate::problem::Lang;

/// A name as it may stand in a text: between 「 and 」 unless it is one word that means nothing else.
pub fn quoted(name: &str) -> String {
    let word = name.chars().all(continues_name) && !name.starts_with(|c: char| c.is_numeric());
    let word = word && !name.contains(['・', '･']) && !name.is_empty() && !is_keyword(name);
    if word { name.to_string() } else { format!("「{}」", name.replace(['「', '」', '\n'], "")) }
}

/// Whether the name is a word of the language somewhere.
fn is_keyword(name: &str) -> bool {
    Keyword::ALL.iter().any(|word| [Lang::En, Lang::Ja].iter().any(|lang| word.spelling(*lang) == name))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn only_single_words_stand_bare() {
        for bare in ["clerk", "鍵貸与", "head_of", "レベル3"] {
            assert_eq!(quoted(bare), bare);
        }
        for name in ["name clerk", "when", "別人", "3階", "統合端末(他部署)", ""] {
            assert_eq!(quoted(name), format!("「{name}」"));
        }
    }
}
