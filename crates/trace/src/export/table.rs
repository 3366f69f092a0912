//! What stands in the tables, before it is written as one format or another.

use std::collections::BTreeSet;

use venue_protocol::id::PlaceId;

use crate::confidence::{Confidence, Doubt};
use crate::contact::Overlap;
use crate::person::Who;
use crate::results::{Encounter, Person, Results, Stay};
use crate::sealed::SealedCounts;
use crate::stay::Known;

/// A table of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// Everybody, with how to reach them.
    Persons,
    /// The stays of the case's persons.
    Track,
    /// Who overlapped whom.
    Contacts,
    /// How much could not be opened.
    Sealed,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name.
    Name,
    /// The phone number.
    Phone,
    /// Who issued the document.
    IssuingState,
    /// The document's number.
    Number,
    /// 0 for the persons of the case.
    Degree,
    /// How many registrations were merged.
    Registrations,
    /// Whose contact it is.
    Met,
    /// The venue.
    Venue,
    /// The zones.
    Zones,
    /// The stay begins not before.
    StartEarliest,
    /// The stay begins not after.
    StartLatest,
    /// How the beginning is known.
    StartKnown,
    /// The stay ends not before.
    EndEarliest,
    /// The stay ends not after.
    EndLatest,
    /// How the end is known.
    EndKnown,
    /// Minutes of overlap at least.
    Best,
    /// Minutes of overlap at most.
    Worst,
    /// Minutes in the same zone at least.
    SameZoneBest,
    /// Minutes in the same zone at most.
    SameZoneWorst,
    /// Registered by the same check-in.
    CameAlong,
    /// How far to be trusted.
    Confidence,
    /// Why not beyond doubt.
    Doubts,
    /// What could not be opened.
    Kind,
    /// For its suite.
    UnknownSuite,
    /// For a key that is gone.
    KeyGone,
    /// For it was altered.
    Damaged,
}

/// What has to be said in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// The name of a table, to 31 characters.
    Table(Table),
    /// The head of a column.
    Column(Column),
    /// How an end is known.
    Known(Known),
    /// A grade.
    Confidence(Confidence),
    /// A reason of it.
    Doubt(Doubt),
    /// In place of a name: the identity was destroyed.
    Destroyed,
    /// In place of a name: the identity stays sealed.
    Sealed,
    /// In place of a name: it was not asked for.
    NotAsked,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Key records.
    Records,
    /// Key records that began after the approval.
    NotReleased,
    /// Rows.
    Rows,
    /// Identities.
    Identities,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(u32),
    /// Seconds since the Unix epoch.
    Time(u32),
}

impl Table {
    /// All of them, in the order of the workbook's sheets.
    pub const ALL: [Self; 4] = [Self::Persons, Self::Track, Self::Contacts, Self::Sealed];

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            Self::Persons => &[Name, Phone, IssuingState, Number, Degree, Registrations],
            Self::Track => &[
                Name,
                Number,
                Venue,
                Zones,
                StartEarliest,
                StartLatest,
                StartKnown,
                EndEarliest,
                EndLatest,
                EndKnown,
                Confidence,
                Doubts,
            ],
            Self::Contacts => &[
                Name,
                Phone,
                Number,
                Degree,
                Met,
                Venue,
                Zones,
                Best,
                Worst,
                SameZoneBest,
                SameZoneWorst,
                StartEarliest,
                StartLatest,
                EndEarliest,
                EndLatest,
                CameAlong,
                Confidence,
                Doubts,
            ],
            Self::Sealed => &[Kind, UnknownSuite, KeyGone, Damaged],
        }
    }

    /// How many rows it has, without its head.
    pub fn len(self, results: &Results) -> usize {
        match self {
            Self::Persons => results.persons.len(),
            Self::Track => track(results).count(),
            Self::Contacts => results.encounters.len(),
            Self::Sealed => 4,
        }
    }

    pub(super) fn rows(self, results: &Results, words: &dyn Fn(Word) -> String) -> Vec<Vec<Cell>> {
        let writer = Writer { results, words };
        let row = |cell: &dyn Fn(Column) -> Cell| self.columns().iter().map(|column| cell(*column)).collect();
        match self {
            Self::Persons => {
                let persons = results.persons.iter();
                persons.map(|person| row(&|column| writer.of_person(person, column))).collect()
            }
            Self::Track => track(results).map(|stay| row(&|column| writer.of_stay(stay, column))).collect(),
            Self::Contacts => {
                let met = results.encounters.iter();
                met.map(|met| row(&|column| writer.of_encounter(met, column))).collect()
            }
            Self::Sealed => {
                let sealed = &results.sealed;
                [
                    (Word::Records, sealed.records),
                    (
                        Word::NotReleased,
                        SealedCounts { key_gone: sealed.not_released, ..SealedCounts::default() },
                    ),
                    (Word::Rows, sealed.rows),
                    (Word::Identities, sealed.identities),
                ]
                .map(|(kind, counts)| row(&|column| writer.of_counts(kind, counts, column)))
                .into()
            }
        }
    }
}

