//! Atoms and terms as kitei text: who is what, who may do what, comparisons, quantities.

use super::{FormulaText, bare};
use crate::model::{ActId, AttributeId, Formula, RelationId, RelationKind, Sort, Term, VarId, units};
use crate::problem::Lang;
use crate::report::words;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Comparison;

impl FormulaText<'_> {
    pub(super) fn atom(&self, formula: &Formula) -> String {
        match formula {
            Formula::True => "⊤".to_string(),
            Formula::False => "⊥".to_string(),
            Formula::Atom(relation, args) => self.relation(*relation, args),
            Formula::Compare(comparison, left, right) => self.compare(*comparison, left, right),
            Formula::May(who, act, args) => self.deed(who, *act, args, Keyword::May),
            Formula::Must(who, act, args) => self.deed(who, *act, args, Keyword::Must),
            Formula::Did(who, act, args) => self.deed(who, *act, args, Keyword::Did),
            Formula::Due(act, args) => format!("{} {}", self.word(Keyword::Due), self.act(*act, args)),
            Formula::Done(act, args) => format!("{} {}", self.act(*act, args), self.word(Keyword::Done)),
            Formula::Records(act, args, record) => {
                format!("{} {} {}", self.act(*act, args), self.word(Keyword::Records), self.plain(record))
            }
            Formula::Reading(choice) => {
                let reading = &self.model.readings[choice.reading.index()];
                let option = &reading.options[choice.option as usize].name;
                format!("{} {} = {option}", self.word(Keyword::Reading), reading.name)
            }
            _ => String::new(),
        }
    }

    pub(super) fn may_not(&self, formula: &Formula) -> String {
        match formula {
            Formula::May(who, act, args) => self.deed(who, *act, args, Keyword::MayNot),
            other => self.atom(other),
        }
    }

    /// The one atom `body` with `_` in place of `vars`, if each of them stands there once and alone.
    pub(super) fn with_holes(&mut self, vars: &[VarId], body: &Formula) -> Option<String> {
        let atom = bare(body);
        let args = holed_args(self.model, atom)?;
        let once = |var: &VarId| args.iter().filter(|a| matches!(a, Term::Var(v) if v == var)).count() == 1;
        let hidden = |var: &VarId| {
            !args.iter().any(|a| matches!(a, Term::Attribute(_, of) if **of == Term::Var(*var)))
        };
        if !vars.iter().all(|v| once(v) && hidden(v)) || subject(self.model, atom, vars) {
            return None;
        }
        for var in vars {
            self.names.insert(*var, "_".to_string());
        }
        let text = self.atom(atom);
        for var in vars {
            self.names.remove(var);
        }
        Some(text)
    }

    /// Whether it is written with `is`.
    pub(super) fn is_post(&self, id: RelationId) -> bool {
        let kind = &self.model.relations[id.index()].kind;
        matches!(kind, RelationKind::Role(_) | RelationKind::Office { .. })
    }

    /// `p is not R`
    pub(super) fn is_not(&self, id: RelationId, args: &[Term]) -> String {
        let [is, not] = [Keyword::Is, Keyword::Not].map(|k| self.word(k));
        self.relation(id, args).replacen(&format!(" {is} "), &format!(" {is} {not} "), 1)
    }

    fn relation(&self, id: RelationId, args: &[Term]) -> String {
        let relation = &self.model.relations[id.index()];
        match (self.is_post(id), args.split_first()) {
            (true, Some((who, rest))) => {
                let role = self.applied(&relation.name, rest, &relation.params[1..]);
                let is = if self.lang == Lang::Ja { Keyword::Topic } else { Keyword::Is };
                format!("{} {} {role}", self.plain(who), self.word(is))
            }
            _ => self.applied(&relation.name, args, &relation.params),
        }
    }

    fn deed(&self, who: &Term, act: ActId, args: &[Term], verb: Keyword) -> String {
        let (who, act, verb_word) = (self.plain(who), self.act(act, args), self.word(verb));
        match self.lang {
            Lang::En => format!("{who} {verb_word} {act}"),
            Lang::Ja => {
                let particle = if verb == Keyword::Did { Keyword::Subject } else { Keyword::Topic };
                format!("{who} {} {act} {verb_word}", self.word(particle))
            }
        }
    }

    /// An act with its arguments.
    pub fn act(&self, id: ActId, args: &[Term]) -> String {
        let act = &self.model.acts[id.index()];
        let sorts: Vec<_> = act.params.iter().map(|v| self.model.vars[v.index()].sort).collect();
        self.applied(&act.name, args, &sorts)
    }

    fn applied(&self, name: &str, args: &[Term], sorts: &[Sort]) -> String {
        if args.is_empty() {
            return name.to_string();
        }
        let durations = sorts.iter().map(|s| *s == Sort::Duration).chain(std::iter::repeat(false));
        let shown: Vec<_> = args.iter().zip(durations).map(|(a, d)| self.term(a, d)).collect();
        format!("{name}({})", words::list(&shown, self.lang))
    }

    pub(super) fn compare(&self, comparison: Comparison, left: &Term, right: &Term) -> String {
        let durations = self.is_duration(left) || self.is_duration(right);
        format!("{} {} {}", self.term(left, durations), sign(comparison), self.term(right, durations))
    }

    fn is_duration(&self, term: &Term) -> bool {
        match term {
            Term::Var(var) => self.model.vars[var.index()].sort == Sort::Duration,
            Term::Attribute(attribute, _) => self.attribute(*attribute).1 == Sort::Duration,
            Term::Element(_) | Term::Quantity(_) => false,
        }
    }

    fn attribute(&self, id: AttributeId) -> (&str, Sort) {
        let attribute = &self.model.kinds[id.kind.index()].attributes[id.index as usize];
        (&attribute.name, attribute.sort)
    }

    /// A term that is no quantity, or a number.
    pub fn plain(&self, term: &Term) -> String {
        self.term(term, false)
    }

    fn term(&self, term: &Term, duration: bool) -> String {
        match term {
            Term::Var(var) => {
                let declared = || self.model.vars[var.index()].name.clone();
                self.names.get(var).cloned().unwrap_or_else(declared)
            }
            Term::Element(e) => self.model.kinds[e.kind.index()]
                .elements
                .get(e.index as usize)
                .map_or_else(|| format!("#{}", e.index), |e| e.name.clone()),
            Term::Quantity(quantity) if duration => show_duration(*quantity, self.lang),
            Term::Quantity(quantity) => quantity.to_string(),
            Term::Attribute(attribute, of) => {
                format!("{}.{}", self.plain(of), self.attribute(*attribute).0)
            }
        }
    }
}

