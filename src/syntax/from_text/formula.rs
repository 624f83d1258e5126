//! Formulas: precedence, and both word orders into one tree.

use super::build::{Builder, Id};
use super::grammar::Rule;
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Comparison, Formula, Node, Quantifier, Ref, Subject, Term, Verb};

/// The comparison that a sign stands for.
pub fn sign(written: &str) -> Option<Comparison> {
    Some(match written {
        "=" | "＝" | "==" => Comparison::Eq,
        "≠" | "!=" | "<>" | "！＝" => Comparison::Ne,
        "<" | "＜" => Comparison::Lt,
        "≤" | "≦" | "<=" | "＜＝" => Comparison::Le,
        ">" | "＞" => Comparison::Gt,
        "≥" | "≧" | ">=" | "＞＝" => Comparison::Ge,
        _ => return None,
    })
}

/// The formula of a node: `implies` binds loosest and to the right, then `or`, then `and`.
pub fn build(b: Builder<'_>, id: Id) -> Option<Formula> {
    let mut kids = b.kids(id);
    if let (Some(only), None) = (kids.next(), kids.next()) {
        return operand(b, only);
    }
    let mut sides = vec![vec![Vec::new()]];
    for kid in b.kids(id) {
        match (b.rule(kid), b.keyword(kid)) {
            (Rule::connective, Some(Keyword::Or)) => sides.last_mut()?.push(Vec::new()),
            (Rule::connective, Some(Keyword::Implies)) => sides.push(vec![Vec::new()]),
            (Rule::connective, _) => {}
            (Rule::citation, _) => {
                let conjunct: &mut Formula = sides.last_mut()?.last_mut()?.last_mut()?;
                conjunct.cites.push(b.citation(kid));
            }
            _ => sides.last_mut()?.last_mut()?.push(operand(b, kid)?),
        }
    }
    let side = |alternatives: Vec<Vec<Formula>>| {
        let joined = alternatives.into_iter().filter_map(|members| join(members, Node::And)).collect();
        join(joined, Node::Or)
    };
    let mut sides: Vec<Formula> = sides.into_iter().filter_map(side).collect();
    let mut formula = sides.pop()?;
    while let Some(left) = sides.pop() {
        let span = left.span.to(formula.span);
        formula = plain(span, Node::Implies(Box::new(left), Box::new(formula)));
    }
    Some(formula)
}

fn plain(span: Span, node: Node) -> Formula {
    Formula { span, node, cites: Vec::new() }
}

/// Several as one; a single one stands for itself.
fn join(mut members: Vec<Formula>, node: fn(Vec<Formula>) -> Node) -> Option<Formula> {
    if members.len() < 2 {
        return members.pop();
    }
    let span = members[0].span.to(members[members.len() - 1].span);
    Some(plain(span, node(members)))
}

fn operand(b: Builder<'_>, id: Id) -> Option<Formula> {
    let span = b.span(id);
    match b.rule(id) {
        Rule::negation => {
            let inner = operand(b, b.kids(id).last()?)?;
            Some(plain(span, Node::Not(Box::new(inner))))
        }
        Rule::quantified => {
            let quantifier = quantifier(b, b.one(id, Rule::quantifier)?)?;
            let body = Box::new(build(b, b.one(id, Rule::formula)?)?);
            Some(plain(span, Node::Quantified { quantifier, binders: b.binders(id), body }))
        }
        _ => atom(b, id),
    }
}

fn quantifier(b: Builder<'_>, id: Id) -> Option<Quantifier> {
    let count = b.one(id, Rule::integer).map_or(0, |kid| b.integer(kid));
    Some(match b.keyword(id)? {
        Keyword::Every => Quantifier::Every,
        Keyword::Some => Quantifier::Some,
        Keyword::No => Quantifier::No,
        Keyword::AtMost => Quantifier::AtMost(count),
        Keyword::AtLeast => Quantifier::AtLeast(count),
        _ => Quantifier::Exactly(count),
    })
}

/// What stands before the verb.
enum Left {
    Ref(Ref),
    Term(Term),
}

impl Left {
    fn term(self) -> Option<Term> {
        match self {
            Left::Ref(Ref { name, args: None, .. }) => Some(Term::Name(name)),
            Left::Ref(_) => None,
            Left::Term(term) => Some(term),
        }
    }
}

fn atom(b: Builder<'_>, id: Id) -> Option<Formula> {
    let first = b.kids(id).next()?;
    let mut formula = match b.rule(first) {
        Rule::group => {
            let inner = build(b, b.one(first, Rule::formula)?)?;
            Formula { span: b.span(first), ..inner }
        }
        Rule::due => plain(b.span(first), Node::Due(b.reference_of(first)?)),
        Rule::universal => plain(b.span(first), universal(b, first)?),
        _ => statement(b, id)?,
    };
    for kid in b.all(id, Rule::not_after_) {
        let span = formula.span.to(b.span(kid));
        formula = plain(span, Node::Not(Box::new(formula)));
    }
    Some(formula)
}

