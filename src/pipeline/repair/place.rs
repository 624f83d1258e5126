//! Where a declaration stands, and the change of an amendment that puts another text in its place.

use super::base::Base;
use crate::problem::Lang;
use crate::source::{Sources, Span};
use crate::syntax::keywords::Keyword;
use crate::syntax::quoted;
use crate::syntax::tree::{Condition, Item, Name, Norm, NormVerb, Provision, Tree};

/// A declaration of the wording, outside of readings.
pub struct Place<'t> {
    sources: &'t Sources,
    pub item: &'t Item,
    provision: Option<&'t Provision>,
    /// Category and name, if those mean this declaration and no other.
    name: Option<String>,
    /// How many declarations go by one name, this among them: the lines of a role.
    pub alike: usize,
}

impl<'t> Place<'t> {
    /// The declaration at this span; none if it stands in an option of a reading, which no amendment can name.
    pub fn find(base: &'t Base<'t>, span: Span) -> Option<Self> {
        let (trees, sources) = (&base.resolved.trees, &base.resolved.sources);
        let (item, provision) = trees.iter().find_map(|tree| among(&tree.items, None, span))?;
        let mut alike = 1;
        let name = names(item).into_iter().find(|name| {
            let gone = base.takes_out(name);
            alike = alike.max(gone.len());
            gone == [span]
        });
        Some(Self { sources, item, provision, name, alike })
    }

    /// The text of the declaration.
    pub fn text(&self) -> &'t str {
        self.sources.text(self.item.span())
    }

    /// The declaration with other words at some places of it, which must follow one another.
    pub fn with(&self, edits: &[(Span, &str)]) -> String {
        let (whole, begin) = (self.text(), self.item.span().start);
        let offset = |at: u32| (at.saturating_sub(begin)) as usize;
        let mut out = String::new();
        let mut done = 0;
        for (span, text) in edits {
            out.push_str(whole.get(done..offset(span.start)).unwrap_or_default());
            out.push_str(text);
            done = offset(span.end);
        }
        out + whole.get(done..).unwrap_or_default()
    }

    /// The change that puts this text in the place of the declaration (none: takes it out): by the declaration's own
    /// name, or by what else its provision holds. None where neither is possible.
    pub fn change(&self, text: Option<&str>) -> Option<String> {
        if let Some(target) = &self.name {
            return Some(match text {
                Some(text) => format!("replace {target} {{ {text} }}"),
                None => format!("repeal {target}"),
            });
        }
        let provision = self.provision?;
        let number = self.sources.text(provision.number.span).trim_start_matches(['@', '＠']);
        let span = self.item.span();
        let items = provision.block.iter().flatten().filter(|item| !matches!(item, Item::Provision(_)));
        let texts = items.filter_map(|item| match (item.span() == span, text) {
            (true, text) => text.map(str::to_string),
            (false, _) => Some(self.sources.text(item.span()).to_string()),
        });
        let texts: Vec<String> = texts.map(|text| format!("{text}\n")).collect();
        Some(format!("replace @{number} {{\n{}}}", texts.concat()))
    }
}

/// The ways in which an amendment may name a declaration: by category and name, a norm by its act as well.
fn names(item: &Item) -> Vec<String> {
    let named = |word: Keyword, name: &Name| format!("{} {}", word.spelling(Lang::En), quoted(&name.text));
    match item {
        Item::Norm(norm) => {
            norm.name.iter().chain([&norm.act.name]).map(|name| named(verb(norm.verb), name)).collect()
        }
        Item::Role(role) => vec![named(Keyword::Role, &role.head.name)],
        _ => Vec::new(),
    }
}

/// The places of all declarations, wherever they stand.
pub fn places(trees: &[Tree]) -> Vec<Span> {
    fn within(items: &[Item], found: &mut Vec<Span>) {
        for item in items {
            found.push(item.span());
            if let Item::Provision(provision) = item {
                within(provision.block.as_deref().unwrap_or_default(), found);
            }
        }
    }
    let mut found = Vec::new();
    trees.iter().for_each(|tree| within(&tree.items, &mut found));
    found
}

