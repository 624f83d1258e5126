//! Declared names that look the same and are not: `カ` (kana) and `力` (power), `ー` and `一`.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use unicode_security::skeleton;

use super::names::{self, key};
use super::resolver::Resolver;
use crate::problem::catalogue::names::LOOK_ALIKE;
use crate::problem::{Arg, Problem};
use crate::source::Span;

impl Resolver<'_> {
    /// Warns of every pair of a name with the first declared name that looks like it.
    pub fn look_alikes(&mut self) {
        let mut names = self.all_names();
        names.sort_by_key(|(_, span)| *span);
        let mut shapes = Shapes::default();
        let mut seen: FxHashMap<String, (Cow<str>, Span)> = FxHashMap::default();
        let mut found = Vec::new();
        for (name, span) in names {
            match seen.entry(shapes.of(&name)) {
                Entry::Vacant(free) => _ = free.insert((name, span)),
                Entry::Occupied(taken) if taken.get().0 != name => {
                    let (other, first) = taken.get();
                    found.push((name.into_owned(), span, other.clone().into_owned(), *first));
                }
                Entry::Occupied(_) => {}
            }
        }
        // One pair of spellings is one problem, however many categories declare them.
        let mut told = rustc_hash::FxHashSet::default();
        for (name, span, other, first) in found {
            if told.insert((name.clone(), other.clone())) {
                self.report(look_alike(name, span, other, first));
            }
        }
    }

    fn all_names(&self) -> Vec<(Cow<'_, str>, Span)> {
        let mut all = Vec::new();
        macro_rules! take {
            ($($space:ident)*) => {
                $(all.extend(self.names.$space.iter().map(|e| (key(&e.name), e.span)));)*
            };
        }
        take!(kinds relations acts norms readings assumptions claims scenarios publications instruments);
        for kind in &self.model.kinds {
            let elements = kind.elements.iter().filter_map(|e| Some((key(&e.name), e.origin.span?)));
            all.extend(elements);
        }
        all
    }
}

/// What names look like (UTS #39). The same characters come again and again, and are looked up once.
#[derive(Default)]
struct Shapes {
    known: FxHashMap<char, Box<str>>,
}

impl Shapes {
    fn of(&mut self, name: &str) -> String {
        // Where nothing is reordered, a whole looks like its parts one after another.
        if !name.chars().all(names::is_settled) {
            return skeleton(name).collect();
        }
        let mut shape = String::with_capacity(name.len());
        for c in name.chars() {
            shape.push_str(self.known.entry(c).or_insert_with(|| {
                let mut buffer = [0; 4];
                skeleton(c.encode_utf8(&mut buffer)).collect()
            }));
        }
        shape
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settled_name_looks_like_its_characters() {
        let settled: Vec<char> = ('\0'..=char::MAX).filter(|c| names::is_settled(*c)).collect();
        let mut shapes = Shapes::default();
        for part in settled.windows(7).step_by(3) {
            // Each beside others than its neighbours.
            let name: String = [0, 3, 6, 1, 4, 2, 5].map(|index| part[index]).into_iter().collect();
            assert_eq!(shapes.of(&name), skeleton(&name).collect::<String>(), "{name}");
        }
        for name in ["カナ", "か\u{3099}ン", "ＡＢ１", "é", "力ー一二ニ"] {
            assert_eq!(shapes.of(name), skeleton(name).collect::<String>(), "{name}");
        }
    }
}
