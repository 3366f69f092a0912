//! Check-ins in the sealer: opening credentials, telling repetitions, sealing rows.

use std::collections::HashMap;

use venue_protocol::id::{Credential, EventId, EventSecret, PlaceId, Serial};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::chain::ChainTransaction;
use venue_protocol::seal::event::{Body, event_id};
use venue_protocol::seal::{BodyDigest, Holder, Pid, RowContext, RowFlags, SealError, SlotKeys, Visit};
use venue_protocol::wire::venues::Direction;

use crate::credentials::CredentialKeys;
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
    /// The masked name for the venue's ticker.
    pub label: Option<String>,
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

/// What a row says of a check-in, whoever it is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    pub(super) place: PlaceId,
    /// As stored; or why it is not stored, unless it was before.
    pub(super) direction: Result<Direction, ProblemType>,
    pub(super) occurred_at: Instant,
    pub(super) received_at: Instant,
    pub(super) late_minutes: u16,
    pub(super) flags: RowFlags,
    pub(super) stay: Option<u16>,
}

/// A check-in whose persons are known.
pub(super) struct Opened {
    pub(super) event: EventId,
    pub(super) digest: BodyDigest,
    pub(super) holders: Vec<Holder>,
    pub(super) passage: Passage,
}

pub(super) fn open(arrival: &Arrival, keys: &CredentialKeys) -> Result<Opened, ProblemType> {
    let holders = arrival
        .persons
        .iter()
        .map(|credential| keys.open(credential))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| ProblemType::CredentialUnknown)?;
    let pids: Vec<Pid> = holders.iter().map(|holder| holder.pid.clone()).collect();
    let twice = pids.iter().enumerate().any(|(n, pid)| pids[..n].contains(pid));
    if twice {
        return Err(ProblemType::PersonTwice);
    }
    let Arrival { place, serial, sent_direction, direction, scanned_at, .. } = *arrival;
    let body = Body { place, serial, direction: sent_direction, scanned_at, pids: &pids };
    let Arrival { occurred_at, received_at, late_minutes, flags, stay, .. } = *arrival;
    Ok(Opened {
        event: event_id(&arrival.secret, scanned_at),
        digest: body.digest(&arrival.secret),
        holders,
        passage: Passage { place, direction, occurred_at, received_at, late_minutes, flags, stay },
    })
}

/// What the rows of one transaction are made with.
pub(super) struct Rows<'a> {
    pub(super) slot: u32,
    pub(super) keys: &'a SlotKeys,
    /// What is stored already, and what this transaction adds.
    pub(super) stored: HashMap<EventId, StoredEvent>,
    pub(super) rows: Vec<NewRow>,
}

impl Rows<'_> {
    /// What became of a check-in in an earlier delivery, if there was one.
    pub(super) fn earlier(&self, event: EventId, digest: BodyDigest) -> Option<Outcome> {
        let stored = self.stored.get(&event)?;
        if stored.digest != digest {
            return Some(Outcome::Refused(ProblemType::EventConflict));
        }
        Some(Outcome::Registered { event, minute: stored.visit.map(|visit| visit.minute) })
    }

    /// Adds an opened check-in's rows, unless it is a repetition. `withdrawn` tells whose registration is.
    ///
    /// After an error the transaction must be rolled back: counts were taken for rows that are not there.
    pub(super) fn add(
        &mut self,
        opened: &Opened,
        chain: &mut ChainTransaction<'_, Pid>,
        withdrawn: impl Fn(&Pid) -> bool,
    ) -> Result<Outcome, SealError> {
        let Opened { passage, event, digest, holders } = opened;
        let minute = passage.occurred_at.minute();
        if let Some(earlier) = self.earlier(*event, *digest) {
            return Ok(earlier);
        }
        let direction = match passage.direction {
            Ok(direction) => direction,
            Err(kind) => return Ok(Outcome::Refused(kind)),
        };
        let scan_day = passage.occurred_at.day();
        if holders.iter().any(|holder| holder.is_dead_on(scan_day)) {
            return Ok(Outcome::Refused(ProblemType::CredentialExpired));
        }
        if holders.iter().any(|holder| withdrawn(&holder.pid)) {
            return Ok(Outcome::Refused(ProblemType::CredentialWithdrawn));
        }
        let partition = partition(*event, scan_day);
        for (index, holder) in (0_u8..).zip(holders) {
            let context =
                RowContext { slot: self.slot, event: *event, index, place: passage.place, minute, direction };
            let visit = Visit {
                pid: holder.pid.clone(),
                occurred_at: u32::try_from(passage.occurred_at.seconds()).unwrap_or(u32::MAX),
                late_minutes: passage.late_minutes,
                assurance: holder.assurance,
                flags: passage.flags,
            };
            let sealed = self.keys.seal(&context, &visit, chain.next(&holder.pid)?)?;
            self.rows.push(NewRow {
                partition,
                slot: self.slot,
                tag: sealed.tag,
                event: *event,
                index,
                place: passage.place,
                minute,
                direction,
                reference: sealed.reference,
                digest: *digest,
                stay: passage.stay,
            });
        }
        let visit = Some(store::Visit { place: passage.place, minute, direction });
        self.stored.insert(*event, StoredEvent { event: *event, digest: *digest, visit });
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
