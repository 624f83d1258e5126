//! Where declarations come from: provisions, citations of them, and citations of other laws.

use super::resolver::{Broken, Place, Resolved, Resolver};
use super::suggest::closest;
use crate::model::{Cited, CitedId, Formula, Origin, Provision, ProvisionId};
use crate::problem::Problem;
use crate::problem::catalogue::{names as entries, words};
use crate::source::Span;
use crate::syntax::tree::{self, Citation, Name, Tail, Text};

impl Resolver<'_> {
    /// Enters a provision.
    pub fn provision(&mut self, p: &tree::Provision) -> ProvisionId {
        let id = ProvisionId::from_index(self.model.provisions.len());
        let number = Name { text: p.number.path.concat(), span: p.number.span, quoted: false };
        self.declare(words::PROVISION, &number, |names| &mut names.provisions, id);
        self.model.provisions.push(Provision {
            path: p.number.path.clone(),
            english: p.number.english,
            text: label(&p.texts),
            mark: p.mark.map(|(mark, _)| mark),
            because: p.because.as_ref().map(|t| t.text.clone()),
            in_force: p.in_force.map(|f| f.date),
            digest: p.digest.as_ref().map(|t| t.text.clone()),
            span: p.span,
        });
        id
    }

    /// The origin of a declaration: its home is the enclosing provision, else its first citation.
    pub fn origin(&mut self, place: &Place, tail: &Tail, span: Span) -> Origin {
        let mut cites = Vec::new();
        let mut instruments = Vec::new();
        for cite in &tail.cites {
            match &cite.instrument {
                Some(law) => {
                    _ = self.check_instrument(law, cite.span);
                    instruments.push(law.clone());
                }
                None => cites.extend(self.citation(cite)),
            }
        }
        let home = place.home.or_else(|| (!cites.is_empty()).then(|| cites.remove(0)));
        cites.retain(|c| Some(*c) != home);
        Origin {
            home,
            cites,
            instruments,
            span: Some(span),
            text: label(&tail.texts),
            readings: place.readings.clone(),
        }
    }

    /// The provision of a citation into this regulation.
    pub fn citation(&mut self, cite: &Citation) -> Option<ProvisionId> {
        let number = cite.path.concat();
        let found = self.names.provisions.get(&number);
        // A citation that cites nothing has been reported by the parser.
        if found.is_none() && !cite.path.is_empty() {
            self.unknown_provision(cite);
        }
        found
    }

    /// Wraps a conjunct so that answers can name the articles it rests on: its own citations, or else `inherited`.
    pub fn cited(
        &mut self,
        own: &[Citation],
        inherited: &[ProvisionId],
        span: Span,
        body: Formula,
    ) -> Formula {
        let provisions = self.provisions_of(own);
        let provisions = if provisions.is_empty() { inherited.to_vec() } else { provisions };
        self.model.cited.push(Cited { provisions, span, source: None });
        Formula::Cited(CitedId::from_index(self.model.cited.len() - 1), Box::new(body))
    }

    /// The provisions of the citations of one conjunct.
    pub fn provisions_of(&mut self, cites: &[Citation]) -> Vec<ProvisionId> {
        let mut out = Vec::new();
        for cite in cites {
            match &cite.instrument {
                Some(law) => _ = self.check_instrument(law, cite.span),
                None => out.extend(self.citation(cite)),
            }
        }
        out
    }

    fn check_instrument(&mut self, law: &str, span: Span) -> Resolved<()> {
        if self.names.instruments.get(law).is_some() {
            return Ok(());
        }
        let problem = Problem::new(&entries::UNDECLARED_INSTRUMENT).at(span).name("name", law);
        let problem = match closest(law, self.names.instruments.names()) {
            Some(similar) => problem.name("similar", similar).help("similar"),
            None => problem.plain("plain", law).help("declare"),
        };
        self.report(problem);
        Err(Broken)
    }

    /// E6: the provision does not exist; says which neighbours do.
    fn unknown_provision(&mut self, cite: &Citation) {
        let written = cite.number();
        let mut problem = Problem::new(&entries::UNKNOWN_PROVISION)
            .at(cite.span)
            .name("name", &written)
            .plain("number", &written);
        let patient = self.patient(self.model.provisions.len());
        let parts = if patient { self.steps_below(&cite.path) } else { Vec::new() };
        let depth = if patient { self.known_depth(&cite.path) } else { 0 };
        let above = &cite.path[..depth];
        let steps = if patient { self.steps_below(above) } else { Vec::new() };
        let (range_en, range_ja) = range(if parts.is_empty() { &steps } else { &parts }, cite.english);
        let around = if depth > 0 && !steps.is_empty() { format!("（{range_ja}）") } else { String::new() };
        problem = problem.plain("range_en", range_en).plain("range_ja", range_ja).plain("around_ja", around);
        problem = problem.plain("parent", tree::number(above, cite.english));
        let help = match (depth, steps.is_empty()) {
            _ if !parts.is_empty() => "parts",
            (0, true) => "none",
            (0, false) if cite.english => "top_english",
            (0, false) => "top",
            (_, true) => "leaf",
            (_, false) if cite.english => "inside_english",
            (_, false) => "inside",
        };
        self.report(problem.help(help));
    }

    /// How many steps of a number belong to some listed provision.
    fn known_depth(&self, path: &[String]) -> usize {
        let known = |n: usize| self.model.provisions.iter().any(|p| p.path.get(..n) == Some(&path[..n]));
        (1..path.len()).rev().find(|&n| known(n)).unwrap_or(0)
    }

    /// The next steps of the provisions below a number, in order, each once.
    fn steps_below(&self, parent: &[String]) -> Vec<&str> {
        let below = self.model.provisions.iter().filter(|p| p.path.starts_with(parent));
        let mut steps: Vec<&str> =
            below.filter_map(|p| p.path.get(parent.len()).map(String::as_str)).collect();
        let mut seen = rustc_hash::FxHashSet::default();
        steps.retain(|s| seen.insert(*s));
        steps
    }
}

