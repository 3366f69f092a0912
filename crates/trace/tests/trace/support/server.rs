//! A server in memory: it serves what `wire/cases.rs` says and nothing else.

use std::collections::BTreeSet;

use venue_protocol::bytes::Bytes;
use venue_protocol::seal::Pid;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{
    AROUND_MINUTES, Case, CaseState, Identities, IndexEntry, KeyRecords, Row, Rows, SlotTag, Subject, Window,
    WirePid,
};
use venue_protocol::wire::keys::PublicKey;

use super::world::World;

/// Small, so that there are many pages.
const PAGE: usize = 17;

pub struct Server<'a> {
    pub world: &'a World,
    pub approved: BTreeSet<SlotTag>,
    pub subject: Subject,
}

impl<'a> Server<'a> {
    pub fn new(world: &'a World, subject: Subject) -> Self {
        Self { world, approved: BTreeSet::new(), subject }
    }

    pub fn records(&self) -> KeyRecords {
        let wanted = self.world.window.slots();
        let records = self.world.records.iter().filter(|record| {
            record.kind() == venue_protocol::seal::KeyKind::Index || wanted.has(record.start_minute())
        });
        KeyRecords {
            records: records.map(|record| Bytes(record.to_bytes().to_vec())).collect(),
            signed_by: vec![PublicKey(self.world.signer.verifying_key().to_bytes())],
        }
    }

    pub fn case(&self, id: CaseId, tracer_key: venue_protocol::seal::PublicKey) -> Case {
        let account = venue_protocol::id::AccountId([1; 8]);
        Case {
            id,
            number: "2026-1".to_owned(),
            reason: "measles".to_owned(),
            subject: self.subject,
            venue_name: None,
            window: self.world.window,
            state: CaseState::Approved,
            tracer: account,
            tracer_name: "Tracer".to_owned(),
            tracer_key,
            approver: Some(account),
            approver_name: Some("Approver".to_owned()),
            filed_at: venue_protocol::instant::Instant::EPOCH,
            decided_at: None,
            note: None,
            tags: self.approved.len() as u32,
            receipts_sent: false,
        }
    }

    pub fn look_up(&self, asked: &[IndexEntry]) -> Vec<Option<WirePid>> {
        asked.iter().map(|entry| self.world.index.get(&(entry.index, entry.idx)).map(WirePid::from)).collect()
    }

    /// Undone rows keep their tags.
    pub fn probe(&self, asked: &[SlotTag]) -> Vec<bool> {
        let there: BTreeSet<SlotTag> = self.world.rows.iter().map(|(row, _)| slot_tag(row)).collect();
        asked.iter().map(|tag| there.contains(tag)).collect()
    }

    fn reach(&self) -> Window {
        let Window { from, to } = self.world.window;
        Window { from: from - AROUND_MINUTES, to: to + AROUND_MINUTES }
    }

    fn served(&self) -> impl Iterator<Item = &Row> {
        let reach = self.reach();
        let rows = self.world.rows.iter().filter(|(_, undone)| !undone).map(|(row, _)| row);
        rows.filter(move |row| reach.has(row.minute))
    }

    pub fn track(&self) -> Vec<Rows> {
        self.pages(self.served().filter(|row| self.approved.contains(&slot_tag(row))).cloned().collect())
    }

    pub fn around(&self) -> Vec<Rows> {
        let near = |row: &&Row| match self.subject {
            Subject::Place { venue } => self.world.venue_of(row.place) == venue,
            Subject::Person | Subject::Contacts { .. } => {
                self.served().filter(|track| self.approved.contains(&slot_tag(track))).any(|track| {
                    self.world.venue_of(track.place) == self.world.venue_of(row.place)
                        && track.minute.abs_diff(row.minute) <= AROUND_MINUTES
                })
            }
        };
        self.pages(self.served().filter(near).cloned().collect())
    }

    fn pages(&self, rows: Vec<Row>) -> Vec<Rows> {
        let page = |rows: &[Row]| Rows {
            rows: rows.to_vec(),
            places: self.world.places.clone(),
            total: rows.len() as u32,
            next: None,
        };
        rows.chunks(PAGE).map(page).collect()
    }

    pub fn identities(&self, asked: &[WirePid]) -> Identities {
        Identities {
            identities: asked.iter().map(|pid| self.world.vault.get(&Pid::from(pid)).cloned()).collect(),
        }
    }
}

pub fn slot_tag(row: &Row) -> SlotTag {
    SlotTag { slot: row.slot, tag: row.tag }
}
