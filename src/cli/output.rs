//! Printing. A reader who has seen enough (`| head`) is no failure.

use std::io::{ErrorKind, Write};

/// Results, to standard output.
pub fn results(text: &str) {
    quietly(std::io::stdout().lock(), text);
}

/// Problems and remarks, to standard error.
pub fn remarks(text: &str) {
    quietly(std::io::stderr().lock(), text);
}

fn quietly(mut to: impl Write, text: &str) {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Ok(()) => {}
        // Nobody reads on: there is nothing left to do for this run.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            let _ = writeln!(std::io::stderr().lock(), "kitei: {error}");
        }
    }
}
