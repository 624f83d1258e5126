//! Questions as SMT-LIB 2, from our own terms, for any solver that reads it.
//!
//! Unknowns without a name are numbered as they are met, so that the text depends on the question alone.

use std::collections::{BTreeMap, BTreeSet};

use super::hash::{QuickMap, QuickSet};
use super::term::{Bool, Function, Node, Sort, Value};

/// The script that asks whether everything asserted and everything assumed can be true at once.
///
/// Assumptions are asserted like the rest. "At least so many" is a sum of ones and zeros.
pub fn script(asserted: &[Bool], assumed: &[Bool]) -> String {
    let mut printer = Printer::default();
    let mut body = String::new();
    for formula in asserted.iter().chain(assumed) {
        let text = printer.scope(formula);
        body.push_str(&format!("(assert {text})\n"));
    }
    format!("(set-logic {})\n{}{body}(check-sat)\n", printer.logic(), printer.declarations())
}

#[derive(Default)]
struct Printer {
    sorts: BTreeSet<String>,
    /// Declarations by name.
    symbols: BTreeMap<String, String>,
    /// Names of unknowns without one, and whether a quantifier binds them.
    fresh: QuickMap<u64, usize>,
    bound: QuickSet<u64>,
    /// Terms that stand for themselves by a name, here.
    shared: QuickMap<Bool, String>,
    lets: usize,
    quantifiers: bool,
    numbers: bool,
}

impl Printer {
    fn logic(&self) -> String {
        let quantifier_free = if self.quantifiers { "" } else { "QF_" };
        let numbers = if self.numbers { "LIA" } else { "" };
        format!("{quantifier_free}UF{numbers}")
    }

    fn declarations(&self) -> String {
        let sorts = self.sorts.iter().map(|sort| format!("(declare-sort {sort} 0)\n"));
        sorts.chain(self.symbols.values().cloned()).collect()
    }

    /// A formula with what occurs in it several times, outside of its quantifiers, written once.
    fn scope(&mut self, formula: &Bool) -> String {
        let mut order = Vec::new();
        let mut times = QuickMap::default();
        self.count(formula, &mut times, &mut order);
        let before = self.shared.clone();
        let mut opening = String::new();
        let mut closing = String::new();
        for term in order.iter().filter(|term| times.get(*term).is_some_and(|count| *count > 1)) {
            let text = self.bool(term);
            let name = format!("?s{}", self.lets);
            self.lets += 1;
            opening.push_str(&format!("(let (({name} {text})) "));
            closing.push(')');
            self.shared.insert(term.clone(), name);
        }
        let text = format!("{opening}{}{closing}", self.bool(formula));
        self.shared = before;
        text
    }

    /// How often each term occurs, innermost first.
    fn count(&self, formula: &Bool, times: &mut QuickMap<Bool, u32>, order: &mut Vec<Bool>) {
        let parts = match formula.node() {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => &parts[..],
            Node::Not(inner) => std::slice::from_ref(inner),
            Node::ForAll(..) | Node::Exists(..) => &[],
            _ => return,
        };
        if self.shared.contains_key(formula) {
            return;
        }
        if let Some(times) = times.get_mut(formula) {
            *times += 1;
            return;
        }
        times.insert(formula.clone(), 1);
        parts.iter().for_each(|part| self.count(part, times, order));
        order.push(formula.clone());
    }

    fn bool(&mut self, formula: &Bool) -> String {
        if let Some(name) = self.shared.get(formula) {
            return name.clone();
        }
        match formula.node() {
            Node::Constant(value) => value.to_string(),
            Node::Named(name) => self.symbol(name, &[], "Bool"),
            Node::Not(inner) => format!("(not {})", self.bool(inner)),
            Node::All(parts) => self.joined("and", parts),
            Node::Any(parts) => self.joined("or", parts),
            Node::AtLeast(least, parts) => {
                self.numbers = true;
                let ones: String =
                    parts.iter().map(|part| format!(" (ite {} 1 0)", self.bool(part))).collect();
                format!("(>= (+{ones}) {least})")
            }
            Node::Is(one, other) => format!("(= {} {})", self.value(one), self.value(other)),
            Node::IsLess(one, other) => format!("(< {} {})", self.value(one), self.value(other)),
            Node::Holds(function, args) => self.apply(function, args),
            Node::ForAll(vars, body) => self.quantified("forall", vars, body),
            Node::Exists(vars, body) => self.quantified("exists", vars, body),
        }
    }

    fn joined(&mut self, word: &str, parts: &[Bool]) -> String {
        let parts: String = parts.iter().map(|part| format!(" {}", self.bool(part))).collect();
        format!("({word}{parts})")
    }

    fn quantified(&mut self, word: &str, vars: &[Value], body: &Bool) -> String {
        self.quantifiers = true;
        for var in vars {
            if let Value::Fresh(number, _) = var {
                self.bound.insert(*number);
            }
        }
        let heads: Vec<String> = vars
            .iter()
            .map(|var| {
                let sort = var.sort().unwrap_or(Sort::Numbers);
                format!("({} {})", self.value(var), self.sort(&sort))
            })
            .collect();
        format!("({word} ({}) {})", heads.join(" "), self.scope(body))
    }

    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::Named(name, sort) => {
                let sort = self.sort(sort);
                self.symbol(name, &[], &sort)
            }
            Value::Fresh(number, sort) => {
                let next = self.fresh.len();
                let name = format!("?x{}", *self.fresh.entry(*number).or_insert(next));
                if self.bound.contains(number) {
                    return name;
                }
                let sort = self.sort(sort);
                self.symbol(&name, &[], &sort)
            }
            Value::Number(number) => {
                self.numbers = true;
                if *number < 0 { format!("(- {})", number.unsigned_abs()) } else { number.to_string() }
            }
            Value::Applied(function, args) => self.apply(function, args),
        }
    }

    fn apply(&mut self, function: &Function, args: &[Value]) -> String {
        let signature = function.signature();
        let domain: Vec<String> = signature.domain.iter().map(|sort| self.sort(sort)).collect();
        let range = signature.range.as_ref().map_or_else(|| "Bool".to_string(), |sort| self.sort(sort));
        let name = self.symbol(&signature.name, &domain, &range);
        if args.is_empty() {
            return name;
        }
        let args: String = args.iter().map(|arg| format!(" {}", self.value(arg))).collect();
        format!("({name}{args})")
    }

    fn sort(&mut self, sort: &Sort) -> String {
        match sort {
            Sort::Numbers => {
                self.numbers = true;
                "Int".to_string()
            }
            Sort::Things(name) => {
                let name = quoted(name);
                self.sorts.insert(name.clone());
                name
            }
        }
    }

    /// The symbol of this name, declared.
    fn symbol(&mut self, name: &str, domain: &[String], range: &str) -> String {
        let name = quoted(name);
        let declaration = || format!("(declare-fun {name} ({}) {range})\n", domain.join(" "));
        self.symbols.entry(name.clone()).or_insert_with(declaration);
        name
    }
}

/// A quoted symbol; the two signs that it cannot hold become others.
fn quoted(name: &str) -> String {
    format!("|{}|", name.replace('|', "¦").replace('\\', "∖"))
}
