//! The heads of roles: one relation per name, whatever the number of lines, and the sorts of its parameters.
//!
//! A head may give sorts (`X(課)`, `X(k: 課)`), constants (`X(レベル3)`), variables (`X(k)`) or `_`. What no head
//! tells is inferred from where the variables stand in the clauses.

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{Missing, Relation, RelationId, RelationKind, Role, Sort, VarId};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Problem};
use crate::source::Span;
use crate::syntax::tree::{self, Name, Term};

/// One argument of a head.
#[derive(Debug, Clone)]
pub enum HeadArg {
    /// A sort, with or without a name of its own.
    Sort(Sort, Option<Name>),
    /// A constant or a variable.
    Name(Name),
    Any,
    /// A number, an attribute: refused.
    Other(Span),
}

/// One line of a role.
pub struct RoleLine<'c, 't> {
    pub placed: &'c Placed<'t, tree::Role>,
    pub relation: RelationId,
    pub args: Vec<HeadArg>,
}

impl Resolver<'_> {
    /// Enters every role, lines outside of readings first: those in options may only add clauses.
    pub fn role_heads<'c, 't>(&mut self, roles: &'c [Placed<'t, tree::Role>]) -> Vec<RoleLine<'c, 't>> {
        let mut lines = Vec::with_capacity(roles.len());
        for in_option in [false, true] {
            for placed in roles.iter().filter(|p| p.place.readings.is_empty() != in_option) {
                match self.role_line(placed) {
                    Ok(line) => lines.push(line),
                    Err(Broken) => self.broken_role(placed),
                }
            }
        }
        lines
    }

    fn broken_role(&mut self, placed: &Placed<tree::Role>) {
        let name = &placed.item.head.name.text;
        if let Some(relation) = self.names.relations.get(name) {
            self.taint.relations.insert(relation);
        }
        let name = self.names.relations.get(name).is_none().then_some(name.as_str());
        self.hole(placed.item.span, name, Missing::Declaration);
    }

    fn role_line<'c, 't>(&mut self, placed: &'c Placed<'t, tree::Role>) -> Resolved<RoleLine<'c, 't>> {
        let role = placed.item;
        let args = self.head_args(role)?;
        let found = self.names.relations.get(&role.head.name.text);
        let is_role = found.filter(|r| matches!(self.model.relations[r.index()].kind, RelationKind::Role(_)));
        let relation = match is_role {
            Some(relation) => {
                self.same_arity(role, relation, args.len())?;
                relation
            }
            None if !placed.place.readings.is_empty() => {
                let problem = Problem::new(&entries::VOCABULARY_IN_OPTION).at(role.head.span);
                let problem =
                    problem.arg("what", Arg::Word(words::ROLE)).name("option", &role.head.name.text);
                return Err(self.report(problem.help("outside")));
            }
            None => self.new_role(placed, args.len())?,
        };
        if is_role.is_some() && is_bare(role) {
            self.doubled_head(role, relation);
        }
        for (i, arg) in args.iter().enumerate() {
            self.head_sort(relation, i + 1, arg)?;
        }
        Ok(RoleLine { placed, relation, args })
    }

    fn new_role(&mut self, placed: &Placed<tree::Role>, arity: usize) -> Resolved<RelationId> {
        let role = placed.item;
        if arity == 0 {
            self.refuse_variable(words::ROLE, &role.head.name);
        }
        let origin = self.origin(&placed.place, &role.tail, role.head.span);
        let mut sorts = vec![Some(Sort::Person)];
        sorts.resize(arity + 1, None);
        let id = RelationId::from_index(self.model.relations.len());
        if !self.declare(words::ROLE, &role.head.name, |names| &mut names.relations, id) {
            return Err(Broken);
        }
        self.signatures.push(sorts);
        self.model.relations.push(Relation {
            name: role.head.name.text.clone(),
            params: Vec::new(),
            kind: RelationKind::Role(Role::default()),
            origin,
        });
        Ok(id)
    }

    fn same_arity(&mut self, role: &tree::Role, relation: RelationId, arity: usize) -> Resolved<()> {
        let wanted = self.signatures[relation.index()].len() - 1;
        if wanted == arity {
            return Ok(());
        }
        let first = self.model.relations[relation.index()].origin.span.unwrap_or(role.head.span);
        let problem = Problem::new(&entries::ROLE_HEADS).label(role.head.span, "here").label(first, "first");
        let problem =
            problem.name("name", &role.head.name.text).number("wanted", wanted).number("found", arity);
        Err(self.report(problem.help("same")))
    }

    /// Two lines that only declare the role.
    fn doubled_head(&mut self, role: &tree::Role, relation: RelationId) {
        let first = self.model.relations[relation.index()].origin.span.unwrap_or(role.head.span);
        self.twice(words::ROLE, &role.head.name, first, "rename");
    }

    /// The arguments of a head, told apart.
    fn head_args(&mut self, role: &tree::Role) -> Resolved<Vec<HeadArg>> {
        let args = role.head.args.as_deref().unwrap_or_default();
        let mut out = Vec::with_capacity(args.len().max(role.params.len()));
        for i in 0..args.len().max(role.params.len()) {
            out.push(self.head_arg(args.get(i), role.params.get(i))?);
        }
        Ok(out)
    }

    fn head_arg(&mut self, term: Option<&Term>, param: Option<&tree::Param>) -> Resolved<HeadArg> {
        if let Some(param) = param {
            let is_sort = match &param.sort {
                tree::Sort::Kind(name) => param.name.is_some() || self.names.kinds.get(&name.text).is_some(),
                _ => true,
            };
            if is_sort {
                let checked = self.params(std::slice::from_ref(param), false)?;
                return Ok(HeadArg::Sort(checked[0].sort, param.name.clone()));
            }
        }
        Ok(match term {
            Some(Term::Any(_)) => HeadArg::Any,
            Some(Term::Name(name)) => match self.names.kinds.get(&name.text) {
                Some(kind) => HeadArg::Sort(Sort::Kind(kind), None),
                None => HeadArg::Name(name.clone()),
            },
            Some(other) => HeadArg::Other(other.span()),
            None => HeadArg::Any,
        })
    }

    /// Tells the sort of a parameter from one head.
    fn head_sort(&mut self, relation: RelationId, at: usize, arg: &HeadArg) -> Resolved<()> {
        let (sort, span) = match arg {
            HeadArg::Sort(sort, name) => (*sort, name.as_ref().map(|n| n.span)),
            HeadArg::Name(name) => match self.names.elements_named(&name.text) {
                [element] => (Sort::Kind(element.kind), Some(name.span)),
                _ => return Ok(()),
            },
            HeadArg::Any => return Ok(()),
            HeadArg::Other(span) => {
                return Err(self.report(Problem::new(&entries::ROLE_ARGUMENT).at(*span).help("constant")));
            }
        };
        let slot = &mut self.signatures[relation.index()][at];
        match *slot {
            None => *slot = Some(sort),
            Some(known) if known != sort => {
                let first = self.model.relations[relation.index()].origin.span;
                let span = span.or(first);
                if let Some(span) = span {
                    return Err(self.wrong_sort(span, sort, known, first));
                }
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Infers what no head tells, then fixes the parameters of every role.
    pub fn role_sorts(&mut self, lines: &[RoleLine]) {
        let garbage = self.model.vars.len();
        let mut unsure: Vec<&RoleLine> = lines.iter().filter(|l| self.is_unsure(l.relation)).collect();
        // Forwards and backwards in turn, so that chains in either order are quick.
        while unsure.iter().fold(false, |news, line| self.infer(line) | news) {
            unsure.retain(|line| self.is_unsure(line.relation));
            unsure.reverse();
        }
        self.model.vars.truncate(garbage);
        for line in lines {
            self.role_params(line);
        }
    }

    fn is_unsure(&self, relation: RelationId) -> bool {
        self.signatures[relation.index()].iter().any(Option::is_none)
    }

    /// One line's contribution; true if something new was told.
    fn infer(&mut self, line: &RoleLine) -> bool {
        let mut scope = Scope::new(Level::Rule);
        for (i, arg) in line.args.iter().enumerate() {
            if let HeadArg::Name(name) = arg
                && self.names.elements_named(&name.text).is_empty()
            {
                let sort = self.signatures[line.relation.index()][i + 1];
                scope.add(&name.text, VarId(u32::MAX), sort, name.span, Came::Parameter);
            }
        }
        self.introduce(&mut scope, |r, s| r.introduce_role(line.placed.item, s));
        let mut news = false;
        for (i, arg) in line.args.iter().enumerate() {
            let HeadArg::Name(name) = arg else { continue };
            let slot = &mut self.signatures[line.relation.index()][i + 1];
            if let (None, Some(sort)) = (*slot, scope.get(&name.text).and_then(|v| v.sort)) {
                *slot = Some(sort);
                news = true;
            }
        }
        news
    }

    /// Everything in a role's line.
    pub fn introduce_role(&mut self, role: &tree::Role, scope: &mut Scope) -> bool {
        let whos = role.is.iter().chain(&role.named_by);
        let news = whos.fold(false, |news, who| self.introduce_who(who, scope) | news);
        self.introduce_whens(&role.when, scope) | news
    }

    fn role_params(&mut self, line: &RoleLine) {
        let id = line.relation;
        if !self.model.relations[id.index()].params.is_empty() {
            return;
        }
        for (i, sort) in self.signatures[id.index()].clone().into_iter().enumerate() {
            if sort.is_none() {
                let span = line.placed.item.head.span;
                let name = line.placed.item.head.args.as_ref().and_then(|a| a.get(i.saturating_sub(1)));
                let name = name.map_or_else(String::new, |t| self.text(t.span()).to_string());
                self.report(Problem::new(&entries::UNKNOWN_SORT).at(span).name("name", name).help("head"));
                self.taint.relations.insert(id);
                self.signatures[id.index()][i] = Some(Sort::Person);
            }
        }
        let sorts: Vec<Sort> = self.signatures[id.index()].iter().flatten().copied().collect();
        let vars = sorts.iter().enumerate().map(|(i, sort)| {
            let own = i.checked_sub(1).and_then(|i| line.args.get(i)).and_then(own_name);
            let name = own.map_or_else(|| self.sort_name(*sort), str::to_string);
            self.var(&name, *sort)
        });
        let vars: Vec<VarId> = vars.collect();
        self.model.relations[id.index()].params = sorts;
        if let RelationKind::Role(role) = &mut self.model.relations[id.index()].kind {
            role.params = vars;
        }
    }
}

/// The name that a head gives a parameter.
fn own_name(arg: &HeadArg) -> Option<&str> {
    match arg {
        HeadArg::Sort(_, Some(name)) => Some(&name.text),
        HeadArg::Name(name) if super::names::is_variable(&name.text) => Some(&name.text),
        _ => None,
    }
}

/// Whether a line only declares the role.
pub fn is_bare(role: &tree::Role) -> bool {
    role.is.is_none() && role.named_by.is_none() && role.when.is_empty()
}
