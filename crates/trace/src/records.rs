//! The key records of a case, verified.

use std::collections::BTreeMap;

use venue_protocol::seal::{KeyKind, KeyRecord, SealError};
use venue_protocol::wire::cases::{KeyRecords, Window};
use venue_protocol::wire::keys::PublicKey as ServerKey;

use crate::sealed::SealedCounts;

/// Records by their ids, each signed by the server. Those that cannot be read are counted.
#[derive(Debug, Clone, Default)]
pub struct Records {
    by_id: BTreeMap<u32, KeyRecord>,
    counts: SealedCounts,
}

impl Records {
    /// Reads the server's answer. Of two different records with one id the first stays and the other counts as damaged.
    pub fn read(answer: &KeyRecords) -> Self {
        let mut records = Self::default();
        for bytes in &answer.records {
            let read = KeyRecord::from_bytes(&bytes.0).and_then(|record| {
                verified(&record, &answer.signed_by)?;
                match records.by_id.get(&record.id()) {
                    Some(there) if *there != record => Err(SealError::Forged),
                    _ => Ok(record),
                }
            });
            if let Some(record) = records.counts.note(read) {
                records.by_id.insert(record.id(), record);
            }
        }
        records
    }

    /// What could not be read.
    pub const fn counts(&self) -> SealedCounts {
        self.counts
    }

    /// How many could be read.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The slots whose rows a case with this window needs.
    pub(crate) fn slots(&self, window: Window) -> impl Iterator<Item = &KeyRecord> {
        let slots = window.slots();
        self.by_id
            .values()
            .filter(move |record| record.kind() == KeyKind::Slot && slots.has(record.start_minute()))
    }

    /// All indexes: a person may have registered on any day.
    pub(crate) fn indexes(&self) -> impl Iterator<Item = &KeyRecord> {
        self.by_id.values().filter(|record| record.kind() == KeyKind::Index)
    }
}

/// Whether one of the server's keys, of now or of before, signed it.
fn verified(record: &KeyRecord, keys: &[ServerKey]) -> Result<(), SealError> {
    let is_signed = keys.iter().any(|key| record.verify(key).is_ok());
    if is_signed { Ok(()) } else { Err(SealError::Forged) }
}
