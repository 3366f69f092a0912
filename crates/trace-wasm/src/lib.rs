//! A case that was recorded, traced again: natively by [`Recording::replay`], and behind two functions that JavaScript calls
//! without generated code: [`replay_input`] gives the place for the recording, [`replay`] traces it.

#![expect(unsafe_code, reason = "functions are exported by names that nobody else may have")]

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::case::Release;
use venue_protocol::wire::cases::{Case, Identities, KeyRecords, Rows, WirePid};
use venue_trace::{Records, Results, Trace};

/// What the tracer's browser has and is sent in one case.
#[derive(Debug, Serialize, Deserialize)]
pub struct Recording {
    /// The case.
    pub case: Case,
    /// The key records of its window.
    pub records: KeyRecords,
    /// The sealed release.
    pub release: Bytes,
    /// The tracer's own private key.
    pub own_key: PrivateKey,
    /// The role's private keys.
    pub role_keys: Vec<PrivateKey>,
    /// Pages of the track.
    pub track: Vec<Rows>,
    /// Pages of the rows around it.
    pub around: Vec<Rows>,
    /// What was asked of the vault, and its answers.
    pub identities: Vec<(Vec<WirePid>, Identities)>,
}

impl Recording {
    /// The trace with its rows, before any identity; `None` if the release does not open.
    pub fn opened(&self) -> Option<Trace> {
        let release = Release::open(&self.release.0, self.case.id, &self.own_key).ok()?;
        let records = Records::read(&self.records);
        let mut trace = Trace::new(&self.case, release, &records, &self.role_keys);
        for page in &self.track {
            trace.track(page);
        }
        for page in &self.around {
            trace.around(page);
        }
        Some(trace)
    }

    /// All of it; `None` if what is asked is not what was recorded.
    pub fn replay(&self) -> Option<Results> {
        let mut trace = self.opened()?;
        for (asked, found) in &self.identities {
            if trace.ask_identities() != *asked {
                return None;
            }
            trace.told_identities(asked, found).ok()?;
        }
        trace.ask_identities().is_empty().then(|| trace.results())
    }
}

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Where a recording of this length is to be written, as JSON; until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn replay_input(len: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.resize(len, 0);
        input.as_mut_ptr()
    })
}

/// Traces it, down to the JSON of the results; how many encounters there are, or -1.
#[unsafe(no_mangle)]
pub extern "C" fn replay() -> i32 {
    let results = INPUT.with_borrow(|input| {
        let recording: Recording = serde_json::from_slice(input).ok()?;
        let results = recording.replay()?;
        serde_json::to_vec(&results).ok()?;
        Some(results)
    });
    results.map_or(-1, |results| i32::try_from(results.encounters.len()).unwrap_or(i32::MAX))
}
