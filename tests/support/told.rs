//! What a wrong input is answered, as a snapshot in `tests/cases/input`.

use std::fs;
use std::path::Path;

use super::run::kitei_in;

/// A folder of its own with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    dir
}

/// The snapshot of what a wrong input is answered, in both languages.
pub fn told(name: &str, dir: &Path, words: &[&str], code: i32) {
    let mut text = String::new();
    for lang in ["en", "ja"] {
        let run = kitei_in(dir, &[words, &["--lang", lang]].concat());
        assert_eq!(run.code, code, "{}{}", run.out, run.err);
        text.push_str(&format!("== {lang} ==\n{}", run.err));
        let json = kitei_in(dir, &[words, &["--lang", lang, "--format", "json"]].concat());
        assert!(!json.json()["problems"].as_array().expect("problems").is_empty());
    }
    snapshot(name, &text);
}

/// The snapshot of this name.
pub fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/input"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
