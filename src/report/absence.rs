//! Whose absence makes impossible what was asked for.

use super::words;
use crate::model::Model;
use crate::problem::Lang;
use crate::proof::{Absence, Post, Without};

/// A sentence for each outcome: which posts nobody can do without, and which can be done without.
pub fn lines(model: &Model, absences: &[Absence], lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = absences.iter().filter_map(|absence| needed(model, absence, lang)).collect();
    let of = |outcome: &Without| {
        let same = absences.iter().filter(|absence| absence.outcome == *outcome);
        let posts: Vec<String> = same.map(|absence| post(model, &absence.post)).collect();
        (!posts.is_empty()).then(|| words::list(&posts, lang))
    };
    let turns = of(&Without::Turns).map(|posts| match lang {
        Lang::En => format!("turns on a reading whether it is possible while absent: {posts}"),
        Lang::Ja => format!("不在のときにできるかが解釈によって分かれる職: {posts}"),
    });
    let open = of(&Without::Open).map(|posts| match lang {
        Lang::En => format!("not decided while absent: {posts}"),
        Lang::Ja => format!("不在のときにできるか決まらない職: {posts}"),
    });
    let spared = of(&Without::Spared).map(|posts| match lang {
        Lang::En => format!("possible while any one of these is absent: {posts}"),
        Lang::Ja => format!("どれか一つが不在でもできる職: {posts}"),
    });
    lines.extend(turns);
    lines.extend(open);
    lines.extend(spared);
    lines
}

fn needed(model: &Model, absence: &Absence, lang: Lang) -> Option<String> {
    let Without::Needed(articles) = &absence.outcome else { return None };
    let post = post(model, &absence.post);
    let articles = match &articles[..] {
        [] => String::new(),
        some => format!("  [{}]", words::articles(model, some, lang)),
    };
    Some(match lang {
        Lang::En => format!("not possible while {post} is absent{articles}"),
        Lang::Ja => format!("{post}が不在の間はできない{articles}"),
    })
}

/// The post as it is written in a rule.
pub fn post(model: &Model, post: &Post) -> String {
    let name = &model.relations[post.office.index()].name;
    let element = |e: &crate::model::ElementId| &model.kinds[e.kind.index()].elements[e.index as usize].name;
    let elements: Vec<&str> = post.elements.iter().map(|e| element(e).as_str()).collect();
    if elements.is_empty() { name.clone() } else { format!("{name}({})", elements.join(", ")) }
}
