//! From a path to the first stage of the pipeline.

mod draft;

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Stop;
use super::read;
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

/// All texts of the regulation at `path`, decoded, and of what it amends. Its own settings go before theirs.
pub fn regulation(path: &Path) -> Result<Loaded, Stop> {
    let mut reading = Reading::default();
    reading.add(path, &mut Vec::new())?;
    let Reading { mut loaded, places, .. } = reading;
    if loaded.sources.iter().next().is_none() && loaded.problems.is_empty() {
        return Err(Problem::new(&input::NO_RULES).name("path", read::shown(path)).help("write").into());
    }
    if let Some(settings) = places.iter().map(|place| place.join(SETTINGS)).find(|file| file.is_file()) {
        loaded.add_settings(read::shown(&settings), &read::read(&settings)?);
    }
    Ok(loaded)
}
