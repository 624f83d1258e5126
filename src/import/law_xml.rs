//! 法令標準XML (the Japanese law standard XML of e-Gov) → document.
//!
//! Numbers are read from the titles as they are printed (`第三条の二`); the attribute `Num` helps where there is none.
//! What the schema knows and kitei does not (figures, formats, amending provisions) is wording of the part around it.

mod element;

use roxmltree::{Document as Xml, Node as Element};

use element::{attribute, caption, child, counted_step, flattened, words};

use super::document::{Document, Kind, Node};
use super::head;
use super::line::{is_blank, squeezed};
use super::mark;
use super::numeral::{Numeral, in_digits};
use crate::problem::catalogue::import as entries;
use crate::problem::{Outcome, Problem};
use crate::source::{FileId, Span};

/// Elements whose names begin so hold what stands beside the articles, with the word for it.
const ANNEXES: [(&str, &str); 6] = [
    ("AppdxTable", "別表"),
    ("AppdxNote", "別記"),
    ("AppdxStyle", "様式"),
    ("AppdxFormat", "書式"),
    ("AppdxFig", "別図"),
    ("Appdx", "付録"),
];

/// How deep elements may stand in one another; no law comes near.
const DEEPEST: usize = 100;

/// Reads a law. What is no XML is an error; what is no law has no nodes.
pub fn read(file: FileId, path: &str, text: &str) -> Outcome<Document> {
    let xml = match Xml::parse(text) {
        Ok(xml) => xml,
        Err(error) => {
            let problem = Problem::new(&entries::BROKEN_XML).plain("path", path);
            let problem = problem.number("line", error.pos().row).plain("why", error.to_string());
            return (Document::default(), vec![problem.help("export")]);
        }
    };
    let mut reader = Reader { file, document: Document::default(), problems: Vec::new() };
    let law = xml.descendants().find(|e| e.has_tag_name("Law"));
    let body = xml.descendants().find(|e| e.has_tag_name("LawBody"));
    let told = |tag| body.or(law).and_then(|e| child(e, tag)).or_else(|| law.and_then(|e| child(e, tag)));
    reader.document.name =
        told("LawTitle").map(|e| head::one_line(&words(e))).filter(|name| !name.is_empty());
    reader.document.number =
        told("LawNum").map(|e| in_digits(&squeezed(&words(e)))).filter(|n| !n.is_empty());
    for element in body.into_iter().flat_map(|body| body.children()) {
        reader.top(element);
    }
    (reader.document, reader.problems)
}

struct Reader {
    file: FileId,
    document: Document,
    problems: Vec<Problem>,
}

impl Reader {
    fn top(&mut self, element: Element<'_, '_>) {
        match element.tag_name().name() {
            "MainProvision" => self.main(element, 0),
            "SupplProvision" => self.supplement(element),
            name if ANNEXES.iter().any(|(tag, _)| *tag == name) => self.annex(element),
            _ => {}
        }
    }

    /// Articles, and the chapters around them.
    fn main(&mut self, element: Element<'_, '_>, depth: usize) {
        let mut last = None;
        for inner in element.children().filter(Element::is_element) {
            match inner.tag_name().name() {
                "Article" => self.articles(inner).into_iter().for_each(|node| self.keep(node)),
                "Paragraph" => {
                    let node = self.paragraph(inner, &mut last, 0);
                    self.keep(node);
                }
                "Part" | "Chapter" | "Section" | "Subsection" | "Division" if depth < DEEPEST => {
                    let title = inner.children().find(|e| e.tag_name().name().ends_with("Title"));
                    let printed = title.map(words).unwrap_or_default();
                    let chapter = head::chapter(printed.trim_matches(is_blank)).map(|(_, all)| all);
                    let text = chapter.unwrap_or_else(|| in_digits(&head::one_line(&printed)));
                    let span = self.span(title.unwrap_or(inner));
                    self.document.nodes.push(Node::new(Kind::Heading, text, span));
                    self.main(inner, depth + 1);
                }
                _ => {}
            }
        }
    }

    /// Puts a part of the first level into the document.
    fn keep(&mut self, mut node: Node) {
        let twin = |other: &Node| other.kind == node.kind && other.step == node.step;
        if self.document.nodes.iter().any(twin) {
            node.repeated = true;
            self.twice(&node);
        }
        self.document.nodes.push(node);
    }

    fn twice(&mut self, node: &Node) {
        let problem = Problem::new(&entries::NUMBER_TWICE).plain("number", node.step.clone());
        self.problems.push(problem.label(node.span, "again").help("look"));
    }

    fn supplement(&mut self, element: Element<'_, '_>) {
        let label = child(element, "SupplProvisionLabel");
        let amendment = element.attribute("AmendLawNum").map(str::to_string);
        let amendment = amendment
            .and_then(|a| head::identified(&format!("({a})")))
            .or_else(|| head::supplement(&words(label?))?);
        let step = amendment.map_or("附則".to_string(), |id| format!("附則（{id}）"));
        let (step, again) = self.document.supplement_step(step);
        if again {
            let span = self.span(label.unwrap_or(element));
            let problem = Problem::new(&entries::UNCLEAR_HEADING).plain("number", step.clone());
            self.problems.push(problem.label(span, "supplement").help("supplement"));
        }
        let mut node = Node::new(Kind::Supplement, step, self.span(label.unwrap_or(element)));
        let mut last = None;
        for inner in flattened(element) {
            match inner.tag_name().name() {
                "Article" => {
                    for article in self.articles(inner) {
                        self.add(&mut node, article);
                    }
                }
                "Paragraph" => {
                    let paragraph = self.paragraph(inner, &mut last, 0);
                    self.add(&mut node, paragraph);
                }
                "SupplProvisionLabel" => {}
                _ => node.text.push_str(&words(inner)),
            }
        }
        self.document.nodes.push(node);
    }

