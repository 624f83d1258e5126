//! A world of which only some questions have been answered.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use kitei::model::eval::{Env, Evaluator, Truth, View, constants, regions};
use kitei::model::{
    ActId, AttributeId, Changeability, Domain, ElementId, Formula, KindId, Model, ReadingChoice, RelationId,
    RelationKind, Sort, Term, Value, World,
};

/// Something that worlds may differ in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    Fact(RelationId, Vec<Value>),
    /// Who holds the office for these parameters.
    Holder(RelationId, Vec<Value>),
    Did(ActId, Value, Vec<Value>),
    Attribute(AttributeId, u32),
    Cell(RelationId, u32, u32),
}

impl Question {
    /// Whether the text is silent about it, rather than the world free: unnamed members are no part of the text.
    pub fn is_gap(&self, model: &Model) -> bool {
        match self {
            Question::Attribute(attribute, element) => {
                model.kinds[attribute.kind.index()].elements.len() > *element as usize
            }
            Question::Cell(..) => true,
            _ => false,
        }
    }
}

/// Answers to gaps of the text.
pub type Filling = Vec<(Question, Answer)>;

/// An answer: a yes or no, or a value (`Is(None)`: nobody).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes(bool),
    Is(Option<Value>),
}

/// A world as far as it is decided. It remembers the first undecided question it was asked.
#[derive(Clone)]
pub struct Partial<'m> {
    model: &'m Model,
    domain: Domain,
    readings: Vec<u32>,
    /// Nothing is earned and nothing done.
    start: bool,
    answers: BTreeMap<Question, Answer>,
    asked: RefCell<Option<Question>>,
}

impl<'m> Partial<'m> {
    /// A world in which nothing is decided but its size, the readings, and whether it is the start of a course.
    pub fn new(model: &'m Model, domain: Domain, readings: Vec<u32>, start: bool) -> Self {
        let asked = RefCell::new(None);
        Self { model, domain, readings, start, answers: BTreeMap::new(), asked }
    }

    /// The first undecided question since the last call.
    pub fn take_asked(&self) -> Option<Question> {
        self.asked.take()
    }

    /// Decides a question.
    pub fn answer(&mut self, question: Question, answer: Answer) {
        self.answers.insert(question, answer);
    }

    /// Fills gaps.
    pub fn fill(&mut self, filling: Option<&Filling>) {
        self.answers.extend(filling.into_iter().flatten().cloned());
    }

    /// Leaves a question open again.
    pub fn reopen(&mut self, question: &Question) {
        self.answers.remove(question);
    }

    /// Every lawful answer to a question, the plainest first. That offices have one holder holds by construction.
    pub fn answers_to(&self, question: &Question) -> Vec<Answer> {
        match question {
            Question::Fact(..) | Question::Did(..) | Question::Cell(..) => {
                vec![Answer::Yes(false), Answer::Yes(true)]
            }
            Question::Holder(office, _) => {
                let people = (0..self.domain.people).map(|p| Answer::Is(Some(Value::Person(p))));
                match self.model.relations[office.index()].kind {
                    RelationKind::Office { may_be_vacant: true } => {
                        std::iter::once(Answer::Is(None)).chain(people).collect()
                    }
                    _ => people.collect(),
                }
            }
            Question::Attribute(attribute, _) => {
                self.attribute_values(*attribute).into_iter().map(|value| Answer::Is(Some(value))).collect()
            }
        }
    }

    /// Closed kinds: every element. Numbers: enough of each region for all gaps to differ.
    fn attribute_values(&self, attribute: AttributeId) -> Vec<Value> {
        match self.model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort {
            Sort::Kind(kind) => self.domain.values(Sort::Kind(kind)),
            _ => regions(&constants(self.model), 2).into_iter().map(Value::Quantity).collect(),
        }
    }

    fn ask(&self, question: Question) -> Option<Answer> {
        let answer = self.answers.get(&question).copied();
        if answer.is_none() {
            self.asked.borrow_mut().get_or_insert(question);
        }
        answer
    }

    fn ask_truth(&self, question: Question) -> Truth {
        match self.ask(question) {
            Some(Answer::Yes(yes)) => yes.into(),
            _ => Truth::Unknown,
        }
    }

    /// The world that answers everything still open in the plainest way.
    pub fn complete(&self) -> World {
        let mut world = World::empty(self.model, Arc::new(self.domain.clone()));
        world.readings.clone_from(&self.readings);
        for (question, answer) in &self.answers {
            match (question.clone(), *answer) {
                (Question::Fact(relation, args), Answer::Yes(yes)) => world.set(relation, args, yes),
                (Question::Did(act, actor, args), Answer::Yes(true)) => {
                    world.history.insert((act, actor, args));
                }
                (Question::Cell(table, row, column), Answer::Yes(yes)) => {
                    world.cells.insert((table, row, column), yes);
                }
                (Question::Attribute(attribute, element), Answer::Is(Some(value))) => {
                    world.attributes.insert((attribute, element), value);
                }
                (Question::Holder(office, args), Answer::Is(Some(holder))) => {
                    world.set(office, [&[holder], &args[..]].concat(), true);
                }
                _ => {}
            }
        }
        self.staff(&mut world);
        world
    }

