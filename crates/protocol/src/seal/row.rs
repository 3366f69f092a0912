//! Rows (SEALING 7): one a person, written by one sealer, findable by tag and readable with the slot's keys only.

use chacha20poly1305::Nonce;
use chacha20poly1305::aead::AeadInOut;
use zeroize::Zeroizing;

use super::SealError;
use super::credential::Assurance;
use super::layout::{join, take};
use super::live_key::SlotKeys;
use super::pid::Pid;
use super::suite::Suite;
use crate::id::{EventId, PlaceId};
use crate::wire::check_ins::Flag;
use crate::wire::venues::Direction;

const PLAIN: usize = 24;
const AAD: usize = 33;

crate::byte_id!(
    /// By which a row is found, once per person and slot: HMAC(T, pid | j 2)[..16].
    Tag, 16
);
crate::byte_id!(
    /// Who was there, sealed with K: 40 B = ciphertext 24 | tag 16.
    Reference, PLAIN + 16
);

/// What stands in the clear beside a reference, and is bound to it as AAD.
///
/// AAD, 33 B: suite 1 | slot 4 | event 16 | index 1 | place 6 | minute 4 | direction 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowContext {
    /// Whose keys seal it: the id of the slot's record.
    pub slot: u32,
    /// The check-in.
    pub event: EventId,
    /// Which of the check-in's persons.
    pub index: u8,
    /// The venue or zone.
    pub place: PlaceId,
    /// When it happened, in minutes since the Unix epoch.
    pub minute: u32,
    /// Entry or exit.
    pub direction: Direction,
}

/// What a reference says, 24 B: pid 16 | occurred at 4 | late minutes 2 | assurance 1 | flags 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The registration.
    pub pid: Pid,
    /// When it happened, in seconds since the Unix epoch.
    pub occurred_at: u32,
    /// How long after the scan it arrived, in minutes; `u16::MAX` for longer.
    pub late_minutes: u16,
    /// How well the identity is assured.
    pub assurance: Assurance,
    /// What was odd about it.
    pub flags: RowFlags,
}

/// The odd things of a row, one bit each. Bits that are not known here are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowFlags(pub u8);

impl RowFlags {
    /// The known flags in it.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        const ALL: [Flag; 6] = [
            Flag::Late,
            Flag::ClockOff,
            Flag::SentBeforeScan,
            Flag::CodeRevoked,
            Flag::TimeImplausible,
            Flag::DirectionCorrected,
        ];
        ALL.into_iter().filter(move |flag| self.0 & Self::bit(*flag) != 0)
    }

    const fn bit(flag: Flag) -> u8 {
        match flag {
            Flag::Late => 1,
            Flag::ClockOff => 2,
            Flag::SentBeforeScan => 4,
            Flag::CodeRevoked => 8,
            Flag::TimeImplausible => 16,
            Flag::DirectionCorrected => 32,
        }
    }
}

impl FromIterator<Flag> for RowFlags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        Self(flags.into_iter().fold(0, |bits, flag| bits | Self::bit(flag)))
    }
}

/// The sealed part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedRow {
    /// By which it is found.
    pub tag: Tag,
    /// Who was there.
    pub reference: Reference,
}

impl SlotKeys {
    /// Seals a row. `j` counts the pid's earlier rows in this slot: see [`Chain`](super::Chain). The nonce comes from
    /// the tag, so the same pid and `j` must never be sealed twice in one slot.
    pub fn seal(&self, context: &RowContext, visit: &Visit, j: u16) -> Result<SealedRow, SealError> {
        let tag = self.tag(&visit.pid, j);
        let mut reference = Reference([0; Reference::LEN]);
        let (content, mac) = reference.0.split_at_mut(PLAIN);
        let (pid, rest) = content.split_at_mut(Pid::LEN);
        pid.copy_from_slice(visit.pid.as_bytes());
        let (occurred_at, rest) = rest.split_at_mut(4);
        occurred_at.copy_from_slice(&visit.occurred_at.to_be_bytes());
        let [late_high, late_low] = visit.late_minutes.to_be_bytes();
        rest.copy_from_slice(&[late_high, late_low, visit.assurance.0, visit.flags.0]);
        let sealed = self
            .reference_cipher()
            .encrypt_inout_detached(&nonce(&tag), &context.aad(), content.into())
            .map_err(|_| SealError::Layout)?;
        mac.copy_from_slice(&sealed);
        Ok(SealedRow { tag, reference })
    }

    /// Opens a row, and recomputes its tag from what it says: refused if it was altered, moved, or tagged for
    /// somebody else.
    pub fn open(&self, context: &RowContext, row: &SealedRow) -> Result<Visit, SealError> {
        let mut bytes = row.reference.0.as_slice();
        let mut plain = Zeroizing::new(take::<PLAIN>(&mut bytes)?);
        let mac = take::<16>(&mut bytes)?.into();
        self.reference_cipher()
            .decrypt_inout_detached(&nonce(&row.tag), &context.aad(), plain.as_mut_slice().into(), &mac)
            .map_err(|_| SealError::Forged)?;
        let mut plain = plain.as_slice();
        let rest = &mut plain;
        let visit = Visit {
            pid: Pid(take(rest)?),
            occurred_at: u32::from_be_bytes(take(rest)?),
            late_minutes: u16::from_be_bytes(take(rest)?),
            assurance: Assurance(take::<1>(rest)?[0]),
            flags: RowFlags(take::<1>(rest)?[0]),
        };
        let tagged_so = (0..=u16::MAX).any(|j| self.tag(&visit.pid, j) == row.tag);
        if tagged_so { Ok(visit) } else { Err(SealError::Forged) }
    }
}

impl RowContext {
    fn aad(&self) -> [u8; AAD] {
        join(&[
            &[Suite::CURRENT.byte()],
            &self.slot.to_be_bytes(),
            &self.event.0,
            &[self.index],
            &self.place.0,
            &self.minute.to_be_bytes(),
            &[self.direction.byte()],
        ])
    }
}

/// tag[..12]
fn nonce(tag: &Tag) -> Nonce {
    let [a, b, c, d, e, f, g, h, i, j, k, l, ..] = tag.0;
    Nonce::from([a, b, c, d, e, f, g, h, i, j, k, l])
}
