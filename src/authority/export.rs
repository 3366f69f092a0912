//! The results as files, with words of the catalogue.

use venue_protocol::bytes::Bytes;
use venue_protocol::wire::cases::ExportFormat;
use venue_trace::Results;
use venue_trace::confidence::{Confidence, Doubt};
use venue_trace::export::{Column, ExportError, Table, Word, csv, xlsx};
use venue_trace::stay::Known;

use crate::i18n::Words;
use crate::i18n::text::console::{ExportText as Text, Tracing};

/// One workbook, or a text file for each table; each with what it is about.
///
/// # Errors
/// If one cannot be written.
pub fn files(
    results: &Results,
    format: ExportFormat,
    words: Words,
) -> Result<Vec<(String, Bytes)>, ExportError> {
    let say = |word| word_text(words, word).to_owned();
    match format {
        ExportFormat::Xlsx => Ok(vec![("results".to_owned(), Bytes(xlsx(results, &say)?))]),
        ExportFormat::Csv => {
            let file = |table| Ok((table_name(table).to_owned(), Bytes(csv(results, table, &say)?)));
            Table::ALL.into_iter().map(file).collect()
        }
    }
}

/// How many rows the files have in all.
pub fn rows(results: &Results) -> u32 {
    Table::ALL.into_iter().map(|table| table.len(results) as u32).sum()
}

/// What a file is called.
const fn table_name(table: Table) -> &'static str {
    match table {
        Table::Persons => "persons",
        Table::Track => "track",
        Table::Contacts => "contacts",
        Table::Sealed => "sealed",
    }
}

fn word_text(words: Words, word: Word) -> &'static str {
    match word {
        Word::Confidence(confidence) => words.of(confidence_text(confidence)),
        Word::Doubt(doubt) => words.of(doubt_text(doubt)),
        Word::Destroyed => words.of(Tracing::Destroyed),
        Word::Sealed => words.of(Tracing::Sealed),
        Word::NotAsked => words.of(Tracing::NotAsked),
        Word::Records => words.of(Tracing::SealedRecords),
        Word::NotReleased => words.of(Tracing::SealedNotReleased),
        Word::Rows => words.of(Tracing::SealedRows),
        Word::Identities => words.of(Tracing::SealedIdentities),
        Word::Yes => words.of(Text::Yes),
        Word::No => words.of(Text::No),
        Word::Known(known) => words.of(match known {
            Known::Registered => Text::Registered,
            Known::Stated => Text::Stated,
            Known::Derived => Text::Derived,
            Known::Unknown => Text::Unknown,
        }),
        Word::Table(table) => words.of(match table {
            Table::Persons => Text::Persons,
            Table::Track => Text::Track,
            Table::Contacts => Text::Contacts,
            Table::Sealed => Text::Sealed,
        }),
        Word::Column(column) => words.of(column_text(column)),
    }
}

const fn column_text(column: Column) -> Text {
    match column {
        Column::Name => Text::Name,
        Column::Phone => Text::Phone,
        Column::IssuingState => Text::IssuingState,
        Column::Number => Text::Number,
        Column::Degree => Text::Degree,
        Column::Registrations => Text::Registrations,
        Column::Met => Text::Met,
        Column::Venue => Text::Venue,
        Column::Zones => Text::Zones,
        Column::StartEarliest => Text::StartEarliest,
        Column::StartLatest => Text::StartLatest,
        Column::StartKnown => Text::StartKnown,
        Column::EndEarliest => Text::EndEarliest,
        Column::EndLatest => Text::EndLatest,
        Column::EndKnown => Text::EndKnown,
        Column::Best => Text::Best,
        Column::Worst => Text::Worst,
        Column::SameZoneBest => Text::SameZoneBest,
        Column::SameZoneWorst => Text::SameZoneWorst,
        Column::CameAlong => Text::CameAlong,
        Column::Confidence => Text::Confidence,
        Column::Doubts => Text::Doubts,
        Column::Kind => Text::Kind,
        Column::UnknownSuite => Text::UnknownSuite,
        Column::KeyGone => Text::KeyGone,
        Column::Damaged => Text::Damaged,
    }
}

/// How far something is to be trusted, in words.
pub const fn confidence_text(confidence: Confidence) -> Tracing {
    match confidence {
        Confidence::Confirmed => Tracing::ConfidenceConfirmed,
        Confidence::Likely => Tracing::ConfidenceLikely,
        Confidence::Uncertain => Tracing::ConfidenceUncertain,
    }
}

/// A reason to doubt, in words.
pub const fn doubt_text(doubt: Doubt) -> Tracing {
    match doubt {
        Doubt::Declared => Tracing::DoubtDeclared,
        Doubt::Late => Tracing::DoubtLate,
        Doubt::DirectionCorrected => Tracing::DoubtDirectionCorrected,
        Doubt::EndStated => Tracing::DoubtEndStated,
        Doubt::EndDerived => Tracing::DoubtEndDerived,
        Doubt::Told => Tracing::DoubtTold,
        Doubt::AssuranceUnknown => Tracing::DoubtAssuranceUnknown,
        Doubt::ClockOff => Tracing::DoubtClockOff,
        Doubt::SentBeforeScan => Tracing::DoubtSentBeforeScan,
        Doubt::TimeImplausible => Tracing::DoubtTimeImplausible,
        Doubt::CodeRevoked => Tracing::DoubtCodeRevoked,
        Doubt::Disputed => Tracing::DoubtDisputed,
        Doubt::EndUnknown => Tracing::DoubtEndUnknown,
        Doubt::FlagUnknown => Tracing::DoubtFlagUnknown,
    }
}
