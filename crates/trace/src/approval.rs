//! The approver's side of a case: joins the halves, finds the registrations by idx and their rows by tag.

use std::collections::{BTreeMap, HashMap};

use venue_protocol::seal::case::{CaseRequest, Release};
use venue_protocol::seal::key_record::{ApproverHalf, Halves, TracerHalf};
use venue_protocol::seal::{IndexKey, KeyRecord, Pid, PrivateKey, SealError, SlotKeys};
use venue_protocol::wire::cases::{IndexEntry, MAX_ASKED, SlotTag, Window, WirePid};
use zeroize::Zeroizing;

use crate::TraceError;
use crate::records::Records;
use crate::sealed::{Keyring, SealedCounts};

/// A case on its way through the approver's browser. Ask and tell the idx until there are none left, then the tags.
pub struct Approval {
    subjects: Vec<Zeroizing<Vec<u8>>>,
    indexes: BTreeMap<u32, IndexKey>,
    slots: BTreeMap<u32, SlotKeys>,
    release: Release,
    sealed: SealedCounts,
    pids: Vec<Pid>,
    /// How many were found of each person.
    registrations: Vec<u32>,
    /// What of the indexes is to be asked: record, number of the person, j.
    idx_left: Vec<(u32, usize, u16)>,
    /// What of the slots is to be asked: record, number of the pid, j.
    tags_left: Vec<(u32, usize, u16)>,
    tags: Vec<SlotTag>,
}

/// What the approver gives.
#[derive(Debug)]
pub struct Approved {
    /// The rows that the tracer may see.
    pub tags: Vec<SlotTag>,
    /// The approvers' halves of the case's slots, to be sealed to that tracer.
    pub release: Release,
    /// How many registrations of each person there are, in the order in which they are asked for.
    pub registrations: Vec<u32>,
    /// Records that stay sealed.
    pub sealed: SealedCounts,
}

impl Approval {
    /// Joins the halves of the slots that the window needs and of the indexes; each must fit its record's commitment.
    /// Halves of other slots are not used: an approval goes no further than the window that the approver sees.
    pub fn new(
        request: CaseRequest,
        records: &Records,
        approver_keys: &[PrivateKey],
        window: Window,
    ) -> Self {
        let halves: HashMap<u32, TracerHalf> = request.halves.into_iter().collect();
        let subjects = request.subjects;
        let keys = Keyring::new(approver_keys);
        let mut sealed = records.counts();
        let mut release = Release::default();
        let open = |record: &KeyRecord| {
            let tracer = halves.get(&record.id()).ok_or(SealError::WrongKey)?;
            let approver = record.open_approver_half(keys.get(record.approver())?)?;
            Ok::<(&TracerHalf, ApproverHalf), SealError>((tracer, approver))
        };
        let mut slots = BTreeMap::new();
        for record in records.slots(window) {
            let joined = open(record).and_then(|(tracer, approver)| {
                let keys = record.open_slot(&Halves { tracer, approver: &approver })?;
                Ok((keys, approver))
            });
            if let Some((keys, half)) = sealed.note(joined) {
                slots.insert(record.id(), keys);
                release.halves.push((record.id(), half));
            }
        }
        let mut indexes = BTreeMap::new();
        // A place is asked for without persons, and then without indexes.
        for record in records.indexes().filter(|_| !subjects.is_empty()) {
            let joined = open(record)
                .and_then(|(tracer, approver)| record.open_index(&Halves { tracer, approver: &approver }));
            if let Some(key) = sealed.note(joined) {
                indexes.insert(record.id(), key);
            }
        }
        let idx_left =
            indexes.keys().flat_map(|index| (0..subjects.len()).map(|person| (*index, person, 0))).collect();
        Self {
            registrations: vec![0; subjects.len()],
            subjects,
            indexes,
            slots,
            release,
            sealed,
            pids: Vec::new(),
            idx_left,
            tags_left: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// The next idx to look up, at most [`MAX_ASKED`]; empty when all registrations are found.
    pub fn ask_idx(&self) -> Vec<IndexEntry> {
        let asked = self.idx_left.iter().take(MAX_ASKED);
        asked
            .filter_map(|(index, person, j)| {
                let idx = self.indexes.get(index)?.idx(self.subjects.get(*person)?, *j);
                Some(IndexEntry { index: *index, idx })
            })
            .collect()
    }

    /// What the server found, in the order asked.
    ///
    /// # Errors
    /// If the answer has another length than the question, or a chain has no end.
    pub fn told_idx(&mut self, found: &[Option<WirePid>]) -> Result<(), TraceError> {
        let asked = answered(&self.idx_left, found.len())?;
        let mut next = Vec::new();
        for ((index, person, j), pid) in asked.iter().zip(found) {
            let Some(pid) = pid else { continue };
            if let Some(found) = self.registrations.get_mut(*person) {
                *found += 1;
            }
            next.push((*index, *person, j.checked_add(1).ok_or(TraceError::EndlessChain)?));
            let pid = Pid::from(pid);
            if !self.pids.contains(&pid) {
                let number = self.pids.len();
                self.tags_left.extend(self.slots.keys().map(|slot| (*slot, number, 0)));
                self.pids.push(pid);
            }
        }
        self.idx_left.drain(..found.len());
        self.idx_left.extend(next);
        Ok(())
    }

    /// The next tags to probe, at most [`MAX_ASKED`]: of each registration and slot j = 0, 1, ... to the first miss. Empty
    /// when all are known.
    pub fn ask_tags(&self) -> Vec<SlotTag> {
        self.tags_left.iter().take(MAX_ASKED).filter_map(|left| self.tag(*left)).collect()
    }

    /// Which of them there are, in the order asked.
    ///
    /// # Errors
    /// If the answer has another length than the question, or a chain has no end.
    pub fn told_tags(&mut self, found: &[bool]) -> Result<(), TraceError> {
        let asked = answered(&self.tags_left, found.len())?;
        let mut next = Vec::new();
        for (left @ (slot, pid, j), found) in asked.iter().zip(found) {
            if *found {
                next.push((*slot, *pid, j.checked_add(1).ok_or(TraceError::EndlessChain)?));
                self.tags.extend(self.tag(*left));
            }
        }
        self.tags_left.drain(..found.len());
        self.tags_left.extend(next);
        Ok(())
    }

    /// How many idx and tags are still to be asked, as far as it is known: for the progress.
    pub fn left(&self) -> usize {
        self.idx_left.len() + self.tags_left.len()
    }

    /// What the approver gives.
    ///
    /// # Errors
    /// If not everything was asked.
    pub fn finish(mut self) -> Result<Approved, TraceError> {
        if self.left() > 0 {
            return Err(TraceError::Unfinished);
        }
        // In an order that does not tell which tags are of one registration.
        self.tags.sort_unstable();
        let Self { tags, release, registrations, sealed, .. } = self;
        Ok(Approved { tags, release, registrations, sealed })
    }

    fn tag(&self, (slot, pid, j): (u32, usize, u16)) -> Option<SlotTag> {
        let tag = self.slots.get(&slot)?.tag(self.pids.get(pid)?, j);
        Some(SlotTag { slot, tag })
    }
}

/// What an answer of this length is about.
fn answered<T: Copy>(left: &[T], found: usize) -> Result<Vec<T>, TraceError> {
    if found != left.len().min(MAX_ASKED) {
        return Err(TraceError::AnswerLength);
    }
    Ok(left[..found].to_vec())
}
