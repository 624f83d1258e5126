//! Conditions that one more word can say: a fact, a post, a deed, or that two are not the same.

use std::collections::BTreeSet;

use super::edit::Said;
use crate::model::eval::Ground;
use crate::model::{ActId, Claim, ElementId, Model, RelationId, RelationKind, Sort, Value};
use crate::problem::Lang;
use crate::proof::{Deed, Event, Witness};
use crate::syntax::keywords::Keyword;
use crate::syntax::quoted;

/// More ways to fill the places of one relation or act are not written down.
const WAYS: usize = 6;

/// What a claim speaks of, or the courses that break it.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub relations: BTreeSet<RelationId>,
    pub acts: BTreeSet<ActId>,
    /// Things for which somebody in these courses holds a post.
    pub things: BTreeSet<ElementId>,
}

/// Something a condition may name: how it is written, and its sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub sort: Sort,
    /// The person who acts, where nothing else names him.
    pub actor: bool,
}

/// A condition of one word, or its negation.
#[derive(Debug, Clone)]
pub struct Literal {
    yes: bool,
    atom: Atom,
}

#[derive(Debug, Clone)]
enum Atom {
    Same(Named, Named),
    Holds(RelationId, Args),
    Done(ActId, Args),
    Did(Named, ActId, Args),
}

/// None is `_`.
type Args = Vec<Option<Named>>;

impl Words {
    /// What the claim speaks of.
    pub fn of(claim: &Claim) -> Self {
        let mut words = Self::default();
        for formula in [&claim.premise, &claim.bad, &claim.good] {
            formula.visit(&mut |part| {
                words.relations.extend(part.relation());
                words.acts.extend(part.act());
            });
        }
        words
    }

    /// The same, what is done and brought about in these worlds, and by holders of which posts.
    pub fn with<'w>(&self, model: &Model, witnesses: impl Iterator<Item = &'w Witness>) -> Self {
        let mut words = self.clone();
        for witness in witnesses {
            for event in &witness.events {
                if let Event::Act { deed, facts } = event {
                    words.deed(model, deed);
                    words.relations.extend(facts.iter().map(|(fact, _)| fact.relation));
                }
            }
            witness.deeds.iter().for_each(|deed| words.deed(model, deed));
        }
        // No text can speak of who has been named but by the role.
        for (index, relation) in model.relations.iter().enumerate() {
            if let RelationKind::Role(role) = &relation.kind
                && role.naming.is_some_and(|naming| words.relations.remove(&naming.relation))
            {
                words.relations.insert(RelationId::from_index(index));
            }
        }
        words
    }

    fn deed(&mut self, model: &Model, deed: &Deed) {
        self.acts.insert(deed.act);
        let granting = deed.trace.permits.iter().filter(|permit| permit.grants());
        for literal in granting.flat_map(|permit| &permit.reason.literals) {
            if let Ground::Atom { relation, args, .. } = &literal.ground
                && is_post(model, *relation)
            {
                self.relations.insert(*relation);
                self.things.extend(args.iter().filter_map(|value| match value {
                    Value::Element(id) => Some(*id),
                    _ => None,
                }));
            }
        }
    }
}

fn is_post(model: &Model, id: RelationId) -> bool {
    matches!(model.relations[id.index()].kind, RelationKind::Role(_) | RelationKind::Office { .. })
}

/// A thing by its own name; none for a further member of an open kind.
fn thing(model: &Model, id: ElementId) -> Option<Named> {
    let element = model.kinds[id.kind.index()].elements.get(id.index as usize)?;
    Some(Named { name: element.name.clone(), sort: Sort::Kind(id.kind), actor: false })
}

/// Every condition over what is named: that two are not the same first, then in declaration order, each with its
/// negation. `own` is the act at hand.
pub fn literals(model: &Model, words: &Words, named: &[Named], own: Option<ActId>) -> Vec<Literal> {
    let things: Vec<Named> = words.things.iter().filter_map(|id| thing(model, *id)).collect();
    let mut atoms = Vec::new();
    let mut all = Vec::new();
    for (index, one) in named.iter().enumerate() {
        for other in named.iter().skip(index + 1).filter(|other| other.sort == one.sort) {
            // Whom it is about, then who acts.
            all.push(Literal { yes: false, atom: Atom::Same(other.clone(), one.clone()) });
        }
    }
    for id in &words.relations {
        let relation = &model.relations[id.index()];
        let open = !matches!(relation.kind, RelationKind::Define { .. } | RelationKind::Table(_));
        let post = is_post(model, *id);
        let things = if post { &things[..] } else { &[] };
        let ways = ways(&relation.params, (named, things), open).into_iter();
        let told = ways.filter(|args| !post || args.first().is_some_and(Option::is_some));
        atoms.extend(told.map(|args| Atom::Holds(*id, args)));
    }
    for id in words.acts.iter().filter(|id| Some(**id) != own) {
        let act = &model.acts[id.index()];
        let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
        for args in ways(&sorts, (named, &[]), true) {
            atoms.push(Atom::Done(*id, args.clone()));
            let actor = named.first().filter(|one| one.sort == Sort::Person);
            atoms.extend(actor.map(|actor| Atom::Did(actor.clone(), *id, args)));
        }
    }
    let both = |atom: Atom| [true, false].map(|yes| Literal { yes, atom: atom.clone() });
    all.into_iter().chain(atoms.into_iter().flat_map(both)).collect()
}

