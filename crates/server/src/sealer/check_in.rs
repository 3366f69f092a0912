//! Check-ins in the sealer: opening credentials, telling repetitions, sealing rows.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use venue_protocol::id::{Credential, EventId, EventSecret, PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::event::{Body, event_id};
use venue_protocol::seal::{
    BodyDigest, CredentialKey, Holder, Pid, RowContext, RowFlags, SealError, SlotKeys, Visit,
};
use venue_protocol::wire::venues::Direction;

use crate::store::{self, NewRow, Partition, StoredEvent};

/// A check-in whose code and times were judged.
#[derive(Debug)]
pub struct Arrival {
    /// The device's secret.
    pub secret: EventSecret,
    /// The venue or zone.
    pub place: PlaceId,
    /// Which issue of its code.
    pub serial: Serial,
    /// Entry or exit, as sent.
    pub sent_direction: Direction,
    /// Entry or exit, as stored; or why it is not stored, unless it was before.
    pub direction: Result<Direction, ProblemType>,
    /// The time of the scan by the device's clock.
    pub scanned_at: Instant,
    /// The time of the scan by the server's clock.
    pub occurred_at: Instant,
    /// When it was received.
    pub received_at: Instant,
    /// How long after the scan that was.
    pub late_minutes: u16,
    /// What was odd.
    pub flags: RowFlags,
    /// Planned stay, in minutes.
    pub stay: Option<u16>,
    /// The persons present.
    pub persons: Vec<Credential>,
}

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk, now or since an earlier delivery.
    Registered {
        /// The event.
        event: EventId,
        /// The minute of the stored row; `None` if it was undone.
        minute: Option<u32>,
    },
    /// It is not.
    Refused(ProblemType),
}

/// An arrival with its credentials opened.
pub(super) struct Opened<'a> {
    arrival: &'a Arrival,
    pub(super) event: EventId,
    digest: BodyDigest,
    holders: Vec<Holder>,
}

pub(super) fn open<'a>(arrival: &'a Arrival, key: &CredentialKey) -> Result<Opened<'a>, ProblemType> {
    let keys = std::slice::from_ref(key);
    let holders = arrival
        .persons
        .iter()
        .map(|credential| CredentialKey::open(keys, credential))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| ProblemType::CredentialUnknown)?;
    let pids: Vec<Pid> = holders.iter().map(|holder| holder.pid.clone()).collect();
    let twice = pids.iter().enumerate().any(|(n, pid)| pids[..n].contains(pid));
    if twice {
        return Err(ProblemType::PersonTwice);
    }
    let Arrival { place, serial, sent_direction: direction, scanned_at, .. } = *arrival;
    let body = Body { place, serial, direction, scanned_at, pids: &pids };
    Ok(Opened {
        event: event_id(&arrival.secret, scanned_at),
        digest: body.digest(&arrival.secret),
        arrival,
        holders,
    })
}

/// What the rows of one transaction are made with.
pub(super) struct Rows<'a, 'c> {
    pub(super) slot: u32,
    pub(super) keys: &'a SlotKeys,
    pub(super) chain: &'a mut ChainTransaction<'c, Pid>,
    /// What is stored already, and what this transaction adds.
    pub(super) stored: HashMap<EventId, StoredEvent>,
    pub(super) rows: Vec<NewRow>,
}

impl Rows<'_, '_> {
    /// Adds an opened arrival's rows, unless it is a repetition. `withdrawn` tells whose registration is.
    ///
    /// After an error the transaction must be rolled back: counts were taken for rows that are not there.
    pub(super) fn add(
        &mut self,
        opened: &Opened<'_>,
        withdrawn: impl Fn(&Pid) -> bool,
    ) -> Result<Outcome, SealError> {
        let Opened { arrival, event, digest, holders } = opened;
        let minute = arrival.occurred_at.minute();
        let vacant = match self.stored.entry(*event) {
            Entry::Occupied(stored) if stored.get().digest == *digest => {
                let minute = stored.get().visit.map(|visit| visit.minute);
                return Ok(Outcome::Registered { event: *event, minute });
            }
            Entry::Occupied(_) => return Ok(Outcome::Refused(ProblemType::EventConflict)),
            Entry::Vacant(vacant) => vacant,
        };
        let direction = match arrival.direction {
            Ok(direction) => direction,
            Err(kind) => return Ok(Outcome::Refused(kind)),
        };
        let scan_day = arrival.occurred_at.day();
        if holders.iter().any(|holder| holder.is_dead_on(scan_day)) {
            return Ok(Outcome::Refused(ProblemType::CredentialExpired));
        }
        if holders.iter().any(|holder| withdrawn(&holder.pid)) {
            return Ok(Outcome::Refused(ProblemType::CredentialWithdrawn));
        }
        let partition = partition(*event, scan_day);
        for (index, holder) in (0_u8..).zip(holders) {
            let context =
                RowContext { slot: self.slot, event: *event, index, place: arrival.place, minute, direction };
            let visit = Visit {
                pid: holder.pid.clone(),
                occurred_at: u32::try_from(arrival.occurred_at.seconds()).unwrap_or(u32::MAX),
                late_minutes: arrival.late_minutes,
                assurance: holder.assurance,
                flags: arrival.flags,
            };
            let sealed = self.keys.seal(&context, &visit, self.chain.next(&holder.pid)?)?;
            self.rows.push(NewRow {
                partition,
                slot: self.slot,
                tag: sealed.tag,
                event: *event,
                index,
                place: arrival.place,
                minute,
                direction,
                reference: sealed.reference,
                digest: *digest,
                stay: arrival.stay,
            });
        }
        let visit = Some(store::Visit { place: arrival.place, minute });
        vacant.insert(StoredEvent { event: *event, digest: *digest, visit });
        Ok(Outcome::Registered { event: *event, minute: Some(minute) })
    }
}

/// A day's table takes scans of that day by both clocks. The others lie apart, so that a clock years ahead makes no
/// tables, and one that is behind lets no row be retired before its time.
fn partition(event: EventId, scan_day: Day) -> Partition {
    let [a, b, c, d, ..] = event.0;
    match Day::of_hour(u32::from_be_bytes([a, b, c, d])) {
        Some(day) if day == scan_day => Partition::Day(day),
        _ => Partition::Odd,
    }
}