/// The declaration of this span among these, and the provision in whose block it stands.
fn among<'t>(
    items: &'t [Item],
    provision: Option<&'t Provision>,
    span: Span,
) -> Option<(&'t Item, Option<&'t Provision>)> {
    items.iter().find_map(|item| match item {
        item if item.span() == span => Some((item, provision)),
        Item::Provision(inner) => among(inner.block.as_deref().unwrap_or_default(), Some(inner), span),
        _ => None,
    })
}

fn verb(verb: NormVerb) -> Keyword {
    match verb {
        NormVerb::Permit => Keyword::Permit,
        NormVerb::Forbid => Keyword::Forbid,
        NormVerb::Duty => Keyword::Duty,
    }
}

/// The empty place after which a norm's conditions begin: behind its WHO, or its act.
fn head_end(norm: &Norm) -> Span {
    norm.to.as_ref().map_or(norm.act.span, |who| who.span).after()
}

/// The edit that gives a norm one more condition.
pub fn narrowed(place: &Place, norm: &Norm, condition: &str) -> String {
    one_more(place, &norm.conditions, head_end(norm), condition)
}

/// The edit that gives a declaration one more condition, which stands behind its `when`, or else at `end`.
pub fn one_more(place: &Place, conditions: &[Condition], end: Span, condition: &str) -> String {
    let when = conditions.iter().rev().find(|it| !it.unless);
    let (at, word) = match when {
        Some(when) if goes_on(&when.formula) => (when.span.after(), "and"),
        Some(when) => (when.span.after(), "when"),
        None => (end, "when"),
    };
    place.with(&[(at, &format!(" {word} {condition}"))])
}

/// Whether `and` after the formula adds to all of it.
fn goes_on(formula: &crate::syntax::tree::Formula) -> bool {
    use crate::syntax::tree::Node;
    match &formula.node {
        Node::Or(_) | Node::Implies(..) | Node::Quantified { .. } => false,
        Node::Not(inner) => goes_on(inner),
        Node::And(parts) => parts.last().is_none_or(goes_on),
        _ => true,
    }
}

/// The edit that says by whom else than the one who did another act the norm's act is done.
pub fn by_another(place: &Place, norm: &Norm, other: &str) -> String {
    let conditions = norm.conditions.last().map(|condition| condition.span);
    let ends = [conditions, norm.another.last().map(|other| other.span), Some(head_end(norm))];
    let at = ends.into_iter().flatten().max_by_key(|span| span.end).map_or(head_end(norm), Span::after);
    place.with(&[(at, &format!(" by another than {other}"))])
}

/// The edit that takes one condition, or one conjunct of it, out of a norm: that at this span.
pub fn without(place: &Place, norm: &Norm, span: Span) -> Option<String> {
    use crate::syntax::tree::Node;
    if let Some(who) = norm.to.as_ref().filter(|who| who.span == span) {
        return Some(place.with(&[(who.span, "anyone")]));
    }
    let inside = |outer: Span| outer.file == span.file && outer.start <= span.start && span.end <= outer.end;
    let condition = norm.conditions.iter().find(|condition| inside(condition.span))?;
    let Node::And(parts) = &condition.formula.node else {
        return Some(place.with(&[(condition.span, "")]));
    };
    let index = parts.iter().position(|part| part.span == span)?;
    // With the `and` before it, or after it if it is the first; with the citations that belong to it.
    let gone = match (index.checked_sub(1).and_then(|before| parts.get(before)), parts.get(index + 1)) {
        (_, Some(next)) => Span { end: next.span.start, ..span },
        (Some(before), None) => Span { start: cited_end(before), end: condition.span.end, ..span },
        (None, None) => return None,
    };
    Some(place.with(&[(gone, " ")]))
}

/// The end of a conjunct with its citations.
fn cited_end(formula: &crate::syntax::tree::Formula) -> u32 {
    formula.cites.iter().map(|cite| cite.span.end).fold(formula.span.end, u32::max)
}
