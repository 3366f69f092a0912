//! Credentials (SEALING 5): what a device keeps after registering a person, readable by the server alone, and
//! accepted without a database read.

use std::fmt;

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand_core::CryptoRng;
use sha2::Sha256;

use super::layout::{join, take};
use super::live_key::{hmac, truncated};
use super::pid::Pid;
use super::suite::Suite;
use super::{SealError, label};
use crate::id::Credential;
use crate::instant::Day;

/// So many days after its issue a credential should be renewed.
pub const RENEW_AFTER_DAYS: u16 = 180;
/// So many days after its issue a credential is accepted for the last time.
pub const DEAD_AFTER_DAYS: u16 = 400;

const LABEL: &[u8] = label!("credential");
const HEAD: usize = 2;
const NONCE: usize = 24;
const PLAIN: usize = 20;

/// How well the identity behind a credential is assured. An open set: a level that is not known here is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Assurance(pub u8);

impl Assurance {
    /// Name and phone as told to staff, without a document: the lowest level.
    pub const TOLD: Self = Self(0);
    /// The person's own word; only checksum and dates were checked.
    pub const DECLARED: Self = Self(1);
    /// Staff saw the document and its holder.
    pub const SEEN: Self = Self(2);
}

/// What a credential says, 20 B: pid 16 | assurance 1 | day of issue 2 | flags 1 (none is defined; kept as they are).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The registration.
    pub pid: Pid,
    /// How well it is assured.
    pub assurance: Assurance,
    /// When the credential was issued.
    pub issued: Day,
    /// Reserved: 0.
    pub flags: u8,
}

impl Holder {
    /// The day after which the credential should be renewed.
    pub const fn renew_on(&self) -> Day {
        self.issued.plus(RENEW_AFTER_DAYS)
    }

    /// The last day on which the credential is accepted.
    pub const fn expires_on(&self) -> Day {
        self.issued.plus(DEAD_AFTER_DAYS)
    }

    /// Whether the credential is too old.
    pub fn is_dead_on(&self, today: Day) -> bool {
        today > self.expires_on()
    }
}

/// The server's key for credentials, with the number that credentials name it by. Wiped when dropped.
pub struct CredentialKey {
    id: u8,
    cipher: Box<XChaCha20Poly1305>,
}

impl CredentialKey {
    /// From 32 random bytes.
    pub fn new(id: u8, key: &[u8; 32]) -> Self {
        Self { id, cipher: Box::new(XChaCha20Poly1305::new(key.into())) }
    }

    /// Makes the credential, 62 B: suite 1 | key id 1 | nonce 24 | ciphertext 20 | tag 16;
    /// AAD = `'credential'` | suite | key id.
    pub fn seal(&self, holder: &Holder, rng: &mut impl CryptoRng) -> Result<Credential, SealError> {
        let mut credential = Credential([0; Credential::LEN]);
        let (head, rest) = credential.0.split_at_mut(HEAD);
        let (nonce, rest) = rest.split_at_mut(NONCE);
        let (content, tag) = rest.split_at_mut(PLAIN);
        head.copy_from_slice(&[Suite::CURRENT.byte(), self.id]);
        rng.fill_bytes(nonce);
        let (pid, rest) = content.split_at_mut(Pid::LEN);
        pid.copy_from_slice(holder.pid.as_bytes());
        let [day_high, day_low] = holder.issued.0.to_be_bytes();
        rest.copy_from_slice(&[holder.assurance.0, day_high, day_low, holder.flags]);
        let nonce: &XNonce = (&*nonce).try_into().map_err(|_| SealError::Layout)?;
        let mac = self
            .cipher
            .encrypt_inout_detached(nonce, &aad(self.id), content.into())
            .map_err(|_| SealError::Layout)?;
        tag.copy_from_slice(&mac);
        Ok(credential)
    }

    /// Opens a credential with whichever of these keys it names.
    pub fn open(keys: &[Self], credential: &Credential) -> Result<Holder, SealError> {
        let mut bytes = credential.0.as_slice();
        let rest = &mut bytes;
        let ([suite], [id]) = (take(rest)?, take(rest)?);
        Suite::from_byte(suite)?;
        let key = keys.iter().find(|key| key.id == id).ok_or(SealError::WrongKey)?;
        let nonce = XNonce::from(take::<NONCE>(rest)?);
        let mut plain = zeroize::Zeroizing::new(take::<PLAIN>(rest)?);
        let tag = take::<16>(rest)?.into();
        key.cipher
            .decrypt_inout_detached(&nonce, &aad(id), plain.as_mut_slice().into(), &tag)
            .map_err(|_| SealError::Forged)?;
        let mut plain = plain.as_slice();
        let pid = Pid(take(&mut plain)?);
        let [assurance, day_high, day_low, flags] = take(&mut plain)?;
        let issued = Day(u16::from_be_bytes([day_high, day_low]));
        Ok(Holder { pid, assurance: Assurance(assurance), issued, flags })
    }
}

impl fmt::Debug for CredentialKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CredentialKey({}, ..)", self.id)
    }
}

fn aad(id: u8) -> [u8; LABEL.len() + HEAD] {
    join(&[LABEL, &[Suite::CURRENT.byte(), id]])
}

crate::byte_id!(
    /// A withdrawn registration, as the server remembers it: not its pid, but an HMAC of it.
    Revocation, 16
);

/// The server's key for the list of withdrawn registrations. Wiped when dropped.
pub struct RevocationKey(Box<Hmac<Sha256>>);

impl RevocationKey {
    /// From 32 random bytes.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Box::new(hmac(key)))
    }

    /// HMAC(key, `'revoked'` | pid)[..16]: what stands on the list when this registration is withdrawn.
    pub fn revocation(&self, pid: &Pid) -> Revocation {
        let mac = Hmac::clone(&self.0).chain_update(label!("revoked")).chain_update(pid.as_bytes());
        Revocation(truncated(mac))
    }
}

impl fmt::Debug for RevocationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RevocationKey(..)")
    }
}
