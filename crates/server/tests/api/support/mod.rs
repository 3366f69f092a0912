//! What the tests share.

mod app;
mod apply;
mod authority;
mod clock;
mod console;
mod desk;
mod device;
mod inquiry;
mod stopped;

pub use app::{Here, TestApp, all_bytes, problem};
pub use apply::form;
pub use authority::{Member, TestAuthority, holder, open_db, rows, seconds};
pub use clock::ManualClock;
pub use console::{PASSWORD, Session, good, one_time_code};
pub use desk::{Desk, Pass, guest, told_guest};
pub use device::{Person, canary, check_in, registration, secret};
pub use inquiry::{Inquiry, open_row};
pub use stopped::{Stopped, command, stop};

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Waits until something holds; fails after half a minute.
pub async fn eventually<F: AsyncFnMut() -> bool>(what: &str, mut holds: F) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < Duration::from_secs(30), "in vain: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// All files below a folder.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Whether bytes stand anywhere in others.
pub fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}
