//! Declared names that look the same and are not: `カ` (kana) and `力` (power), `ー` and `一`.

use std::collections::HashMap;

use unicode_security::skeleton;

use super::names::key;
use super::resolver::Resolver;
use crate::problem::catalogue::names::LOOK_ALIKE;
use crate::problem::{Arg, Problem};
use crate::source::Span;

impl Resolver<'_> {
    /// Warns of every pair of a name with the first declared name that looks like it.
    pub fn look_alikes(&mut self) {
        let mut names = self.all_names();
        names.sort_by_key(|(_, span)| *span);
        let mut seen: HashMap<String, (String, Span)> = HashMap::with_capacity(names.len());
        let mut found = Vec::new();
        for (name, span) in names {
            let shape: String = skeleton(&name).collect();
            match seen.get(&shape) {
                Some((other, first)) if *other != name => found.push((name, span, other.clone(), *first)),
                Some(_) => {}
                None => _ = seen.insert(shape, (name, span)),
            }
        }
        // One pair of spellings is one problem, however many categories declare them.
        let mut told = std::collections::HashSet::new();
        for (name, span, other, first) in found {
            if told.insert((name.clone(), other.clone())) {
                self.report(look_alike(name, span, other, first));
            }
        }
    }

    fn all_names(&self) -> Vec<(String, Span)> {
        let mut all = Vec::new();
        macro_rules! take {
            ($($space:ident)*) => {
                $(all.extend(self.names.$space.iter().map(|e| (key(&e.name).into_owned(), e.span)));)*
            };
        }
        take!(kinds relations acts norms readings assumptions claims scenarios publications instruments);
        for kind in &self.model.kinds {
            let elements =
                kind.elements.iter().filter_map(|e| Some((key(&e.name).into_owned(), e.origin.span?)));
            all.extend(elements);
        }
        all
    }
}

fn look_alike(name: String, span: Span, other: String, first: Span) -> Problem {
    let (mine, theirs) = differing(&name, &other);
    Problem::new(&LOOK_ALIKE)
        .label_with(span, "this", vec![("chars", Arg::Plain(mine))])
        .label_with(first, "other", vec![("chars", Arg::Plain(theirs))])
        .name("name", name)
        .name("other", other)
        .help("same")
}

/// The first characters in which two names differ, with their code points.
fn differing(a: &str, b: &str) -> (String, String) {
    let pair = a.chars().zip(b.chars()).find(|(x, y)| x != y);
    let show = |c: char| format!("{c} (U+{:04X})", u32::from(c));
    pair.map_or_else(|| (a.to_string(), b.to_string()), |(x, y)| (show(x), show(y)))
}
