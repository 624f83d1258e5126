//! Cells of tables and attributes of elements.

use super::provision::each_list;
use super::told::argument;
use crate::model::from_syntax::key;
use crate::problem::Problem;
use crate::problem::catalogue::{names as entries, words};
use crate::problem::{Arg, Text};
use crate::syntax::tree::{Cell, CellMark, Item, Name, SetAttribute, SetCell, Table, TableBody, Tree};

/// Sets one cell of a table.
pub fn cell(trees: &mut [Tree], set: &SetCell) -> Result<(), Box<Problem>> {
    let [row, column] = &set.target.args.iter().flatten().filter_map(argument).collect::<Vec<_>>()[..] else {
        return Err(Box::new(undeclared(&set.target.name, words::TABLE)));
    };
    let mut result = Err(Box::new(undeclared(&set.target.name, words::TABLE)));
    each_list(trees, &mut |items| {
        for item in items {
            if let Item::Table(table) = item
                && key(&table.name.text) == key(&set.target.name.text)
            {
                result = put(table, row, column, &set.cell);
            }
        }
    });
    result
}

/// Sets the mark of a row and a column.
fn put(table: &mut Table, row: &str, column: &str, cell: &Cell) -> Result<(), Box<Problem>> {
    let no_element = |name: &str| {
        let problem = Problem::new(&entries::UNDECLARED).at(cell.span).name("name", name);
        Box::new(problem.arg("what", Arg::Word(words::ELEMENT)))
    };
    let is = |name: &Name, wanted: &str| key(&name.text) == key(wanted);
    match &mut table.body {
        TableBody::Grid { columns, rows, .. } => {
            let index = columns.iter().position(|name| is(name, column)).ok_or_else(|| no_element(column))?;
            let row = rows.iter_mut().find(|line| is(&line.name, row)).ok_or_else(|| no_element(row))?;
            *row.cells.get_mut(index).ok_or_else(|| no_element(column))? = cell.clone();
        }
        TableBody::List(rows) => {
            let named = |text: &str| Name { text: text.to_string(), span: cell.span, quoted: true };
            // A row of which nothing is listed need not be there.
            let listed = rows.iter().position(|(name, _)| is(name, row)).unwrap_or_else(|| {
                rows.push((named(row), Vec::new()));
                rows.len() - 1
            });
            let Some((_, columns)) = rows.get_mut(listed) else { return Err(no_element(row)) };
            columns.retain(|name| !is(name, column));
            if cell.mark == CellMark::Yes {
                columns.push(named(column));
            }
        }
    }
    Ok(())
}

/// Sets one attribute of the element of this name, in every kind that has such a one.
pub fn attribute(trees: &mut [Tree], set: &SetAttribute) -> Result<(), Box<Problem>> {
    let is = |name: &Name, wanted: &Name| key(&name.text) == key(&wanted.text);
    let mut result = Err(Box::new(undeclared(&set.element, words::ELEMENT)));
    each_list(trees, &mut |items| {
        for item in items {
            let Item::Kind(kind) = item else { continue };
            let known = kind.attributes.iter().filter_map(|attribute| attribute.name.as_ref());
            let known = known.into_iter().any(|name| is(name, &set.attribute));
            for element in kind.elements.iter_mut().flatten().filter(|it| is(&it.name, &set.element)) {
                if !known {
                    result = Err(Box::new(undeclared(&set.attribute, words::ATTRIBUTE)));
                    continue;
                }
                element.attributes.retain(|(name, _)| !is(name, &set.attribute));
                element.attributes.push((set.attribute.clone(), set.value.clone()));
                result = Ok(());
            }
        }
    });
    result
}

fn undeclared(name: &Name, what: Text) -> Problem {
    let problem = Problem::new(&entries::UNDECLARED).at(name.span).name("name", &name.text);
    problem.arg("what", Arg::Word(what))
}
