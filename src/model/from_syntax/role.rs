//! The clauses of roles, and the acts and permits of `named by`.

use rustc_hash::FxHashSet;

use super::guard::{Part, Source, close, provisions};
use super::resolver::{Broken, Param, Resolved, Resolver};
use super::role_head::{HeadArg, RoleLine, is_bare};
use super::scope::{Came, Level, Scope};
use crate::model::{
    ActId, Changeability, Effect, Formula, Missing, Naming, Norm, NormId, Origin, ProvisionId, Relation,
    RelationId, RelationKind, Role, RoleClause, Sort, Sugar, Term, VarId,
};
use crate::problem::Problem;
use crate::problem::catalogue::model as entries;
use crate::syntax::tree::{self, Comparison, Name, NormVerb};

impl Resolver<'_> {
    /// Makes the acts of naming and dismissal of every role that is named by somebody.
    pub fn naming_acts(&mut self, lines: &[RoleLine]) {
        for line in lines.iter().filter(|l| l.placed.item.named_by.is_some()) {
            if self.role_of(line.relation).is_some_and(|role| role.naming.is_none()) {
                self.naming_pair(line);
            }
        }
    }

    fn role_of(&self, relation: RelationId) -> Option<&Role> {
        match &self.model.relations[relation.index()].kind {
            RelationKind::Role(role) => Some(role),
            _ => None,
        }
    }

    fn naming_pair(&mut self, line: &RoleLine) {
        let head = &line.placed.item.head;
        let origin = self.origin(&line.placed.place, &line.placed.item.tail, head.span);
        let always = Origin { readings: Vec::new(), ..origin };
        let role = head.name.text.as_str();
        let earned = self.naming_relation(line.relation, role, &always);
        let act = |me: &mut Self, ja: String, en: String| me.naming_act(line, [ja, en], &always);
        let name = act(self, format!("{role}の指定"), format!("name {role}"));
        let dismiss = act(self, format!("{role}の解任"), format!("dismiss {role}"));
        let (Some(name), Some(dismiss)) = (name, dismiss) else { return };
        self.naming_effect(name, earned, true);
        self.naming_effect(dismiss, earned, false);
        // Set before the permits exist; `named_by` fills in their ids.
        let norms = [NormId(u32::MAX); 2];
        if let RelationKind::Role(role) = &mut self.model.relations[line.relation.index()].kind {
            role.naming = Some(Naming { relation: earned, name, dismiss, norms });
            let args = role.params.iter().map(|v| Term::Var(*v)).collect();
            role.clauses.push(RoleClause { body: Formula::Atom(earned, args), origin: always });
        }
    }

    /// Who has been named: an earned relation of its own, which no text can speak of.
    fn naming_relation(&mut self, role: RelationId, name: &str, origin: &Origin) -> RelationId {
        let params = self.model.relations[role.index()].params.clone();
        self.signatures.push(params.iter().copied().map(Some).collect());
        let name = if name.is_ascii() { format!("named {name}") } else { format!("{name}（指定）") };
        let kind = RelationKind::Fact { change: Changeability::Earned, open_textured: false };
        self.model.relations.push(Relation { name, params, kind, origin: origin.clone() });
        RelationId::from_index(self.model.relations.len() - 1)
    }

    fn naming_act(&mut self, line: &RoleLine, names: [String; 2], origin: &Origin) -> Option<ActId> {
        let head = &line.placed.item.head;
        let vars = self.role_of(line.relation)?.params.clone();
        let person = if head.name.text.is_ascii() { "person" } else { "人" };
        let param = |(i, var): (usize, &VarId)| Param {
            name: if i == 0 { person.to_string() } else { self.model.vars[var.index()].name.clone() },
            sort: self.model.vars[var.index()].sort,
            span: head.span,
        };
        let params: Vec<Param> = vars.iter().enumerate().map(param).collect();
        let [ja, en] = names;
        let (shown, other) = if head.name.text.is_ascii() { (en, ja) } else { (ja, en) };
        let name = |text| Name { text, span: head.name.span, quoted: true };
        let act = self.act(&name(shown), params, origin.clone())?;
        self.declare(crate::problem::catalogue::words::ACT, &name(other), |names| &mut names.acts, act);
        self.model.acts[act.index()].naming_of = Some(line.relation);
        Some(act)
    }

    fn naming_effect(&mut self, act: ActId, relation: RelationId, gives: bool) {
        let span = self.model.acts[act.index()].origin.span;
        let act = &mut self.model.acts[act.index()];
        let args = act.params.iter().map(|v| Some(Term::Var(*v))).collect();
        if let Some(span) = span {
            act.effects.push(Effect { gives, relation, args, when: Formula::True, span });
        }
    }

    /// Resolves the clauses of all lines.
    pub fn role_clauses(&mut self, lines: &[RoleLine]) {
        for line in lines {
            let before = self.problems.len();
            if self.role_line_body(line).is_err() {
                self.hole(line.placed.item.span, None, Missing::Declaration);
            }
            if self.problems[before..].iter().any(Problem::is_error) {
                self.taint.relations.insert(line.relation);
            }
        }
    }

    fn role_line_body(&mut self, line: &RoleLine) -> Resolved<()> {
        let role = line.placed.item;
        if is_bare(role) {
            return Ok(());
        }
        if role.is.is_none() && role.named_by.is_none() {
            let problem = Problem::new(&entries::ROLE_CONDITION).at(role.when[0].span);
            return Err(self.report(problem.name("name", &role.head.name.text).help("is")));
        }
        let origin = self.origin(&line.placed.place, &role.tail, role.span);
        let is = role.is.as_ref().map(|who| self.is_clause(line, who, &origin));
        let named = role.named_by.as_ref().map(|who| self.named_by(line, who, &origin));
        if is.is_some_and(|r| r.is_err()) || named.is_some_and(|r| r.is_err()) { Err(Broken) } else { Ok(()) }
    }

    fn is_clause(&mut self, line: &RoleLine, who: &tree::Who, origin: &Origin) -> Resolved<()> {
        let role = line.placed.item;
        let inherited = provisions(origin);
        let vars = self.role_of(line.relation).map(|r| r.params.clone()).unwrap_or_default();
        let Some(&person) = vars.first() else { return Err(Broken) };
        let mut scope = Scope::new(Level::Rule);
        if let tree::WhoNode::Ref(r) = &who.node
            && self.is_person_name(r, &scope)
        {
            scope.add(&r.name.text, person, Some(Sort::Person), r.span, Came::Parameter);
        }
        let mut parts = self.head_pattern(line, &vars[1..], &inherited, &mut scope)?;
        // With `named by` beside it, `when` limits the naming alone.
        let conditions = if role.named_by.is_some() { &[][..] } else { &role.when[..] };
        self.introduce(&mut scope, |r, s| r.introduce_who(who, s) | r.introduce_whens(conditions, s));
        let holder = self.who(who, &Term::Var(person), &mut scope);
        let conditions = self.conditions(conditions, &inherited, &mut scope);
        let holder = holder?;
        if holder != Formula::True {
            parts.push(self.part(Source::Who, holder, &[], &inherited, who.span));
        }
        parts.extend(conditions?);
        let outer: FxHashSet<VarId> = vars.iter().copied().collect();
        let body = close(parts, |v| !outer.contains(&v));
        if let RelationKind::Role(role) = &mut self.model.relations[line.relation.index()].kind {
            role.clauses.push(RoleClause { body, origin: origin.clone() });
        }
        Ok(())
    }

    /// Enters the head's names for the role's parameters; its constants become equalities.
    fn head_pattern(
        &mut self,
        line: &RoleLine,
        vars: &[VarId],
        inherited: &[ProvisionId],
        scope: &mut Scope,
    ) -> Resolved<Vec<Part>> {
        let mut parts = Vec::new();
        for (arg, var) in line.args.iter().zip(vars) {
            let sort = self.model.vars[var.index()].sort;
            match arg {
                HeadArg::Sort(_, Some(name)) => {
                    scope.add(&name.text, *var, Some(sort), name.span, Came::Parameter);
                }
                HeadArg::Name(name) if self.names_head(name, sort, scope) => {
                    scope.add(&name.text, *var, Some(sort), name.span, Came::Parameter);
                }
                HeadArg::Name(name) => {
                    let (term, _) = self.term(&tree::Term::Name(name.clone()), Some(sort), scope)?;
                    let same = Formula::Compare(Comparison::Eq, Term::Var(*var), term);
                    parts.push(self.part(Source::Pattern, same, &[], inherited, name.span));
                }
                HeadArg::Sort(..) | HeadArg::Any | HeadArg::Other(_) => {}
            }
        }
        for var in vars {
            let name = self.model.vars[var.index()].name.clone();
            let sort = self.model.vars[var.index()].sort;
            let element = matches!(sort, Sort::Kind(kind) if self.names.element_of(&name, kind).is_some());
            if scope.get(&name).is_none() && !element {
                scope.add(&name, *var, Some(sort), line.placed.item.head.span, Came::Parameter);
            }
        }
        Ok(parts)
    }

    /// Whether a name in a head is a new variable.
    fn names_head(&self, name: &Name, sort: Sort, scope: &Scope) -> bool {
        let element = matches!(sort, Sort::Kind(kind) if self.names.element_of(&name.text, kind).is_some());
        !element && !name.quoted && super::names::is_variable(&name.text) && scope.get(&name.text).is_none()
    }

    /// The permits to name and to dismiss.
    fn named_by(&mut self, line: &RoleLine, who: &tree::Who, origin: &Origin) -> Resolved<()> {
        let naming = self.role_of(line.relation).and_then(|r| r.naming).ok_or(Broken)?;
        let name = self.naming_permit(line, who, naming.name, &line.placed.item.when, origin)?;
        let dismiss = self.naming_permit(line, who, naming.dismiss, &[], origin)?;
        if let RelationKind::Role(Role { naming: Some(naming), .. }) =
            &mut self.model.relations[line.relation.index()].kind
            && naming.norms[0] == NormId(u32::MAX)
        {
            naming.norms = [name, dismiss];
        }
        Ok(())
    }

    fn naming_permit(
        &mut self,
        line: &RoleLine,
        who: &tree::Who,
        act: ActId,
        conditions: &[tree::Condition],
        origin: &Origin,
    ) -> Resolved<NormId> {
        let inherited = provisions(origin);
        let mut scope = Scope::new(Level::Rule);
        let params = self.act_params[act.index()].clone();
        let vars: Vec<VarId> = params.iter().map(|p| self.var(&p.name, p.sort)).collect();
        let actor = self.var("actor", Sort::Person);
        scope.actor = Some(actor);
        let mut parts = self.head_pattern(line, &vars[1..], &inherited, &mut scope)?;
        for name in ["人", "person"] {
            scope.add(name, vars[0], Some(Sort::Person), line.placed.item.head.span, Came::Parameter);
        }
        self.introduce(&mut scope, |r, s| r.introduce_who(who, s) | r.introduce_whens(conditions, s));
        let namer = self.who_part(Some(who), &inherited, &mut scope);
        let conditions = self.conditions(conditions, &inherited, &mut scope);
        parts.splice(0..0, namer?);
        parts.extend(conditions?);
        let outer: FxHashSet<VarId> = vars.iter().copied().chain([actor]).collect();
        let norm = Norm {
            name: self.norm_name(None, NormVerb::Permit, act, origin),
            verb: NormVerb::Permit,
            act,
            actor,
            params: vars,
            condition: close(parts, |v| !outer.contains(&v)),
            trigger: None,
            closes: None,
            despite: Vec::new(),
            absolute: false,
            sugar: Some(Sugar::NamedBy),
            origin: origin.clone(),
        };
        Ok(self.enter_norm(norm))
    }
}
