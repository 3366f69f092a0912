//! The tracer's side of an approved case: opens the rows, then the identities, and has the results.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::seal::case::{CaseId, Release};
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::key_record::Halves;
use venue_protocol::seal::{Identity, Pid, PrivateKey, RowContext, SealError, SealedRow, SlotKeys};
use venue_protocol::wire::cases::{
    Case, Identities, PAGE, PlaceInfo, Row, Rows, Subject, VaultRow, Window, WirePid,
};
use venue_protocol::wire::venues::Gate;

use crate::TraceError;
use crate::confidence::{Doubt, confidence, doubts};
use crate::contact::{overlap, same_place, window_interval, within};
use crate::person::{Group, Told, groups, who};
use crate::records::Records;
use crate::results::{Encounter, Person, Results, Sealed, SignAt, Stay};
use crate::sealed::Keyring;
use crate::stay::{self, Interval, Sign, Span};

/// An approved case in the tracer's browser. Feed the pages of the track, then those around it, then the identities.
pub struct Trace {
    pub(crate) case: CaseId,
    window: Window,
    /// The case is about this venue.
    venue: Option<PlaceId>,
    slots: HashMap<u32, SlotKeys>,
    keys: Keyring,
    places: BTreeMap<PlaceId, PlaceInfo>,
    /// The rows that were seen, opened or not.
    seen: HashSet<(EventId, u8)>,
    signs: Vec<Sign>,
    subjects: BTreeSet<Pid>,
    pub(crate) told: HashMap<Pid, Told>,
    /// What was disputed, and accepted.
    pub(crate) accepted: HashSet<Disputed>,
    /// The registrations whose identities are needed; none until they are worked out.
    needed: Option<Vec<Pid>>,
    sealed: Sealed,
}

impl Trace {
    /// Joins the released halves with the tracers' own, which it opens; each pair must fit its record's commitment.
    pub fn new(case: &Case, release: Release, records: &Records, tracer_keys: &[PrivateKey]) -> Self {
        let keys = Keyring::new(tracer_keys);
        let mut sealed = Sealed { records: records.counts(), ..Sealed::default() };
        let released: HashMap<_, _> = release.halves.into_iter().collect();
        let mut slots = HashMap::new();
        for record in records.slots(case.window) {
            // What began after the approval could not be released: nothing is lost that was there.
            let is_later = case.decided_at.is_some_and(|decided| record.start_minute() >= decided.minute());
            if is_later && !released.contains_key(&record.id()) {
                sealed.not_released += 1;
                continue;
            }
            let joined = released.get(&record.id()).ok_or(SealError::WrongKey).and_then(|approver| {
                let tracer = record.open_tracer_half(keys.get(record.tracer())?)?;
                record.open_slot(&Halves { tracer: &tracer, approver })
            });
            if let Some(keys) = sealed.records.note(joined) {
                slots.insert(record.id(), keys);
            }
        }
        let venue = match case.subject {
            Subject::Place { venue } => Some(venue),
            Subject::Person | Subject::Contacts { .. } => {
                // Who registered under an index that stays sealed was not found: a track may be empty by that.
                for index in records.indexes() {
                    sealed.records.note(keys.get(index.tracer()).and_then(|key| index.open_tracer_half(key)));
                }
                None
            }
        };
        Self {
            case: case.id,
            window: case.window,
            venue,
            slots,
            keys,
            places: BTreeMap::new(),
            seen: HashSet::new(),
            signs: Vec::new(),
            subjects: BTreeSet::new(),
            told: HashMap::new(),
            accepted: HashSet::new(),
            needed: None,
            sealed,
        }
    }

    /// The case.
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// Takes a page of approved rows: their persons are those of the case.
    pub fn track(&mut self, page: &Rows) {
        let first = self.signs.len();
        self.take(page);
        self.subjects.extend(self.signs[first..].iter().map(|sign| sign.pid.clone()));
    }

    /// Takes a page of the rows around them.
    pub fn around(&mut self, page: &Rows) {
        self.take(page);
    }

    fn take(&mut self, page: &Rows) {
        self.needed = None;
        self.places.extend(page.places.iter().map(|place| (place.place, place.clone())));
        for row in &page.rows {
            // Further away nothing of the window can be told, and keys were not released.
            if self.window.around().has(row.minute) && self.seen.insert((row.event, row.index)) {
                let opened = self.open(row);
                self.signs.extend(self.sealed.rows.note(opened));
            }
        }
    }

