//! Published tables: formulas over the variables of rows and columns.

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model::{Columns, Formula, Missing, Publication, PublicationId, Sort, VarId};
use crate::problem::Problem;
use crate::problem::catalogue::{model as entries, words};
use crate::source::Span;
use crate::syntax::tree;

impl Resolver<'_> {
    /// Resolves all published tables.
    pub fn publications(&mut self, publishes: &[Placed<tree::Publish>]) {
        for placed in publishes {
            let publish = placed.item;
            match self.publication(placed) {
                Ok(publication) => {
                    let id = PublicationId::from_index(self.model.publications.len());
                    if self.declare(words::PUBLICATION, &publish.name, |names| &mut names.publications, id) {
                        self.model.publications.push(publication);
                    }
                }
                Err(Broken) => self.hole(publish.span, Some(&publish.name.text), Missing::Publication),
            }
        }
    }

    fn publication(&mut self, placed: &Placed<tree::Publish>) -> Resolved<Publication> {
        let publish = placed.item;
        let origin = self.origin(&placed.place, &publish.tail, publish.span);
        let mut scope = Scope::new(Level::Check);
        let rows = self.bind(&publish.rows, &mut scope)?;
        self.listable(&rows, publish.rows[0].name.span)?;
        let columns = match &publish.columns {
            tree::Columns::Elements { binder, cell } => {
                let var = self.bind(std::slice::from_ref(binder), &mut scope)?;
                self.listable(&var, binder.name.span)?;
                Columns::Elements { var: var[0], cell: self.cell(cell, &mut scope)? }
            }
            tree::Columns::Named(columns) => {
                let all: Vec<Resolved<(String, Formula)>> = columns
                    .iter()
                    .map(|(text, cell)| Ok((text.text.clone(), self.cell(cell, &mut scope)?)))
                    .collect();
                Columns::Named(all.into_iter().collect::<Resolved<_>>()?)
            }
        };
        let cells: Vec<&Formula> = match &columns {
            Columns::Elements { cell, .. } => vec![cell],
            Columns::Named(list) => list.iter().map(|(_, f)| f).collect(),
        };
        self.whole_scenario(cells.into_iter(), std::iter::empty(), &publish.name)?;
        Ok(Publication { name: publish.name.text.clone(), rows, columns, origin })
    }

    /// A cell; what is free in it besides rows and columns is for some.
    fn cell(&mut self, cell: &tree::Formula, scope: &mut Scope) -> Resolved<Formula> {
        let depth = scope.depth();
        self.introduce(scope, |r, s| r.introduce_formula(cell, s));
        let body = self.formula(cell, scope);
        let free: Vec<VarId> = scope.leave(depth).into_iter().map(|v| v.id).collect();
        Ok(Formula::exists_used(&free, body?))
    }

    /// Rows and columns are things that can be listed.
    fn listable(&mut self, vars: &[VarId], span: Span) -> Resolved<()> {
        for var in vars {
            let sort = self.model.vars[var.index()].sort;
            if !matches!(sort, Sort::Kind(_)) {
                let word = self.sort_word(sort);
                return Err(
                    self.report(Problem::new(&entries::NOT_LISTABLE).at(span).arg("sort", word).help("kind"))
                );
            }
        }
        Ok(())
    }
}
