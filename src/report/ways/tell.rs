//! Ways and refusals as lines: what each rests on, with its articles.

use crate::model::eval::{Literal, PermitTrace, Reason};
use crate::model::{Formula, Model, NormId, ProvisionId};
use crate::problem::Lang;
use crate::proof::{Change, Refusal, Way, Ways, Witness};
use crate::report::formula::FormulaText;
use crate::report::witness::{self, Line, Teller};
use crate::report::words;

/// No more permits than this are told of that do not apply.
const PERMITS: usize = 3;

/// What somebody must be and have, for the way to be given.
pub fn conditions(model: &Model, way: &Way, lang: Lang) -> Vec<Line> {
    let teller = Teller::new(model, &way.shown, lang);
    let mut lines: Vec<Line> = Vec::new();
    for line in way.permit.reason.literals.iter().map(|literal| teller.line(literal, 0)) {
        // The naming to a role says what the role says.
        if lines.iter().all(|known| known.text != line.text) {
            lines.push(line);
        }
    }
    let mut text = teller.of_norm(model, way, way.norm, lang);
    lines.extend(way.besides.iter().map(|part| plain(0, text.show(part))));
    lines
}

/// That somebody may, as the world of the way has it.
pub fn may(model: &Model, way: &Way, lang: Lang) -> String {
    let teller = Teller::new(model, &way.shown, lang);
    let line = way.shown.deeds.first().and_then(|deed| teller.power(deed, false).into_iter().next());
    line.map_or_else(String::new, |line| line.text)
}

/// The articles of a way: of its norm, and those that its conditions cite.
pub fn articles(model: &Model, norm: NormId, permit: Option<&PermitTrace>) -> Vec<ProvisionId> {
    let origin = &model.norms[norm.index()].origin;
    let mut all: Vec<ProvisionId> = origin.home.iter().chain(&origin.cites).copied().collect();
    all.extend(permit.map_or_else(Vec::new, |permit| witness::cited(model, &permit.reason.cited)));
    all.sort_unstable();
    all.dedup();
    all
}

/// The course of a way, or the world if it is there at the start.
pub fn story(ways: &Ways, norm: Option<NormId>, shown: &Witness, lang: Lang) -> Vec<Line> {
    let mut shown = shown.clone();
    if let Some(norm) = norm {
        for deed in &mut shown.deeds {
            deed.trace.permits.retain(|permit| permit.norm == norm);
        }
    }
    witness::story(&ways.model, &ways.claim, &[], &shown, lang)
}

/// The least world in which somebody may not, and what each permit lacks there.
pub fn refusal(model: &Model, refusal: &Refusal, lang: Lang) -> Vec<Line> {
    let teller = Teller::new(model, &refusal.shown, lang);
    let mut lines = teller.world(&refusal.shown);
    lines.extend(teller.power(&refusal.deed, false));
    let trace = &refusal.deed.trace;
    let mut permits: Vec<&PermitTrace> = trace.permits.iter().collect();
    permits.sort_by_key(|permit| (permit.counts.is_false(), permit.lacks));
    if permits.is_empty() {
        let none = match lang {
            Lang::En => "no norm permits it",
            Lang::Ja => "これを許す規範がない",
        };
        lines.push(plain(1, none.to_string()));
    }
    for permit in permits.into_iter().take(PERMITS) {
        lines.extend(teller.not_by(refusal, permit, lang));
    }
    lines
}

/// The least world in which they may, where it is told instead of a change.
pub fn allowed(model: &Model, shown: &Witness, lang: Lang) -> Vec<Line> {
    let teller = Teller::new(model, shown, lang);
    let may = shown.deeds.iter().flat_map(|deed| teller.power(deed, false));
    teller.world(shown).into_iter().chain(may).collect()
}

/// The facts that would make the difference.
pub fn change(model: &Model, refusal: &Refusal, change: &Change, lang: Lang) -> Vec<Line> {
    let shown = Witness { names: change.names.clone(), ..refusal.shown.clone() };
    let teller = Teller::new(model, &shown, lang);
    change.literals.iter().map(|literal| teller.line(literal, 0)).collect()
}

