//! Amendments and approvals.

use super::{Builder, Id};
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::tree::{Amendment, Approve, Change, Target};

impl Builder<'_> {
    /// An amendment; also from the nodes of its head alone.
    pub fn amendment(self, id: Id) -> Option<Amendment> {
        Some(Amendment {
            span: self.span(id),
            name: self.name_of(id)?,
            promulgated: self.date_in(id, Rule::promulgated),
            in_force: self.in_force(id),
            incorporated: self.has(id, Rule::incorporated_),
            tail: self.tail(id),
            changes: self.kids(id).filter_map(|kid| self.change(kid)).collect(),
        })
    }

    pub(super) fn any_change(self, id: Id) -> Option<Change> {
        let span = self.span(id);
        let target = || self.target_of(id);
        Some(match self.rule(id) {
            Rule::replace => {
                let items = self.one(id, Rule::block).map(|block| self.items(block)).unwrap_or_default();
                Change::Replace { span, target: target()?, items }
            }
            Rule::repeal => Change::Repeal { span, target: target()? },
            Rule::keep => Change::Keep { span, target: target()?, until: self.date_in(id, Rule::until)? },
            Rule::add => {
                let item = self.kids(id).find_map(|kid| self.item(kid))?;
                Change::Add { span, item: Box::new(item) }
            }
            Rule::rename => {
                let mut names = self.names(id).into_iter();
                Change::Rename { span, from: names.next()?, to: names.next()? }
            }
            Rule::set => match self.set_cell(id) {
                Some(cell) => Change::SetCell(cell),
                None => Change::SetAttribute(self.set_attribute(id)?),
            },
            _ => return None,
        })
    }

    /// What a change is about.
    pub fn target_of(self, id: Id) -> Option<Target> {
        let id = self.one(id, Rule::target)?;
        if let Some(kid) = self.one(id, Rule::citation) {
            return Some(Target::Provision(self.citation(kid)));
        }
        let category = self.keyword(self.one(id, Rule::category)?)?;
        Some(Target::Declaration { span: self.span(id), category, name: self.reference_of(id)? })
    }

    pub(super) fn approve(self, id: Id) -> Option<Approve> {
        Some(Approve {
            span: self.span(id),
            amendment: self.name_of(id)?,
            act: self.reference_of(id)?,
            to: self.to(id),
            because: self.text_in(id, Rule::because),
            tail: self.tail(id),
        })
    }
}
