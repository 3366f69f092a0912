//! The second place: a file that lines are only added to.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use venue_protocol::instant::Instant;

use super::checkpoint::{Checkpoint, Mark};
use crate::store::audit::Head;

/// Longer than any line.
pub(super) const MAX_LINE: u64 = 512;

/// A file of checkpoints.
#[derive(Debug, Clone)]
pub(super) struct Place(pub(super) PathBuf);

impl Place {
    /// Adds a line durably. The file is opened each time: it may have been moved away, or its disk mounted again.
    pub(super) fn append(
        &self,
        mark: Mark,
        head: Head,
        at: Instant,
        key: &SigningKey,
    ) -> io::Result<Checkpoint> {
        let is_new = !self.0.try_exists()?;
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.0)?;
        let before = last_line(&mut file)?;
        let covered = str::from_utf8(&before).ok().and_then(|line| line.parse().ok());
        let is_ahead = covered.is_some_and(|line: Checkpoint| line.head.n > head.n);
        if mark == Mark::Checkpoint && is_ahead {
            // No line could follow it: the file stays good for a restore, which tells why.
            return Err(io::Error::other("it covers entries that the chain does not have"));
        }
        let checkpoint = Checkpoint::sign(mark, head, at, &before, key);
        file.write_all(format!("{checkpoint}\n").as_bytes())?;
        file.sync_all()?;
        if is_new {
            let dir = self.0.parent().filter(|dir| !dir.as_os_str().is_empty());
            File::open(dir.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(checkpoint)
    }
}

/// The last line, empty if there is none. One that a power failure cut off was never told to be there, and goes.
fn last_line(file: &mut File) -> io::Result<Vec<u8>> {
    let len = file.metadata()?.len();
    file.seek(SeekFrom::Start(len.saturating_sub(2 * MAX_LINE)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let torn = tail.iter().rev().take_while(|byte| **byte != b'\n').count();
    // What is no line at all is left for whoever verifies.
    if torn > 0 && (torn as u64) < MAX_LINE {
        file.set_len(len - torn as u64)?;
        tail.truncate(tail.len() - torn);
    }
    let lines = tail.strip_suffix(b"\n").unwrap_or(&tail);
    Ok(lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().to_vec())
}
