//! Key files as people choose them: what is wrong with one is told before its passphrase is asked for.

use venue_protocol::seal::SealError;
use venue_protocol::seal::key_file::{KeyFile, KeyFileKind};

use super::message::Trouble;

/// So many bytes of a file are read; with more it is no key file.
pub const MOST: u32 = 4096;

/// Reads a file that is to hold a member's own key, or a role's.
///
/// # Errors
/// If it is no key file, not whole, of a newer version, or holds a key of the other kind.
pub fn read(bytes: &[u8], wanted: KeyFileKind) -> Result<KeyFile, Trouble> {
    let file = KeyFile::from_bytes(bytes).map_err(|error| match error {
        SealError::UnknownSuite(_) => Trouble::UnknownSuite,
        _ if is_half(bytes) => Trouble::HalfFile,
        _ => Trouble::NoKeyFile,
    })?;
    match (wanted, file.kind()) {
        (KeyFileKind::Member, KeyFileKind::Role) => Err(Trouble::RoleFile),
        (KeyFileKind::Role, KeyFileKind::Member) => Err(Trouble::MemberFile),
        (KeyFileKind::Member, KeyFileKind::Member) | (KeyFileKind::Role, KeyFileKind::Role) => Ok(file),
    }
}

/// Whether it begins as a key file does, and is shorter than one.
fn is_half(bytes: &[u8]) -> bool {
    const MAGIC: &[u8] = b"VENUEKEY";
    bytes.len() < KeyFile::LEN
        && !bytes.is_empty()
        && bytes.iter().zip(MAGIC).all(|(one, other)| one == other)
}