/// A duration in the largest unit in which it is a whole number.
pub fn show_duration(quantity: i64, lang: Lang) -> String {
    match (units::unit(quantity), lang) {
        (Some((size, unit)), Lang::En) => format!("{} {}", quantity / size, unit.en),
        (Some((size, unit)), Lang::Ja) => format!("{}{}", quantity / size, unit.ja),
        (None, _) => quantity.to_string(),
    }
}

/// The arguments of an atom in which `_` may stand.
fn holed_args(model: &crate::model::Model, atom: &Formula) -> Option<Vec<Term>> {
    match atom {
        Formula::Atom(relation, args) => {
            let defined = matches!(model.relations[relation.index()].kind, RelationKind::Define { .. });
            (!defined).then(|| args.clone())
        }
        Formula::May(who, _, args) | Formula::Must(who, _, args) | Formula::Did(who, _, args) => {
            Some(std::iter::once(who).chain(args).cloned().collect())
        }
        Formula::Done(_, args) | Formula::Due(_, args) => Some(args.clone()),
        _ => None,
    }
}

/// Whether one of `vars` is the person a sentence is about, where `_` would read badly.
fn subject(model: &crate::model::Model, atom: &Formula, vars: &[VarId]) -> bool {
    let who = match atom {
        Formula::May(who, ..) | Formula::Must(who, ..) | Formula::Did(who, ..) => Some(who),
        Formula::Atom(relation, args) => match model.relations[relation.index()].kind {
            RelationKind::Role(_) | RelationKind::Office { .. } => args.first(),
            _ => None,
        },
        _ => None,
    };
    matches!(who, Some(Term::Var(v)) if vars.contains(v))
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Eq => "=",
        Comparison::Ne => "≠",
        Comparison::Lt => "<",
        Comparison::Le => "≤",
        Comparison::Gt => ">",
        Comparison::Ge => "≥",
    }
}
