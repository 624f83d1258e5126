//! The texts as they were read: files, byte spans, and the only offset arithmetic in the house.
//!
//! Spans are bytes into one file. Columns for people (display width, UTF-16) are made at the edge from these.

use std::sync::Arc;

/// One source text of a regulation (a `.kitei` file, or the fenced blocks of a Markdown file).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`, in bytes.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// The least span that covers both; `other` in another file is ignored.
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span just after this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// Whether `offset` lies inside.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The range as `usize`, to index the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file: its path as shown to people (relative, `/` separated), and its whole text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub path: String,
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file with its line index. `text` must have passed the decoder (UTF-8, no BOM).
    pub fn new(path: String, text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(i, _)| u32::try_from(i + 1).unwrap_or(u32::MAX));
        let line_starts = std::iter::once(0).chain(starts).collect();
        Self { path, text: text.into(), line_starts }
    }

    /// Line (from 0) that holds the byte `offset`.
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|&s| s <= offset).saturating_sub(1)
    }

    /// Byte offset at which line `line` (from 0) starts.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line).map_or(self.text.len(), |&s| s as usize)
    }

    /// Line `line` (from 0) without its line break.
    pub fn line(&self, line: usize) -> &str {
        let text = &self.text[self.line_start(line)..self.line_start(line + 1)];
        text.trim_end_matches(['\n', '\r'])
    }

    /// Line and column of a byte, both from 1; the column counts characters (not bytes, not display cells).
    pub fn position(&self, offset: u32) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let end = (offset as usize).min(self.text.len());
        (line + 1, self.text[start..end].chars().count() + 1)
    }
}

/// All files of one regulation, in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of an id that `add` returned.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Ids and files in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), f))
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.file).text[span.range()]
    }
}
