//! From a path to the first stage of the pipeline.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Stop;
use super::read::{self, Found};
use crate::pipeline::Loaded;
use crate::problem::Problem;
use crate::problem::catalogue::input;

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

/// All texts of the regulation at `path`, decoded. A Markdown file without rules is no part of it.
pub fn regulation(path: &Path) -> Result<Loaded, Stop> {
    let found = read::regulation(path)?;
    let mut loaded = Loaded::default();
    for Found { shown, path, bytes } in found {
        if read::is_markdown(&path) {
            loaded.add_markdown(shown, &bytes);
        } else {
            loaded.add(shown, &bytes);
        }
    }
    if loaded.sources.iter().next().is_none() && loaded.problems.is_empty() {
        return Err(Problem::new(&input::NO_RULES).name("path", read::shown(path)).help("write").into());
    }
    let settings = path.join(SETTINGS);
    if settings.is_file() {
        loaded.add_settings(read::shown(&settings), &read::read(&settings)?);
    }
    Ok(loaded)
}
