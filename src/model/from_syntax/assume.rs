//! Named premises, and what a check assumes.

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model::{Assuming, Assumption, AssumptionId, Formula, Missing, ReadingChoice};
use crate::problem::catalogue::words;
use crate::syntax::tree::{self, AssumingWhat, Name};

impl Resolver<'_> {
    /// Enters the names of assumptions; checks may use them before they are declared.
    pub fn assumptions(&mut self, assumes: &[Placed<tree::Assume>]) {
        for placed in assumes {
            match self.assumption(placed) {
                Ok(assumption) => {
                    let id = AssumptionId::from_index(self.model.assumptions.len());
                    if self.declare(words::ASSUMPTION, &placed.item.name, |names| &mut names.assumptions, id)
                    {
                        self.model.assumptions.push(assumption);
                    }
                }
                Err(Broken) => {
                    self.hole(placed.item.span, Some(&placed.item.name.text), Missing::Declaration);
                }
            }
        }
    }

    fn assumption(&mut self, placed: &Placed<tree::Assume>) -> Resolved<Assumption> {
        let assume = placed.item;
        let origin = self.origin(&placed.place, &assume.tail, assume.span);
        let mut scope = Scope::new(Level::Assumption);
        self.introduce(&mut scope, |r, s| r.introduce_formula(&assume.formula, s));
        let formula = self.formula(&assume.formula, &mut scope)?;
        let free = formula.free_vars();
        Ok(Assumption {
            name: assume.name.text.clone(),
            formula: Formula::for_all(free, formula),
            because: assume.because.as_ref().map(|t| t.text.clone()),
            origin,
        })
    }

    /// What a check assumes.
    pub fn assuming(&mut self, list: &[tree::Assuming]) -> Resolved<Assuming> {
        let mut out = Assuming::default();
        let mut broken = false;
        for item in list {
            broken |= self.assume_one(item, &mut out).is_err();
        }
        if broken { Err(Broken) } else { Ok(out) }
    }

    fn assume_one(&mut self, item: &tree::Assuming, out: &mut Assuming) -> Resolved<()> {
        match &item.what {
            AssumingWhat::NoTransfers => out.no_transfers = true,
            AssumingWhat::Reading { reading, option } => {
                out.readings.push(self.reading_choice(reading, option)?);
            }
            AssumingWhat::Named(name) => match self.names.assumptions.get(&name.text) {
                Some(id) => out.assumptions.push(id),
                None => return Err(self.undeclared(name, words::ASSUMPTION)),
            },
        }
        Ok(())
    }

    fn reading_choice(&mut self, reading: &Name, option: &Name) -> Resolved<ReadingChoice> {
        let Some(id) = self.names.readings.get(&reading.text) else {
            return Err(self.undeclared(reading, words::READING));
        };
        let options = &self.model.readings[id.index()].options;
        if let Some(index) = options.iter().position(|o| Self::same_name(&o.name, &option.text)) {
            Ok(ReadingChoice { reading: id, option: u32::try_from(index).unwrap_or(u32::MAX) })
        } else {
            let mut names: Vec<String> = options.iter().map(|o| o.name.clone()).collect();
            names.dedup();
            Err(self.no_option(option, &names))
        }
    }

    fn no_option(&mut self, option: &Name, names: &[String]) -> Broken {
        use crate::problem::catalogue::names::UNDECLARED;
        use crate::problem::{Arg, Problem};
        let similar = super::suggest::closest(&option.text, names.iter().map(String::as_str));
        let similar = similar.map_or_else(|| Arg::Names(names.to_vec()), |s| Arg::Name(s.to_string()));
        let problem = Problem::new(&UNDECLARED).at(option.span).arg("what", Arg::Word(words::OPTION));
        self.report(problem.name("name", &option.text).arg("similar", similar).help("similar"))
    }
}
