//! One case from filing to names, with the store's calls measured one by one.

use std::time::{Duration, Instant as Stopwatch};

use trace_replay::Recording;
use venue_protocol::bytes::Bytes;
use venue_protocol::id::AccountId;
use venue_protocol::instant::Instant;
use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{
    AROUND_MINUTES, Case, CaseState, Identities, KeyRecords, PAGE, PlaceInfo, Row, Rows, Subject, Window,
};
use venue_protocol::wire::keys::PublicKey;
use venue_protocol::wire::venues::Gate;
use venue_server::store::cases::{CaseReads, Stretch, merged};
use venue_server::store::sqlite::SqliteStore;
use venue_trace::{Approval, Records, filing};
use zeroize::Zeroizing;

use super::world::{DAYS, HOURS, Keys, document, index, minute_of, slot};
use crate::error::BenchError;
use venue_testkit::seeded::Seeded;

/// What a case took.
pub struct Measured {
    /// Looking for a tag in each slot of the window.
    pub look_ups: Duration,
    /// So many were looked for.
    pub tags: usize,
    /// Reading the rows of the tags that there are.
    pub track: Duration,
    /// Reading the rows around them.
    pub around: Duration,
    /// So many.
    pub rows: usize,
    /// Reading the identities.
    pub identities: Duration,
    /// What the tracer's browser was sent.
    pub recording: Recording,
}

/// The records of the 14 days.
pub fn records(keys: &Keys) -> Result<KeyRecords, BenchError> {
    let mut records = Vec::new();
    for day in 0..DAYS {
        records.push(Bytes(index(keys, day)?.0.to_bytes().to_vec()));
    }
    for hour in 0..HOURS {
        records.push(Bytes(slot(keys, hour)?.0.to_bytes().to_vec()));
    }
    Ok(KeyRecords { records, signed_by: vec![PublicKey(keys.signer.verifying_key().to_bytes())] })
}

/// A case about one of the traced persons, over all 14 days.
pub async fn measure(
    store: &SqliteStore,
    keys: &Keys,
    records: &KeyRecords,
    person: u32,
) -> Result<Measured, BenchError> {
    let window = Window { from: minute_of(0), to: minute_of(HOURS) - 1 };
    let (id, read) = (CaseId([person as u8; 16]), Records::read(records));
    let (tracer, approver) = ([keys.tracer.clone()], [keys.approver.clone()]);
    let (request, _) = filing::request(vec![Zeroizing::new(document(person))], &read, &tracer, window);
    let mut approval = Approval::new(request, &read, &approver, window);
    let cases: &dyn CaseReads = store;
    loop {
        let asked = approval.ask_idx();
        if asked.is_empty() {
            break;
        }
        approval.told_idx(&cases.registrations(&asked).await?)?;
    }
    let (mut look_ups, mut tags) = (Duration::ZERO, 0);
    loop {
        let asked = approval.ask_tags();
        if asked.is_empty() {
            break;
        }
        let begun = Stopwatch::now();
        let found = cases.has_rows(&asked).await?;
        if tags == 0 {
            look_ups = begun.elapsed();
            tags = asked.len();
        }
        approval.told_tags(&found)?;
    }
    let approved = approval.finish()?;
    let begun = Stopwatch::now();
    let track = cases.rows_of(&approved.tags).await?;
    let track_took = begun.elapsed();
    let begun = Stopwatch::now();
    let around = around(cases, &track).await?;
    let around_took = begun.elapsed();
    let rows = around.iter().map(|page| page.rows.len()).sum();
    let mut recording = Recording {
        case: case(id, keys, window),
        records: records.clone(),
        release: Bytes(approved.release.seal(id, &keys.own.public(), &mut Seeded::new(3))?),
        own_key: keys.own.clone(),
        role_keys: tracer.to_vec(),
        track: vec![page(track)],
        around,
        identities: Vec::new(),
    };
    let mut trace = recording.opened().ok_or_else(|| BenchError::Value("release".to_owned()))?;
    let mut identities = Duration::ZERO;
    loop {
        let asked = trace.ask_identities();
        if asked.is_empty() {
            break;
        }
        let begun = Stopwatch::now();
        let found = Identities { identities: cases.identities(&asked).await? };
        identities += begun.elapsed();
        trace.told_identities(&asked, &found)?;
        recording.identities.push((asked, found));
    }
    Ok(Measured { look_ups, tags, track: track_took, around: around_took, rows, identities, recording })
}

/// All pages of what lies around a track, as the server asks for them.
async fn around(cases: &dyn CaseReads, track: &[Row]) -> Result<Vec<Rows>, BenchError> {
    let mut places: Vec<_> = track.iter().map(|row| row.place).collect();
    places.sort_unstable();
    places.dedup();
    let mut stretches = Vec::new();
    for place in places {
        let there = track.iter().filter(|row| row.place == place);
        let windows =
            there.map(|row| Window { from: row.minute - AROUND_MINUTES, to: row.minute + AROUND_MINUTES });
        let stretch = |window: Window| Stretch { place, from: window.from, to: window.to };
        stretches.extend(merged(windows.collect()).into_iter().map(stretch));
    }
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let found = cases.rows_around(&stretches, after, PAGE).await?;
        pages.push(page(found.rows));
        after = found.next;
        if after.is_none() {
            return Ok(pages);
        }
    }
}

fn page(rows: Vec<Row>) -> Rows {
    let mut places: Vec<PlaceInfo> = rows
        .iter()
        .map(|row| PlaceInfo {
            place: row.place,
            venue: row.place,
            name: "Venue".to_owned(),
            zone: None,
            gate: Gate::Both,
            gone: false,
        })
        .collect();
    places.sort_unstable_by_key(|info| info.place);
    places.dedup_by_key(|info| info.place);
    Rows { total: u32::try_from(rows.len()).unwrap_or(u32::MAX), rows, places, next: None }
}

fn case(id: CaseId, keys: &Keys, window: Window) -> Case {
    Case {
        id,
        number: "bench".to_owned(),
        reason: "bench".to_owned(),
        subject: Subject::Person,
        venue_name: None,
        window,
        state: CaseState::Approved,
        tracer: AccountId([1; 8]),
        tracer_name: "Tracer".to_owned(),
        tracer_key: keys.own.public(),
        approver: None,
        approver_name: None,
        filed_at: Instant::EPOCH,
        decided_at: None,
        note: None,
        tags: 0,
        receipts_sent: false,
    }
}
