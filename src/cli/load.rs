//! From a path to the first stage of the pipeline.

mod draft;
pub mod revision;

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Stop;
use super::read::{self, Found};
use crate::pipeline::Loaded;
use crate::problem::Problem;
use crate::problem::catalogue::input;
use draft::Reading;

/// The settings of a regulation, in its directory.
const SETTINGS: &str = "kitei.toml";

/// The path among the arguments, or the working directory.
pub fn given_path(matches: &ArgMatches) -> &Path {
    matches.get_one::<PathBuf>("path").map_or(Path::new("."), PathBuf::as_path)
}

/// What a command with `[PATH] [NAME]` is about.
pub struct Target {
    pub path: PathBuf,
    pub name: Option<String>,
}

/// Path and name as given. One word alone that is no path is a name in the working directory; a name before its path
/// is told of.
pub fn target(matches: &ArgMatches) -> Result<Target, Stop> {
    let path = given_path(matches).to_path_buf();
    let name = matches.get_one::<String>("name").cloned();
    if let Some(second) = name.as_deref().filter(|name| !path.exists() && Path::new(name).exists()) {
        let (first, second) = (read::shown(&path), read::shown(Path::new(second)));
        let problem = Problem::new(&input::MISSING_PATH).name("path", &first);
        return Err(problem.plain("words", format!("{second} {first}")).help("order").into());
    }
    let here = || read::regulation(Path::new(".")).is_ok();
    if name.is_none() && path.components().count() == 1 && !path.exists() && here() {
        return Ok(Target { path: PathBuf::from("."), name: Some(path.to_string_lossy().into_owned()) });
    }
    Ok(Target { path, name })
}

/// Where texts are kept.
trait Shelf {
    /// All files of the regulation at a path, in reading order.
    fn regulation(&self, path: &Path) -> Result<Vec<Found>, Vec<Problem>>;
    /// The path without links, as far as it is there.
    fn real(&self, path: &Path) -> PathBuf;
    /// The same place by a path without detours.
    fn plain(&self, path: &Path) -> PathBuf;
    /// The settings in a directory: the path as shown, and the bytes; none if there are none.
    fn settings(&self, place: &Path) -> Result<Option<(String, Vec<u8>)>, Problem>;
}

/// The files of this computer.
struct Disk;

impl Shelf for Disk {
    fn regulation(&self, path: &Path) -> Result<Vec<Found>, Vec<Problem>> {
        read::regulation(path)
    }

    fn real(&self, path: &Path) -> PathBuf {
        path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
    }

    fn plain(&self, path: &Path) -> PathBuf {
        let short = draft::short(path);
        // Beside links, leaving out detours may lead elsewhere.
        match (short.canonicalize(), path.canonicalize()) {
            (Ok(one), Ok(other)) if one != other => path.to_path_buf(),
            _ => short,
        }
    }

    fn settings(&self, place: &Path) -> Result<Option<(String, Vec<u8>)>, Problem> {
        let file = place.join(SETTINGS);
        if !file.is_file() {
            return Ok(None);
        }
        Ok(Some((read::shown(&file), read::read(&file)?)))
    }
}

/// All texts of the regulation at `path`, decoded, and of what it amends. Its own settings go before theirs.
pub fn regulation(path: &Path) -> Result<Loaded, Stop> {
    from(&Disk, path, &read::shown(path))
}

/// The same of any shelf; `shown` is what is told of the path.
fn from(shelf: &dyn Shelf, path: &Path, shown: &str) -> Result<Loaded, Stop> {
    let mut reading = Reading::new(shelf);
    reading.add(path, &mut Vec::new())?;
    let Reading { mut loaded, places, .. } = reading;
    if loaded.sources.iter().next().is_none() && loaded.problems.is_empty() {
        return Err(Problem::new(&input::NO_RULES).name("path", shown).help("write").into());
    }
    for place in places {
        if let Some((shown, bytes)) = shelf.settings(&place)? {
            loaded.add_settings(shown, &bytes);
            break;
        }
    }
    Ok(loaded)
}
