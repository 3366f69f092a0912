//! The second place: a file that lines are only added to.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::checkpoint::Checkpoint;

/// Longer than any line.
pub(super) const MAX_LINE: u64 = 512;

/// A file of checkpoints.
#[derive(Debug, Clone)]
pub(super) struct Place(pub(super) PathBuf);

impl Place {
    /// Adds a line durably. The file is opened each time: it may have been moved away, or its disk mounted again.
    pub(super) fn append(&self, checkpoint: &Checkpoint) -> io::Result<()> {
        let is_new = !self.0.try_exists()?;
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.0)?;
        drop_torn_line(&mut file)?;
        file.write_all(format!("{checkpoint}\n").as_bytes())?;
        file.sync_all()?;
        if is_new {
            let dir = self.0.parent().filter(|dir| !dir.as_os_str().is_empty());
            File::open(dir.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    }
}

/// A line that a power failure cut off was never told to be there.
fn drop_torn_line(file: &mut File) -> io::Result<()> {
    let len = file.metadata()?.len();
    let from = len.saturating_sub(MAX_LINE);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let torn = tail.iter().rev().take_while(|byte| **byte != b'\n').count() as u64;
    // What is no line at all is left for whoever verifies.
    if torn > 0 && torn < MAX_LINE { file.set_len(len - torn) } else { Ok(()) }
}
