//! The policy graph as a drawing: views of it, in DOT and Mermaid.

mod view;

use crate::problem::Lang;

pub use view::{Shape, View, view};

/// What is drawn: boxes with names, arrows with words.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    pub nodes: Vec<(String, Shape)>,
    /// From, to, words, whether it is only a condition.
    pub arrows: Vec<(usize, usize, String, bool)>,
}

impl Drawing {
    /// The index of a box, added if it is new.
    fn node(&mut self, name: &str, shape: Shape) -> usize {
        let known = self.nodes.iter().position(|(n, s)| n == name && *s == shape);
        known.unwrap_or_else(|| {
            self.nodes.push((name.to_string(), shape));
            self.nodes.len() - 1
        })
    }

    fn arrow(&mut self, from: usize, to: usize, words: &str, condition: bool) {
        let arrow = (from, to, words.to_string(), condition);
        if !self.arrows.contains(&arrow) {
            self.arrows.push(arrow);
        }
    }
}

/// For Graphviz.
pub fn dot(drawing: &Drawing, title: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut out = format!("digraph {} {{\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n", quoted(title));
    for (i, (name, shape)) in drawing.nodes.iter().enumerate() {
        let shape = match shape {
            Shape::Post => "ellipse",
            Shape::Act => "box",
            Shape::Fact => "note",
            Shape::Record => "folder",
            Shape::Other => "plaintext",
        };
        out.push_str(&format!("  n{i} [label={}, shape={shape}];\n", quoted(name)));
    }
    for (from, to, words, condition) in &drawing.arrows {
        let dashed = if *condition { ", style=dashed" } else { "" };
        out.push_str(&format!("  n{from} -> n{to} [label={}{dashed}];\n", quoted(words)));
    }
    out.push_str("}\n");
    out
}

/// For Markdown pages that draw Mermaid.
pub fn mermaid(drawing: &Drawing, lang: Lang) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "#quot;"));
    let mut out = String::from("flowchart LR\n");
    for (i, (name, shape)) in drawing.nodes.iter().enumerate() {
        let name = quoted(name);
        let node = match shape {
            Shape::Post => format!("([{name}])"),
            Shape::Act | Shape::Other => format!("[{name}]"),
            Shape::Fact => format!("[/{name}/]"),
            Shape::Record => format!("[({name})]"),
        };
        out.push_str(&format!("  n{i}{node}\n"));
    }
    for (from, to, words, condition) in &drawing.arrows {
        let line = if *condition { "-.->" } else { "-->" };
        let label = if words.is_empty() { String::new() } else { format!("|{}|", quoted(words)) };
        out.push_str(&format!("  n{from} {line}{label} n{to}\n"));
    }
    if drawing.nodes.is_empty() {
        out.push_str(if lang == Lang::Ja {
            "  n0[\"何もありません\"]\n"
        } else {
            "  n0[\"nothing\"]\n"
        });
    }
    out
}
