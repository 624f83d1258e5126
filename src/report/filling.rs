//! What the text could say where it says nothing.

use super::formula::FormulaText;
use super::words;
use crate::model::{Formula, Model, Term};
use crate::problem::Lang;
use crate::proof::{Fill, Filling, Gap};
use crate::syntax::tree::Comparison;

/// One phrase for each gap: what fills it.
pub fn phrases(model: &Model, filling: &Filling, lang: Lang) -> Vec<String> {
    filling.iter().map(|(gap, value)| phrase(model, gap, value, lang)).collect()
}

/// A sentence: filled like this, the claim would be proved.
pub fn sentence(model: &Model, filling: &Filling, lang: Lang) -> String {
    let phrases = words::list(&phrases(model, filling, lang), lang);
    match lang {
        Lang::En => format!("the text does not say; it would be proved with {phrases}"),
        Lang::Ja => format!("規程には定めがない。次のように定めれば成立する: {phrases}"),
    }
}

fn phrase(model: &Model, gap: &Gap, value: &Fill, lang: Lang) -> String {
    let mut text = FormulaText::new(model, lang);
    let yes = *value == Fill::Truth(true);
    match gap {
        Gap::Cell(table, row, column) => {
            let cell = Formula::Atom(*table, vec![Term::Element(*row), Term::Element(*column)]);
            format!("{} {}", text.show(&cell), if yes { "○" } else { "×" })
        }
        Gap::Value(attribute, element) => {
            let Fill::Term(value) = value else { return String::new() };
            let asked = Term::Attribute(*attribute, Box::new(Term::Element(*element)));
            text.show(&Formula::Compare(Comparison::Eq, asked, value.clone()))
        }
        Gap::Act(act) => {
            let name = &model.acts[act.index()].name;
            match (lang, yes) {
                (Lang::En, true) => format!("`{name}` permitted to anyone"),
                (Lang::En, false) => format!("`{name}` permitted to nobody"),
                (Lang::Ja, true) => format!("「{name}」を誰にでも許す"),
                (Lang::Ja, false) => format!("「{name}」を誰にも許さない"),
            }
        }
        Gap::Fact(fact) => {
            let name = &model.relations[fact.index()].name;
            match (lang, yes) {
                (Lang::En, true) => format!("`{name}` always holding"),
                (Lang::En, false) => format!("`{name}` never holding"),
                (Lang::Ja, true) => format!("「{name}」が常に成り立つ"),
                (Lang::Ja, false) => format!("「{name}」が決して成り立たない"),
            }
        }
    }
}
