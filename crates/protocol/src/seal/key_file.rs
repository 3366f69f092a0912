//! A private key at rest (SEALING 2): under a passphrase, in a file that its owner keeps and the server never sees.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::layout::{join, take};
use super::suite::{PrivateKey, PublicKey, Suite};
use super::{SealError, label};
use crate::document::text::{Form, MAX_INPUT, normalise};

/// The fewest characters of a passphrase.
pub const MIN_PASSPHRASE: usize = 12;
/// The most bytes of a passphrase, in UTF-8.
pub const MAX_PASSPHRASE: usize = MAX_INPUT;
const MAGIC: &[u8; 8] = b"VENUEKEY";
const SALT: usize = 16;
const NONCE: usize = 24;
const TAG: usize = 16;
const HEAD: usize = 8 + 2 + 4 + 1 + 32 + SALT + NONCE;
/// More than this is no file of ours, but one that is to use the memory up.
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
const MAX_PASSES: u8 = 16;

/// Whose key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyFileKind {
    /// A member's own key.
    Member = 1,
    /// A role's key: for founding it and for its recovery.
    Role = 2,
}

/// What trying a passphrase costs: Argon2id with one lane (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u8,
}

impl Cost {
    /// 64 MiB and three passes: RFC 9106's second choice but for the lanes, which a browser has one of.
    pub const USUAL: Self = Self { memory_kib: 65_536, passes: 3 };
}

/// A wrapped private key, 135 B: `VENUEKEY` | suite 1 | kind 1 | memory in KiB 4 | passes 1 | public key 32 | salt 16 |
/// nonce 24 | private key 32 | tag 16: XChaCha20-Poly1305 under Argon2id(passphrase in NFC, salt), AAD = `'key-file'` | what
/// stands before the ciphertext.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    kind: KeyFileKind,
    public: PublicKey,
    cost: Cost,
    salt: [u8; SALT],
    nonce: [u8; NONCE],
    sealed: [u8; 32 + TAG],
}

impl KeyFile {
    /// Length in bytes.
    pub const LEN: usize = HEAD + 32 + TAG;

    /// Wraps a key.
    ///
    /// # Errors
    /// If the cost is not one that Argon2 takes, or the passphrase is longer than [`MAX_PASSPHRASE`].
    pub fn wrap(
        kind: KeyFileKind,
        key: &PrivateKey,
        passphrase: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let mut file = Self {
            kind,
            public: key.public(),
            cost,
            salt: [0; SALT],
            nonce: [0; NONCE],
            sealed: [0; 32 + TAG],
        };
        rng.fill_bytes(&mut file.salt);
        rng.fill_bytes(&mut file.nonce);
        let cipher = file.cipher(passphrase)?;
        let aad = file.aad();
        let (content, tag) = file.sealed.split_at_mut(32);
        content.copy_from_slice(key.as_bytes());
        let mac = cipher
            .encrypt_inout_detached(&XNonce::from(file.nonce), &aad, content.into())
            .map_err(|_| SealError::Layout)?;
        tag.copy_from_slice(&mac);
        Ok(file)
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`SealError::WrongKey`] if the passphrase is wrong (or the file altered).
    pub fn unwrap(&self, passphrase: &str) -> Result<PrivateKey, SealError> {
        let (content, tag) = self.sealed.split_first_chunk::<32>().ok_or(SealError::Layout)?;
        let tag: [u8; TAG] = tag.try_into().map_err(|_| SealError::Layout)?;
        let mut key = PrivateKey(*content);
        self.cipher(passphrase)?
            .decrypt_inout_detached(
                &XNonce::from(self.nonce),
                &self.aad(),
                key.0.as_mut_slice().into(),
                &tag.into(),
            )
            .map_err(|_| SealError::WrongKey)?;
        if key.public() == self.public { Ok(key) } else { Err(SealError::Forged) }
    }

    /// Whose key it is.
    pub const fn kind(&self) -> KeyFileKind {
        self.kind
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        join(&[&self.head(), &self.sealed])
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it is none, or of an unknown suite.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, SealError> {
        let rest = &mut bytes;
        if take(rest)? != *MAGIC {
            return Err(SealError::Layout);
        }
        let [suite, kind] = take(rest)?;
        Suite::from_byte(suite)?;
        let kind = match kind {
            1 => KeyFileKind::Member,
            2 => KeyFileKind::Role,
            _ => return Err(SealError::Layout),
        };
        let (memory_kib, [passes]) = (u32::from_be_bytes(take(rest)?), take(rest)?);
        if memory_kib > MAX_MEMORY_KIB || passes > MAX_PASSES {
            return Err(SealError::Layout);
        }
        let file = Self {
            kind,
            cost: Cost { memory_kib, passes },
            public: PublicKey(take(rest)?),
            salt: take(rest)?,
            nonce: take(rest)?,
            sealed: take(rest)?,
        };
        if rest.is_empty() { Ok(file) } else { Err(SealError::Layout) }
    }

    fn head(&self) -> [u8; HEAD] {
        join(&[
            MAGIC,
            &[Suite::CURRENT.byte(), self.kind as u8],
            &self.cost.memory_kib.to_be_bytes(),
            &[self.cost.passes],
            &self.public.0,
            &self.salt,
            &self.nonce,
        ])
    }

    fn aad(&self) -> Vec<u8> {
        [label!("key-file"), &self.head()].concat()
    }

    fn cipher(&self, passphrase: &str) -> Result<Box<XChaCha20Poly1305>, SealError> {
        let params = Params::new(self.cost.memory_kib, u32::from(self.cost.passes), 1, Some(32))
            .map_err(|_| SealError::Layout)?;
        // Keyboards of other systems compose the same letters otherwise.
        let passphrase = normalise(passphrase, Form::Nfc).map_err(|_| SealError::Layout)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt, key.as_mut_slice())
            .map_err(|_| SealError::Layout)?;
        Ok(Box::new(XChaCha20Poly1305::new((&*key).into())))
    }
}
