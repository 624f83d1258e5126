//! Conditions as lists of conjuncts: each cited on its own, local variables bound as tightly as they can be.

use rustc_hash::FxHashSet;

use super::formula::AND;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::Scope;
use crate::model::{Formula, Origin, ProvisionId, VarId};
use crate::source::Span;
use crate::syntax::tree::{self, Citation, Condition, Node};

pub use crate::model::Source;

/// One conjunct of a condition.
#[derive(Debug, Clone)]
pub struct Part {
    pub source: Source,
    pub formula: Formula,
}

/// The provisions of a declaration, which its conjuncts inherit.
pub fn provisions(origin: &Origin) -> Vec<ProvisionId> {
    origin.home.iter().chain(&origin.cites).copied().collect()
}

impl Resolver<'_> {
    /// A conjunct with its citations.
    pub fn part(
        &mut self,
        source: Source,
        formula: Formula,
        cites: &[Citation],
        inherited: &[ProvisionId],
        span: Span,
    ) -> Part {
        let formula = self.cited(cites, inherited, span, formula);
        if let Some(cited) = self.model.cited.last_mut() {
            cited.source = Some(source);
        }
        Part { source, formula }
    }

    /// The conjuncts of all `when` and `unless` clauses. Free variables of `when` are in scope already.
    pub fn conditions(
        &mut self,
        conditions: &[Condition],
        inherited: &[ProvisionId],
        scope: &mut Scope,
    ) -> Resolved<Vec<Part>> {
        let mut parts = Vec::new();
        let mut broken = false;
        for condition in conditions.iter().filter(|c| !c.unless) {
            broken |= self.conjuncts(&condition.formula, inherited, scope, &mut parts).is_err();
        }
        for condition in conditions.iter().filter(|c| c.unless) {
            match self.unless(condition, inherited, scope) {
                Ok(part) => parts.push(part),
                Err(Broken) => broken = true,
            }
        }
        if broken { Err(Broken) } else { Ok(parts) }
    }

    /// The top-level conjuncts of a formula.
    pub fn conjuncts(
        &mut self,
        formula: &tree::Formula,
        inherited: &[ProvisionId],
        scope: &mut Scope,
        parts: &mut Vec<Part>,
    ) -> Resolved<()> {
        let Node::And(inner) = &formula.node else {
            let body = self.uncited(formula, None, scope)?;
            let part = self.part(Source::When, body, &formula.cites, inherited, formula.span);
            parts.push(part);
            return Ok(());
        };
        let own = self.provisions_of(&formula.cites);
        let inherited = if own.is_empty() { inherited } else { &own };
        let mut broken = false;
        for (i, conjunct) in inner.iter().enumerate() {
            let before = i.checked_sub(1).map(|b| (&inner[b], AND));
            if let (Node::Apply(_), Some(_)) = (&conjunct.node, before) {
                match self.uncited(conjunct, before, scope) {
                    Ok(body) => {
                        let part = self.part(Source::When, body, &conjunct.cites, inherited, conjunct.span);
                        parts.push(part);
                    }
                    Err(Broken) => broken = true,
                }
                continue;
            }
            broken |= self.conjuncts(conjunct, inherited, scope, parts).is_err();
        }
        if broken { Err(Broken) } else { Ok(()) }
    }

    /// A formula without the citations of its own, which its caller puts around it.
    fn uncited(
        &mut self,
        formula: &tree::Formula,
        before: Option<super::atom::Before>,
        scope: &mut Scope,
    ) -> Resolved<Formula> {
        match &formula.node {
            Node::Apply(r) => self.apply(r, before, scope),
            _ => self.node(formula, scope),
        }
    }

    /// `unless φ`: what is free in it alone is for some inside it.
    fn unless(
        &mut self,
        condition: &Condition,
        inherited: &[ProvisionId],
        scope: &mut Scope,
    ) -> Resolved<Part> {
        let depth = scope.depth();
        self.introduce(scope, |r, s| r.introduce_formula(&condition.formula, s));
        let mut parts = Vec::new();
        let built = self.conjuncts(&condition.formula, inherited, scope, &mut parts);
        let locals: FxHashSet<VarId> = scope.leave(depth).into_iter().map(|v| v.id).collect();
        built?;
        let body = close(parts, |v| locals.contains(&v)).negate();
        Ok(self.part(Source::Unless, body, &condition.formula.cites, inherited, condition.span))
    }
}

/// The conjunction of the parts; variables that are `local` are bound around the parts that share them.
pub fn close(parts: Vec<Part>, local: impl Fn(VarId) -> bool) -> Formula {
    let mut groups: Vec<Group> = Vec::new();
    for part in parts {
        let mut vars = part.formula.free_vars();
        vars.retain(|v| local(*v));
        join(&mut groups, Group { vars, formulas: vec![part.formula] });
    }
    Formula::and(groups.into_iter().map(|g| Formula::exists(g.vars, Formula::and(g.formulas))))
}

/// Conjuncts that share local variables.
struct Group {
    vars: Vec<VarId>,
    formulas: Vec<Formula>,
}

/// Adds a group, merged with all that share a variable with it; it stands where the first of them stood.
fn join(groups: &mut Vec<Group>, mut new: Group) {
    if new.vars.is_empty() {
        groups.push(new);
        return;
    }
    let shares = |g: &Group, new: &Group| g.vars.iter().any(|v| new.vars.contains(v));
    let Some(at) = groups.iter().position(|g| shares(g, &new)) else {
        groups.push(new);
        return;
    };
    let mut merged = Group { vars: Vec::new(), formulas: Vec::new() };
    let mut kept = Vec::with_capacity(groups.len());
    for group in groups.drain(..) {
        if shares(&group, &new) { merged.absorb(group) } else { kept.push(group) }
    }
    let (vars, formulas) = (std::mem::take(&mut new.vars), std::mem::take(&mut new.formulas));
    merged.absorb(Group { vars, formulas });
    kept.insert(at.min(kept.len()), merged);
    *groups = kept;
}

impl Group {
    fn absorb(&mut self, other: Group) {
        let new = other.vars.into_iter().filter(|v| !self.vars.contains(v)).collect::<Vec<_>>();
        self.vars.extend(new);
        self.formulas.extend(other.formulas);
    }
}

/// The parts that link local variables of `seed` to others, in order. What they say of local variables alone is left
/// away: it links nothing.
pub fn linked(parts: Vec<Part>, seed: &Formula, local: impl Fn(VarId) -> bool) -> Vec<Part> {
    let vars: Vec<Vec<VarId>> = parts.iter().map(|p| p.formula.free_vars()).collect();
    let mut linked = vec![false; parts.len()];
    for begin in seed.free_vars().into_iter().filter(|v| local(*v)) {
        let mut reached: FxHashSet<VarId> = FxHashSet::from_iter([begin]);
        let mut taken = vec![false; parts.len()];
        let touches = |i: usize, reached: &FxHashSet<VarId>| vars[i].iter().any(|v| reached.contains(v));
        while let Some(i) = (0..parts.len()).find(|&i| !taken[i] && touches(i, &reached)) {
            taken[i] = true;
            reached.extend(vars[i].iter().copied().filter(|v| local(*v)));
        }
        if (0..parts.len()).any(|i| taken[i] && vars[i].iter().any(|v| !local(*v))) {
            linked.iter_mut().zip(taken).for_each(|(all, one)| *all |= one);
        }
    }
    parts.into_iter().zip(linked).filter_map(|(part, linked)| linked.then_some(part)).collect()
}
