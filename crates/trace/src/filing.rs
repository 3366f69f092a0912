//! The tracer's side of a new case: the persons, and the tracers' halves of the records that are needed.

use venue_protocol::seal::case::CaseRequest;
use venue_protocol::seal::{KeyRecord, PrivateKey};
use venue_protocol::wire::cases::Window;
use zeroize::Zeroizing;

use crate::records::Records;
use crate::sealed::{Keyring, SealedCounts};

/// Writes the request of a case: `subjects` are D of each person (SEALING 4), none for a place. Says, too, what of the
/// records cannot be read or opened: rows and registrations under these stay sealed.
pub fn request(
    subjects: Vec<Zeroizing<Vec<u8>>>,
    records: &Records,
    tracer_keys: &[PrivateKey],
    window: Window,
) -> (CaseRequest, SealedCounts) {
    let mut counts = records.counts();
    let keys = Keyring::new(tracer_keys);
    let mut open = |record: &KeyRecord| {
        let half = keys.get(record.tracer()).and_then(|key| record.open_tracer_half(key));
        counts.note(half).map(|half| (record.id(), half))
    };
    let mut halves: Vec<_> = records.slots(window).filter_map(&mut open).collect();
    // Whoever asks for a place has no use for the indexes, by which persons are found.
    if !subjects.is_empty() {
        halves.extend(records.indexes().filter_map(open));
    }
    (CaseRequest { subjects, halves }, counts)
}
