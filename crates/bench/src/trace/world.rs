//! Who goes where in the benchmark: 14 days of visits, made up but sealed as the server seals them.

use std::collections::BTreeMap;

use venue_protocol::id::{EventId, PlaceId, ReceiptSecret};
use venue_protocol::instant::Day;
use venue_protocol::seal::{
    Assurance, Authority, BodyDigest, Chain, Identity, IndexKey, KeyRecord, Pid, PrivateKey, RowContext,
    RowFlags, SealError, SlotKeys, Visit,
};
use venue_protocol::token::SigningKey;
use venue_protocol::wire::venues::Direction;
use venue_server::store::{NewIdentity, NewRow, Partition};

use venue_testkit::seeded::Seeded;

/// The first day, and the hours from its midnight on.
pub const FIRST_DAY: Day = Day(2500);
/// So many days.
pub const DAYS: u16 = 14;
/// So many hours, each with a slot of its own.
pub const HOURS: u32 = DAYS as u32 * 24;
/// The first persons are the ones that cases are about: so many, with so many visits each.
pub const TRACED: u32 = 16;
/// Visits of each.
pub const VISITS: u32 = 20;

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Rows, about.
    pub rows: u32,
}

impl Size {
    /// Persons: one for ten rows.
    pub const fn persons(self) -> u32 {
        self.rows / 10
    }

    /// Venues: so many that about a hundred rows lie around a visit.
    pub const fn venues(self) -> u32 {
        self.rows / 1_400
    }
}

/// The keys, always the same.
pub struct Keys {
    /// The tracers' role key.
    pub tracer: PrivateKey,
    /// The approvers' role key.
    pub approver: PrivateKey,
    /// The tracer's own key.
    pub own: PrivateKey,
    /// The server's key for records.
    pub signer: SigningKey,
}

impl Keys {
    /// Draws them.
    pub fn new() -> Self {
        let rng = &mut Seeded::new(1);
        Self {
            tracer: PrivateKey::generate(rng),
            approver: PrivateKey::generate(rng),
            own: PrivateKey::generate(rng),
            signer: SigningKey::from_bytes(&rng.bytes()),
        }
    }

    /// The public ones.
    pub fn authority(&self) -> Result<Authority, SealError> {
        Authority::new(self.tracer.public(), self.approver.public())
    }
}

/// A person's registration.
pub fn pid(person: u32) -> Pid {
    Pid(Seeded::new(u64::from(person) << 20 | 7).bytes())
}

/// D of a person: a passport.
pub fn document(person: u32) -> Vec<u8> {
    let number = format!("P{person:08}");
    [&[2], b"UTO".as_slice(), &[9], number.as_bytes()].concat()
}

/// A venue, which has no zones.
pub fn venue(n: u32) -> PlaceId {
    PlaceId(Seeded::new(u64::from(n) << 20 | 3).bytes())
}

/// When an hour of the 14 days begins, in minutes since the Unix epoch.
pub const fn minute_of(hour: u32) -> u32 {
    FIRST_DAY.start().minute() + hour * 60
}

/// The key of an hour: its record has the number of the hour behind the indexes.
pub fn slot(keys: &Keys, hour: u32) -> Result<(KeyRecord, SlotKeys), SealError> {
    let id = u32::from(DAYS) + hour + 1;
    let rng = &mut Seeded::new(u64::from(hour) << 8 | 5);
    KeyRecord::begin_slot(id, minute_of(hour), &keys.authority()?, &keys.signer, rng)
}

/// The index of a day.
pub fn index(keys: &Keys, day: u16) -> Result<(KeyRecord, IndexKey), SealError> {
    let rng = &mut Seeded::new(u64::from(day) << 8 | 6);
    let minute = minute_of(u32::from(day) * 24);
    KeyRecord::begin_index(u32::from(day) + 1, minute, &keys.authority()?, &keys.signer, rng)
}

