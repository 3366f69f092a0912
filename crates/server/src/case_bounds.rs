//! What a case may be asked for. Kept in memory, since it would say who was traced: a restart begins anew.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::WirePid;

/// An approver may ask for so many idx and tags of a case: those of some persons, not of all numbers there are.
pub const MOST_QUESTIONS: usize = 200_000;
/// So many cases are remembered at once.
const MOST_CASES: usize = 10_000;

/// Counts, by case.
#[derive(Debug, Default)]
pub struct CaseBounds {
    hasher: RandomState,
    cases: Mutex<HashMap<CaseId, Counts>>,
}

#[derive(Debug, Default)]
struct Counts {
    questions: usize,
    track: u32,
    around: u32,
    /// By hashes of this run of the server.
    persons: HashSet<u64>,
}

impl CaseBounds {
    /// Counts what an approver asks; whether it is not too much.
    pub fn asks(&self, case: CaseId, questions: usize) -> bool {
        self.of(case, |counts| {
            counts.questions = counts.questions.saturating_add(questions);
            counts.questions <= MOST_QUESTIONS
        })
    }

    /// The track has so many rows.
    pub fn track(&self, case: CaseId, rows: u32) {
        self.of(case, |counts| counts.track = counts.track.max(rows));
    }

    /// So many rows lie around it.
    pub fn around(&self, case: CaseId, rows: u32) {
        self.of(case, |counts| counts.around = counts.around.max(rows));
    }

    /// Whether these persons can be of the case: with those that were asked for before no more than it has rows.
    pub fn names(&self, case: CaseId, pids: &[WirePid]) -> bool {
        let hashes: Vec<u64> = pids.iter().map(|pid| self.hasher.hash_one(pid.as_bytes())).collect();
        self.of(case, |counts| {
            let new: HashSet<u64> =
                hashes.into_iter().filter(|hash| !counts.persons.contains(hash)).collect();
            let fits =
                counts.persons.len() + new.len() <= counts.track.saturating_add(counts.around) as usize;
            if fits {
                counts.persons.extend(new);
            }
            fits
        })
    }

    /// It is over.
    pub fn forget(&self, case: CaseId) {
        self.cases.lock().unwrap_or_else(PoisonError::into_inner).remove(&case);
    }

    fn of<R>(&self, case: CaseId, count: impl FnOnce(&mut Counts) -> R) -> R {
        let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        if cases.len() >= MOST_CASES && !cases.contains_key(&case) {
            cases.clear();
        }
        count(cases.entry(case).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: CaseId = CaseId([1; 16]);

    fn pids(of: std::ops::Range<u8>) -> Vec<WirePid> {
        of.map(|n| WirePid([n; 16])).collect()
    }

    #[test]
    fn persons_are_bounded_by_rows_however_often_either_is_read() {
        let bounds = CaseBounds::default();
        assert!(!bounds.names(CASE, &pids(0..1)));
        for _ in 0..3 {
            bounds.track(CASE, 2);
            bounds.around(CASE, 3);
            assert!(bounds.names(CASE, &pids(0..4)));
        }
        assert!(!bounds.names(CASE, &pids(4..6)));
        assert!(bounds.names(CASE, &pids(3..5)));
        assert!(!bounds.names(CASE, &pids(5..6)));
        assert!(!bounds.names(CaseId([2; 16]), &pids(0..1)));
    }

    #[test]
    fn questions_are_bounded() {
        let bounds = CaseBounds::default();
        assert!(bounds.asks(CASE, MOST_QUESTIONS));
        assert!(!bounds.asks(CASE, 1));
        bounds.forget(CASE);
        assert!(bounds.asks(CASE, 1));
    }
}