fn plain(depth: usize, text: String) -> Line {
    Line { step: None, depth, text, articles: Vec::new() }
}

impl Teller<'_> {
    /// Formulas of a norm, about whoever does it in the world of a way.
    fn of_norm<'m>(&self, model: &'m Model, way: &Way, norm: NormId, lang: Lang) -> FormulaText<'m> {
        let mut text = FormulaText::new(model, lang);
        let norm = &model.norms[norm.index()];
        if let Some(deed) = way.shown.deeds.first() {
            text.name(norm.actor, self.person(deed.person));
            for (var, value) in norm.params.iter().zip(&deed.args) {
                text.name(*var, self.value(*value, model.vars[var.index()].sort));
            }
        }
        text
    }

    /// Why a permit lets nobody do it in this world: what it lacks, or what stops it.
    fn not_by(&self, refusal: &Refusal, permit: &PermitTrace, lang: Lang) -> Vec<Line> {
        let name = self.norm_name(permit.norm);
        let head = |text: String| Line { articles: self.norm(permit.norm), ..plain(1, text) };
        if !permit.reason.truth.is_true() {
            let text = match lang {
                Lang::En => format!("{name} does not apply, since:"),
                Lang::Ja => format!("{name} は次により当てはまらない:"),
            };
            let mut lines = vec![head(text)];
            lines.extend(self.lacking(&permit.reason));
            return lines;
        }
        if permit.counts.is_false() {
            return vec![head(match lang {
                Lang::En => format!("{name} does not count: a `permit only` closes it"),
                Lang::Ja => format!("{name} は、限って許容する規範があるので働かない"),
            })];
        }
        let mut lines = vec![head(match lang {
            Lang::En => format!("{name} applies, but is stopped by:"),
            Lang::Ja => format!("{name} は当てはまるが、次の禁止がまさる:"),
        })];
        for ban in refusal.deed.trace.forbids.iter().filter(|ban| permit.stopped_by.contains(&ban.norm)) {
            lines.push(Line {
                articles: self.norm(ban.norm),
                ..plain(2, self.norm_name(ban.norm).to_string())
            });
            lines.extend(ban.reason.literals.iter().map(|literal| self.line(literal, 3)));
        }
        lines
    }

    /// What a condition lacks: as things are, not as they should be.
    fn lacking(&self, reason: &Reason) -> Vec<Line> {
        reason.literals.iter().map(|literal: &Literal| self.line(literal, 2)).collect()
    }
}

/// The bans that must not apply, each with when it would.
pub fn bans(model: &Model, way: &Way, lang: Lang) -> Vec<Line> {
    let teller = Teller::new(model, &way.shown, lang);
    let one = |ban: &NormId| {
        let norm = &model.norms[ban.index()];
        let mut text = teller.of_norm(model, way, *ban, lang);
        let when = match &norm.condition {
            Formula::True => String::new(),
            condition => format!(": {}", text.show(&condition.uncited())),
        };
        let readings: Vec<_> =
            norm.origin.readings.iter().map(|choice| words::reading(model, *choice)).collect();
        let under = match (readings.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::En) => format!(" [if {}]", words::list(&readings, lang)),
            (false, Lang::Ja) => format!("[{} のとき]", words::list(&readings, lang)),
        };
        let text = format!("{}{under}{when}", norm.name);
        Line { articles: articles(model, *ban, None), ..plain(0, text) }
    };
    way.bans.iter().map(one).collect()
}

/// Norms by their names.
pub fn names(model: &Model, norms: &[NormId], lang: Lang) -> String {
    let one = |norm: &NormId| {
        let articles = articles(model, *norm, None);
        let shown = words::articles(model, &articles, lang);
        let name = &model.norms[norm.index()].name;
        if articles.is_empty() || name.starts_with(&shown) {
            return name.clone();
        }
        if lang == Lang::Ja { format!("{name}({shown})") } else { format!("{name} ({shown})") }
    };
    words::list(&norms.iter().map(one).collect::<Vec<_>>(), lang)
}
