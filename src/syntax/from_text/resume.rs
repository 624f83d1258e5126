//! Where reading can go on inside a declaration after a mistake in it: at the next clause, step or element. What is
//! read from there is thrown away; only further mistakes count.

use std::ops::Range;

use super::grammar::Rule;
use super::lexer::Words;
use super::split::keyword;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::TokenKind;

/// The rule and the words to go on with after a failure at `token` of the declaration `range`.
pub fn after(words: &Words, token: usize, range: &Range<usize>) -> Option<(Rule, Range<usize>)> {
    let mut later = token + 1..range.end;
    let (rule, start) = match keyword(words, range.start)? {
        Keyword::Permit | Keyword::Forbid | Keyword::Duty | Keyword::Role | Keyword::Act => {
            (Rule::rest_of_clauses, later.find(|&index| opens_clause(words, index)))
        }
        Keyword::Scenario => (Rule::rest_of_steps, later.find(|&index| words.fresh(index))),
        Keyword::Kind | Keyword::Open => {
            let comma = later.find(|&index| words.tokens[index].kind == TokenKind::Punctuation(','));
            (Rule::rest_of_elements, comma.map(|index| index + 1))
        }
        _ => return None,
    };
    start.map(|start| (rule, start..range.end)).filter(|(_, rest)| !rest.is_empty())
}

fn opens_clause(words: &Words, index: usize) -> bool {
    use Keyword as K;
    let clause =
        [K::When, K::Unless, K::ByAnotherThan, K::Despite, K::Gives, K::Ends, K::Records, K::NamedBy];
    keyword(words, index).is_some_and(|word| clause.contains(&word))
}