fn track(results: &Results) -> impl Iterator<Item = &Stay> {
    results.stays.iter().filter(|stay| results.persons[stay.person].degree == 0)
}

struct Writer<'a> {
    results: &'a Results,
    words: &'a dyn Fn(Word) -> String,
}

impl Writer<'_> {
    fn word(&self, word: Word) -> Cell {
        Cell::Text((self.words)(word))
    }

    fn of_person(&self, person: &Person, column: Column) -> Cell {
        let known = match &person.who {
            Who::Known { document, name, phone } => Ok((&document.0, name, phone)),
            Who::Destroyed => Err(Word::Destroyed),
            Who::Sealed => Err(Word::Sealed),
            Who::NotAsked => Err(Word::NotAsked),
        };
        // D = type 1 | issuing state 3 | length 1 | number.
        let text = |bytes: Option<&[u8]>| {
            Cell::Text(String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned())
        };
        match (column, known) {
            (Column::Degree, _) => Cell::Number(person.degree.into()),
            (Column::Registrations, _) => Cell::Number(person.pids.len() as u32),
            (Column::Name, Err(why)) => self.word(why),
            (Column::Name, Ok((_, name, _))) => Cell::Text(name.clone()),
            (Column::Phone, Ok((_, _, phone))) => Cell::Text(phone.clone()),
            (Column::IssuingState, Ok((document, ..))) => text(document.get(1..4)),
            (Column::Number, Ok((document, ..))) => text(document.get(5..)),
            _ => Cell::Empty,
        }
    }

    fn of_stay(&self, stay: &Stay, column: Column) -> Cell {
        let (start, end) = (stay.interval.start, stay.interval.end);
        match column {
            Column::Venue => Cell::Text(self.place(stay.venue).0),
            Column::Zones => self.zones(stay),
            Column::StartEarliest => Cell::Time(start.earliest),
            Column::StartLatest => Cell::Time(start.latest),
            Column::StartKnown => self.word(Word::Known(start.known)),
            Column::EndEarliest => Cell::Time(end.earliest),
            Column::EndLatest => Cell::Time(end.latest),
            Column::EndKnown => self.word(Word::Known(end.known)),
            Column::Confidence => self.word(Word::Confidence(stay.confidence)),
            Column::Doubts => self.doubts(stay.doubts.iter().copied().collect()),
            _ => self.of_person(&self.results.persons[stay.person], column),
        }
    }

    fn of_encounter(&self, met: &Encounter, column: Column) -> Cell {
        let other = &self.results.stays[met.other];
        let subject = met.subject.map(|n| &self.results.stays[n]);
        let same = |minutes: fn(Overlap) -> u32| {
            met.same_place.map_or(Cell::Empty, |overlap| Cell::Number(minutes(overlap)))
        };
        match column {
            Column::Met => subject
                .map_or(Cell::Empty, |stay| self.of_person(&self.results.persons[stay.person], Column::Name)),
            Column::Best => Cell::Number(met.overlap.best),
            Column::Worst => Cell::Number(met.overlap.worst),
            Column::SameZoneBest => same(|overlap| overlap.best),
            Column::SameZoneWorst => same(|overlap| overlap.worst),
            Column::CameAlong => self.word(if met.came_along { Word::Yes } else { Word::No }),
            Column::Confidence => self.word(Word::Confidence(met.confidence)),
            Column::Doubts => {
                let both = subject.into_iter().chain([other]);
                self.doubts(both.flat_map(|stay| stay.doubts.iter().copied()).collect())
            }
            _ => self.of_stay(other, column),
        }
    }

    fn of_counts(&self, kind: Word, counts: SealedCounts, column: Column) -> Cell {
        match column {
            Column::Kind => self.word(kind),
            Column::UnknownSuite => Cell::Number(counts.unknown_suite),
            Column::KeyGone => Cell::Number(counts.key_gone),
            Column::Damaged => Cell::Number(counts.damaged),
            _ => Cell::Empty,
        }
    }

    /// The names of a venue and of its zone.
    fn place(&self, place: PlaceId) -> (String, Option<String>) {
        let info = self.results.places.iter().find(|info| info.place == place);
        info.map_or_else(|| (place.to_string(), None), |info| (info.name.clone(), info.zone.clone()))
    }

    fn zones(&self, stay: &Stay) -> Cell {
        let zones: BTreeSet<String> = stay.spans.iter().filter_map(|span| self.place(span.place).1).collect();
        listed(zones)
    }

    fn doubts(&self, doubts: BTreeSet<Doubt>) -> Cell {
        listed(doubts.into_iter().map(|doubt| (self.words)(Word::Doubt(doubt))))
    }
}

fn listed(texts: impl IntoIterator<Item = String>) -> Cell {
    let texts: Vec<String> = texts.into_iter().collect();
    if texts.is_empty() { Cell::Empty } else { Cell::Text(texts.join("; ")) }
}
