//! Keys that can be changed: the newest one makes, and the older ones are accepted for as long as they are there.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ed25519_dalek::{SigningKey, VerifyingKey};
use rand_core::CryptoRng;

use super::{KeyFileError, Secret, load_or_create, read, write_new};

/// What a key that can be changed is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Rotating {
    /// Signs venue codes.
    Token,
    /// Seals credentials.
    Credential,
    /// Signs key records.
    Record,
    /// Signs checkpoints of the audit chain.
    Audit,
}

impl Rotating {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Token, Self::Credential, Self::Record, Self::Audit];

    /// The name of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Credential => "credential",
            Self::Record => "record",
            Self::Audit => "audit",
        }
    }

    /// The first one's file has no number in its name.
    fn file(self, dir: &Path, id: u8) -> PathBuf {
        match id {
            1 => dir.join(format!("{}.key", self.name())),
            _ => dir.join(format!("{}-{id}.key", self.name())),
        }
    }

    /// The numbers of the keys in a folder, newest first.
    fn ids(self, dir: &Path) -> Result<Vec<u8>, KeyFileError> {
        let failed = |cause| KeyFileError::Io { path: dir.to_owned(), cause };
        let files = match fs::read_dir(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            files => files.map_err(failed)?,
        };
        let mut ids = Vec::new();
        for file in files {
            let path = file.map_err(failed)?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| {
                let rest = stem.strip_prefix(self.name())?;
                if rest.is_empty() { Some(1) } else { rest.strip_prefix('-')?.parse().ok() }
            });
            // Only as it is written here: not `token-02.key`, nor a key that is half written.
            ids.extend(id.filter(|id| self.file(dir, *id) == path));
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }
}

/// Why no new key is made.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The folder.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// Codes and credentials name their key by a byte.
    #[error("there are as many keys of this kind as there can be")]
    Full,
}

/// The keys of one kind.
pub struct Ring {
    newest: (u8, Secret),
    older: Vec<(u8, Secret)>,
}

impl Ring {
    /// One key, the first.
    pub const fn first(key: Secret) -> Self {
        Self { newest: (1, key), older: Vec::new() }
    }

    /// Reads those in `dir`, drawing the first one if there is none.
    ///
    /// # Errors
    /// As [`load_or_create`].
    pub fn load_or_create(
        dir: &Path,
        kind: Rotating,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, KeyFileError> {
        match Self::load(dir, kind)? {
            Some(ring) => Ok(ring),
            None => Ok(Self::first(load_or_create(&kind.file(dir, 1), rng)?)),
        }
    }

    /// Reads those in `dir`, if there are any.
    ///
    /// # Errors
    /// As [`read`].
    pub fn load(dir: &Path, kind: Rotating) -> Result<Option<Self>, KeyFileError> {
        let keys: Result<Vec<_>, _> =
            kind.ids(dir)?.into_iter().map(|id| Ok((id, read(&kind.file(dir, id))?))).collect();
        let mut keys = keys?.into_iter();
        Ok(keys.next().map(|newest| Self { newest, older: keys.collect() }))
    }

    /// The key that makes, with its number.
    pub const fn newest(&self) -> &(u8, Secret) {
        &self.newest
    }

    /// Those that are accepted besides, newest first.
    pub fn older(&self) -> &[(u8, Secret)] {
        &self.older
    }

    /// The public halves of keys that sign, newest first.
    pub fn verifying_keys(&self) -> Vec<VerifyingKey> {
        self.all().map(|(_, key)| SigningKey::from_bytes(key).verifying_key()).collect()
    }

    /// All that are accepted, newest first.
    pub fn all(&self) -> impl Iterator<Item = &(u8, Secret)> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

/// The number that the next key of a kind gets.
///
/// # Errors
/// If the folder cannot be read, or there is none left.
pub fn next_id(dir: &Path, kind: Rotating) -> Result<u8, RotateError> {
    kind.ids(dir)?.first().map_or(Some(1), |id| id.checked_add(1)).ok_or(RotateError::Full)
}

/// Draws a key of this number.
///
/// # Errors
/// If its file cannot be written, or is there.
pub fn add(dir: &Path, kind: Rotating, id: u8, rng: &mut impl CryptoRng) -> Result<(), KeyFileError> {
    let mut key = Secret::default();
    rng.fill_bytes(key.as_mut_slice());
    write_new(&kind.file(dir, id), &key)
}
