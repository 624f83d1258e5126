//! What edits are made of: the regulation, the claim, and the words that conditions may use.

use super::base::Base;
use super::edit::{Edit, Kind, Said, Thing};
use super::literal::{self, Literal, Named, Words};
use super::place::Place;
use crate::model::{
    ActId, Claim, ElementId, Formula, Model, Norm, NormId, Origin, ProvisionId, RelationId, Sort, Touched,
};
use crate::source::Span;
use crate::syntax::tree::NormVerb;

/// The surroundings in which edits are looked for.
pub struct Context<'a> {
    pub base: &'a Base<'a>,
    pub claim: &'a Claim,
    /// What the claim speaks of.
    pub spoken: Words,
    /// Of what conditions may speak.
    pub words: Words,
}

/// The letters of variables in new norms: of persons, of things.
const PERSONS: [&str; 5] = ["q", "r", "s", "t", "u"];
const THINGS: [&str; 6] = ["x", "y", "z", "w", "k", "n"];

impl<'a> Context<'a> {
    /// The model before any edit.
    pub fn model(&self) -> &'a Model {
        &self.base.resolved.model
    }

    /// How far an act is from what the claim speaks of.
    pub fn far(&self, act: ActId) -> usize {
        let declared = &self.model().acts[act.index()];
        let named = declared.naming_of.is_some_and(|role| self.spoken.relations.contains(&role));
        let brings = declared.effects.iter().any(|effect| self.spoken.relations.contains(&effect.relation));
        usize::from(!(named || brings || self.spoken.acts.contains(&act)))
    }

    /// How far a role is: nearer if the claim's own acts are permitted to it.
    fn far_role(&self, id: RelationId) -> usize {
        if self.spoken.relations.contains(&id) {
            return 0;
        }
        let model = self.model();
        let of_spoken = model.norms.iter().filter(|norm| self.spoken.acts.contains(&norm.act));
        let speaks = |norm: &Norm| {
            let mut found = false;
            norm.condition.visit(&mut |part| found |= part.relation() == Some(id));
            found
        };
        if of_spoken.into_iter().any(speaks) { 1 } else { 2 }
    }

    /// A declaration by its span.
    pub fn place(&self, span: Option<Span>) -> Option<Place<'a>> {
        Place::find(self.base, span?)
    }

    /// An edit of a norm.
    pub fn of_norm(&self, id: NormId, kind: Kind, with: Option<Said>, rank: usize, change: String) -> Edit {
        let norm = &self.model().norms[id.index()];
        Edit {
            kind,
            thing: thing(norm),
            name: self.model().acts[norm.act.index()].name.clone(),
            with,
            articles: provisions(&norm.origin),
            change,
            touched: Some(touched_act(norm.act)),
            far: self.far(norm.act),
            at: place(&norm.origin),
            rank,
        }
    }

    /// An edit of a role.
    pub fn of_role(
        &self,
        id: RelationId,
        kind: Kind,
        with: Option<Said>,
        origin: &Origin,
        rank: usize,
        change: String,
    ) -> Edit {
        let relations = [id].into();
        // Who is named may follow from the same line.
        let model = self.model();
        let acts = model.acts.iter().enumerate().filter(|(_, act)| act.naming_of == Some(id));
        let acts = acts.map(|(index, _)| ActId::from_index(index)).collect();
        Edit {
            kind,
            thing: Thing::Role,
            name: model.relations[id.index()].name.clone(),
            with,
            articles: provisions(origin),
            change,
            touched: Some(Touched { acts, relations, ..Touched::default() }),
            far: self.far_role(id),
            at: place(origin),
            rank,
        }
    }

    /// Who acts and what it is about, as the norm's text may name them.
    pub fn named_in(&self, norm: &Norm) -> Vec<Named> {
        let model = self.model();
        let actor = literal::named(model, norm.actor, true);
        let params = norm.params.iter().filter_map(|var| literal::named(model, *var, false));
        distinct(actor.into_iter().chain(params).collect())
    }

    /// Letters for an act's arguments in a new norm, who acts first; none if there are not enough.
    pub fn letters(&self, sorts: &[Sort]) -> Option<(Named, Vec<Named>)> {
        let fresh = |letter: &&&str| self.is_free(letter);
        let (mut persons, mut things) = (PERSONS.iter().filter(fresh), THINGS.iter().filter(fresh));
        let name = |letter: &str, sort| Named { name: letter.to_string(), sort, actor: false };
        let mut args = Vec::new();
        for sort in sorts {
            let letter = if *sort == Sort::Person { persons.next()? } else { things.next()? };
            args.push(name(letter, *sort));
        }
        let actor = if self.is_free("p") { "p" } else { *persons.next()? };
        Some((name(actor, Sort::Person), args))
    }

    fn is_free(&self, letter: &str) -> bool {
        let model = self.model();
        let elements = model.kinds.iter().flat_map(|kind| &kind.elements);
        model.relations.iter().all(|relation| relation.name != letter)
            && elements.into_iter().all(|element| element.name != letter)
    }

    /// The conditions that a claim and its courses suggest for what is named.
    pub fn literals(&self, named: &[Named], own: Option<ActId>) -> Vec<Literal> {
        literal::literals(self.model(), &self.words, named, own)
    }

    /// ` @第1条`: a citation of the home, so that what is added belongs there.
    pub fn home(&self, origin: &Origin) -> String {
        let home = origin.home.or_else(|| origin.cites.first().copied());
        home.map_or_else(String::new, |id| format!(" @{}", self.model().provisions[id.index()].number()))
    }

    /// The name of an element.
    pub fn element(&self, id: ElementId) -> &'a str {
        let elements = &self.model().kinds[id.kind.index()].elements;
        elements.get(id.index as usize).map_or("", |element| &element.name)
    }

    /// The norm whose condition has this conjunct.
    pub fn norm_of(&self, cited: crate::model::CitedId) -> Option<NormId> {
        let has = |norm: &Norm| {
            let mut found = false;
            norm.condition.visit(&mut |part| found |= matches!(part, Formula::Cited(id, _) if *id == cited));
            found
        };
        self.model().norms.iter().position(has).map(NormId::from_index)
    }
}

/// What an edit of a norm touches.
pub fn touched_act(act: ActId) -> Touched {
    Touched { acts: [act].into(), ..Touched::default() }
}

/// The home and the further citations of a declaration.
pub fn provisions(origin: &Origin) -> Vec<ProvisionId> {
    origin.home.iter().chain(&origin.cites).copied().collect()
}

/// Where it is declared; what is declared nowhere comes first.
pub fn place(origin: &Origin) -> Span {
    origin.span.unwrap_or_else(|| Span::new(crate::source::FileId(0), 0, 0))
}

fn thing(norm: &Norm) -> Thing {
    match norm.verb {
        NormVerb::Permit => Thing::Permit,
        NormVerb::Forbid => Thing::Forbid,
        NormVerb::Duty => Thing::Duty,
    }
}

/// Of several of one name, none can be told from the others.
fn distinct(named: Vec<Named>) -> Vec<Named> {
    let times = |name: &Named| named.iter().filter(|other| other.name == name.name).count();
    named.iter().filter(|name| times(name) == 1).cloned().collect()
}
