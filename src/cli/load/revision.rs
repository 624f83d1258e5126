//! A regulation as a git revision has it, with what it amends there. The git command is asked; nothing is checked out.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{SETTINGS, Shelf, draft, from};
use crate::cli::exit::Stop;
use crate::cli::read::{self, Found};
use crate::pipeline::Loaded;
use crate::problem::Problem;
use crate::problem::catalogue::input;

/// The tree of one revision. Paths are those from the root of the repository.
struct Revision<'a> {
    spec: &'a str,
    /// A folder of the repository, of this computer.
    folder: &'a Path,
    /// Every file of the revision, with its object.
    files: Vec<(PathBuf, String)>,
}

/// The regulation at `path` as the revision `spec` of its repository has it; none if that is no revision, or `path`
/// is in no repository.
pub fn regulation(spec: &str, path: &Path) -> Option<Result<Loaded, Stop>> {
    // A revision that begins like an option is none.
    if spec.starts_with('-') {
        return None;
    }
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = if path.is_dir() { path } else { parent };
    let prefix = asked(folder, &["rev-parse", "--show-prefix"])?;
    let prefix = PathBuf::from(String::from_utf8_lossy(&prefix).trim_end_matches('\n'));
    let listed = asked(folder, &["ls-tree", "-r", "-z", "--full-tree", spec])?;
    let files = listed.split(|byte| *byte == 0).filter_map(entry).collect();
    let revision = Revision { spec, folder, files };
    let file = path.file_name().filter(|_| !path.is_dir());
    let place = file.map_or_else(|| prefix.clone(), |file| prefix.join(file));
    Some(from(&revision, &draft::short(&place), spec))
}

/// `MODE TYPE OBJECT<tab>PATH` of a file.
fn entry(line: &[u8]) -> Option<(PathBuf, String)> {
    let line = String::from_utf8_lossy(line);
    let (about, path) = line.split_once('\t')?;
    let object = about.split(' ').nth(2)?;
    Some((PathBuf::from(path), object.to_string()))
}

/// What git answers; none if it refuses, or is not there.
fn asked(folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(folder).args(words).output().ok()?;
    output.status.success().then_some(output.stdout)
}

impl Revision<'_> {
    fn shown(&self, path: &Path) -> String {
        format!("{}:{}", self.spec, read::shown(path))
    }

    fn bytes(&self, path: &Path, object: &str) -> Result<Vec<u8>, Problem> {
        let unreadable =
            || Problem::new(&input::MISSING_PATH).name("path", self.shown(path)).help("give_path");
        asked(self.folder, &["cat-file", "blob", object]).ok_or_else(unreadable)
    }
}

impl Shelf for Revision<'_> {
    fn regulation(&self, path: &Path) -> Result<Vec<Found>, Vec<Problem>> {
        let below = |file: &Path| path == Path::new(".") || file.starts_with(path);
        let hidden = |file: &Path| {
            let rest = file.strip_prefix(path).unwrap_or(file);
            rest.iter().any(|step| step.to_string_lossy().starts_with('.'))
        };
        let wanted = |file: &Path| file == path || below(file) && !hidden(file) && read::holds_rules(file);
        let mut found = Vec::new();
        let mut problems = Vec::new();
        for (file, object) in self.files.iter().filter(|(file, _)| wanted(file)) {
            match self.bytes(file, object) {
                Ok(bytes) => found.push(Found { shown: self.shown(file), path: file.clone(), bytes }),
                Err(problem) => problems.push(problem),
            }
        }
        found.sort_by(|one, other| one.shown.cmp(&other.shown));
        if found.is_empty() && problems.is_empty() {
            let there = self.files.iter().any(|(file, _)| below(file));
            let entry = if there { &input::NO_RULES } else { &input::MISSING_PATH };
            let help = if there { "write" } else { "give_path" };
            problems.push(Problem::new(entry).name("path", self.shown(path)).help(help));
        }
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    fn real(&self, path: &Path) -> PathBuf {
        draft::short(path)
    }

    fn plain(&self, path: &Path) -> PathBuf {
        draft::short(path)
    }

    fn settings(&self, place: &Path) -> Result<Option<(String, Vec<u8>)>, Problem> {
        let wanted = draft::short(&place.join(SETTINGS));
        let Some((file, object)) = self.files.iter().find(|(file, _)| *file == wanted) else {
            return Ok(None);
        };
        Ok(Some((self.shown(file), self.bytes(file, object)?)))
    }
}
