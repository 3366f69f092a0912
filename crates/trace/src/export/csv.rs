//! A table as text: UTF-8 with its mark, lines as RFC 4180 has them.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use venue_protocol::instant::{Day, SHANGHAI_OFFSET_S};

use super::ExportError;
use super::table::{Cell, Table, Word};
use crate::results::Results;
use venue_protocol::spreadsheet::harmless;

/// Without it spreadsheet programs take UTF-8 for something else.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table as CSV; times are those of Asia/Shanghai.
///
/// # Errors
/// If it cannot be written.
pub fn csv(results: &Results, table: Table, words: &dyn Fn(Word) -> String) -> Result<Vec<u8>, ExportError> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(table.columns().iter().map(|column| harmless(&words(Word::Column(*column)))))?;
    for row in table.rows(results, words) {
        writer.write_record(row.into_iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => harmless(&text),
            Cell::Number(number) => number.to_string(),
            Cell::Time(seconds) => local(seconds),
        }))?;
    }
    writer.into_inner().map_err(|error| ExportError::Csv(error.into_error().into()))
}

fn local(seconds: u32) -> String {
    let of_day = (i64::from(seconds) + SHANGHAI_OFFSET_S) % 86_400;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{} {hour:02}:{minute:02}:{second:02}", Day::of_unix_seconds(seconds.into()))
}
