//! A model in words, for snapshots: every formula with the names of what it is about.

use std::fmt::Write;

use kitei::model::{Formula, Model, RelationKind, Sort, Term, VarId};
use kitei::syntax::tree::Comparison;

/// Everything in a model that the surface does not show as it is written.
pub fn model(model: &Model) -> String {
    let mut out = String::new();
    for relation in &model.relations {
        relation_line(model, relation, &mut out);
    }
    for act in &model.acts {
        let params: Vec<String> = act.params.iter().map(|v| typed(model, *v)).collect();
        line(&mut out, &format!("act {}({})", act.name, params.join(", ")));
        for effect in &act.effects {
            let args = effect.args.iter().map(|a| a.as_ref().map_or("_".into(), |t| term(model, t)));
            let args: Vec<String> = args.collect();
            let verb = if effect.gives { "gives" } else { "ends" };
            let name = &model.relations[effect.relation.index()].name;
            line(&mut out, &format!("  {verb} {name}({}){}", args.join(", "), when(model, &effect.when)));
        }
        for record in &act.records {
            let name = &model.kinds[record.record.kind.index()].elements[record.record.index as usize].name;
            line(&mut out, &format!("  records {name}{}", when(model, &record.when)));
        }
    }
    for norm in &model.norms {
        let params: Vec<String> = norm.params.iter().map(|v| var(model, *v)).collect();
        let act = &model.acts[norm.act.index()].name;
        let verb = format!("{:?}", norm.verb).to_lowercase();
        let sugar = norm.sugar.map_or(String::new(), |s| format!(" [{s:?}]"));
        line(
            &mut out,
            &format!(
                "{}: {verb} {act}({}) to {}{sugar}",
                norm.name,
                params.join(", "),
                var(model, norm.actor)
            ),
        );
        line(&mut out, &format!("  if {}", formula(model, &norm.condition)));
        for (word, f) in [("due if", &norm.trigger), ("closes", &norm.closes)] {
            if let Some(f) = f {
                line(&mut out, &format!("  {word} {}", formula(model, f)));
            }
        }
        for forbid in &norm.despite {
            line(&mut out, &format!("  despite {}", model.norms[forbid.index()].name));
        }
    }
    for claim in &model.claims {
        let instances: Vec<String> = claim.instances.iter().map(|v| typed(model, *v)).collect();
        line(&mut out, &format!("property {} ({:?}) for [{}]", claim.name, claim.kind, instances.join(", ")));
        for (word, f) in [("premise", &claim.premise), ("bad", &claim.bad), ("good", &claim.good)] {
            line(&mut out, &format!("  {word} {}", formula(model, f)));
        }
    }
    for scenario in &model.scenarios {
        let people: Vec<String> =
            scenario.people.iter().chain(&scenario.members).map(|v| typed(model, *v)).collect();
        line(&mut out, &format!("scenario {} [{}]", scenario.name, people.join(", ")));
    }
    out
}

