//! A world of the joint model as each wording sees it, so that the evaluator can replay it there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Joint;
use crate::model::{ActId, AttributeId, Domain, ElementId, KindId, Model, RelationId, Value, World};

impl Joint {
    /// The world with what the new wording knows of it.
    pub fn in_new(&self, world: &World, new: &Model) -> World {
        self.view_of_new(new).of(world, new, &self.model)
    }

    /// The world with what the old wording knows of it, in the ids of that.
    pub fn in_old(&self, world: &World, old: &Model) -> World {
        self.view_of_old().of(world, old, &self.model)
    }

    /// Values of the world as the new wording names them; none if it does not know one.
    pub fn args_in_new(&self, world: &World, args: &[Value], new: &Model) -> Option<Vec<Value>> {
        self.view_of_new(new).args(world, args, new, &self.model)
    }

    /// Values of the world as the old wording names them; none if it does not know one.
    pub fn args_in_old(&self, world: &World, args: &[Value], old: &Model) -> Option<Vec<Value>> {
        self.view_of_old().args(world, args, old, &self.model)
    }

    fn view_of_new(&self, new: &Model) -> View {
        View {
            kinds: (0..new.kinds.len()).map(|index| (index, index)).collect(),
            elements: new.kinds.iter().map(|kind| (0..kind.elements.len()).collect()).collect(),
            attributes: new.kinds.iter().map(|kind| (0..kind.attributes.len()).collect()).collect(),
            relations: (0..new.relations.len()).collect(),
            acts: (0..new.acts.len()).collect(),
            readings: (0..new.readings.len()).collect(),
        }
    }

    fn view_of_old(&self) -> View {
        let to = &self.old;
        View {
            kinds: to.kinds.iter().enumerate().map(|(index, id)| (index, id.index())).collect(),
            elements: to
                .elements
                .iter()
                .map(|places| places.iter().map(|place| place.index as usize).collect())
                .collect(),
            attributes: to
                .attributes
                .iter()
                .map(|places| places.iter().map(|place| *place as usize).collect())
                .collect(),
            relations: to.relations.iter().map(|id| id.index()).collect(),
            acts: to.acts.iter().map(|id| id.index()).collect(),
            readings: to.readings.iter().map(|id| id.index()).collect(),
        }
    }
}

/// Of everything of one wording: where it is in the joint model.
struct View {
    kinds: Vec<(usize, usize)>,
    elements: Vec<Vec<usize>>,
    attributes: Vec<Vec<usize>>,
    relations: Vec<usize>,
    acts: Vec<usize>,
    readings: Vec<usize>,
}

/// The elements of a joint kind by number, and which of this wording they are.
type Elements = BTreeMap<(KindId, u32), ElementId>;

impl View {
    fn args(&self, world: &World, args: &[Value], own: &Model, joint: &Model) -> Option<Vec<Value>> {
        let (elements, _) = self.members(world, own, joint);
        args.iter().map(|value| known(&elements, value)).collect()
    }

    fn of(&self, world: &World, own: &Model, joint: &Model) -> World {
        let (elements, members) = self.members(world, own, joint);
        let value = |value: &Value| known(&elements, value);
        let all = |values: &[Value]| values.iter().map(value).collect::<Option<Vec<Value>>>();
        let relation = |id: RelationId| place(&self.relations, id.index()).map(RelationId::from_index);
        let act = |id: ActId| place(&self.acts, id.index()).map(ActId::from_index);
        let cell = |table: RelationId, row: u32, column: u32| {
            let crate::model::RelationKind::Table(of) = &joint.relations[table.index()].kind else {
                return None;
            };
            Some((
                relation(table)?,
                elements.get(&(of.rows, row))?.index,
                elements.get(&(of.columns, column))?.index,
            ))
        };
        let attribute = |id: AttributeId, element: u32| {
            let own = elements.get(&(id.kind, element))?;
            let index = place(&self.attributes[own.kind.index()], id.index as usize)?;
            Some((AttributeId { kind: own.kind, index: u32::try_from(index).ok()? }, own.index))
        };
        let domain =
            Domain { people: world.domain.people, members, quantities: world.domain.quantities.clone() };
        World {
            domain: Arc::new(domain),
            facts: world.facts.iter().filter_map(|(id, args)| Some((relation(*id)?, all(args)?))).collect(),
            history: world
                .history
                .iter()
                .filter_map(|(id, who, args)| Some((act(*id)?, *who, all(args)?)))
                .collect(),
            attributes: world
                .attributes
                .iter()
                .filter_map(|((id, element), known)| Some((attribute(*id, *element)?, value(known)?)))
                .collect(),
            cells: world
                .cells
                .iter()
                .filter_map(|((id, row, column), yes)| Some((cell(*id, *row, *column)?, *yes)))
                .collect(),
            readings: self.readings.iter().map(|at| world.readings.get(*at).copied().unwrap_or(0)).collect(),
        }
    }

    /// What each member of a joint kind is in this wording, and how many there are of each kind.
    fn members(&self, world: &World, own: &Model, joint: &Model) -> (Elements, Vec<u32>) {
        let mut elements = Elements::new();
        let mut counts = Vec::new();
        for (index, at) in &self.kinds {
            let (mine, shared) = (KindId::from_index(*index), KindId::from_index(*at));
            let mut next = 0;
            for place in &self.elements[*index] {
                let number = u32::try_from(*place).unwrap_or(u32::MAX);
                elements.insert((shared, number), ElementId { kind: mine, index: next });
                next += 1;
            }
            if own.kinds[*index].open && joint.kinds[*at].open {
                // What only the other wording names is a member like any other here.
                for number in 0..world.domain.members[*at] {
                    elements.entry((shared, number)).or_insert_with(|| {
                        next += 1;
                        ElementId { kind: mine, index: next - 1 }
                    });
                }
            }
            counts.push(next);
        }
        (elements, counts)
    }
}

/// A value as this wording names it; none if it does not know it.
fn known(elements: &Elements, value: &Value) -> Option<Value> {
    match value {
        Value::Element(element) => elements.get(&(element.kind, element.index)).copied().map(Value::Element),
        other => Some(*other),
    }
}

fn place(places: &[usize], id: usize) -> Option<usize> {
    places.iter().position(|place| *place == id)
}