    /// Puts a part inside another.
    fn add(&mut self, parent: &mut Node, mut node: Node) {
        if parent.children.iter().any(|other| other.step == node.step) {
            node.repeated = true;
            self.twice(&node);
        }
        parent.children.push(node);
    }

    /// One article, or several that are 削除 at once.
    fn articles(&mut self, element: Element<'_, '_>) -> Vec<Node> {
        let title = child(element, "ArticleTitle");
        let span = self.span(title.unwrap_or(element));
        let printed = title.map(words).unwrap_or_default();
        let numbers = match head::article(&format!("{} 削除", printed.trim())) {
            Some(found) if printed.trim().starts_with('第') => found.numbers,
            _ => attribute(element).into_iter().collect(),
        };
        let mut node = Node::new(Kind::Article, "", span);
        node.caption = child(element, "ArticleCaption").and_then(caption);
        let mut last = None;
        for inner in element.children().filter(Element::is_element) {
            match inner.tag_name().name() {
                "ArticleTitle" | "ArticleCaption" | "SupplNote" => {}
                "Paragraph" => {
                    let paragraph = self.paragraph(inner, &mut last, 0);
                    self.add(&mut node, paragraph);
                }
                _ => node.text.push_str(&words(inner)),
            }
        }
        let one = |n: &Numeral| Node { step: format!("第{}条{}", n.value, n.tail()), ..node.clone() };
        numbers.iter().map(one).collect()
    }

    fn paragraph(&mut self, element: Element<'_, '_>, last: &mut Option<i64>, depth: usize) -> Node {
        let number = child(element, "ParagraphNum");
        let printed = number.map(words).unwrap_or_default();
        let marked = mark::mark(printed.trim()).and_then(|m| m.senses.first().map(|(_, n)| n.clone()));
        let next = Numeral::plain(last.unwrap_or(0) + 1);
        let numeral = marked.clone().or_else(|| attribute(element)).unwrap_or(next);
        *last = Some(numeral.value);
        let mut node = Node::new(
            Kind::Paragraph,
            format!("第{}項{}", numeral.value, numeral.tail()),
            self.span(number.unwrap_or(element)),
        );
        node.numbered = marked.is_some();
        node.caption = child(element, "ParagraphCaption").and_then(caption);
        self.fill(&mut node, element, depth);
        node
    }

    /// Words and parts of a paragraph, an item or a subitem.
    fn fill(&mut self, node: &mut Node, element: Element<'_, '_>, depth: usize) {
        for inner in element.children().filter(Element::is_element) {
            let name = inner.tag_name().name();
            let item = name == "Item" || name.starts_with("Subitem") && name.len() == "Subitem1".len();
            if item && depth < DEEPEST {
                for part in self.item(inner, depth) {
                    self.add(node, part);
                }
            } else if !matches!(name, "ParagraphCaption" | "ParagraphNum" | "SupplNote")
                && !name.ends_with("Title")
            {
                node.text.push_str(&words(inner));
            }
        }
    }

    /// One item, or several that are 削除 at once.
    fn item(&mut self, element: Element<'_, '_>, depth: usize) -> Vec<Node> {
        let title = element.children().find(|e| e.tag_name().name().ends_with("Title"));
        let printed = title.map(words).unwrap_or_default();
        let mut node = Node::new(Kind::Item, "", self.span(title.unwrap_or(element)));
        self.fill(&mut node, element, depth + 1);
        let spaced = format!("{} x", printed.trim());
        let marked = mark::mark(&spaced);
        let counted = marked.as_ref().and_then(|m| m.senses.first()).filter(|(style, _)| style.is_number());
        let steps: Vec<String> = match (counted, &marked) {
            (Some((_, first)), Some(m)) => {
                let rest = m.rest.strip_suffix('x').unwrap_or(m.rest);
                let several = head::several(first.clone(), &format!("{rest}削除"));
                several
                    .unwrap_or_else(|| vec![first.clone()])
                    .iter()
                    .map(|n| counted_step(n, depth))
                    .collect()
            }
            (None, Some(m)) => vec![m.step.clone()],
            _ => attribute(element).iter().map(|n| counted_step(n, depth)).collect(),
        };
        steps.into_iter().map(|step| Node { step, ..node.clone() }).collect()
    }

    fn annex(&mut self, element: Element<'_, '_>) {
        let title = element
            .children()
            .find(|e| e.tag_name().name().ends_with("Title") || e.has_tag_name("ArithFormulaNum"));
        let related = child(element, "RelatedArticleNum");
        let printed =
            [title, related].into_iter().flatten().map(|e| words(e).trim().to_string()).collect::<String>();
        let tag = element.tag_name().name();
        let word = ANNEXES.iter().find(|(t, _)| *t == tag).map_or("別表", |(_, word)| word);
        let (name, caption) = match head::annex(&printed) {
            Some(found) => (found.name, found.caption),
            None => (word.to_string(), Some(head::one_line(&printed)).filter(|c| !c.is_empty())),
        };
        let mut node = Node::new(Kind::Annex, in_digits(&name), self.span(title.unwrap_or(element)));
        node.caption = caption.as_deref().map(in_digits);
        let own = |e: &Element<'_, '_>| e.is_element() && Some(*e) != title && Some(*e) != related;
        node.text = element.children().filter(own).map(words).collect();
        self.keep(node);
    }

    fn span(&self, element: Element<'_, '_>) -> Span {
        let range =
            element.first_child().filter(Element::is_text).map_or(element.range(), |text| text.range());
        Span::new(self.file, range.start, range.end)
    }
}
