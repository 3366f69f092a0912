//! Exposure notices (SEALING 10): a device learns that a visit of its own was affected; the server learns nothing, and a
//! photograph of a poster gives nobody anything.

use std::collections::BTreeSet;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, Mac};
use rand_core::CryptoRng;
use sha2::Sha256;

use super::{SealError, label};
use crate::id::{NoticeKey, PlaceId};
use crate::instant::Day;
use crate::wire::keys::PublicKey as VerifyKey;

/// A quarter of an hour, in minutes.
pub const QUARTER_MINUTES: u32 = 15;
/// The fewest hints of a day file.
pub const LEAST_HINTS: usize = 256;
/// The most, so that nobody is made to read without end.
pub const MOST_HINTS: usize = 1 << 20;

crate::byte_secret!(
    /// NK of a day: from it come the notice keys of that day's visits. It lies on the shelf.
    NoticeDayKey, 32
);
crate::byte_id!(
    /// An affected venue and quarter of an hour, for those who were there: HMAC(N, `'hint'` | quarter 4)[..8].
    NoticeHint, 8
);
crate::byte_id!(
    /// The server's signature of a day file.
    NoticeSignature, 64
);

impl NoticeDayKey {
    /// Draws one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// N = HMAC(NK, `'notice'` | venue 6 | day 2)[..16]: what a visit of the venue on that day is given.
    pub fn notice_key(&self, venue: PlaceId, day: Day) -> NoticeKey {
        let mac = super::live_key::hmac(&self.0)
            .chain_update(label!("notice"))
            .chain_update(venue.0)
            .chain_update(day.0.to_be_bytes());
        NoticeKey(super::live_key::truncated(mac))
    }

    /// What a day file is padded with: HMAC(NK, `'padding'` | n 4)[..8], which without the key is like any hint.
    fn padding(&self, n: u32) -> NoticeHint {
        NoticeHint(first_8(
            super::live_key::hmac(&self.0).chain_update(label!("padding")).chain_update(n.to_be_bytes()),
        ))
    }
}

impl NoticeKey {
    /// The hint of a quarter of an hour, counted from the Unix epoch.
    pub fn hint(&self, quarter: u32) -> NoticeHint {
        let mut key = zeroize::Zeroizing::new([0; 32]);
        key[..16].copy_from_slice(self.as_bytes());
        NoticeHint(first_8(
            super::live_key::hmac(&key).chain_update(label!("hint")).chain_update(quarter.to_be_bytes()),
        ))
    }
}

fn first_8(mac: Hmac<Sha256>) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = super::live_key::truncated(mac);
    [a, b, c, d, e, f, g, h]
}

/// A day file: what was published on a day, sorted, among padding up to a power of two from [`LEAST_HINTS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFile {
    /// When it was published.
    pub day: Day,
    hints: Vec<NoticeHint>,
}

impl NoticeFile {
    /// The file of a day with more hints than one that was made with the same key. Of the padding as much gives way as
    /// the new ones take, so that a day of many publications stays small; what was published stays.
    pub fn with(day: Day, before: &[NoticeHint], more: &[NoticeHint], key: &NoticeDayKey) -> Self {
        let was_padding: BTreeSet<_> = (0..).zip(before).map(|(n, _)| key.padding(n)).collect();
        let mut hints: BTreeSet<_> =
            before.iter().filter(|hint| !was_padding.contains(hint)).copied().collect();
        hints.extend(more);
        let full = hints.len().max(LEAST_HINTS).next_power_of_two();
        let padding = (0..).map(|n| key.padding(n));
        for hint in padding {
            if hints.len() == full {
                break;
            }
            hints.insert(hint);
        }
        Self { day, hints: hints.into_iter().collect() }
    }

    /// Reads the hints of a file, 8 B each.
    ///
    /// # Errors
    /// If they are not sorted, or not a power of two of them.
    pub fn read(day: Day, bytes: &[u8]) -> Result<Self, SealError> {
        let (hints, rest) = bytes.as_chunks::<{ NoticeHint::LEN }>();
        let hints: Vec<NoticeHint> = hints.iter().copied().map(NoticeHint).collect();
        let is_whole = rest.is_empty()
            && hints.is_sorted()
            && hints.len().is_power_of_two()
            && (LEAST_HINTS..=MOST_HINTS).contains(&hints.len());
        if is_whole { Ok(Self { day, hints }) } else { Err(SealError::Layout) }
    }

    /// The hints, sorted.
    pub fn hints(&self) -> &[NoticeHint] {
        &self.hints
    }

    /// The hints, 8 B each.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hints.iter().flat_map(|hint| hint.0).collect()
    }

    /// Whether the venue and quarter of an hour of a hint are among what was published.
    pub fn contains(&self, hint: &NoticeHint) -> bool {
        self.hints.binary_search(hint).is_ok()
    }

    /// Signs it with a key of the server: Ed25519 over `'notices'` | day 2 | hints.
    pub fn sign(&self, server: &SigningKey) -> NoticeSignature {
        NoticeSignature(server.sign(&self.message()).to_bytes())
    }

    /// Checks who made it.
    ///
    /// # Errors
    /// If that key did not sign it.
    pub fn verify(&self, server: &VerifyKey, signature: &NoticeSignature) -> Result<(), SealError> {
        VerifyingKey::from_bytes(&server.0)
            .and_then(|key| key.verify_strict(&self.message(), &Signature::from_bytes(&signature.0)))
            .map_err(|_| SealError::Forged)
    }

    fn message(&self) -> Vec<u8> {
        [label!("notices"), &self.day.0.to_be_bytes(), &self.to_bytes()].concat()
    }
}
