//! Small phrases that many reports share: articles, readings, names joined by commas.

use crate::model::{Model, ProvisionId, ReadingChoice};
use crate::problem::Lang;

/// `第14条第2項、第16条第2項`
pub fn articles(model: &Model, provisions: &[ProvisionId], lang: Lang) -> String {
    let numbers: Vec<_> = provisions.iter().map(|p| model.provisions[p.index()].number()).collect();
    list(&numbers, lang)
}

/// `READING = OPTION`
pub fn reading(model: &Model, choice: ReadingChoice) -> String {
    let reading = &model.readings[choice.reading.index()];
    let option = reading.options.get(choice.option as usize);
    format!("{} = {}", reading.name, option.map_or("", |o| o.name.as_str()))
}

/// Names joined by commas.
pub fn list(names: &[String], lang: Lang) -> String {
    names.join(if lang == Lang::Ja { "、" } else { ", " })
}