/// A person's identity, filed under one of the days' indexes.
pub fn identity(
    keys: &Keys,
    indexes: &[(KeyRecord, IndexKey)],
    person: u32,
) -> Result<NewIdentity, SealError> {
    let rng = &mut Seeded::new(u64::from(person) << 20 | 9);
    let (record, key) = &indexes[person as usize % indexes.len()];
    let (pid, document) = (pid(person), document(person));
    let idx = key.idx(&document, 0);
    let name = format!("Person {person}");
    let identity =
        Identity::new(pid.clone(), ReceiptSecret(rng.bytes()), &document, &name, "+8613800138000")?;
    let tracer = keys.tracer.public();
    let sealed = Box::new(identity.seal(record.id(), &idx, &tracer, rng)?);
    Ok(NewIdentity {
        pid,
        index_id: record.id(),
        idx,
        kid_t: tracer.kid(),
        sealed,
        expires: FIRST_DAY.plus(400),
    })
}

/// Somebody's entry or exit.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    person: u32,
    venue: u32,
    /// Seconds since the first midnight.
    at: u32,
    direction: Direction,
}

/// The entries and exits of each hour, hour by hour.
pub struct Passages {
    size: Size,
    rng: Seeded,
    hour: u32,
    /// Exits to come.
    later: BTreeMap<u32, Vec<Passage>>,
}

impl Passages {
    /// From the first hour on.
    pub fn new(size: Size) -> Self {
        Self { size, rng: Seeded::new(11), hour: 0, later: BTreeMap::new() }
    }

    /// Enters somebody, who leaves within two hours; nine of ten exits are registered.
    fn visit(&mut self, person: u32, now: &mut Vec<Passage>) {
        let at = self.hour * 3600 + self.rng.below(3600);
        let venue = self.rng.below(self.size.venues());
        let entry = Passage { person, venue, at, direction: Direction::Entry };
        now.push(entry);
        let exit = Passage { at: at + 300 + self.rng.below(6900), direction: Direction::Exit, ..entry };
        if self.rng.below(10) > 0 && exit.at < HOURS * 3600 {
            if exit.at / 3600 == self.hour {
                now.push(exit);
            } else {
                self.later.entry(exit.at / 3600).or_default().push(exit);
            }
        }
    }
}

impl Iterator for Passages {
    type Item = (u32, Vec<Passage>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.hour == HOURS {
            return None;
        }
        let mut now = self.later.remove(&self.hour).unwrap_or_default();
        // A visit has 1.9 rows.
        for _ in 0..u64::from(self.size.rows) * 10 / 19 / u64::from(HOURS) {
            let person = TRACED + self.rng.below(self.size.persons() - TRACED);
            self.visit(person, &mut now);
        }
        if self.hour.is_multiple_of(HOURS / VISITS) && self.hour / (HOURS / VISITS) < VISITS {
            for person in 0..TRACED {
                self.visit(person, &mut now);
            }
        }
        now.sort_unstable_by_key(|passage| passage.at);
        self.hour += 1;
        Some((self.hour - 1, now))
    }
}

/// Seals an hour.
pub fn seal(keys: &Keys, hour: u32, passages: &[Passage]) -> Result<Vec<NewRow>, SealError> {
    let (record, slot_keys) = slot(keys, hour)?;
    let mut rng = Seeded::new(u64::from(hour) << 32 | 13);
    let mut chain = Chain::default();
    let mut transaction = chain.transaction();
    let first = minute_of(0) * 60;
    let mut rows = Vec::with_capacity(passages.len());
    for passage in passages {
        let (at, pid) = (first + passage.at, pid(passage.person));
        let mut event = EventId(rng.bytes());
        event.0[..4].copy_from_slice(&(at / 3600).to_be_bytes());
        let (place, minute, direction) = (venue(passage.venue), at / 60, passage.direction);
        let context = RowContext { slot: record.id(), event, index: 0, place, minute, direction };
        let j = transaction.next(&pid)?;
        let visit = Visit {
            pid,
            occurred_at: at,
            late_minutes: 0,
            assurance: Assurance::DECLARED,
            flags: RowFlags::default(),
        };
        let sealed = slot_keys.seal(&context, &visit, j)?;
        rows.push(NewRow {
            partition: Partition::Day(Day(FIRST_DAY.0 + (hour / 24) as u16)),
            slot: record.id(),
            tag: sealed.tag,
            event,
            index: 0,
            place,
            minute,
            direction,
            reference: sealed.reference,
            digest: BodyDigest(rng.bytes()),
            stay: None,
        });
    }
    transaction.commit();
    Ok(rows)
}
