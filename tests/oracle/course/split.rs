//! A formula as alternatives, each of which is a conjunction: what each turns on is learnt by itself, and so at the
//! price of a sum instead of a product.

use kitei::model::eval::Env;
use kitei::model::{Domain, Formula, Model};

/// Conjuncts with the values of their variables; the formula holds iff all of some alternative do.
#[derive(Clone)]
pub struct Alternative<'f> {
    pub parts: Vec<(Env, &'f Formula)>,
}

/// More alternatives than these are not made.
const MOST: usize = 400;

/// The formula itself if it has too many alternatives.
pub fn alternatives<'f>(
    model: &Model,
    domain: &Domain,
    env: &Env,
    formula: &'f Formula,
) -> Vec<Alternative<'f>> {
    let whole = || vec![Alternative { parts: vec![(env.clone(), formula)] }];
    Splitting { model, domain }.split(env, formula).unwrap_or_else(whole)
}

struct Splitting<'a> {
    model: &'a Model,
    domain: &'a Domain,
}

impl Splitting<'_> {
    fn split<'f>(&self, env: &Env, formula: &'f Formula) -> Option<Vec<Alternative<'f>>> {
        match formula {
            Formula::Cited(_, body) => self.split(env, body),
            Formula::Or(parts) => self.any(parts.iter().map(|part| (env.clone(), part))),
            Formula::Exists(vars, body) => {
                let mut all = vec![env.clone()];
                for var in vars {
                    let values = self.domain.values(self.model.vars[var.index()].sort);
                    all = all
                        .iter()
                        .flat_map(|env| values.iter().map(|v| env.clone().with(*var, *v)))
                        .collect();
                }
                self.any(all.into_iter().map(|env| (env, &**body)))
            }
            Formula::And(parts) => {
                let mut all = vec![Alternative { parts: Vec::new() }];
                for part in parts {
                    let one = self.split(env, part)?;
                    let both = |a: &Alternative<'f>, b: &Alternative<'f>| Alternative {
                        parts: a.parts.iter().chain(&b.parts).cloned().collect(),
                    };
                    all = all.iter().flat_map(|a| one.iter().map(move |b| both(a, b))).collect();
                    if all.len() > MOST {
                        return None;
                    }
                }
                Some(all)
            }
            _ => Some(vec![Alternative { parts: vec![(env.clone(), formula)] }]),
        }
    }

    fn any<'f>(&self, parts: impl Iterator<Item = (Env, &'f Formula)>) -> Option<Vec<Alternative<'f>>> {
        let mut all = Vec::new();
        for (env, part) in parts {
            all.extend(self.split(&env, part)?);
            if all.len() > MOST {
                return None;
            }
        }
        Some(all)
    }
}
