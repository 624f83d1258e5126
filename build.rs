//! Where the programs look for libz3 when they start, and how `kitei` does without it; the pages of the problems.
//!
//! Written here and not as `rustflags` of `.cargo/config.toml`, which an exported RUSTFLAGS replaces.

use std::{env, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    problem_pages();
    println!("cargo::rerun-if-env-changed=Z3_LIBRARY_PATH_OVERRIDE");
    let (origin, library) = match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux") => ("$ORIGIN", "libz3.so"),
        Ok("macos") => ("@executable_path", "libz3.dylib"),
        _ => return,
    };
    // The folder that was linked; beside an installed program; in the clone, from `target/release`
    // and, for tests, from `target/debug/deps`.
    if let Some(linked) = env::var_os("Z3_LIBRARY_PATH_OVERRIDE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", linked.display());
        if !linked.join(library).exists() {
            println!(
                "cargo::warning=there is no {library} in {}: `make verify` puts it there, or \
                 python3 .cargo/fetch-libz3.py",
                linked.display()
            );
        }
        look_in(&linked.display().to_string());
        for_unit_tests(&linked);
    }
    for folder in ["../lib", "../../.z3/lib", "../../../.z3/lib"] {
        look_in(&format!("{origin}/{folder}"));
    }
    // `kitei` names no symbol of libz3 and so must not load it; other linkers drop it unasked.
    if library.ends_with("dylib") {
        println!("cargo::rustc-link-arg-bin=kitei=-Wl,-dead_strip_dylibs");
    }
}

/// Has libz3 looked for in `folder` by whatever loads it. Not by `kitei`: each library that it does load would be looked
/// for in all of these folders first, which takes a third of its start.
fn look_in(folder: &str) {
    for target in ["bin=kitei-prove", "tests", "benches"] {
        println!("cargo::rustc-link-arg-{target}=-Wl,-rpath,{folder}");
    }
}

/// The unit tests of the library get no arguments of their own, but cargo runs them with every folder of its own that
/// is linked from: here, one that leads to libz3.
#[cfg(unix)]
fn for_unit_tests(linked: &std::path::Path) {
    let link = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("libz3");
    if link.symlink_metadata().is_ok() {
        let _ = std::fs::remove_file(&link);
    }
    match std::os::unix::fs::symlink(linked, &link) {
        Ok(()) => println!("cargo::rustc-link-search=native={}", link.display()),
        Err(why) => println!("cargo::error=cannot link {}: {why}", link.display()),
    }
}

#[cfg(not(unix))]
fn for_unit_tests(_: &std::path::Path) {}

/// The pages of the problems, for `kitei explain`: name and text of every `docs/problems/*.md`.
fn problem_pages() {
    println!("cargo::rerun-if-changed=docs/problems");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root.join("docs/problems"))
        .map(|entries| entries.filter_map(|e| Some(e.ok()?.path())).collect())
        .unwrap_or_default();
    pages.retain(|p| p.extension().is_some_and(|e| e == "md"));
    pages.sort();
    let lines: Vec<String> = pages
        .iter()
        .map(|p| {
            let name = p.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            format!("    ({name:?}, include_str!({:?})),\n", p.to_string_lossy())
        })
        .collect();
    let list = format!(
        "/// Name and text of every page.\nconst PAGES: &[(&str, &str)] = &[\n{}];\n",
        lines.concat()
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("problem_pages.rs");
    if let Err(why) = std::fs::write(&out, list) {
        println!("cargo::error=cannot write {}: {why}", out.display());
    }
}
