//! What the new wording asks and presumes, about what that knows.

use super::import::Import;

impl Import<'_> {
    /// The claims of the new wording, and its assumptions.
    pub fn checks(&mut self) {
        for index in 0..self.new.assumptions.len() {
            self.model.assumptions[index].formula = self.guarded(&self.new.assumptions[index].formula);
        }
        self.model.claims = self.new.claims.clone();
        for index in 0..self.new.claims.len() {
            let claim = &self.new.claims[index];
            let [premise, bad, good] = [&claim.premise, &claim.bad, &claim.good].map(|it| self.guarded(it));
            let own = &mut self.model.claims[index];
            (own.premise, own.bad, own.good) = (premise, bad, good);
        }
    }
}
