//! A reader of just so much of XML Schema as `junit-10.xsd` uses: elements, their attributes and text, and the elements in
//! them, in a sequence of one repeated part or a repeated choice. What it does not know of a schema is an error.

use roxmltree::{Document, Node};

/// Everything in which the document differs from what the schema allows.
pub fn differences(schema: &str, document: &str) -> Vec<String> {
    let schema = Document::parse(schema).expect("a schema");
    let document = Document::parse(document).expect("XML");
    let mut found = Vec::new();
    element(schema.root_element(), document.root_element(), &mut found);
    found
}

fn named<'a, 'i>(schema: Node<'a, 'i>, kind: &str, name: &str) -> Option<Node<'a, 'i>> {
    let of = |n: &Node<'a, 'i>| n.has_tag_name_of(kind) && n.attribute("name") == Some(name);
    schema.children().find(of)
}

trait Tagged {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Tagged for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn element(schema: Node<'_, '_>, node: Node<'_, '_>, found: &mut Vec<String>) {
    let name = node.tag_name().name();
    let Some(declared) = named(schema, "element", name) else {
        return found.push(format!("there is no element {name}"));
    };
    let kind = declared.children().find(|n| n.has_tag_name_of("complexType"));
    let Some(kind) = kind else {
        assert_eq!(declared.attribute("type"), Some("xs:string"), "{name}");
        if node.children().any(|n| n.is_element()) || node.attributes().len() > 0 {
            found.push(format!("{name} holds text alone"));
        }
        return;
    };
    attributes(kind, node, found);
    let text = node.children().any(|n| n.is_text() && !n.text().unwrap_or_default().trim().is_empty());
    if text && kind.attribute("mixed") != Some("true") {
        found.push(format!("{name} holds no text"));
    }
    let mut allowed = Vec::new();
    kind.children().filter(Node::is_element).for_each(|part| refer(part, &mut allowed));
    for child in node.children().filter(Node::is_element) {
        if !allowed.contains(&child.tag_name().name()) {
            found.push(format!("{} may not stand in {name}", child.tag_name().name()));
        }
        element(schema, child, found);
    }
}

/// The elements that may stand in a part, all of which may be repeated in any order.
fn refer<'a>(part: Node<'a, '_>, allowed: &mut Vec<&'a str>) {
    match part.tag_name().name() {
        "attribute" => {}
        "element" => allowed.extend(part.attribute("ref")),
        "choice" => {
            assert_eq!(
                part.attribute("maxOccurs"),
                Some("unbounded"),
                "a choice made once is not known here"
            );
            part.children().filter(Node::is_element).for_each(|n| refer(n, allowed));
        }
        "sequence" => {
            let parts: Vec<_> = part.children().filter(Node::is_element).collect();
            assert_eq!(parts.len(), 1, "a sequence of several parts is not known here");
            assert_eq!(
                parts[0].attribute("maxOccurs"),
                Some("unbounded"),
                "the same of one that is not repeated"
            );
            refer(parts[0], allowed);
        }
        other => panic!("{other} is not known here"),
    }
}

fn attributes(kind: Node<'_, '_>, node: Node<'_, '_>, found: &mut Vec<String>) {
    let name = node.tag_name().name();
    let declared: Vec<_> = kind.children().filter(|n| n.has_tag_name_of("attribute")).collect();
    for given in node.attributes() {
        let known = declared.iter().find(|n| n.attribute("name") == Some(given.name()));
        match known.and_then(|n| n.attribute("type")) {
            Some("xs:string") => {}
            Some(other) => panic!("{other} is not known here"),
            None => found.push(format!("{name} has no attribute {}", given.name())),
        }
    }
    for needed in declared.iter().filter(|n| n.attribute("use") == Some("required")) {
        let wanted = needed.attribute("name").expect("a name");
        if !node.has_attribute(wanted) {
            found.push(format!("{name} needs the attribute {wanted}"));
        }
    }
}
