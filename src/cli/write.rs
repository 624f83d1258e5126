//! Replacing a file as a whole: written beside it, then renamed, so that no reader ever sees half of it.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::exit::Stop;
use super::read;
use crate::problem::Problem;
use crate::problem::catalogue::input;

/// Replaces the file at `path`, which keeps its permissions. Of a link, what it points to is replaced.
pub fn replace(path: &Path, text: &str) -> Result<(), Stop> {
    try_replace(path, text).map_err(|e| unwritable(path, &e))
}

/// Makes a new file at `path`. What is there already stays: it may hold somebody's rules.
pub fn create(path: &Path, text: &str) -> Result<(), Stop> {
    try_create(path, text).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => {
            let problem = Problem::new(&input::UNWRITABLE).name("path", read::shown(path));
            problem.arg("why", read::why(&e)).help("exists").into()
        }
        _ => unwritable(path, &e),
    })
}

/// Writes a file at `path`: a new one, or in place of what is there.
pub fn put(path: &Path, text: &str) -> Result<(), Stop> {
    match path.symlink_metadata() {
        Ok(_) => replace(path, text),
        Err(_) => create(path, text),
    }
}

fn try_create(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = with_usual_permissions(&mut tempfile::Builder::new()).tempfile_in(dir)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|e| e.error)?;
    Ok(())
}

/// The file is for others too, as far as the user's habits (umask) allow it.
#[cfg(unix)]
fn with_usual_permissions<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_usual_permissions<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    builder
}

fn try_replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    // The directory's permission alone would let a read-only file be replaced.
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|e| e.error)?;
    Ok(())
}

/// What could not be written.
fn unwritable(path: &Path, error: &std::io::Error) -> Stop {
    let problem = Problem::new(&input::UNWRITABLE).name("path", read::shown(path));
    problem.arg("why", read::why(error)).help("unchanged").into()
}
