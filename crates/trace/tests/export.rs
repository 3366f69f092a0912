//! The results as files, read back by other libraries, of persons and venues whose names are formulas.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use venue_protocol::bytes::Bytes;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::wire::cases::{PlaceInfo, Window, WirePid};
use venue_protocol::wire::venues::{Direction, Gate};
use venue_trace::Results;
use venue_trace::confidence::{Confidence, Doubt};
use venue_trace::contact::Overlap;
use venue_trace::export::{Column, Table, Word, csv, xlsx};
use venue_trace::person::Who;
use venue_trace::results::{Encounter, Person, Sealed, SignAt, Stay};
use venue_trace::stay::{Bound, Interval, Known, Span};

/// 2026-11-23T10:00:00+08:00
const TEN: u32 = 1_795_399_200;
const VENUE: PlaceId = PlaceId([1; 6]);
const FORMULAS: [&str; 8] =
    ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1,1)", "\t=1", "  =1", "＝1", "\u{3000}=1"];

fn person(name: &str, degree: u8) -> Person {
    let document = Bytes(b"\x02UTO\x05=1+1A".to_vec());
    let who = Who::Known { document, name: name.to_owned(), phone: "+8613800138000".to_owned() };
    Person { pids: vec![WirePid([degree; 16])], who, degree }
}

fn stay(person: usize) -> Stay {
    let at = |at| Bound { earliest: at, latest: at, known: Known::Registered };
    let end = Bound { earliest: TEN, latest: TEN + 5400, known: Known::Unknown };
    let interval = Interval { start: at(TEN), end };
    Stay {
        person,
        venue: VENUE,
        interval,
        spans: vec![Span { place: VENUE, interval }],
        signs: vec![SignAt {
            event: EventId([person as u8; 16]),
            place: VENUE,
            at: TEN,
            direction: Direction::Entry,
            late_minutes: 0,
        }],
        confidence: Confidence::Uncertain,
        doubts: vec![Doubt::Declared, Doubt::EndUnknown],
    }
}

/// One person of the case and a contact of this name, at a venue of this name.
fn results(name: &str) -> Results {
    Results {
        window: Window { from: TEN / 60, to: TEN / 60 + 600 },
        places: vec![PlaceInfo {
            place: VENUE,
            venue: VENUE,
            name: name.to_owned(),
            zone: Some(name.to_owned()),
            gate: Gate::Both,
            gone: false,
        }],
        persons: vec![person("甲甲", 0), person(name, 1), Person { who: Who::Destroyed, ..person("", 1) }],
        stays: vec![stay(0), stay(1), stay(2)],
        encounters: vec![
            Encounter {
                subject: Some(0),
                other: 1,
                overlap: Overlap { best: 12, worst: 90 },
                same_place: Some(Overlap { best: 0, worst: 45 }),
                came_along: false,
                confidence: Confidence::Uncertain,
            },
            Encounter {
                subject: Some(0),
                other: 2,
                overlap: Overlap { best: 0, worst: 1 },
                same_place: None,
                came_along: true,
                confidence: Confidence::Uncertain,
            },
        ],
        sealed: Sealed::default(),
    }
}

fn words(word: Word) -> String {
    match word {
        Word::Table(table) => format!("{table:?}"),
        Word::Column(column) => format!("{column:?}"),
        Word::Known(known) => format!("{known:?}"),
        Word::Confidence(confidence) => format!("{confidence:?}"),
        Word::Doubt(doubt) => format!("{doubt:?}"),
        other => format!("{other:?}"),
    }
}

/// The cells of a table as CSV, its head first.
fn read_csv(results: &Results, table: Table) -> Vec<Vec<String>> {
    let bytes = csv(results, table, &words).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the byte order mark");
    assert!(text.ends_with(b"\r\n"));
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(table: Table, column: Column) -> usize {
    table.columns().iter().position(|there| *there == column).unwrap()
}

#[test]
fn what_would_be_a_formula_is_a_text_in_a_workbook_and_gets_an_apostrophe_in_a_text_file() {
    for formula in FORMULAS {
        let results = results(formula);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx(&results, &words).unwrap())).unwrap();
        for table in Table::ALL {
            let sheet = format!("{table:?}");
            assert!(book.worksheet_formula(&sheet).unwrap().used_cells().next().is_none());
            let texts = read_csv(&results, table).concat();
            assert!(!texts.iter().any(|cell| cell == formula || cell == "+8613800138000"), "{texts:?}");
            if table == Table::Contacts {
                let range = book.worksheet_range(&sheet).unwrap();
                let as_it_is = Data::String(formula.to_owned());
                // The name, the venue and its zone for two rows; the name stands in one of them.
                assert_eq!(
                    range.used_cells().filter(|(_, _, cell)| **cell == as_it_is).count(),
                    5,
                    "{formula}"
                );
                let phone = Data::String("+8613800138000".to_owned());
                assert!(range.used_cells().any(|(_, _, cell)| *cell == phone));
                let harmless = format!("'{formula}");
                assert_eq!(texts.iter().filter(|cell| **cell == harmless).count(), 5, "{formula}");
            }
        }
    }
}

#[test]
fn numbers_are_numbers_and_times_are_times_in_a_workbook() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx(&results("乙"), &words).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Persons", "Track", "Contacts", "Sealed"]);
    let contacts = book.worksheet_range("Contacts").unwrap();
    let cell = |row: u32, named| {
        contacts.get_value((row, column(Table::Contacts, named) as u32)).cloned().unwrap_or(Data::Empty)
    };
    assert_eq!(cell(1, Column::Best), Data::Float(12.0));
    assert_eq!(cell(1, Column::SameZoneWorst), Data::Float(45.0));
    assert_eq!(cell(2, Column::SameZoneWorst), Data::Empty);
    // 2026-11-23 is day 46349 of spreadsheets; local time.
    let Data::DateTime(start) = cell(1, Column::StartEarliest) else { panic!("no time") };
    assert!((start.as_f64() - (46_349.0 + 10.0 / 24.0)).abs() < 1e-6, "{start:?}");
}

#[test]
fn a_text_file_has_local_times_and_says_who_cannot_be_named() {
    let results = results("乙");
    let contacts = read_csv(&results, Table::Contacts);
    let cell = |row: usize, named| contacts[row][column(Table::Contacts, named)].as_str();
    assert_eq!(cell(0, Column::Best), "Best");
    assert_eq!(cell(1, Column::StartEarliest), "2026-11-23 10:00:00");
    assert_eq!(cell(1, Column::EndLatest), "2026-11-23 11:30:00");
    assert_eq!((cell(1, Column::Name), cell(1, Column::Met)), ("乙", "甲甲"));
    assert_eq!(cell(1, Column::Doubts), "Declared; EndUnknown");
    assert_eq!((cell(2, Column::Name), cell(2, Column::Phone)), ("Destroyed", ""));
    assert_eq!((cell(2, Column::CameAlong), cell(2, Column::Number)), ("Yes", ""));
    let counts = Table::ALL.map(|table| (table.len(&results), read_csv(&results, table).len() - 1));
    assert_eq!(counts, [(3, 3), (1, 1), (2, 2), (4, 4)]);
}
