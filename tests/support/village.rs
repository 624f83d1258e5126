//! The village's regulation, resolved.

use std::fs;
use std::path::PathBuf;

use kitei::model::Model;
use kitei::pipeline::Loaded;

/// The model of `rules/shinto/`; panics when it has a mistake.
pub fn village() -> Model {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules/shinto");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut loaded = Loaded::default();
    for path in paths {
        loaded.add(path.file_name().unwrap().to_string_lossy().into_owned(), &fs::read(&path).unwrap());
    }
    let resolved = loaded.parse().resolve();
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    resolved.model
}