/// The steps in words, runs shortened: `第1項–第6項` and `第1項から第6項まで`.
fn range(steps: &[&str], english: bool) -> (String, String) {
    let runs = runs(steps);
    let shown = |step: &str| tree::number(&[step.to_string()], english);
    let join = |separator: &str, between: &str, end: &str| {
        let words = runs.iter().map(|run| match run[..] {
            [first, .., last] => format!("{}{between}{}{end}", shown(first), shown(last)),
            _ => run.iter().map(|step| shown(step)).collect(),
        });
        words.collect::<Vec<_>>().join(separator)
    };
    (join(", ", "–", ""), join("、", "から", "まで"))
}

/// Splits steps where the numbers do not go up by one.
fn runs<'s>(steps: &[&'s str]) -> Vec<Vec<&'s str>> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for step in steps {
        let follows = runs.last().and_then(|run| run.last()).is_some_and(|before| follows(before, step));
        match runs.last_mut() {
            Some(run) if follows => run.push(step),
            _ => runs.push(vec![step]),
        }
    }
    runs
}

fn follows(before: &str, step: &str) -> bool {
    match (split_number(before), split_number(step)) {
        (Some((head, n, tail)), Some((head2, n2, tail2))) => head == head2 && tail == tail2 && n2 == n + 1,
        _ => false,
    }
}

/// `第13条` as `第`, 13, `条`.
fn split_number(step: &str) -> Option<(&str, u64, &str)> {
    let start = step.find(|c: char| c.is_ascii_digit())?;
    let digits = step[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(step.len() - start);
    Some((&step[..start], step[start..start + digits].parse().ok()?, &step[start + digits..]))
}

/// The label of a declaration: its texts in one.
pub fn label(texts: &[Text]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(|t| t.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}
