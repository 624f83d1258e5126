//! Models for the tests of this folder, written as a policy author would.

use std::rc::Rc;

use super::claim::Posed;
use super::constants::Constants;
use super::course::{Repertoire, System, cast};
use super::expand::Expander;
use super::fold::Env;
use super::prop::Prop;
use super::question::Question;
use crate::model::Model;
use crate::source::{SourceFile, Sources};

/// The model of a text without mistakes.
pub fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("test.kitei".to_string(), text));
    let (tree, problems) = crate::syntax::parse(file, text);
    assert!(problems.is_empty(), "{problems:?}");
    let (model, problems) = crate::model::resolve(&sources, &[tree]);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    model
}

/// What makes the first claim false, expanded and without guards.
pub fn bad(constants: &Constants) -> Prop {
    let formula = &constants.model.claims[0].bad;
    let expanded = Expander::new(constants.model, &constants.readings).expand(formula).unwrap();
    super::guards::transparent(expanded)
}

/// The constants of a model under the default readings.
pub fn constants(model: &Model) -> Constants<'_> {
    Constants::new(model, model.readings.iter().map(|reading| reading.default).collect())
}

/// The first claim.
pub fn posed<'a>(constants: &'a Constants<'a>) -> Posed<'a> {
    Posed::new(constants, &constants.model.claims[0], Vec::new(), None, Rc::default()).unwrap()
}

/// What `work` makes of the acts that matter to the first claim, and of what makes it false.
pub fn with_system<T>(text: &str, work: impl FnOnce(&System, &Prop) -> T) -> T {
    let (model, cast) = cast(&model(text));
    let constants = constants(&model);
    let goal = Question::new(&constants, bad(&constants)).ask_whole(&Env::default()).unwrap().prop;
    let mut repertoire = Repertoire::new(&constants, &cast);
    let system = System::of(&mut repertoire, &cast, &[&goal], &Prop::True).unwrap();
    work(&system, &goal)
}

/// Three types, three tasks; the first two types are alike.
pub const MATRIX: &str = "kitei 1
regulation matrix
provision Art.1 {
  kind Type { desk, window, admin }
  kind Task { look, change, erase }
  table allowed(Type, Task) {
           look change erase
    desk   ○    ×      ×
    window ○    ×      ×
    admin  ○    ○      ×
  }
  fact holds(person, Type)
  fact sworn(person)
  act work(t: Task)
  permit work(t) to p when holds(p, i) and allowed(i, t)
}
";
