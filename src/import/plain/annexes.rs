//! 附則, and what stands beside the articles: 別表, 別紙, 様式.

use super::{Place, Reader};
use crate::import::document::{Kind, Node};
use crate::import::head;
use crate::import::line::{Line, reads_on};
use crate::import::numeral::in_digits;

impl<'a> Reader<'a> {
    /// 附則, with its amendment on the same line or on the next.
    pub(super) fn supplement(&mut self, line: Line<'a>) -> bool {
        let Some(mut identified) = head::supplement(line.text) else { return false };
        let span = self.span(line);
        if identified.is_none()
            && let Some(next) = self.next()
            && next.text.starts_with(['(', '（'])
            && let Some(found) = head::identified(next.text)
        {
            identified = Some(found);
            while self.lines.get(self.at).is_some_and(|l| l.start != next.start) {
                self.at += 1;
            }
        }
        let step = identified.map_or("附則".to_string(), |id| format!("附則（{id}）"));
        let (step, again) = self.document.supplement_step(step);
        if again {
            self.note_doubt(span, &step, "supplement");
        }
        self.push(0, Node::new(Kind::Supplement, step, span));
        self.restart(Place::Supplement);
        true
    }

    /// 別表第1（第3条関係）
    pub(super) fn annex(&mut self, line: Line<'a>) -> bool {
        let Some(found) = head::annex(line.text) else { return false };
        let cited = !self.closed && self.next().is_some_and(|next| reads_on(next.text));
        if self.place == Place::Front || cited {
            return false;
        }
        let span = self.span(line);
        let known = self.document.nodes.iter().any(|n| n.kind == Kind::Annex && n.step == found.name);
        if known && self.place == Place::Annex && found.caption.is_none() {
            // Another page of it.
            return false;
        }
        if !self.closed && !self.series.is_empty() {
            self.note_doubt(span, &found.name, "heading");
        }
        let mut node = Node::new(Kind::Annex, &found.name, span);
        node.caption = found.caption.as_deref().map(in_digits);
        self.push(0, node);
        if known {
            self.warn_twice(span, &found.name);
        }
        self.restart(Place::Annex);
        true
    }

    /// Numbers begin anew.
    fn restart(&mut self, place: Place) {
        self.place = place;
        self.article = None;
        self.counter = "条";
        self.in_article = false;
        self.paragraph = 0;
        self.series.clear();
        self.caption = None;
    }
}
