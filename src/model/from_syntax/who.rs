//! WHO: a role, office or fact of a person, a person, or several in brackets.

use super::resolver::{Resolved, Resolver};
use super::scope::{Level, Scope};
use super::term::Args;
use crate::model::{Changeability, Formula, RelationId, RelationKind, Sort, Term};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Problem};
use crate::source::Span;
use crate::syntax::tree::{Comparison, Ref, Term as TreeTerm, Who, WhoNode};

impl Resolver<'_> {
    /// `subject is WHO`.
    pub fn who(&mut self, who: &Who, subject: &Term, scope: &mut Scope) -> Resolved<Formula> {
        match &who.node {
            WhoNode::Anyone => Ok(Formula::True),
            WhoNode::Ref(r) if self.is_person_name(r, scope) => {
                let name = TreeTerm::Name(r.name.clone());
                let (person, _) = self.term(&name, Some(Sort::Person), scope)?;
                let same = person == *subject;
                Ok(if same {
                    Formula::True
                } else {
                    Formula::Compare(Comparison::Eq, subject.clone(), person)
                })
            }
            WhoNode::Ref(r) => {
                let (relation, args) = self.person_relation(r, subject, scope)?;
                Ok(Formula::exists(args.fresh, Formula::Atom(relation, args.terms)))
            }
            WhoNode::And(parts) => self.whos(parts, subject, scope).map(Formula::and),
            WhoNode::Or(parts) => self.whos(parts, subject, scope).map(Formula::or),
            WhoNode::Not(inner) => Ok(self.who(inner, subject, scope)?.negate()),
        }
    }

    fn whos(&mut self, parts: &[Who], subject: &Term, scope: &mut Scope) -> Resolved<Vec<Formula>> {
        let all: Vec<Resolved<Formula>> = parts.iter().map(|p| self.who(p, subject, scope)).collect();
        all.into_iter().collect()
    }

    /// A relation about persons with the person put first.
    pub fn person_relation(
        &mut self,
        r: &Ref,
        subject: &Term,
        scope: &mut Scope,
    ) -> Resolved<(RelationId, Args)> {
        let Some(relation) = self.names.relations.get(&r.name.text) else {
            return Err(self.undeclared(&r.name, words::WHO));
        };
        if !self.is_about_person(relation) {
            return Err(self.not_about_person(r, relation));
        }
        let sorts = self.model.relations[relation.index()].params[1..].to_vec();
        let written = r.args.as_deref().unwrap_or_default();
        if r.args.is_none() && !sorts.is_empty() {
            return Err(self.which_one(r, relation, &sorts, scope));
        }
        if written.len() != sorts.len() {
            return Err(self.wrong_arity(r, &sorts, written.len()));
        }
        self.note_use(relation, r.span, scope)?;
        let mut args = self.args(written, &sorts, scope)?;
        args.terms.insert(0, subject.clone());
        Ok((relation, args))
    }

    /// E5: a role or office with parameters that are not given.
    fn which_one(
        &mut self,
        r: &Ref,
        relation: RelationId,
        sorts: &[Sort],
        scope: &Scope,
    ) -> super::resolver::Broken {
        let params = scope.parameters();
        let fitting = |sort: &Sort| params.iter().find(|(_, s)| *s == Some(*sort)).map(|(n, _)| n.clone());
        let own: Vec<Option<String>> = sorts.iter().map(fitting).collect();
        let list = |separator: &str| {
            let names = own.iter().map(|n| n.as_deref().unwrap_or("_")).collect::<Vec<_>>();
            names.join(separator)
        };
        let any = |separator: &str| vec!["_"; sorts.len()].join(separator);
        let kinds: Vec<String> = sorts.iter().map(|s| self.sort_name(*s)).collect();
        let fact = matches!(self.model.relations[relation.index()].kind, RelationKind::Fact { .. });
        let entry = if fact { &entries::WHICH_FACT } else { &entries::WHICH_ONE };
        let problem = Problem::new(entry)
            .at(r.span)
            .name("name", &r.name.text)
            .plain("kinds", kinds.join(", "))
            .plain("kinds_ja", kinds.join("と"))
            .plain("own_en", format!("`({})`", list(", ")))
            .plain("own_ja", format!("（{}）", list("、")))
            .plain("any_en", format!("`({})`", any(", ")))
            .plain("any_ja", format!("（{}）", any("、")));
        self.report(problem.help(if own.iter().any(Option::is_some) { "own" } else { "any" }))
    }

    /// What may not be spoken of here: earned facts in assumptions.
    pub fn note_use(&mut self, relation: RelationId, span: Span, scope: &Scope) -> Resolved<()> {
        let earned = matches!(
            self.model.relations[relation.index()].kind,
            RelationKind::Fact { change: Changeability::Earned, .. }
        );
        if earned && scope.level == Level::Assumption {
            let name = self.model.relations[relation.index()].name.clone();
            let problem = Problem::new(&entries::ASSUMES_EARNED).at(span).name("name", name);
            return Err(self.report(problem.arg("what", Arg::Word(words::FACT)).help("act")));
        }
        Ok(())
    }
}
