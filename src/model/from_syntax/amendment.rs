//! Amendments as history. Applying them is the work of `amend/`.

use super::collect::Placed;
use super::resolver::Resolver;
use crate::model::Amendment;
use crate::problem::Problem;
use crate::problem::catalogue::{model as entries, words};
use crate::syntax::tree;

impl Resolver<'_> {
    /// Lists all amendments.
    pub fn amendments(&mut self, amendments: &[Placed<tree::Amendment>]) {
        for placed in amendments {
            let amendment = placed.item;
            self.declare(words::AMENDMENT, &amendment.name, |names| &mut names.amendments, ());
            self.origin(&placed.place, &amendment.tail, amendment.span);
            self.model.amendments.push(Amendment {
                name: amendment.name.text.clone(),
                in_force: amendment.day(),
                incorporated: amendment.incorporated,
                span: amendment.span,
            });
            if !amendment.incorporated {
                let problem = Problem::new(&entries::AMENDMENT_NOT_APPLIED).at(amendment.name.span);
                let problem = problem.name("name", &amendment.name.text);
                self.report(match amendment.day() {
                    Some(day) => problem.plain("day", day.to_string()).help("later"),
                    None => problem.help("unknown"),
                });
            }
        }
    }

    /// Approvals name an amendment and an act.
    pub fn approvals(&mut self, approves: &[Placed<tree::Approve>]) {
        for placed in approves {
            let approve = placed.item;
            if self.names.amendments.get(&approve.amendment.text).is_none() {
                self.undeclared(&approve.amendment, words::AMENDMENT);
            }
            _ = self.act_named(&approve.act.name);
        }
    }
}
