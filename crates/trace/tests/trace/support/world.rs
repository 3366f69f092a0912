//! A generated day: what really happened, as plain events, and the same sealed as the server seals it.

use std::collections::{BTreeMap, HashMap};

use venue_protocol::id::{EventId, PlaceId, ReceiptSecret};
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{
    Assurance, Authority, Chain, Identity, IndexKey, KeyRecord, Pid, PrivateKey, RowContext, RowFlags,
    SealedRow, SlotKeys, Visit,
};
use venue_protocol::token::SigningKey;
use venue_protocol::wire::cases::{PlaceInfo, Row, VaultRow, Window};
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::venues::{Direction, Gate};

use venue_testkit::seeded::Seeded;

/// All times of a day are multiples of this, in seconds, so that the oracle can walk it step by step.
pub const STEP: u32 = 30;
/// 2026-11-23T00:00:00+08:00 in minutes.
pub const MIDNIGHT: u32 = 29_923_200 - 8 * 60;

/// A registration of a person.
#[derive(Clone)]
pub struct Registration {
    pub pid: Pid,
    pub person: usize,
    pub assurance: Assurance,
    /// Withdrawn meanwhile.
    pub destroyed: bool,
}

/// A check-in as it is stored.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: EventId,
    pub place: PlaceId,
    /// Seconds since the Unix epoch.
    pub at: u32,
    pub direction: Direction,
    pub planned: Option<u16>,
    pub late_minutes: u16,
    pub flags: RowFlags,
    /// Numbers of registrations.
    pub who: Vec<usize>,
    pub undone: bool,
}

pub struct Role {
    pub tracer: PrivateKey,
    pub approver: PrivateKey,
}

impl Role {
    pub fn new(rng: &mut Seeded) -> Self {
        Self { tracer: PrivateKey::generate(rng), approver: PrivateKey::generate(rng) }
    }

    pub fn public(&self) -> Authority {
        Authority::new(self.tracer.public(), self.approver.public()).unwrap()
    }
}

pub struct World {
    pub rng: Seeded,
    pub window: Window,
    pub signer: SigningKey,
    /// The keys of both roles, newest first.
    pub roles: Vec<Role>,
    pub places: Vec<PlaceInfo>,
    pub registrations: Vec<Registration>,
    pub events: Vec<Event>,
    /// What the server has.
    pub records: Vec<KeyRecord>,
    pub rows: Vec<(Row, bool)>,
    pub vault: HashMap<Pid, VaultRow>,
    pub index: HashMap<(u32, Idx), Pid>,
}

/// D of a person: a passport, so that the number can be anything.
pub fn document(person: usize) -> Vec<u8> {
    let number = format!("P{person:07}");
    let mut document = vec![2];
    document.extend(b"UTO");
    document.push(number.len() as u8);
    document.extend(number.as_bytes());
    document
}

