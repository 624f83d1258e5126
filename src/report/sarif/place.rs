//! Spans as SARIF's locations: files as relative URIs, lines and columns.

use super::log::{Artifact, Location, Message, Physical, Region};
use crate::source::{Sources, Span};

/// The folder in which the run was started, as SARIF calls it by custom.
const ROOT: &str = "%SRCROOT%";

/// Makes locations.
pub struct Places<'a> {
    pub sources: &'a Sources,
    /// The folder in which the run was started.
    pub base: &'a str,
}

impl Places<'_> {
    /// A place without words.
    pub fn plain(&self, span: Span) -> Location {
        self.labelled(span, None)
    }

    /// A place and what is said of it.
    pub fn labelled(&self, span: Span, text: Option<String>) -> Location {
        let file = self.sources.get(span.file);
        let ((start_line, start_column), (end_line, end_column)) =
            (file.position(span.start), file.position(span.end));
        let uri = self.uri(span);
        let uri_base_id = (!uri.starts_with("file:") && !uri.starts_with("../")).then_some(ROOT);
        Location {
            id: None,
            physical: Physical {
                artifact_location: Artifact { uri, uri_base_id },
                region: Region { start_line, start_column, end_line, end_column },
            },
            message: text.map(|text| Message { text }),
        }
    }

    /// The file of a span, relative to the folder in which the run was started if it lies below that.
    pub fn uri(&self, span: Span) -> String {
        let path = self.sources.get(span.file).path.as_str();
        let below = path.strip_prefix(self.base).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
        let encoded = encode(below);
        if below.starts_with('/') { format!("file://{encoded}") } else { encoded }
    }

    /// The line on which a span begins, without the blanks around it.
    pub fn line(&self, span: Span) -> &str {
        let file = self.sources.get(span.file);
        file.line(file.line_of(span.start)).trim()
    }
}

/// A path as a URI has it: everything but letters, digits and `-._~/` as percent and two digits a byte.
fn encode(path: &str) -> String {
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let one = |byte: u8| if kept(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, SourceFile};

    #[test]
    fn files_are_told_relative_and_encoded() {
        let mut sources = Sources::default();
        for path in ["/home/a/規 程/x.kitei", "b.kitei", "/etc/c.kitei"] {
            sources.add(SourceFile::new(path.into(), "x"));
        }
        let places = Places { sources: &sources, base: "/home/a" };
        let uri = |file| places.uri(Span::new(FileId(file), 0, 1));
        assert_eq!(uri(0), "%E8%A6%8F%20%E7%A8%8B/x.kitei");
        assert_eq!(uri(1), "b.kitei");
        assert_eq!(uri(2), "file:///etc/c.kitei");
    }
}