    fn open(&mut self, row: &Row) -> Result<Sign, SealError> {
        let keys = self.slots.get(&row.slot).ok_or(SealError::WrongKey)?;
        let Row { event, index, slot, tag, place, minute, direction, sealed, stay } = *row;
        let context = RowContext { slot, event, index, place, minute, direction };
        let visit = keys.open(&context, &SealedRow { tag, reference: sealed })?;
        let unnamed =
            PlaceInfo { place, venue: place, name: String::new(), zone: None, gate: Gate::Both, gone: true };
        let venue = self.places.entry(place).or_insert(unnamed).venue;
        Ok(Sign {
            pid: visit.pid.clone(),
            event,
            place,
            venue,
            at: visit.occurred_at,
            direction,
            planned: stay,
            late_minutes: visit.late_minutes,
            assurance: visit.assurance,
            flags: visit.flags,
        })
    }

    /// Whose identities to ask for next, at most [`PAGE`]; empty when all are there. Only of the case's persons and of who
    /// may have overlapped them: who was at the venue at another time is not named.
    pub fn ask_identities(&mut self) -> Vec<WirePid> {
        let needed = self.needed.take().unwrap_or_else(|| self.concerned());
        let asked =
            needed.iter().filter(|pid| !self.told.contains_key(pid)).take(PAGE).map(WirePid::from).collect();
        self.needed = Some(needed);
        asked
    }

    /// What the server has of them, in the order asked.
    ///
    /// # Errors
    /// If the answer has another length than the question.
    pub fn told_identities(&mut self, asked: &[WirePid], found: &Identities) -> Result<(), TraceError> {
        if asked.len() != found.identities.len() {
            return Err(TraceError::AnswerLength);
        }
        for (pid, row) in asked.iter().zip(&found.identities) {
            let pid = Pid::from(pid);
            let told = match row {
                None => Told::Destroyed,
                Some(row) => {
                    let opened = self.open_identity(&pid, row);
                    let opened = self.sealed.identities.note(opened);
                    opened.map_or(Told::Sealed, |identity| Told::Identity(Box::new(identity)))
                }
            };
            self.told.insert(pid, told);
        }
        Ok(())
    }

    fn open_identity(&self, pid: &Pid, row: &VaultRow) -> Result<Identity, SealError> {
        row.sealed.open(pid, row.index, &row.idx, self.keys.get(row.kid)?)
    }

    /// The identities that were opened.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        self.told.values().filter_map(|told| match told {
            Told::Identity(identity) => Some(identity.as_ref()),
            Told::Destroyed | Told::Sealed => None,
        })
    }

    /// How many rows were opened so far.
    pub fn opened(&self) -> usize {
        self.signs.len()
    }

    /// The case's persons and those who may have overlapped them, each registration taken for a person of its own.
    fn concerned(&self) -> Vec<Pid> {
        let alone = HashMap::new();
        let found = self.find(&alone);
        let met: HashSet<usize> =
            found.encounters.iter().map(|encounter| found.stays[encounter.other].person).collect();
        let persons = found.groups.iter().enumerate();
        persons
            .filter(|(n, group)| group.is_subject || met.contains(n))
            .flat_map(|(_, group)| group.pids.iter().cloned())
            .collect()
    }

    /// The results as far as rows and identities were told.
    pub fn results(&self) -> Results {
        let Found { groups, stays, encounters } = self.find(&self.told);
        // Only who is concerned, numbered anew.
        let mut keeps = vec![false; stays.len()];
        for (n, stay) in stays.iter().enumerate() {
            keeps[n] = groups[stay.person].is_subject && stay.in_window;
        }
        for encounter in &encounters {
            keeps[encounter.other] = true;
        }
        let mut is_there = vec![false; groups.len()];
        for (stay, keep) in stays.iter().zip(&keeps) {
            is_there[stay.person] |= keep;
        }
        let (stay_numbers, person_numbers) = (numbers(&keeps), numbers(&is_there));
        let persons = groups.iter().zip(&is_there).filter(|(_, there)| **there).map(|(group, _)| Person {
            pids: group.pids.iter().map(WirePid::from).collect(),
            who: who(group, &self.told),
            degree: u8::from(!group.is_subject),
        });
        let mut places = BTreeSet::new();
        let mut written = Vec::new();
        for (stay, _) in stays.iter().zip(&keeps).filter(|(_, keep)| **keep) {
            places.insert(stay.paired.venue());
            places.extend(stay.spans.iter().map(|span| span.place));
            written.push(stay.written(person_numbers[stay.person]));
        }
        let encounters = encounters.into_iter().map(|encounter| Encounter {
            subject: encounter.subject.map(|n| stay_numbers[n]),
            other: stay_numbers[encounter.other],
            ..encounter
        });
        Results {
            window: self.window,
            places: places.iter().filter_map(|place| self.places.get(place).cloned()).collect(),
            persons: persons.collect(),
            encounters: encounters.collect(),
            stays: written,
            sealed: self.sealed,
        }
    }

    fn find<'a>(&'a self, told: &HashMap<Pid, Told>) -> Found<'a> {
        let window = window_interval(self.window);
        let groups = groups(self.signs.iter(), told, &self.subjects);
        let mut stays: Vec<Paired<'_>> = Vec::new();
        for (person, group) in groups.iter().enumerate() {
            let was_not_there = group.pids.iter().any(|pid| self.is_disputed(pid));
            stays.extend(stay::stays(&group.signs).into_iter().map(|paired| {
                let disputed = was_not_there
                    || paired.signs.iter().any(|sign| self.accepted.contains(&Disputed(sign.event.0)));
                Paired::new(person, paired, disputed, &window)
            }));
        }
        let mut by_venue: HashMap<PlaceId, Vec<usize>> = HashMap::new();
        for (n, stay) in stays.iter().enumerate().filter(|(_, stay)| stay.in_window) {
            by_venue.entry(stay.paired.venue()).or_default().push(n);
        }
        let mut encounters = Vec::new();
        if let Some(venue) = self.venue {
            for other in by_venue.get(&venue).into_iter().flatten() {
                encounters.extend(stays[*other].at_the_venue(*other, &window));
            }
        }
        for (n, stay) in stays.iter().enumerate() {
            if !stay.in_window || !groups[stay.person].is_subject {
                continue;
            }
            for other in by_venue.get(&stay.paired.venue()).into_iter().flatten() {
                let person = stays[*other].person;
                // Two persons of the case meet once, not twice.
                if person > stay.person || (person != stay.person && !groups[person].is_subject) {
                    encounters.extend(stay.meets(n, &stays[*other], *other, &window));
                }
            }
        }
        Found { groups, stays, encounters }
    }
}

