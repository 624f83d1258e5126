//! The origins of readings and of their options.

use super::collect::Placed;
use super::origin::label;
use super::resolver::{Place, Resolver};
use crate::syntax::tree;

impl Resolver<'_> {
    /// Fills in where readings and options come from, once every provision is known.
    pub fn reading_origins(&mut self, readings: &[Placed<tree::Reading>]) {
        for (i, placed) in readings.iter().enumerate() {
            let reading = placed.item;
            let origin = self.origin(&placed.place, &reading.tail, reading.name.span);
            let place = Place { home: origin.home, readings: Vec::new() };
            self.model.readings[i].origin = origin;
            for (j, option) in reading.options.iter().enumerate() {
                let mut origin = self.origin(&place, &option.tail, option.name.span);
                origin.text = label(&option.tail.texts);
                self.model.readings[i].options[j].origin = origin;
            }
        }
    }

    /// The home of what stands in an option: the option's own citation, else the reading's.
    pub fn option_home(&self, reading: &tree::Reading, option: &tree::ReadingOption, place: &Place) -> Place {
        let first = |tail: &tree::Tail| {
            let own = tail.cites.iter().filter(|c| c.instrument.is_none());
            own.into_iter().find_map(|c| self.names.provisions.get(&c.path.concat()))
        };
        let home = first(&option.tail).or(place.home).or_else(|| first(&reading.tail));
        Place { home, readings: place.readings.clone() }
    }
}
