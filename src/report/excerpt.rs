//! All sources as one text for miette: the only place where source text is attached to spans.
//!
//! Files lie one after the other in a virtual text, a byte apart, so that one problem may point into several.
//! A place on a very long line is shown with only some of that line around it.

use std::sync::Arc;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::source::{SourceFile, Sources, Span};

/// How many bytes of a line are shown before and after a place when the line is longer than both.
const AROUND: usize = 300;

/// The virtual text. `starts[i]` is where file `i` begins.
pub struct Excerpts<'a> {
    files: Vec<&'a SourceFile>,
    starts: Vec<usize>,
}

impl<'a> Excerpts<'a> {
    /// The texts of `sources`, to be read from when problems are shown.
    pub fn new(sources: &'a Sources) -> Self {
        let files: Vec<_> = sources.iter().map(|(_, f)| f).collect();
        let mut next = 0;
        let starts = files
            .iter()
            .map(|f| {
                let start = next;
                next += f.text.len() + 1;
                start
            })
            .collect();
        Self { files, starts }
    }

    /// Where `span` lies in the virtual text. A span of several lines is cut after its first.
    pub fn place(&self, span: Span) -> Option<SourceSpan> {
        let index = span.file.0 as usize;
        let (file, start) = (self.files.get(index)?, *self.starts.get(index)?);
        let from = floor(&file.text, (span.start as usize).min(file.text.len()));
        let to = floor(&file.text, (span.end as usize).clamp(from, file.text.len()));
        let line_end = file.text[from..to].find(['\n', '\r']).map_or(to, |n| from + n);
        Some((start + from, line_end - from).into())
    }

    fn file_at(&self, offset: usize) -> Option<(usize, &'a SourceFile)> {
        let index = self.starts.partition_point(|&s| s <= offset).checked_sub(1)?;
        Some((self.starts[index], self.files[index]))
    }
}

impl SourceCode for Excerpts<'_> {
    fn read_span<'b>(
        &'b self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'b> + 'b>, MietteError> {
        let (base, file) = self.file_at(span.offset()).ok_or(MietteError::OutOfBounds)?;
        let (from, to) = (span.offset() - base, span.offset() - base + span.len());
        if to > file.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let window = window(file, from, to, before, after).ok_or(MietteError::OutOfBounds)?;
        let (line, column) = file.position(u32::try_from(window.start).unwrap_or(u32::MAX));
        let whole = (base + window.start, window.len()).into();
        let data = file.text[window.clone()].as_bytes();
        let lines = data.iter().filter(|b| **b == b'\n').count();
        let name = file.path.clone();
        Ok(Box::new(MietteSpanContents::new_named(name, data, whole, line - 1, column - 1, lines)))
    }
}

/// The bytes to show for `from..to` with some lines around; `None` when too much would lie in between.
fn window(
    file: &SourceFile,
    from: usize,
    to: usize,
    before: usize,
    after: usize,
) -> Option<std::ops::Range<usize>> {
    if before == 0 && after == 0 {
        return Some(from..to);
    }
    let line = |offset| file.line_of(u32::try_from(offset).unwrap_or(u32::MAX));
    let (first, last) = (line(from), line(to));
    let start = file.line_start(first.saturating_sub(before));
    let end = file.line_start(last + 1 + after);
    if from - start <= AROUND && end - to <= AROUND {
        return Some(start..end);
    }
    let own_start = file.line_start(first).max(from.saturating_sub(AROUND));
    let own_end = file.line_start(last + 1).min(to + AROUND);
    (to - from <= 4 * AROUND).then(|| floor(&file.text, own_start)..floor(&file.text, own_end))
}

fn floor(text: &Arc<str>, offset: usize) -> usize {
    (0..=offset).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn two_files() -> Sources {
        let mut sources = Sources::default();
        sources.add(SourceFile::new("a.kitei".into(), "第1条\n第2条\n"));
        sources.add(SourceFile::new(
            "b.kitei".into(),
            &format!("{}中{}\n", "甲".repeat(1000), "乙".repeat(1000)),
        ));
        sources
    }

    #[test]
    fn a_place_is_found_in_its_own_file() {
        let sources = two_files();
        let excerpts = Excerpts::new(&sources);
        let place = excerpts.place(Span::new(FileId(1), 3000, 3003)).expect("a place");
        let shown = excerpts.read_span(&place, 1, 1).expect("contents");
        assert_eq!(shown.name(), Some("b.kitei"));
        assert_eq!(shown.data().len(), 603, "a long line is cut");
        let exact = excerpts.read_span(&place, 0, 0).expect("contents");
        assert_eq!((exact.line(), exact.column()), (0, 1000), "columns count characters");
    }

    #[test]
    fn a_span_over_lines_is_cut_after_the_first() {
        let sources = two_files();
        let place = Excerpts::new(&sources).place(Span::new(FileId(0), 0, 16)).expect("a place");
        assert_eq!(place.len(), "第1条".len());
    }
}