/// `anyone may A`, `何人も A できる`
fn universal(b: Builder<'_>, id: Id) -> Option<Node> {
    let subject = Subject::Anyone(b.first_word(id));
    let inner = b.one(id, Rule::deed).unwrap_or(id);
    let verb = verb(b, b.one(id, Rule::deed).or_else(|| b.one(id, Rule::last_verb))?)?;
    Some(Node::Deed { subject, verb, act: b.reference_of(inner)? })
}

/// The verb a node begins with.
fn verb(b: Builder<'_>, id: Id) -> Option<Verb> {
    Some(match b.keyword(id)? {
        Keyword::May => Verb::May,
        Keyword::MayNot => Verb::MayNot,
        Keyword::Did => Verb::Did,
        Keyword::Does => Verb::Does,
        Keyword::Must => Verb::Must,
        _ => return None,
    })
}

/// A subject, its attributes, and what is said of it.
fn statement(b: Builder<'_>, id: Id) -> Option<Formula> {
    let first = b.kids(id).next()?;
    let mut span = b.span(first);
    let mut left = match b.rule(first) {
        Rule::name => Left::Ref(Ref { span, name: b.name(first), args: None }),
        _ => Left::Term(b.simple_term(first)?),
    };
    let mut predicate = None;
    for kid in b.kids(id).skip(1) {
        match (b.rule(kid), left) {
            (Rule::not_after_, before) => {
                left = before;
                break;
            }
            (Rule::arguments, Left::Ref(act)) => {
                let args = Some(b.arguments(kid));
                left = Left::Ref(Ref { span: act.span.to(b.span(kid)), args, ..act });
            }
            (Rule::name, before) => left = Left::Term(b.attribute(before.term()?, kid)),
            (_, before) => {
                left = before;
                predicate = Some(kid);
            }
        }
        span = span.to(b.span(kid));
    }
    let node = match (predicate, left) {
        (Some(kid), left) => predicated(b, left, kid)?,
        (None, Left::Ref(reference)) => Node::Apply(reference),
        (None, Left::Term(_)) => return None,
    };
    Some(plain(span, node))
}

fn predicated(b: Builder<'_>, left: Left, id: Id) -> Option<Node> {
    match (b.rule(id), left) {
        (Rule::done, Left::Ref(act)) => Some(Node::Done(act)),
        (Rule::records, Left::Ref(act)) => {
            Some(Node::Records { act, record: b.term(b.one(id, Rule::term)?)? })
        }
        (rule, left) => {
            let subject = left.term()?;
            match rule {
                Rule::compare => compare(b, subject, id),
                Rule::japanese => japanese(b, subject, id),
                Rule::is => is(b, subject, id),
                Rule::has => {
                    let only = b.keyword(id) == Some(Keyword::HasOnly);
                    Some(Node::Has { subject, only, what: b.reference_of(id)? })
                }
                Rule::deed => {
                    let (verb, act) = (verb(b, id)?, b.reference_of(id)?);
                    Some(Node::Deed { subject: Subject::Term(subject), verb, act })
                }
                _ => None,
            }
        }
    }
}

fn compare(b: Builder<'_>, left: Term, id: Id) -> Option<Node> {
    let op = sign(b.written(b.one(id, Rule::comparison)?))?;
    Some(Node::Compare { op, left, right: b.term(b.one(id, Rule::term)?)? })
}

fn is(b: Builder<'_>, subject: Term, id: Id) -> Option<Node> {
    let who = b.who(b.one(id, Rule::who)?)?;
    let span = subject.span().to(who.span);
    let node = Node::Is { subject, who };
    Some(if b.has(id, Rule::not_) { Node::Not(Box::new(plain(span, node))) } else { node })
}

/// `p は R`, `p は F(x) を持つ`, `p は A(x) できる`
fn japanese(b: Builder<'_>, subject: Term, id: Id) -> Option<Node> {
    let Some(last) = b.one(id, Rule::last_verb) else {
        return Some(Node::Is { subject, who: b.who(b.one(id, Rule::who)?)? });
    };
    let what = b.reference_of(id)?;
    Some(match b.keyword(last)? {
        Keyword::Has => Node::Has { subject, only: false, what },
        Keyword::HasOnly => Node::Has { subject, only: true, what },
        _ => Node::Deed { subject: Subject::Term(subject), verb: verb(b, last)?, act: what },
    })
}
