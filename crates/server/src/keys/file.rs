//! A key file: 32 bytes as one line of base64url, mode 0600.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use data_encoding::BASE64URL_NOPAD;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::Secret;

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Reading or writing failed.
    #[error("key file {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// Others than its owner may read it.
    #[error("key file {path} has mode {mode:o}, others could read it; mend it with: chmod 600 {path}")]
    Mode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It does not hold 32 bytes in base64url.
    #[error("key file {0} is damaged: it does not hold 32 bytes in base64url")]
    Damaged(PathBuf),
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> KeyFileError {
    let path = path.to_owned();
    move |cause| KeyFileError::Io { path, cause }
}

/// Reads a key file.
///
/// # Errors
/// If it cannot be read, is damaged, or others may read it.
pub fn read(path: &Path) -> Result<Secret, KeyFileError> {
    let mode = fs::metadata(path).map_err(io_at(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Mode { path: path.to_owned(), mode });
    }
    let text = Zeroizing::new(fs::read(path).map_err(io_at(path))?);
    let damaged = || KeyFileError::Damaged(path.to_owned());
    let bytes = BASE64URL_NOPAD.decode(text.trim_ascii()).map(Zeroizing::new).map_err(|_| damaged())?;
    bytes.as_slice().try_into().map(Zeroizing::new).map_err(|_| damaged())
}

/// Writes a new key file durably; one that is there already is an error.
///
/// # Errors
/// If the file is there, or cannot be written.
pub fn write_new(path: &Path, key: &Secret) -> Result<(), KeyFileError> {
    let error = io_at(path);
    (|| {
        let dir = path.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let text = Zeroizing::new(BASE64URL_NOPAD.encode(key.as_slice()));
        let write = |path: &Path| {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")?;
            file.sync_all()
        };
        // Written beside and linked into place, so that a crash never leaves half a key under the name.
        let beside = path.with_extension("new");
        let _ = fs::remove_file(&beside);
        write(&beside)?;
        let linked = fs::hard_link(&beside, path);
        fs::remove_file(&beside)?;
        match linked {
            // A stick for carrying keys (FAT) knows no links.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => write(path)?,
            linked => linked?,
        }
        File::open(dir)?.sync_all()
    })()
    .map_err(error)
}

/// Reads a key file, or draws the key and writes it.
///
/// # Errors
/// As [`read`] and [`write_new`].
pub fn load_or_create(path: &Path, rng: &mut impl CryptoRng) -> Result<Secret, KeyFileError> {
    if !path.try_exists().map_err(io_at(path))? {
        let mut key = Secret::default();
        rng.fill_bytes(key.as_mut_slice());
        write_new(path, &key)?;
    }
    read(path)
}
