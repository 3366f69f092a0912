//! Who uses a data folder: servers and commands share it, and what replaces the database or a key has it alone. The
//! lock goes with the process, however that ends.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

const NAME: &str = "venue.lock";

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LeaseError {
    /// Somebody else is in the way.
    #[error("the data folder {0} is in use: stop the server first, and wait for other commands")]
    InUse(PathBuf),
    /// The database is just being replaced.
    #[error("the data folder {0} is in use by a command that changes keys or the whole database")]
    Closed(PathBuf),
    /// It cannot be locked.
    #[error("the data folder {dir} cannot be locked")]
    Io {
        /// Which.
        dir: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
}

/// The right to use a folder, for as long as it is held.
#[derive(Debug)]
pub struct Lease(#[expect(dead_code, reason = "the lock goes with the file")] File);

impl Lease {
    /// Together with others.
    ///
    /// # Errors
    /// If somebody has it alone.
    pub fn shared(dir: &Path) -> Result<Self, LeaseError> {
        Self::take(dir, File::try_lock_shared, LeaseError::Closed)
    }

    /// Alone.
    ///
    /// # Errors
    /// If somebody uses it.
    pub fn alone(dir: &Path) -> Result<Self, LeaseError> {
        Self::take(dir, File::try_lock, LeaseError::InUse)
    }

    fn take(
        dir: &Path,
        lock: impl FnOnce(&File) -> Result<(), TryLockError>,
        taken: impl FnOnce(PathBuf) -> LeaseError,
    ) -> Result<Self, LeaseError> {
        let failed = |cause| LeaseError::Io { dir: dir.to_owned(), cause };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed)?;
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).mode(0o600).open(dir.join(NAME)).map_err(failed)?;
        match lock(&file) {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(taken(dir.to_owned())),
            Err(TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }
}