/// The numbers that what is kept gets when the rest goes.
fn numbers(kept: &[bool]) -> Vec<usize> {
    let counted = kept.iter().scan(0, |next, kept| {
        let number = *next;
        *next += usize::from(*kept);
        Some(number)
    });
    counted.collect()
}

struct Found<'a> {
    groups: Vec<Group<'a>>,
    stays: Vec<Paired<'a>>,
    encounters: Vec<Encounter>,
}

/// A stay and what is worked out of it once.
struct Paired<'a> {
    person: usize,
    paired: stay::Stay<'a>,
    spans: Vec<Span>,
    doubts: Vec<Doubt>,
    in_window: bool,
}

impl<'a> Paired<'a> {
    fn new(person: usize, paired: stay::Stay<'a>, disputed: bool, window: &Interval) -> Self {
        let (spans, doubts) = (paired.spans(), doubts(&paired, disputed));
        let in_window = within(&paired.interval, window);
        Self { person, paired, spans, doubts, in_window }
    }

    fn meets(
        &self,
        subject: usize,
        other: &Paired<'_>,
        number: usize,
        window: &Interval,
    ) -> Option<Encounter> {
        let overlap = overlap(&self.paired.interval, &other.paired.interval, window)?;
        let events: HashSet<EventId> = self.paired.signs.iter().map(|sign| sign.event).collect();
        Some(Encounter {
            subject: Some(subject),
            other: number,
            overlap,
            same_place: same_place(&self.spans, &other.spans, window),
            came_along: other.paired.signs.iter().any(|sign| events.contains(&sign.event)),
            confidence: confidence(&self.doubts).max(confidence(&other.doubts)),
        })
    }

    fn at_the_venue(&self, number: usize, window: &Interval) -> Option<Encounter> {
        Some(Encounter {
            subject: None,
            other: number,
            overlap: overlap(&self.paired.interval, window, window)?,
            same_place: None,
            came_along: false,
            confidence: confidence(&self.doubts),
        })
    }

    fn written(&self, person: usize) -> Stay {
        let signs = self.paired.signs.iter().map(|sign| SignAt {
            event: sign.event,
            place: sign.place,
            at: sign.at,
            direction: sign.direction,
            late_minutes: sign.late_minutes,
        });
        Stay {
            person,
            venue: self.paired.venue(),
            interval: self.paired.interval,
            spans: self.spans.clone(),
            signs: signs.collect(),
            confidence: confidence(&self.doubts),
            doubts: self.doubts.clone(),
        }
    }
}
