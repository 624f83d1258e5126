//! Formulas: precedence, and both word orders into one tree.

use super::build::{Builder, Id};
use super::grammar::Rule;
use crate::source::Span;
use crate::syntax::tree::{Comparison, Formula, Node, Quantifier, Ref, Subject, Term, Verb, Who, WhoNode};

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
    let mut sides = vec![vec![Vec::new()]];
    for kid in b.kids(id) {
        match b.rule(kid) {
            Rule::and_ => {}
            Rule::or_ => sides.last_mut()?.push(Vec::new()),
            Rule::implies_ => sides.push(vec![Vec::new()]),
            Rule::citation => {
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
    Some(match b.rule(b.kids(id).next()?) {
        Rule::every_ => Quantifier::Every,
        Rule::some_ => Quantifier::Some,
        Rule::no_ => Quantifier::No,
        Rule::at_most_ => Quantifier::AtMost(count),
        Rule::at_least_ => Quantifier::AtLeast(count),
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
    let kids: Vec<Id> = b.kids(id).collect();
    let first = *kids.first()?;
    let after = kids.iter().filter(|&&kid| b.rule(kid) == Rule::not_after_).count();
    let parts = &kids[..kids.len() - after];
    let end = b.span(*parts.last()?);
    let mut formula = match b.rule(first) {
        Rule::group => {
            let inner = build(b, b.one(first, Rule::formula)?)?;
            Formula { span: b.span(first), ..inner }
        }
        Rule::due => plain(end, Node::Due(b.reference_of(first)?)),
        Rule::universal => plain(end, universal(b, first)?),
        _ => statement(b, parts)?,
    };
    for &kid in &kids[kids.len() - after..] {
        let span = formula.span.to(b.span(kid));
        formula = plain(span, Node::Not(Box::new(formula)));
    }
    Some(formula)
}

/// `anyone may A`, `何人も A できる`
fn universal(b: Builder<'_>, id: Id) -> Option<Node> {
    let subject = Subject::Anyone(b.span(b.one(id, Rule::anyone_)?));
    let inner = b.one(id, Rule::deed).unwrap_or(id);
    let verb = b.kids(inner).find_map(|kid| verb(b.rule(kid)))?;
    Some(Node::Deed { subject, verb, act: b.reference_of(inner)? })
}

fn verb(rule: Rule) -> Option<Verb> {
    Some(match rule {
        Rule::may_ | Rule::can_ => Verb::May,
        Rule::may_not_ | Rule::cannot_ => Verb::MayNot,
        Rule::did_ | Rule::did_last_ => Verb::Did,
        Rule::does_ | Rule::does_last_ => Verb::Does,
        Rule::must_ | Rule::must_last_ => Verb::Must,
        _ => return None,
    })
}

/// A subject, its attributes, and what is said of it.
fn statement(b: Builder<'_>, parts: &[Id]) -> Option<Formula> {
    let (&first, rest) = parts.split_first()?;
    let span = b.span(first).to(b.span(*parts.last()?));
    let mut left = match b.rule(first) {
        Rule::call => Left::Ref(b.reference(first)?),
        Rule::name => Left::Ref(Ref { span: b.span(first), name: b.name(first), args: None }),
        _ => Left::Term(b.simple_term(first)?),
    };
    let mut predicate = None;
    for &kid in rest {
        match b.rule(kid) {
            Rule::attribute => left = Left::Term(b.attribute(left.term()?, kid)?),
            _ => predicate = Some(kid),
        }
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
        (Rule::done_ | Rule::done_after_, Left::Ref(act)) => Some(Node::Done(act)),
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
                    let only = b.has(id, Rule::has_only_);
                    Some(Node::Has { subject, only, what: b.reference_of(id)? })
                }
                Rule::deed => {
                    let verb = b.kids(id).find_map(|kid| verb(b.rule(kid)))?;
                    Some(Node::Deed { subject: Subject::Term(subject), verb, act: b.reference_of(id)? })
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
    let Some(what) = b.reference_of(id) else {
        return Some(Node::Is { subject, who: b.who(b.one(id, Rule::who)?)? });
    };
    let last = b.kids(id).last()?;
    Some(match b.rule(last) {
        Rule::have_ => Node::Has { subject, only: false, what },
        Rule::have_only_ => Node::Has { subject, only: true, what },
        rule => match verb(rule) {
            Some(verb) => Node::Deed { subject: Subject::Term(subject), verb, act: what },
            None => Node::Is { subject, who: Who { span: what.span, node: WhoNode::Ref(what) } },
        },
    })
}
