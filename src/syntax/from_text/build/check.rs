//! Checks and publication: properties, expectations, scenarios, published tables.

use super::{Builder, Id};
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{
    Allow, Assuming, AssumingWhat, Binder, Claim, Columns, Expect, Formula, Property, Publish, Scenario,
    Step, Text, VerdictWord,
};

impl Builder<'_> {
    pub(super) fn property(self, id: Id) -> Option<Property> {
        let claim = self.kids(id).find_map(|kid| self.claim(kid))?;
        Some(Property {
            span: self.span(id),
            name: self.name_of(id)?,
            assuming: self.assuming(id),
            claim,
            tail: self.tail(id),
        })
    }

    fn claim(self, id: Id) -> Option<Claim> {
        let formula = || self.formula(self.one(id, Rule::formula)?);
        let mut refs = self.all(id, Rule::reference).filter_map(|kid| self.reference(kid));
        Some(match self.rule(id) {
            Rule::formula => Claim::Always(self.formula(id)?),
            Rule::always => Claim::Always(formula()?),
            Rule::never => Claim::Never(formula()?),
            Rule::possible => {
                let persons = self.one(id, Rule::with_persons_).map(|kid| self.integer(kid));
                Claim::Possible { persons, formula: formula()? }
            }
            Rule::separate => Claim::Separate(refs.next()?, refs.next()?),
            Rule::only_may => Claim::Only { who: self.who(self.one(id, Rule::who)?)?, act: refs.next()? },
            Rule::needs => Claim::Needs { act: refs.next()?, formula: formula()? },
            _ => return None,
        })
    }

    fn assuming(self, id: Id) -> Vec<Assuming> {
        let lists = self.all(id, Rule::assuming).flat_map(|list| self.all(list, Rule::assumption));
        lists.filter_map(|kid| self.assumption(kid)).collect()
    }

    fn assumption(self, id: Id) -> Option<Assuming> {
        let mut names = self.names(id).into_iter();
        let what = match (names.next(), names.next()) {
            (None, _) => AssumingWhat::NoTransfers,
            (Some(name), None) => AssumingWhat::Named(name),
            (Some(reading), Some(option)) => AssumingWhat::Reading { reading, option },
        };
        Some(Assuming { span: self.span(id), what })
    }

    pub(super) fn expect(self, id: Id) -> Option<Expect> {
        let tail = self.tail(id);
        Some(Expect {
            span: self.span(id),
            claim: self.reference_of(id)?,
            verdict: self.verdict(self.one(id, Rule::verdict)?)?,
            assuming: self.assuming(id),
            reason: tail.texts.first().cloned(),
            until: self.date_in(id, Rule::until),
            tail,
        })
    }

    fn verdict(self, id: Id) -> Option<VerdictWord> {
        Some(match self.keyword(id)? {
            Keyword::Proved => VerdictWord::Proved,
            Keyword::Violated => VerdictWord::Violated,
            Keyword::ViolatedAlways => VerdictWord::ViolatedAlways,
            Keyword::Vacuous => VerdictWord::Vacuous,
            Keyword::Silent => VerdictWord::Silent,
            Keyword::TurnsOnReading => VerdictWord::TurnsOnReading,
            Keyword::Refuted => VerdictWord::Refuted,
            _ => VerdictWord::Undecided,
        })
    }

    pub(super) fn allow(self, id: Id) -> Option<Allow> {
        Some(Allow {
            span: self.span(id),
            code: self.name_of(id)?,
            target: self.reference_of(id),
            because: self.text_in(id, Rule::because),
            until: self.date_in(id, Rule::until),
            tail: self.tail(id),
        })
    }

    pub(super) fn scenario(self, id: Id) -> Option<Scenario> {
        let given = self.all(id, Rule::given).flat_map(|kid| self.all(kid, Rule::formula));
        Some(Scenario {
            span: self.span(id),
            name: self.name_of(id)?,
            assuming: self.assuming(id),
            given: given.filter_map(|kid| self.formula(kid)).collect(),
            steps: self.all(id, Rule::step).filter_map(|kid| self.step(kid)).collect(),
            tail: self.tail(id),
        })
    }

    fn step(self, id: Id) -> Option<Step> {
        let formula: Formula = self.formula(self.one(id, Rule::formula)?)?;
        Some(Step { span: self.span(id), now: self.keyword(id) == Some(Keyword::Now), formula })
    }

    pub(super) fn publish(self, id: Id) -> Option<Publish> {
        let columns = match self.one(id, Rule::columns) {
            Some(kid) => {
                let binder = self.binders(kid).pop()?;
                Columns::Elements { binder, cell: self.formula(self.one(kid, Rule::formula)?)? }
            }
            None => Columns::Named(self.all(id, Rule::column).filter_map(|kid| self.column(kid)).collect()),
        };
        Some(Publish {
            span: self.span(id),
            name: self.name_of(id)?,
            rows: self.binders(id),
            columns,
            tail: self.tail(id),
        })
    }

    fn column(self, id: Id) -> Option<(Text, Formula)> {
        let label = self.text(self.one(id, Rule::text)?);
        Some((label, self.formula(self.one(id, Rule::formula)?)?))
    }

    /// The variables of a quantifier or published table; one without a sort has that of the one before.
    pub fn binders(self, id: Id) -> Vec<Binder> {
        let mut binders: Vec<Binder> = Vec::new();
        for kid in self.kids(id).filter(|&kid| matches!(self.rule(kid), Rule::first_binder | Rule::binder)) {
            let own = self.one(kid, Rule::sort).and_then(|sort| self.sort(sort));
            let sort = own.or_else(|| binders.last().map(|before| before.sort.clone()));
            if let (Some(sort), Some(name)) = (sort, self.name_of(kid)) {
                binders.push(Binder { sort, name });
            }
        }
        binders
    }
}
