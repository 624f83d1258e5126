//! What an answer stands or falls with: provisions at stake, and assumptions that would mend it.

use super::words;
use crate::model::{Model, ProvisionId};
use crate::problem::{Lang, Text};
use crate::proof::Premises;

/// A line for each that was asked for.
pub fn lines(
    model: &Model,
    at_stake: Option<&[ProvisionId]>,
    assumptions: Option<&[Premises]>,
    lang: Lang,
) -> Vec<String> {
    let stake = at_stake.map(|provisions| stake(model, provisions, lang));
    let sets = assumptions.map(|sets| match (sets, lang) {
        ([], Lang::En) => "no declared assumption would mend it".to_string(),
        ([], Lang::Ja) => "宣言された仮定のどれを置いても成り立たない".to_string(),
        (some, _) => {
            let told = Text { en: "would hold assuming", ja: "次の仮定を置けば成り立つ:" };
            let or = Text { en: " – or ", ja: " — または " };
            let sets: Vec<String> =
                some.iter().map(|set| words::list(&names(model, set, lang), lang)).collect();
            format!("{} {}", told.get(lang), sets.join(or.get(lang)))
        }
    });
    stake.into_iter().chain(sets).collect()
}

/// What the premises are called.
pub fn names(model: &Model, premises: &Premises, lang: Lang) -> Vec<String> {
    let named = premises.assumptions.iter().map(|id| model.assumptions[id.index()].name.clone());
    let transfers = Text { en: "no transfers", ja: "異動なし" };
    named.chain(premises.no_transfers.then(|| transfers.get(lang).to_string())).collect()
}

fn stake(model: &Model, provisions: &[ProvisionId], lang: Lang) -> String {
    match (provisions, lang) {
        ([], Lang::En) => "at stake: no single provision".to_string(),
        ([], Lang::Ja) => "どの一つの条項が変わっても成り立つ".to_string(),
        (some, Lang::En) => format!("at stake: {}", words::articles(model, some, lang)),
        (some, Lang::Ja) => {
            format!("変われば成り立つとは限らない条項: {}", words::articles(model, some, lang))
        }
    }
}