fn relation_line(model: &Model, relation: &kitei::model::Relation, out: &mut String) {
    let sorts: Vec<String> = relation.params.iter().map(|s| sort(model, *s)).collect();
    let head = format!("{}({})", relation.name, sorts.join(", "));
    match &relation.kind {
        RelationKind::Fact { change, .. } => line(out, &format!("fact {head} {change:?}")),
        RelationKind::Office { .. } => line(out, &format!("office {head}")),
        RelationKind::Role(role) => {
            line(out, &format!("role {head}"));
            for clause in &role.clauses {
                let readings = if clause.origin.readings.is_empty() { "" } else { " (reading)" };
                line(out, &format!("  if {}{readings}", formula(model, &clause.body)));
            }
        }
        RelationKind::Table(table) => {
            line(out, &format!("table {head}"));
            for (i, (yes, unknown)) in table.yes.iter().zip(&table.unknown).enumerate() {
                let columns = 0..model.kinds[table.columns.index()].elements.len();
                let mark = |c: usize| {
                    if yes.contains(c) {
                        "o"
                    } else if unknown.contains(c) {
                        "?"
                    } else {
                        "x"
                    }
                };
                let cells: Vec<&str> = columns.map(mark).collect();
                let row = &model.kinds[table.rows.index()].elements[i].name;
                line(out, &format!("  {row}: {}", cells.join(" ")));
            }
        }
        RelationKind::Define { body, .. } => {
            line(out, &format!("define {head}\n  is {}", formula(model, body)));
        }
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("memory");
}

fn when(model: &Model, f: &Formula) -> String {
    if *f == Formula::True { String::new() } else { format!(" when {}", formula(model, f)) }
}

fn sort(model: &Model, sort: Sort) -> String {
    match sort {
        Sort::Person => "person".into(),
        Sort::Number => "number".into(),
        Sort::Duration => "duration".into(),
        Sort::Kind(kind) => model.kinds[kind.index()].name.clone(),
    }
}

fn var(model: &Model, var: VarId) -> String {
    format!("{}{}", model.vars[var.index()].name, var.0)
}

fn typed(model: &Model, v: VarId) -> String {
    format!("{}: {}", var(model, v), sort(model, model.vars[v.index()].sort))
}

fn term(model: &Model, t: &Term) -> String {
    match t {
        Term::Var(v) => var(model, *v),
        Term::Element(e) => model.kinds[e.kind.index()].elements[e.index as usize].name.clone(),
        Term::Quantity(q) => q.to_string(),
        Term::Attribute(a, of) => {
            format!("{}.{}", term(model, of), model.kinds[a.kind.index()].attributes[a.index as usize].name)
        }
    }
}

fn terms(model: &Model, list: &[Term]) -> String {
    list.iter().map(|t| term(model, t)).collect::<Vec<_>>().join(", ")
}

fn bound(model: &Model, vars: &[VarId]) -> String {
    vars.iter().map(|v| var(model, *v)).collect::<Vec<_>>().join(", ")
}

fn formula(model: &Model, f: &Formula) -> String {
    let act = |id: &kitei::model::ActId, args: &[Term]| {
        format!("{}({})", model.acts[id.index()].name, terms(model, args))
    };
    let join = |parts: &[Formula], word: &str| {
        let parts: Vec<String> = parts.iter().map(|p| formula(model, p)).collect();
        format!("({})", parts.join(word))
    };
    match f {
        Formula::True => "true".into(),
        Formula::False => "false".into(),
        Formula::Atom(r, args) => format!("{}({})", model.relations[r.index()].name, terms(model, args)),
        Formula::Compare(op, a, b) => format!("{} {} {}", term(model, a), sign(*op), term(model, b)),
        Formula::Not(body) => format!("not {}", formula(model, body)),
        Formula::And(parts) => join(parts, " and "),
        Formula::Or(parts) => join(parts, " or "),
        Formula::ForAll(vars, body) => format!("(every {}: {})", bound(model, vars), formula(model, body)),
        Formula::Exists(vars, body) => format!("(some {}: {})", bound(model, vars), formula(model, body)),
        Formula::Count(op, n, v, body) => {
            format!("(number of {} {} {n}: {})", var(model, *v), sign(*op), formula(model, body))
        }
        Formula::May(who, a, args) => format!("{} may {}", term(model, who), act(a, args)),
        Formula::Must(who, a, args) => format!("{} must {}", term(model, who), act(a, args)),
        Formula::Did(who, a, args) => format!("{} did {}", term(model, who), act(a, args)),
        Formula::Due(a, args) => format!("due {}", act(a, args)),
        Formula::Done(a, args) => format!("{} done", act(a, args)),
        Formula::Records(a, args, r) => format!("{} records {}", act(a, args), term(model, r)),
        Formula::Reading(c) => {
            let reading = &model.readings[c.reading.index()];
            format!("[{} = {}]", reading.name, reading.options[c.option as usize].name)
        }
        Formula::Cited(id, body) => {
            let cited = &model.cited[id.index()].provisions;
            let numbers: Vec<String> =
                cited.iter().map(|p| format!("@{}", model.provisions[p.index()].number())).collect();
            format!("{}{}", formula(model, body), numbers.concat())
        }
    }
}

fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::Eq => "=",
        Comparison::Ne => "≠",
        Comparison::Lt => "<",
        Comparison::Le => "≤",
        Comparison::Gt => ">",
        Comparison::Ge => "≥",
    }
}
