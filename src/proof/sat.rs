//! Plain truth values, decided by a SAT solver in this process: nothing to start, and a small question takes microseconds.
//!
//! Formulas become clauses with one truth value more for each part (Tseitin), in both directions, so that any formula
//! that was met may be assumed or denied.

use std::cell::Cell;
use std::rc::Rc;

use batsat::{Callbacks, Lit, SolverInterface, lbool};

use super::hash::QuickMap;
use super::solver::Outcome;
use super::term::{Bool, Node};

/// A SAT solver, and what has been put to it.
pub struct Sat {
    inner: batsat::Solver<Limit>,
    /// What is left of the work allowed.
    left: Rc<Cell<u32>>,
    /// Decisions and conflicts allowed for one question.
    effort: u32,
    /// How many formulas of each level have been put.
    put: Vec<usize>,
    known: QuickMap<Bool, Lit>,
    yes: Option<Lit>,
    /// Whether something was said that is no plain truth value.
    foreign: bool,
}

/// Stops a search that has used up its work.
struct Limit(Rc<Cell<u32>>);

impl Callbacks for Limit {
    fn stop(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left == 0
    }
}

impl Sat {
    /// Nothing said yet. `effort` is the number of decisions and conflicts allowed for one question.
    pub fn new(effort: u32) -> Self {
        let left = Rc::new(Cell::new(effort));
        Self {
            inner: batsat::Solver::new(batsat::SolverOpts::default(), Limit(Rc::clone(&left))),
            left,
            effort,
            put: Vec::new(),
            known: QuickMap::default(),
            yes: None,
            foreign: false,
        }
    }

    /// Bounds the work of each question from now on.
    pub fn allow(&mut self, effort: u32) {
        self.effort = effort;
    }

    /// Forgets all levels but the first ones.
    pub fn keep(&mut self, levels: usize) {
        // A clause cannot be taken back: what is kept is put again when it is needed.
        if self.put.iter().skip(levels).any(|put| *put > 0) {
            *self = Self::new(self.effort);
        }
        self.put.truncate(levels);
    }

    /// Whether everything asserted, level by level, and all of these can be true at once.
    pub fn check(&mut self, asserted: &[Vec<Bool>], assumed: &[Bool]) -> Outcome {
        for (index, level) in asserted.iter().enumerate() {
            if index >= self.put.len() {
                self.put.push(0);
            }
            let Some(put) = self.put.get_mut(index) else { continue };
            let done = std::mem::replace(put, level.len());
            level.iter().skip(done).for_each(|formula| self.assert(formula));
        }
        let assumed: Vec<Lit> = assumed.iter().map(|one| self.literal(one)).collect();
        if self.foreign {
            return Outcome::Unknown;
        }
        self.left.set(self.effort);
        let result = self.inner.solve_limited(&assumed);
        if result == lbool::TRUE {
            Outcome::Satisfiable
        } else if result == lbool::FALSE {
            Outcome::Unsatisfiable
        } else {
            Outcome::Unknown
        }
    }

    /// After [`Outcome::Unsatisfiable`]: some of the assumed formulas that cannot be true together.
    pub fn core(&mut self, assumed: &[Bool]) -> Vec<Bool> {
        let literals: Vec<Lit> = assumed.iter().map(|one| self.literal(one)).collect();
        let core = self.inner.unsat_core();
        // It is kept as a clause: what cannot all be true, denied.
        let of_core = assumed.iter().zip(literals).filter(|(_, literal)| core.contains(&!*literal));
        of_core.map(|(one, _)| one.clone()).collect()
    }

    /// After [`Outcome::Satisfiable`]: which of these are true in the example found; what it does not speak of is false.
    pub fn truths(&self, formulas: &[Bool]) -> Vec<bool> {
        formulas.iter().map(|formula| self.truth(formula)).collect()
    }

    fn truth(&self, formula: &Bool) -> bool {
        if let Some(literal) = self.known.get(formula) {
            return self.inner.value_lit(*literal) == lbool::TRUE;
        }
        match formula.node() {
            Node::Constant(value) => *value,
            Node::Not(inner) => !self.truth(inner),
            Node::All(parts) => parts.iter().all(|part| self.truth(part)),
            Node::Any(parts) => parts.iter().any(|part| self.truth(part)),
            Node::AtLeast(least, parts) => parts.iter().filter(|part| self.truth(part)).count() >= *least,
            _ => false,
        }
    }

    fn assert(&mut self, formula: &Bool) {
        match formula.node() {
            Node::All(parts) => parts.iter().for_each(|part| self.assert(part)),
            Node::Any(parts) => {
                let literals: Vec<Lit> = parts.iter().map(|part| self.literal(part)).collect();
                self.clause(literals);
            }
            _ => {
                let literal = self.literal(formula);
                self.clause(vec![literal]);
            }
        }
    }

    fn clause(&mut self, mut literals: Vec<Lit>) {
        // The answer, whether the clauses contradict each other already, is that of the next question.
        let _ = self.inner.add_clause_reuse(&mut literals);
    }

