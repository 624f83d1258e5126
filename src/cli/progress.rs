//! Something moves on the screen when a run lasts longer than a second and somebody watches.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::surroundings::Surroundings;
use crate::problem::Text;

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Does `work`, and shows that it goes on.
pub fn watch<T>(surroundings: Surroundings, work: impl FnOnce() -> T) -> T {
    if !surroundings.watched {
        return work();
    }
    let (done, waiting) = mpsc::channel::<()>();
    let message = surroundings.err.say(Text { en: "proving", ja: "証明しています" });
    let watcher = thread::spawn(move || {
        if waiting.recv_timeout(PATIENCE) != Err(mpsc::RecvTimeoutError::Timeout) {
            return;
        }
        let bar = ProgressBar::new_spinner().with_message(message);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        let _ = waiting.recv();
        bar.finish_and_clear();
    });
    let result = work();
    drop(done);
    let _ = watcher.join();
    result
}