/// Every way to fill places of these sorts with what is named, at least one of them. With `open`, `_` stands where
/// nothing of the sort is named, or one of the things.
pub fn ways(sorts: &[Sort], (named, things): (&[Named], &[Named]), open: bool) -> Vec<Args> {
    let mut all: Vec<Args> = vec![Vec::new()];
    for sort in sorts {
        let mut fitting: Args = named.iter().filter(|one| one.sort == *sort).cloned().map(Some).collect();
        if fitting.is_empty() && open {
            fitting.push(None);
            fitting.extend(things.iter().filter(|one| one.sort == *sort).cloned().map(Some));
        }
        let longer = all
            .iter()
            .flat_map(|args| fitting.iter().map(move |one| [&args[..], std::slice::from_ref(one)].concat()));
        all = longer.take(WAYS).collect();
    }
    all.retain(|args| sorts.is_empty() || args.iter().any(Option::is_some));
    all
}

/// `NAME(a, b)`, or the name alone.
pub fn call(name: &str, args: &[Option<Named>], lang: Lang) -> String {
    if args.is_empty() {
        return quoted(name);
    }
    let args: Vec<String> = args.iter().map(|arg| written(arg.as_ref(), lang)).collect();
    format!("{}({})", quoted(name), args.join(if lang == Lang::Ja { "、" } else { ", " }))
}

fn written(arg: Option<&Named>, lang: Lang) -> String {
    match arg {
        None => "_".to_string(),
        Some(named) if named.actor => Keyword::Actor.spelling(lang).to_string(),
        Some(named) => quoted(&named.name),
    }
}

impl Literal {
    /// The opposite.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self { yes: !self.yes, atom: self.atom.clone() }
    }

    /// Whether it says that something is so, and not that it is not.
    pub fn holds(&self) -> bool {
        self.yes
    }

    /// Whether it says only that two are not the same person or thing; which two.
    pub fn differ(&self) -> Option<(&Named, &Named)> {
        match &self.atom {
            Atom::Same(one, other) if !self.yes => Some((one, other)),
            _ => None,
        }
    }

    /// What it names.
    pub fn names(&self) -> Vec<&Named> {
        match &self.atom {
            Atom::Same(one, other) => vec![one, other],
            Atom::Holds(_, args) | Atom::Done(_, args) => args.iter().flatten().collect(),
            Atom::Did(actor, _, args) => std::iter::once(actor).chain(args.iter().flatten()).collect(),
        }
    }

    /// As it is written in either language.
    pub fn said(&self, model: &Model) -> Said {
        Said { en: self.text(model, Lang::En), ja: self.text(model, Lang::Ja) }
    }

    fn text(&self, model: &Model, lang: Lang) -> String {
        let word = |keyword: Keyword| keyword.spelling(lang);
        let not = |plain: String| match (self.yes, lang) {
            (true, _) => plain,
            (false, Lang::En) => format!("not {plain}"),
            (false, Lang::Ja) => format!("{plain} {}", word(Keyword::NotAfter)),
        };
        match &self.atom {
            Atom::Same(one, other) => {
                let sign = if self.yes { "=" } else { "≠" };
                format!("{} {sign} {}", written(Some(one), lang), written(Some(other), lang))
            }
            Atom::Holds(relation, args) => {
                let (post, relation) = (is_post(model, *relation), &model.relations[relation.index()]);
                let Some((who, rest)) = args.split_first().filter(|_| post) else {
                    return not(call(&relation.name, args, lang));
                };
                let (who, post) = (written(who.as_ref(), lang), call(&relation.name, rest, lang));
                match lang {
                    Lang::En => format!("{who} is {}{post}", if self.yes { "" } else { "not " }),
                    Lang::Ja => not(format!("{who} {} {post}", word(Keyword::Topic))),
                }
            }
            Atom::Done(act, args) => {
                not(format!("{} {}", call(&model.acts[act.index()].name, args, lang), word(Keyword::Done)))
            }
            Atom::Did(actor, act, args) => {
                let (actor, act) =
                    (written(Some(actor), lang), call(&model.acts[act.index()].name, args, lang));
                not(match lang {
                    Lang::En => format!("{actor} did {act}"),
                    Lang::Ja => format!("{actor} {} {act} {}", word(Keyword::Subject), word(Keyword::Did)),
                })
            }
        }
    }
}

/// What a variable of the model is called in a text; none if it has no name that a text could say.
pub fn named(model: &Model, var: crate::model::VarId, actor: bool) -> Option<Named> {
    let var = &model.vars[var.index()];
    let unnamed = actor && var.name == "actor";
    let told = matches!(var.sort, Sort::Person | Sort::Kind(_));
    let name = (!var.name.is_empty() && var.name != "_" || unnamed) && told;
    name.then(|| Named { name: var.name.clone(), sort: var.sort, actor: unnamed })
}