    /// The literal that is true where the formula is.
    fn literal(&mut self, formula: &Bool) -> Lit {
        if let Node::Not(inner) = formula.node() {
            return !self.literal(inner);
        }
        if let Some(known) = self.known.get(formula) {
            return *known;
        }
        let literal = match formula.node() {
            Node::Constant(value) => {
                let yes = self.yes();
                if *value { yes } else { !yes }
            }
            Node::All(parts) => {
                let parts = self.literals(parts);
                self.all(&parts)
            }
            Node::Any(parts) => {
                let parts = self.literals(parts);
                self.any(&parts)
            }
            Node::AtLeast(least, parts) => {
                let parts = self.literals(parts);
                self.at_least(*least, &parts)
            }
            Node::Named(_) | Node::Not(_) => self.fresh(),
            Node::Is(..) | Node::IsLess(..) | Node::Holds(..) | Node::ForAll(..) | Node::Exists(..) => {
                self.foreign = true;
                self.fresh()
            }
        };
        self.known.insert(formula.clone(), literal);
        literal
    }

    fn literals(&mut self, parts: &[Bool]) -> Vec<Lit> {
        parts.iter().map(|part| self.literal(part)).collect()
    }

    fn fresh(&mut self) -> Lit {
        // False is tried first: least worlds have few facts.
        Lit::new(self.inner.new_var(lbool::FALSE, true), true)
    }

    fn yes(&mut self) -> Lit {
        if let Some(yes) = self.yes {
            return yes;
        }
        let yes = self.fresh();
        self.clause(vec![yes]);
        self.yes = Some(yes);
        yes
    }

    fn all(&mut self, parts: &[Lit]) -> Lit {
        let denied: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        !self.any(&denied)
    }

    fn any(&mut self, parts: &[Lit]) -> Lit {
        let some = self.fresh();
        for part in parts {
            self.clause(vec![some, !*part]);
        }
        self.clause(parts.iter().copied().chain([!some]).collect());
        some
    }

    /// Counted part by part: `row[n]` is true where more than `n` of the parts looked at so far are.
    fn at_least(&mut self, least: usize, parts: &[Lit]) -> Lit {
        let no = !self.yes();
        let mut row = vec![no; least];
        for part in parts {
            for n in (0..least).rev() {
                let before = if n == 0 { *part } else { self.all(&[row[n - 1], *part]) };
                row[n] = self.any(&[row[n], before]);
            }
        }
        row.last().copied().unwrap_or(!no)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(count: usize) -> Vec<Bool> {
        (0..count).map(|index| Bool::named(&format!("p{index}"))).collect()
    }

    #[test]
    fn examples_leave_false_what_may_be_false() {
        let p = named(6);
        let mut sat = Sat::new(1000);
        assert_eq!(sat.check(&[vec![Bool::any(&p)]], &[]), Outcome::Satisfiable);
        assert_eq!(sat.truths(&p).iter().filter(|truth| **truth).count(), 1);
    }

    #[test]
    fn a_core_is_part_of_what_was_assumed() {
        let p = named(4);
        let mut sat = Sat::new(1000);
        let said = vec![Bool::any(&[p[0].negated(), p[1].negated()])];
        assert_eq!(sat.check(std::slice::from_ref(&said), &p), Outcome::Unsatisfiable);
        assert_eq!(sat.core(&p), p[..2]);
        assert_eq!(sat.check(&[said], &p[1..]), Outcome::Satisfiable);
    }

    #[test]
    fn at_least_counts() {
        let p = named(5);
        for least in 2..5 {
            for mask in 0..32_u32 {
                let mut sat = Sat::new(1000);
                let fixed: Vec<Bool> =
                    p.iter().enumerate().map(|(i, p)| p.clone().signed(mask & (1 << i) != 0)).collect();
                let enough = mask.count_ones() as usize >= least;
                let formula = Bool::at_least(least, &p).signed(enough);
                assert_eq!(sat.check(&[vec![formula.negated()]], &fixed), Outcome::Unsatisfiable);
                assert_eq!(sat.check(&[Vec::new()], &fixed), Outcome::Unsatisfiable);
                let mut sat = Sat::new(1000);
                assert_eq!(sat.check(&[vec![formula]], &fixed), Outcome::Satisfiable);
            }
        }
    }

    #[test]
    fn what_is_forgotten_is_forgotten() {
        let p = named(1);
        let mut sat = Sat::new(1000);
        let no = vec![p[0].negated()];
        assert_eq!(sat.check(&[Vec::new(), no], &p), Outcome::Unsatisfiable);
        sat.keep(1);
        assert_eq!(sat.check(&[Vec::new()], &p), Outcome::Satisfiable);
    }

    #[test]
    fn work_is_limited() {
        // Nine pigeons in eight holes.
        let at = |pigeon: usize, hole: usize| Bool::named(&format!("{pigeon} {hole}"));
        let mut said: Vec<Bool> = (0..9)
            .map(|pigeon| Bool::any(&(0..8).map(|hole| at(pigeon, hole)).collect::<Vec<_>>()))
            .collect();
        for hole in 0..8 {
            let here: Vec<Bool> = (0..9).map(|pigeon| at(pigeon, hole)).collect();
            said.push(Bool::at_least(2, &here).negated());
        }
        assert_eq!(Sat::new(50).check(&[said.clone()], &[]), Outcome::Unknown);
        assert_eq!(Sat::new(4_000_000).check(&[said], &[]), Outcome::Unsatisfiable);
    }
}
