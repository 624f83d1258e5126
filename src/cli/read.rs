//! A directory is one regulation: all its `*.kitei` and `*.md` files, below it too, in the bytewise order of their
//! NFC paths. A single file works as well. Whatever cannot be read is told, all of it at once.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::pipeline::Loaded;
use crate::problem::catalogue::input;
use crate::problem::{Arg, Problem, Text};

/// The largest file that is read, in bytes.
const LIMIT: u64 = 64 * MEGABYTE;
const MEGABYTE: u64 = 1 << 20;
/// Directories deeper than this are taken for a loop that the system did not report.
const DEEPEST: usize = 64;

/// One file as found: its path as shown to people, and its bytes.
#[derive(Debug)]
pub struct Found {
    pub shown: String,
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// Whether a file's name says that it may hold rules.
pub fn holds_rules(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ending == "kitei" || is_markdown(path)
}

/// Whether a file is read as Markdown.
pub fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "md")
}

/// Adds a file as it was read. A Markdown file without rules is no part of a regulation.
pub fn add(loaded: &mut Loaded, path: &Path, shown: String, bytes: &[u8]) {
    if is_markdown(path) {
        loaded.add_markdown(shown, bytes);
    } else {
        loaded.add(shown, bytes);
    }
}

/// All files of the regulation at `path`, in reading order.
pub fn regulation(path: &Path) -> Result<Vec<Found>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut paths = Vec::new();
    match fs::metadata(path) {
        Err(error) => return Err(vec![missing(path, &error)]),
        Ok(about) if about.is_dir() => walk(path, &mut Vec::new(), &mut paths, &mut problems),
        Ok(_) => paths.push(path.to_path_buf()),
    }
    let mut files: Vec<(String, PathBuf)> = paths.into_iter().map(|p| (shown(&p), p)).collect();
    files.sort();
    let found: Vec<Found> = files
        .into_iter()
        .filter_map(|(shown, path)| match read(&path) {
            Ok(bytes) => Some(Found { shown, path, bytes }),
            Err(problem) => {
                problems.push(problem);
                None
            }
        })
        .collect();
    if found.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&input::NO_RULES).name("path", shown(path)).help("write"));
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Files below `dir`; `above` holds the real directories on the way, to notice a link that leads back.
fn walk(dir: &Path, above: &mut Vec<PathBuf>, paths: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let real = match dir.canonicalize() {
        Ok(real) => real,
        Err(error) => return problems.push(unreadable(dir, &error)),
    };
    if above.contains(&real) || above.len() > DEEPEST {
        return problems.push(Problem::new(&input::LINK_LOOP).name("path", shown(dir)).help("remove"));
    }
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(dir, &error)),
    };
    above.push(real);
    for entry in entries {
        match entry {
            Ok(entry) => step(&entry.path(), above, paths, problems),
            Err(error) => problems.push(unreadable(dir, &error)),
        }
    }
    above.pop();
}

fn step(path: &Path, above: &mut Vec<PathBuf>, paths: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
        return;
    }
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => walk(path, above, paths, problems),
        Ok(about) if about.is_file() && holds_rules(path) => paths.push(path.to_path_buf()),
        Ok(_) => {}
        Err(error) if !holds_rules(path) && !is_loop(&error) => {}
        Err(error) => problems.push(unreadable(path, &error)),
    }
}

/// The bytes of one file.
pub fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|e| missing(path, &e))?;
    // The size that the system tells may be wrong (a pipe has none), and a device may never end.
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
    let size = bytes.len() as u64;
    if size <= LIMIT {
        return Ok(bytes);
    }
    let problem = Problem::new(&input::TOO_LARGE).name("path", shown(path));
    Err(problem.number("limit", LIMIT / MEGABYTE).help("split"))
}

/// A path as it is shown to people: `/` between its steps, NFC, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let steps: Vec<String> = path.iter().map(|step| step.to_string_lossy().nfc().collect()).collect();
    let joined = steps.join("/").replacen("//", "/", 1);
    joined.strip_prefix("./").map(ToString::to_string).unwrap_or(joined)
}

fn missing(path: &Path, error: &io::Error) -> Problem {
    if error.kind() != io::ErrorKind::NotFound {
        return unreadable(path, error);
    }
    let problem = Problem::new(&input::MISSING_PATH).name("path", shown(path));
    match neighbour(path) {
        Some(similar) => problem.name("similar", similar).help("similar"),
        None => problem.help("give_path"),
    }
}

/// The most similar name beside `path`.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    let entries = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned()));
    let scored = names.map(|n| (strsim::jaro_winkler(&wanted, &n), n)).filter(|(s, _)| *s > 0.8);
    let (_, best) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(shown(&parent.map_or_else(|| PathBuf::from(&best), |p| p.join(&best))))
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    if is_loop(error) {
        return Problem::new(&input::LINK_LOOP).name("path", shown(path)).help("remove");
    }
    let problem = Problem::new(&input::UNREADABLE).name("path", shown(path)).arg("why", why(error));
    if error.kind() == io::ErrorKind::PermissionDenied { problem.help("permission") } else { problem }
}

fn is_loop(error: &io::Error) -> bool {
    // ErrorKind::FilesystemLoop is not stable; 40 is ELOOP on Linux, 62 on macOS.
    matches!(error.raw_os_error(), Some(40 | 62))
}

/// Why the system refused, in the reader's language where it is one of the usual reasons.
pub fn why(error: &io::Error) -> Arg {
    Arg::Word(match error.kind() {
        io::ErrorKind::PermissionDenied => Text { en: "permission denied", ja: "権限がありません" },
        io::ErrorKind::NotFound => Text { en: "it is not there", ja: "ありません" },
        io::ErrorKind::AlreadyExists => Text { en: "it is there already", ja: "すでにあります" },
        io::ErrorKind::IsADirectory => Text { en: "it is a directory", ja: "ディレクトリです" },
        io::ErrorKind::NotADirectory => Text {
            en: "a step of the path is no directory",
            ja: "途中がディレクトリではありません",
        },
        io::ErrorKind::ReadOnlyFilesystem => {
            Text { en: "the disk is read-only", ja: "ディスクが読み取り専用です" }
        }
        io::ErrorKind::StorageFull => {
            Text { en: "the disk is full", ja: "ディスクがいっぱいです" }
        }
        _ => return Arg::Plain(error.to_string()),
    })
}
