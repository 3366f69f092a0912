//! Events (SEALING 6): whoever shows the secret e owns the check-in, and its digest tells a repetition from
//! another check-in under the same secret.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::label;
use super::live_key::truncated;
use super::pid::Pid;
use crate::desk_numbers::SlipNumber;
use crate::id::{EventId, EventSecret, PassSecret, PlaceId, ReceiptSecret, Serial};
use crate::instant::Instant;
use crate::wire::venues::Direction;

crate::byte_id!(
    /// What a check-in said: HMAC(e, `'body'` | place 6 | serial 4 | direction 1 | scan time 8 | n 1 | pids)[..16],
    /// the scan time in milliseconds since the Unix epoch. The send time is no part of it.
    BodyDigest, 16
);

/// Event id = hour of the scan 4 B (since the Unix epoch) | SHA-256(`'event'` | e)[..12].
pub fn event_id(secret: &EventSecret, scanned_at: Instant) -> EventId {
    let hash: [u8; 32] =
        Sha256::new_with_prefix(label!("event")).chain_update(secret.as_bytes()).finalize().into();
    let mut id = EventId([0; EventId::LEN]);
    let (hour, rest) = id.0.split_at_mut(4);
    hour.copy_from_slice(&scanned_at.hour().to_be_bytes());
    rest.copy_from_slice(&hash[..12]);
    id
}

/// What the digest of a check-in covers.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The venue or zone.
    pub place: PlaceId,
    /// Which issue of its code.
    pub serial: Serial,
    /// Entry or exit.
    pub direction: Direction,
    /// The time of the scan, as the device said.
    pub scanned_at: Instant,
    /// The persons, in the order sent; at most 255.
    pub pids: &'a [Pid],
}

/// Who is checked in at a desk, as far as the digest goes.
#[derive(Debug, Clone, Copy)]
pub enum DeskGuest<'a> {
    /// D of SEALING 4, name, phone (empty if there is none), and `r`. The pid is drawn anew by each delivery and cannot
    /// be covered; `r` is drawn by the terminal and forgotten there, so that the digest confirms no number to anybody,
    /// not even to who learned the secret.
    Person {
        /// D.
        document: &'a [u8],
        /// The name as it is kept.
        name: &'a str,
        /// The phone as it is kept.
        phone: &'a str,
        /// r.
        receipt: &'a ReceiptSecret,
    },
    /// The secret of a paper pass.
    Pass(&'a PassSecret),
}

/// What the digest of a check-in at a desk covers.
#[derive(Debug, Clone, Copy)]
pub struct DeskBody<'a> {
    /// The venue or zone.
    pub place: PlaceId,
    /// Entry or exit.
    pub direction: Direction,
    /// The time, as the terminal said.
    pub occurred_at: Instant,
    /// The slip that it was keyed in from.
    pub slip: Option<SlipNumber>,
    /// Who.
    pub guest: DeskGuest<'a>,
}

impl DeskBody<'_> {
    /// HMAC(e, `'desk-body'` | place 6 | direction 1 | time 8 | slip 4 | guest)[..16]; slip = its first eight digits as a
    /// number, `FF FF FF FF` for none; guest = 1 | r 16 | D | name length 1 | name | phone, or 2 | pass secret 16.
    pub fn digest(&self, secret: &EventSecret) -> BodyDigest {
        let mut mac = keyed(secret)
            .chain_update(label!("desk-body"))
            .chain_update(self.place.0)
            .chain_update([self.direction.byte()])
            .chain_update(self.occurred_at.millis().to_be_bytes())
            .chain_update(self.slip.map_or(u32::MAX, SlipNumber::number).to_be_bytes());
        match self.guest {
            DeskGuest::Person { document, name, phone, receipt } => {
                mac.update(&[1]);
                mac.update(receipt.as_bytes());
                mac.update(document);
                // A name has at most 120 bytes.
                mac.update(&[u8::try_from(name.len()).unwrap_or(u8::MAX)]);
                mac.update(name.as_bytes());
                mac.update(phone.as_bytes());
            }
            DeskGuest::Pass(pass) => {
                mac.update(&[2]);
                mac.update(pass.as_bytes());
            }
        }
        BodyDigest(truncated(mac))
    }
}

fn keyed(secret: &EventSecret) -> Hmac<Sha256> {
    let mut key = zeroize::Zeroizing::new([0; 32]);
    key[..16].copy_from_slice(secret.as_bytes());
    super::live_key::hmac(&key)
}

impl Body<'_> {
    /// The digest, by which a repeated check-in is known.
    pub fn digest(&self, secret: &EventSecret) -> BodyDigest {
        let mut mac = keyed(secret)
            .chain_update(label!("body"))
            .chain_update(self.place.0)
            .chain_update(self.serial.0.to_be_bytes())
            .chain_update([self.direction.byte()])
            .chain_update(self.scanned_at.millis().to_be_bytes())
            .chain_update([u8::try_from(self.pids.len()).unwrap_or(u8::MAX)]);
        for pid in self.pids {
            mac.update(pid.as_bytes());
        }
        BodyDigest(truncated(mac))
    }
}