    /// Gives every office that must be filled and has not been asked for to the first person.
    fn staff(&self, world: &mut World) {
        for (index, relation) in self.model.relations.iter().enumerate() {
            let RelationKind::Office { may_be_vacant: false } = relation.kind else { continue };
            let office = RelationId::from_index(index);
            for args in tuples(&self.domain, &relation.params[1..]) {
                if !self.answers.contains_key(&Question::Holder(office, args.clone())) {
                    world.set(office, [&[Value::Person(0)], &args[..]].concat(), true);
                }
            }
        }
    }
}

/// Every combination of values of these sorts.
pub fn tuples(domain: &Domain, sorts: &[Sort]) -> Vec<Vec<Value>> {
    sorts.iter().fold(vec![Vec::new()], |tuples, sort| {
        let values = domain.values(*sort);
        tuples.iter().flat_map(|tuple| values.iter().map(|v| [&tuple[..], &[*v]].concat())).collect()
    })
}

impl View for Partial<'_> {
    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn fact(&self, relation: RelationId, args: &[Value]) -> Truth {
        match self.model.relations[relation.index()].kind {
            RelationKind::Fact { change: Changeability::Earned, .. } if self.start => Truth::False,
            RelationKind::Office { .. } => match self.ask(Question::Holder(relation, args[1..].to_vec())) {
                Some(Answer::Is(holder)) => Truth::from(holder == Some(args[0])),
                _ => Truth::Unknown,
            },
            _ => self.ask_truth(Question::Fact(relation, args.to_vec())),
        }
    }

    fn did(&self, act: ActId, actor: Value, args: &[Value]) -> Truth {
        if self.start {
            return Truth::False;
        }
        self.ask_truth(Question::Did(act, actor, args.to_vec()))
    }

    fn attribute(&self, attribute: AttributeId, element: u32) -> Option<Value> {
        match self.ask(Question::Attribute(attribute, element)) {
            Some(Answer::Is(value)) => value,
            _ => None,
        }
    }

    fn cell(&self, table: RelationId, row: u32, column: u32) -> Truth {
        self.ask_truth(Question::Cell(table, row, column))
    }

    fn reads(&self, choice: ReadingChoice) -> bool {
        self.readings.get(choice.reading.index()) == Some(&choice.option)
    }
}

/// Every gap of the text under these readings.
pub fn gaps(model: &Model, readings: &[u32]) -> Vec<Question> {
    let mut world = World::empty(model, Arc::new(Domain::new(model, 1, 0, Vec::new())));
    world.readings = readings.to_vec();
    let evaluator = Evaluator::new(model, &world);
    let mut all = Vec::new();
    for (index, kind) in model.kinds.iter().enumerate() {
        for (element, attribute) in (0_u32..)
            .zip(&kind.elements)
            .flat_map(|(e, _)| (0_u32..).zip(&kind.attributes).map(move |(a, _)| (e, a)))
        {
            let attribute = AttributeId { kind: KindId::from_index(index), index: attribute };
            let of = Term::Element(ElementId { kind: attribute.kind, index: element });
            if evaluator.value(&Env::new(), &Term::Attribute(attribute, Box::new(of))).is_none() {
                all.push(Question::Attribute(attribute, element));
            }
        }
    }
    for (index, relation) in model.relations.iter().enumerate() {
        let table = RelationId::from_index(index);
        if !matches!(relation.kind, RelationKind::Table(_)) {
            continue;
        }
        for args in tuples(&world.domain, &relation.params) {
            if let [Value::Element(row), Value::Element(column)] = args[..] {
                let cell = Formula::Atom(table, vec![Term::Element(row), Term::Element(column)]);
                if evaluator.truth(&cell) == Truth::Unknown {
                    all.push(Question::Cell(table, row.index, column.index));
                }
            }
        }
    }
    all
}

/// The elements of a closed kind, by name, for tests.
pub fn element(model: &Model, name: &str) -> Option<ElementId> {
    model.kinds.iter().enumerate().find_map(|(kind, declared)| {
        let index = declared.elements.iter().position(|e| e.name == name)?;
        let index = u32::try_from(index).ok()?;
        Some(ElementId { kind: kitei::model::KindId::from_index(kind), index })
    })
}
