//! Which words of a part differ from those of the part on the other side.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::parts::Part;
use super::{Line, Run};

/// Columns per level.
const STEP: usize = 2;

/// Both sides, parts that are the same left out.
pub fn compared(old: &[Part], new: &[Part]) -> (Vec<Line>, Vec<Line>) {
    let pairs = pairs(old, new);
    let of = |parts: &[Part], other: &[Part], mate: &dyn Fn(usize) -> Option<usize>| {
        let mut lines: Vec<Line> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let mate_of = |index: usize| mate(index).map(|mate| &other[mate]);
            let differs = |index: usize| mate_of(index) != Some(&parts[index]);
            // The head tells of what it is.
            let below = format!("{}\n", part.key);
            let head =
                index == 0 || (0..parts.len()).any(|at| parts[at].key.starts_with(&below) && differs(at));
            match mate_of(index) {
                Some(same) if same == part && !head => omit(&mut lines),
                Some(mate) if same_shape(part, mate) => lines.extend(row(part, mate)),
                Some(mate) => lines.extend(marked(part, &mate.text)),
                None => lines.extend(whole(part)),
            }
        }
        lines
    };
    let to_new = |index: usize| pairs.iter().find(|(old, _)| *old == index).map(|(_, new)| *new);
    let to_old = |index: usize| pairs.iter().find(|(_, new)| *new == index).map(|(old, _)| *old);
    (of(old, new, &to_new), of(new, old, &to_old))
}

fn omit(lines: &mut Vec<Line>) {
    if lines.last() != Some(&Line::Omitted) {
        lines.push(Line::Omitted);
    }
}

/// Which parts are the same or take each other's place: by text first, then by key, each once and in order.
fn pairs(old: &[Part], new: &[Part]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &hashes(old), &hashes(new)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|step| (old_index + step, new_index + step)));
        }
    }
    for (index, part) in new.iter().enumerate() {
        if pairs.iter().any(|(_, known)| *known == index) {
            continue;
        }
        let free = |(at, other): &(usize, &Part)| {
            other.key == part.key && pairs.iter().all(|(known, _)| known != at)
        };
        if let Some((at, _)) = old.iter().enumerate().find(free) {
            pairs.push((at, index));
        }
    }
    pairs
}

/// What a part says, in one piece.
fn hashes(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| format!("{}\n{}\n{:?}", part.key, part.text, part.cells)).collect()
}

/// The whole of a part, all of it another.
pub fn whole(part: &Part) -> Vec<Line> {
    let cells = part.cells.iter().map(|(column, mark)| format!("{column} {mark}")).collect::<Vec<_>>();
    let text =
        if cells.is_empty() { part.text.clone() } else { format!("{}: {}", part.text, cells.join(", ")) };
    lines(part.indent, vec![Run { text, differs: true }])
}

/// A part with what the other text does not have marked.
fn marked(part: &Part, other: &str) -> Vec<Line> {
    let (own, others): (Vec<&str>, Vec<&str>) =
        (part.text.split_word_bounds().collect(), other.split_word_bounds().collect());
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &own, &others) {
        let range = op.old_range();
        if range.is_empty() {
            continue;
        }
        let differs = !matches!(op, DiffOp::Equal { .. });
        let text = own[range].concat();
        match runs.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(&text),
            _ => runs.push(Run { text, differs }),
        }
    }
    lines(part.indent, joined(runs))
}

/// With the blanks between what differs, so that it has one line under it.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let blank = |run: &Run| !run.differs && run.text.chars().all(|c| c == ' ');
    let between: Vec<bool> = (0..runs.len())
        .map(|at| {
            at > 0 && at + 1 < runs.len() && blank(&runs[at]) && runs[at - 1].differs && runs[at + 1].differs
        })
        .collect();
    let mut all: Vec<Run> = Vec::new();
    for (run, between) in runs.into_iter().zip(between) {
        let differs = run.differs || between;
        // A line stands under words, not under the blanks before them.
        let blanks = run.text.len() - run.text.trim_start_matches(' ').len();
        let (blank, text) = run.text.split_at(if differs && run.differs { blanks } else { 0 });
        let last = all.last_mut().filter(|_| !blank.is_empty());
        if let Some(last) = last {
            last.text.push_str(blank);
        }
        let run = Run { text: if all.is_empty() { run.text.clone() } else { text.to_string() }, differs };
        match all.last_mut().filter(|last| last.differs == differs) {
            Some(last) => last.text.push_str(&run.text),
            None => all.push(run),
        }
    }
    all
}

/// Whether both are rows of one table with the same columns.
fn same_shape(part: &Part, other: &Part) -> bool {
    let columns = |part: &Part| part.cells.iter().map(|(column, _)| column.clone()).collect::<Vec<_>>();
    !part.cells.is_empty() && part.text == other.text && columns(part) == columns(other)
}

/// A row of a table: only the columns whose marks differ.
fn row(part: &Part, other: &Part) -> Vec<Line> {
    let mut runs = vec![Run { text: format!("{}: ", part.text), differs: false }];
    let mut omitted = false;
    let mut first = true;
    for ((column, mark), (_, before)) in part.cells.iter().zip(&other.cells) {
        if mark == before {
            omitted = true;
            continue;
        }
        let lead = match (first, omitted) {
            (true, false) => "",
            (true, true) => "… ",
            (false, false) => ", ",
            (false, true) => " … ",
        };
        runs.push(Run { text: format!("{lead}{column} "), differs: false });
        runs.push(Run { text: mark.clone(), differs: true });
        (first, omitted) = (false, false);
    }
    if omitted {
        runs.push(Run { text: " …".to_string(), differs: false });
    }
    lines(part.indent, runs)
}

/// Runs with line breaks in them as lines.
fn lines(indent: usize, runs: Vec<Run>) -> Vec<Line> {
    let mut all: Vec<Vec<Run>> = vec![Vec::new()];
    for Run { text, differs } in runs {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                all.push(Vec::new());
            }
            if let Some(line) = all.last_mut().filter(|_| !piece.is_empty()) {
                line.push(Run { text: piece.to_string(), differs });
            }
        }
    }
    let kept = all.into_iter().filter(|line| !line.is_empty());
    kept.map(|runs| shifted(indent * STEP, runs)).collect()
}

/// Blanks at the beginning of a line become columns.
fn shifted(indent: usize, mut runs: Vec<Run>) -> Line {
    let mut columns = indent;
    while let Some(first) = runs.first_mut() {
        let text = first.text.trim_start().to_string();
        columns += first.text.chars().count() - text.chars().count();
        if text.is_empty() {
            runs.remove(0);
            continue;
        }
        first.text = text;
        break;
    }
    Line::Words(columns, runs)
}
