//! What of the text is encoded: provisions without a declaration, declarations without a provision.
//!
//! Checks (properties, scenarios, published tables) and assumptions say nothing of what the text orders, and cover
//! nothing. A provision whose items are all covered needs no declaration of its own; citing one does not cover its items.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Origin, Provision, ProvisionId, Relation, RelationKind};
use crate::problem::Text;
use crate::problem::catalogue::words;
use crate::source::Span;
use crate::syntax::tree::{Mark, NormVerb};

/// The whole account.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// One per provision, in the order of the text.
    pub provisions: Vec<Account>,
    /// Declarations that name no provision.
    pub homeless: Vec<Declaration>,
}

/// What became of one provision.
#[derive(Debug, Clone)]
pub struct Account {
    pub provision: ProvisionId,
    pub state: State,
    /// Declarations whose home it is.
    pub declarations: Vec<Declaration>,
    /// How many declarations elsewhere refer to it.
    pub references: usize,
}

/// How a provision is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Encoded,
    /// All its paragraphs or items are covered.
    ByItems,
    Informative,
    OpenTextured,
    /// Marked, but without the reason that a mark needs.
    NoReason,
    Missing,
}

/// A declaration as people name it.
#[derive(Debug, Clone)]
pub struct Declaration {
    pub category: Text,
    pub name: String,
    pub span: Option<Span>,
}

impl Coverage {
    /// Whether every provision is covered and every declaration has its provision.
    pub fn is_complete(&self) -> bool {
        self.homeless.is_empty() && self.provisions.iter().all(|p| p.state.is_covered())
    }
}

impl State {
    /// Whether nothing is left to do.
    pub fn is_covered(self) -> bool {
        !matches!(self, State::Missing | State::NoReason)
    }
}

/// The account of a whole regulation.
pub fn coverage(model: &Model) -> Coverage {
    let mut accounts: Vec<Account> = (0..model.provisions.len())
        .map(|i| Account {
            provision: ProvisionId::from_index(i),
            state: State::Missing,
            declarations: Vec::new(),
            references: 0,
        })
        .collect();
    let mut homeless = Vec::new();
    each(model, &mut |declaration, origin, needs_home| {
        for cited in &origin.cites {
            accounts[cited.index()].references += 1;
        }
        match origin.home {
            Some(home) => accounts[home.index()].declarations.push(declaration),
            None if needs_home => homeless.push(declaration),
            None => {}
        }
    });
    for account in &mut accounts {
        account.state = own_state(&model.provisions[account.provision.index()], account);
    }
    by_items(model, &mut accounts);
    Coverage { provisions: accounts, homeless }
}

fn own_state(provision: &Provision, account: &Account) -> State {
    match provision.mark {
        _ if !account.declarations.is_empty() => State::Encoded,
        Some(_) if provision.because.is_none() => State::NoReason,
        Some(Mark::Informative) => State::Informative,
        Some(Mark::OpenTextured) => State::OpenTextured,
        None => State::Missing,
    }
}

/// From the deepest provisions upwards: those whose parts are all covered are covered.
fn by_items(model: &Model, accounts: &mut [Account]) {
    let place: BTreeMap<&[String], usize> =
        model.provisions.iter().enumerate().map(|(i, p)| (p.path.as_slice(), i)).collect();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); accounts.len()];
    for (path, i) in &place {
        let above = (1..path.len()).rev().find_map(|n| place.get(&path[..n]));
        if let Some(whole) = above {
            parts[*whole].push(*i);
        }
    }
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|&i| Reverse(model.provisions[i].path.len()));
    for i in order {
        let covered = !parts[i].is_empty() && parts[i].iter().all(|j| accounts[*j].state.is_covered());
        if accounts[i].state == State::Missing && covered {
            accounts[i].state = State::ByItems;
        }
    }
}

/// The category of a norm of this verb.
pub fn of_verb(verb: NormVerb) -> Text {
    match verb {
        NormVerb::Permit => words::PERMIT,
        NormVerb::Forbid => words::FORBID,
        NormVerb::Duty => words::DUTY,
    }
}

/// Calls `see` with every declaration that can cover a provision, and whether it needs one of its own.
pub fn each(model: &Model, see: &mut impl FnMut(Declaration, &Origin, bool)) {
    let mut tell = |category, name: &str, origin: &Origin, needs_home| {
        let declaration = Declaration { category, name: name.to_string(), span: origin.span };
        see(declaration, origin, needs_home);
    };
    for kind in &model.kinds {
        let by_elements = !kind.elements.is_empty() && kind.elements.iter().all(|e| e.origin.home.is_some());
        tell(words::KIND, &kind.name, &kind.origin, !by_elements);
        kind.elements.iter().for_each(|e| tell(words::ELEMENT, &e.name, &e.origin, false));
    }
    let namings: BTreeSet<usize> = model.relations.iter().filter_map(naming).collect();
    for (_, relation) in model.relations.iter().enumerate().filter(|(i, _)| !namings.contains(i)) {
        if let RelationKind::Role(role) = &relation.kind {
            let by_clauses = role.clauses.iter().any(|c| c.origin.home.is_some());
            tell(words::ROLE, &relation.name, &relation.origin, !by_clauses);
            let clauses = role.clauses.iter().filter(|c| c.origin.span != relation.origin.span);
            clauses.for_each(|c| tell(words::ROLE, &relation.name, &c.origin, true));
        } else {
            tell(category(&relation.kind), &relation.name, &relation.origin, true);
        }
    }
    for act in model.acts.iter().filter(|a| a.naming_of.is_none()) {
        tell(words::ACT, &act.name, &act.origin, true);
    }
    for norm in model.norms.iter().filter(|n| n.sugar.is_none()) {
        // A norm without a label is named after its provision, verb and act; here the first two are told already.
        let name = norm.name.rsplit('/').next().unwrap_or_default();
        tell(of_verb(norm.verb), name, &norm.origin, true);
    }
    model.readings.iter().for_each(|r| tell(words::READING, &r.name, &r.origin, true));
}

/// The earned fact behind a role that is named.
fn naming(relation: &Relation) -> Option<usize> {
    match &relation.kind {
        RelationKind::Role(role) => role.naming.map(|n| n.relation.index()),
        _ => None,
    }
}

/// The category of a relation.
pub fn category(kind: &RelationKind) -> Text {
    match kind {
        RelationKind::Fact { .. } => words::FACT,
        RelationKind::Office { .. } => words::OFFICE,
        RelationKind::Role(_) => words::ROLE,
        RelationKind::Table(_) => words::TABLE,
        RelationKind::Define { .. } => words::DEFINITION,
    }
}