/// A process of the server with the slot of its hour.
struct Slot {
    id: u32,
    keys: SlotKeys,
    chain: Chain<Pid>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut rng = Seeded::new(seed);
        let window = window(&mut rng);
        let signer = SigningKey::from_bytes(&rng.bytes());
        let role = Role::new(&mut rng);
        let mut world = Self {
            rng,
            window,
            signer,
            roles: vec![role],
            places: Vec::new(),
            registrations: Vec::new(),
            events: Vec::new(),
            records: Vec::new(),
            rows: Vec::new(),
            vault: HashMap::new(),
            index: HashMap::new(),
        };
        world.build_venues();
        world.register();
        world.live();
        world.seal();
        world
    }

    pub fn venue_of(&self, place: PlaceId) -> PlaceId {
        self.places.iter().find(|info| info.place == place).unwrap().venue
    }

    fn build_venues(&mut self) {
        for n in 0..2 + self.rng.below(2) {
            let venue = PlaceId([1, 0, 0, 0, n as u8, 0]);
            for zone in 0..=self.rng.below(3) as u8 {
                self.places.push(PlaceInfo {
                    place: PlaceId([1, 0, 0, 0, n as u8, zone]),
                    venue,
                    name: format!("Venue {n}"),
                    zone: (zone > 0).then(|| format!("Zone {zone}")),
                    gate: Gate::Both,
                    gone: self.rng.percent(10),
                });
            }
        }
    }

    /// Some register twice, on one day or on two; the index may begin anew within a day, and the keys change between days.
    fn register(&mut self) {
        let persons = 6 + self.rng.below(6) as usize;
        for day in 0..2 {
            if day == 1 && self.rng.percent(50) {
                self.rotate();
            }
            let mut index: Option<(u32, IndexKey, Chain<Idx>)> = None;
            for person in 0..persons {
                if day == 1 && self.rng.percent(70) {
                    continue;
                }
                let times = 1 + usize::from(self.rng.percent(20));
                for _ in 0..times {
                    let (id, key, chain) = match index.take() {
                        Some(index) if self.rng.percent(80) => index,
                        _ => self.begin_index(MIDNIGHT - (5 - day) * 24 * 60),
                    };
                    index = Some(self.register_person(person, id, key, chain));
                }
            }
        }
    }

    fn begin_index(&mut self, minute: u32) -> (u32, IndexKey, Chain<Idx>) {
        let id = self.records.len() as u32 + 1;
        let authority = self.roles[0].public();
        let (record, key) =
            KeyRecord::begin_index(id, minute, &authority, &self.signer, &mut self.rng).unwrap();
        self.records.push(record);
        (id, key, Chain::default())
    }

    fn register_person(
        &mut self,
        person: usize,
        id: u32,
        key: IndexKey,
        mut chain: Chain<Idx>,
    ) -> (u32, IndexKey, Chain<Idx>) {
        let document = document(person);
        if self.rng.percent(20) {
            // A registration that was not committed takes its count back.
            chain.transaction().next(&key.idx(&document, 0)).unwrap();
        }
        let mut transaction = chain.transaction();
        let j = transaction.next(&key.idx(&document, 0)).unwrap();
        transaction.commit();
        let (idx, pid) = (key.idx(&document, j), Pid::generate(&mut self.rng));
        let receipt = ReceiptSecret(self.rng.bytes());
        let name = format!("Person {person}");
        let identity = Identity::new(pid.clone(), receipt, &document, &name, "+8613800138000").unwrap();
        let tracer = self.roles[0].tracer.public();
        let sealed = identity.seal(id, &idx, &tracer, &mut self.rng).unwrap();
        let destroyed = self.rng.percent(10);
        self.index.insert((id, idx), pid.clone());
        if !destroyed {
            let expires = venue_protocol::instant::Day(4000);
            let row = VaultRow { index: id, idx, kid: tracer.kid(), sealed, expires };
            self.vault.insert(pid.clone(), row);
        }
        let assurance = *self.rng.pick(&[Assurance::TOLD, Assurance::DECLARED, Assurance::SEEN]);
        self.registrations.push(Registration { pid, person, assurance, destroyed });
        (id, key, chain)
    }

    fn rotate(&mut self) {
        let role = Role::new(&mut self.rng);
        self.roles.insert(0, role);
    }

    /// Two days of visits, with whatever people forget.
    fn live(&mut self) {
        for first in 0..self.registrations.len() {
            let mut at = (MIDNIGHT - 6 * 60) * 60 + self.rng.below(12 * 3600 / STEP) * STEP;
            let until = (MIDNIGHT + 42 * 60) * 60;
            while at < until {
                at = self.visit(first, at) + self.rng.below(5 * 3600 / STEP) * STEP;
            }
        }
        // Whoever comes along is in the same check-in, so that there is no telling what order the events have.
        self.events.sort_by_key(|event| event.id);
    }

    /// A visit of somebody, perhaps with others; when it is over.
    fn visit(&mut self, first: usize, from: u32) -> u32 {
        let mut who = vec![first];
        while self.rng.percent(25) && who.len() < 4 {
            let other = self.rng.below(self.registrations.len() as u32) as usize;
            if !who.contains(&other) {
                who.push(other);
            }
        }
        let venue = self.rng.pick(&self.places).venue;
        let zones: Vec<PlaceId> =
            self.places.iter().filter(|info| info.venue == venue).map(|info| info.place).collect();
        let hours = if self.rng.percent(5) { 30 } else { 3 };
        let until = from + self.rng.below(hours * 3600 / STEP) * STEP;
        if self.rng.percent(90) {
            let place = *self.rng.pick(&zones);
            self.check_in(&who, place, from, Direction::Entry);
        }
        let mut at = from;
        while self.rng.percent(30) {
            at += self.rng.below((until - at) / STEP + 1) * STEP;
            let place = *self.rng.pick(&zones);
            self.check_in(&who, place, at, Direction::Entry);
        }
        if self.rng.percent(65) {
            let place = *self.rng.pick(&zones);
            self.check_in(&who, place, until, Direction::Exit);
        }
        until
    }

    fn check_in(&mut self, who: &[usize], place: PlaceId, at: u32, direction: Direction) {
        let late_minutes = if self.rng.percent(7) { self.rng.below(4 * 24 * 60) as u16 } else { 0 };
        let mut flags: Vec<Flag> = (late_minutes > 10).then_some(Flag::Late).into_iter().collect();
        if self.rng.percent(10) {
            flags.push(*self.rng.pick(&[Flag::ClockOff, Flag::SentBeforeScan, Flag::CodeRevoked]));
        }
        let mut id = EventId(self.rng.bytes());
        id.0[..4].copy_from_slice(&(at / 3600).to_be_bytes());
        self.events.push(Event {
            id,
            place,
            at,
            direction,
            planned: (direction == Direction::Entry && self.rng.percent(25))
                .then(|| 5 + self.rng.below(300) as u16),
            late_minutes,
            flags: flags.into_iter().collect(),
            who: who.to_vec(),
            undone: self.rng.percent(5),
        });
    }

    /// Seals the events in the order in which they arrive: several processes, each with a slot of its own in each hour, which
    /// begin anew when they restart; transactions that fail; check-ins that are undone.
    fn seal(&mut self) {
        let mut arrivals: Vec<(u32, usize)> = self
            .events
            .iter()
            .enumerate()
            .map(|(n, event)| (event.at / 60 + u32::from(event.late_minutes), n))
            .collect();
        arrivals.sort_unstable();
        let rotation = self.rng.percent(40).then(|| MIDNIGHT + self.rng.below(36 * 60));
        let processes = 1 + self.rng.below(2);
        let mut slots: BTreeMap<(u32, u32), Slot> = BTreeMap::new();
        let mut rotated = false;
        for (minute, n) in arrivals {
            if rotation.is_some_and(|at| minute >= at) && !rotated {
                rotated = true;
                self.rotate();
                slots.clear();
            }
            let at = (minute / 60, self.rng.below(processes));
            if self.rng.percent(3) {
                slots.remove(&at);
            }
            let mut slot = match slots.remove(&at) {
                Some(slot) => slot,
                None => self.begin_slot(minute),
            };
            if self.rng.percent(10) {
                // A transaction that fails: what it sealed never reaches the disk.
                self.transact(&mut slot, n, false);
            }
            self.transact(&mut slot, n, true);
            slots.insert(at, slot);
        }
        for last in (1..self.rows.len()).rev() {
            let other = self.rng.below(last as u32 + 1) as usize;
            self.rows.swap(last, other);
        }
    }

    fn begin_slot(&mut self, minute: u32) -> Slot {
        let id = self.records.len() as u32 + 1;
        let authority = self.roles[0].public();
        let (record, keys) =
            KeyRecord::begin_slot(id, minute, &authority, &self.signer, &mut self.rng).unwrap();
        self.records.push(record);
        Slot { id, keys, chain: Chain::default() }
    }

    fn transact(&mut self, slot: &mut Slot, n: usize, commits: bool) {
        let Event { id, place, at, direction, planned, late_minutes, flags, who, undone } =
            self.events[n].clone();
        let mut transaction = slot.chain.transaction();
        let mut rows = Vec::new();
        for (index, registration) in (0_u8..).zip(who) {
            let Registration { pid, assurance, .. } = self.registrations[registration].clone();
            let context = RowContext { slot: slot.id, event: id, index, place, minute: at / 60, direction };
            let j = transaction.next(&pid).unwrap();
            let visit = Visit { pid, occurred_at: at, late_minutes, assurance, flags };
            let SealedRow { tag, reference } = slot.keys.seal(&context, &visit, j).unwrap();
            let row = Row {
                event: id,
                index,
                slot: slot.id,
                tag,
                place,
                minute: at / 60,
                direction,
                sealed: reference,
                stay: planned,
            };
            rows.push((row, undone));
        }
        if commits {
            transaction.commit();
            self.rows.extend(rows);
        }
    }
}

/// Within a day, over midnight, or of two days; where it begins is any minute.
fn window(rng: &mut Seeded) -> Window {
    let from = MIDNIGHT + rng.below(30 * 60);
    let longest = *rng.pick(&[60, 6 * 60, 18 * 60]);
    Window { from, to: from + rng.below(longest) }
}
