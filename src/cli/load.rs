//! From a path to the first stage of the pipeline.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Stop;
use super::read::{self, Found};
use crate::pipeline::Loaded;
use crate::problem::Problem;
use crate::problem::catalogue::input;

/// The path among the arguments, or the working directory.
pub fn given_path(matches: &ArgMatches) -> &Path {
    matches.get_one::<PathBuf>("path").map_or(Path::new("."), PathBuf::as_path)
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
        return Err(Problem::new(&input::NO_RULES).plain("path", read::shown(path)).help("write").into());
    }
    Ok(loaded)
}
