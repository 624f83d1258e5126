//! What is read from single elements of a law: words, captions, numbers.

use roxmltree::Node as Element;

use crate::import::head;
use crate::import::line::is_blank;
use crate::import::numeral::Numeral;

/// The step of a numbered item: 第1号 below a paragraph, (1) below an item.
pub fn counted_step(numeral: &Numeral, depth: usize) -> String {
    if depth == 0 {
        return format!("第{}号{}", numeral.value, numeral.tail());
    }
    format!("({}{})", numeral.value, numeral.tail())
}

/// The elements of a 附則, without the chapters around some of them.
pub fn flattened<'a, 'i>(element: Element<'a, 'i>) -> Vec<Element<'a, 'i>> {
    let mut found = Vec::new();
    for inner in element.children().filter(Element::is_element) {
        if inner.tag_name().name() == "Chapter" {
            found.extend(inner.children().filter(|e| e.is_element() && !e.has_tag_name("ChapterTitle")));
        } else {
            found.push(inner);
        }
    }
    found
}

/// The first child of this name.
pub fn child<'a, 'i>(element: Element<'a, 'i>, tag: &str) -> Option<Element<'a, 'i>> {
    element.children().find(|e| e.has_tag_name(tag))
}

/// All text of an element, without readings set above the words.
pub fn words(element: Element<'_, '_>) -> String {
    let reading = |e: Element<'_, '_>| e.ancestors().any(|a| a.has_tag_name("Rt"));
    let texts = element.descendants().filter(|e| e.is_text() && !reading(*e));
    texts.filter_map(|e| e.text()).collect()
}

/// A caption without its brackets.
pub fn caption(element: Element<'_, '_>) -> Option<String> {
    let text = words(element);
    let text = text.trim_matches(is_blank);
    let bare = head::caption(text).unwrap_or_else(|| head::one_line(text));
    (!bare.is_empty()).then_some(bare)
}

/// The number that the attribute `Num` gives: `3`, `3_2`, `5:7` (its first).
pub fn attribute(element: Element<'_, '_>) -> Option<Numeral> {
    let first = element.attribute("Num")?.split(':').next()?;
    let mut places =
        first.split('_').map(|place| place.parse::<i64>().ok().filter(|n| (0..=9999).contains(n)));
    let value = places.next()??;
    Some(Numeral { value, branches: places.collect::<Option<_>>()? })
}
