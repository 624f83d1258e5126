//! Replacing a file as a whole: written beside it, then renamed, so that no reader ever sees half of it.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::unwritable;
use crate::cli::exit::Stop;

/// Replaces the file at `path`, which keeps its permissions. Of a link, what it points to is replaced.
pub fn replace(path: &Path, text: &str) -> Result<(), Stop> {
    try_replace(path, text).map_err(|e| unwritable(path, &e))
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
