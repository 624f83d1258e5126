//! A regulation of `rules/`, resolved.

use std::fs;
use std::path::PathBuf;

use kitei::model::Model;
use kitei::pipeline::{Loaded, Resolved};

/// A folder of rules and the Markdown in it, in the order of their paths.
pub fn loaded(folder: &str) -> Loaded {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut loaded = Loaded::default();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let markdown = path.extension().is_some_and(|e| e == "md");
        if markdown { loaded.add_markdown(name, &bytes) } else { loaded.add(name, &bytes) }
    }
    loaded
}

/// The same, resolved, whatever the day.
pub fn regulation(folder: &str) -> Resolved {
    loaded(folder).parse().resolve()
}

/// The model of a folder of rules; panics when it has a mistake.
pub fn model_of(folder: &str) -> Model {
    let resolved = regulation(folder);
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    resolved.model
}
