//! SEALING's tests 1 and 6 on this level: the server's rows as a database would hold them, and what a trace finds.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use venue_protocol::id::{EventId, EventSecret, PlaceId, Serial};
use venue_protocol::instant::Instant;
use venue_protocol::seal::event::{Body, event_id};
use venue_protocol::seal::row::Tag;
use venue_protocol::seal::{
    Assurance, Chain, KeyRecord, Pid, RowContext, RowFlags, SealedRow, SlotKeys, Visit,
};
use venue_protocol::wire::venues::Direction;

use crate::support::{open_together, slot};

/// A server of one slot with a table in memory.
struct Server {
    record: KeyRecord,
    keys: SlotKeys,
    chain: Chain<Pid>,
    rows: HashMap<Tag, Stored>,
    events: u64,
}

/// A row as it lies on the disk; an undo blanks its content and leaves its tag.
struct Stored {
    context: RowContext,
    row: SealedRow,
    blanked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Committed,
    Aborted,
    Undone,
}

impl Server {
    fn new() -> Self {
        let (record, keys) = slot();
        Self { record, keys, chain: Chain::default(), rows: HashMap::new(), events: 0 }
    }

    /// One transaction with one check-in of these persons.
    fn check_in(&mut self, persons: &[u8], outcome: Outcome) -> Vec<Tag> {
        self.events += 1;
        let mut event = EventId([0; 16]);
        event.0[8..].copy_from_slice(&self.events.to_be_bytes());
        let mut transaction = self.chain.transaction();
        let mut written = Vec::new();
        for (index, person) in persons.iter().enumerate() {
            let context = RowContext {
                slot: self.record.id(),
                event,
                index: index as u8,
                place: PlaceId([7; 6]),
                minute: self.record.start_minute(),
                direction: Direction::Entry,
            };
            let visit = Visit {
                pid: Pid([*person; 16]),
                occurred_at: self.events as u32,
                late_minutes: 0,
                assurance: Assurance::DECLARED,
                flags: RowFlags::default(),
            };
            let j = transaction.next(&visit.pid).unwrap();
            let row = self.keys.seal(&context, &visit, j).unwrap();
            written.push(Stored { context, row, blanked: outcome == Outcome::Undone });
        }
        if outcome == Outcome::Aborted {
            return Vec::new();
        }
        transaction.commit();
        let tags = written.iter().map(|stored| stored.row.tag).collect();
        for stored in written {
            assert!(self.rows.insert(stored.row.tag, stored).is_none(), "a tag came twice");
        }
        tags
    }

    /// What tracer and approver find of a person: j = 0, 1, ... to the first miss.
    fn trace(&self, person: u8) -> Vec<u32> {
        let keys = open_together(&self.record);
        let pid = Pid([person; 16]);
        (0..=u16::MAX)
            .map_while(|j| self.rows.get(&keys.tag(&pid, j)))
            .filter(|stored| !stored.blanked)
            .map(|stored| keys.open(&stored.context, &stored.row).unwrap())
            .inspect(|visit| assert_eq!(visit.pid, pid))
            .map(|visit| visit.occurred_at)
            .collect()
    }
}

#[test]
fn twenty_queued_check_ins_of_the_same_people_share_no_identifier() {
    let mut server = Server::new();
    let family = [1, 2, 3];
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    let scanned_at: Instant = "2026-11-23T02:10:09Z".parse().unwrap();
    for n in 0..20_u8 {
        let secret = EventSecret([n; 16]);
        let pids = family.map(|person| Pid([person; 16]));
        let (place, serial, direction) = (PlaceId([7; 6]), Serial(1), Direction::Entry);
        let digest = Body { place, serial, direction, scanned_at, pids: &pids }.digest(&secret);
        let tags = server.check_in(&family, Outcome::Committed);
        let references = tags.iter().map(|tag| server.rows[tag].row.reference);
        let mut identifiers = vec![event_id(&secret, scanned_at).0[4..].to_vec(), digest.0.to_vec()];
        identifiers.extend(references.map(|reference| reference.0.to_vec()));
        identifiers.extend(tags.iter().map(|tag| tag.0.to_vec()));
        for identifier in identifiers {
            // Not even a part of one repeats.
            for part in identifier.windows(8) {
                assert!(seen.insert(part.to_vec()), "check-in {n}");
            }
        }
    }
}

#[test]
fn tags_outside_the_approved_ones_are_not_to_be_guessed() {
    // Whoever holds the pids and one half, but not T, finds no row: the tag of another slot's keys matches nothing.
    let mut server = Server::new();
    server.check_in(&[1, 2], Outcome::Committed);
    let mut rng = crate::support::Counting::from(1000);
    let (authority, signer) = (crate::support::authority(), crate::support::server());
    let (_, other) = KeyRecord::begin_slot(7, 29_923_320, &authority, &signer, &mut rng).unwrap();
    assert!((0..256).all(|j| !server.rows.contains_key(&other.tag(&Pid([1; 16]), j))));
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    prop_oneof![3 => Just(Outcome::Committed), 1 => Just(Outcome::Aborted), 1 => Just(Outcome::Undone)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_track_is_complete_and_exact_after_any_course_of_commits_aborts_and_undos(
        course in proptest::collection::vec((proptest::collection::vec(0..4_u8, 1..4), outcomes()), 0..40),
    ) {
        let mut server = Server::new();
        let mut truth: HashMap<u8, Vec<u32>> = HashMap::new();
        for (persons, outcome) in course {
            server.check_in(&persons, outcome);
            if outcome == Outcome::Committed {
                for person in persons {
                    truth.entry(person).or_default().push(server.events as u32);
                }
            }
        }
        for person in 0..4 {
            prop_assert_eq!(server.trace(person), truth.remove(&person).unwrap_or_default());
        }
    }
}
