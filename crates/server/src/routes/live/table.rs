//! Counts as files for spreadsheet programs. Names come from applicants, and no program may take one for a formula.

use rust_xlsxwriter::{Workbook, XlsxError};
use venue_protocol::instant::Day;
use venue_protocol::spreadsheet::harmless;

/// The media type of a spreadsheet.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Both languages: the file is passed on.
const HEAD: [&str; 6] = ["日期 Day", "时段 Hour", "场所 Venue", "分区 Zone", "进入 Entries", "离开 Exits"];
/// Without it spreadsheet programs take UTF-8 for something else.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What an hour had at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) day: Day,
    /// The hour of the day in Asia/Shanghai.
    pub(super) hour: u8,
    pub(super) venue: &'a str,
    /// Empty for the venue itself.
    pub(super) zone: &'a str,
    pub(super) entries: u32,
    pub(super) exits: u32,
}

impl Line<'_> {
    fn hour(&self) -> String {
        format!("{:02}:00-{:02}:00", self.hour, self.hour + 1)
    }
}

/// The table cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet cannot be written")]
pub struct TableError(#[from] XlsxError);

/// As text: UTF-8 with its mark, lines ending as RFC 4180 has them.
pub(super) fn csv(lines: &[Line<'_>]) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_owned();
    let mut push = |cells: [&str; 6]| {
        let cells = cells.map(|cell| format!("\"{}\"", harmless(cell).replace('"', "\"\"")));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    push(HEAD);
    for line in lines {
        let (day, hour) = (line.day.to_string(), line.hour());
        let (entries, exits) = (line.entries.to_string(), line.exits.to_string());
        push([&day, &hour, line.venue, line.zone, &entries, &exits]);
    }
    text.into_bytes()
}

/// As a spreadsheet: texts are cells of the kind text, which are never computed.
pub(super) fn xlsx(lines: &[Line<'_>]) -> Result<Vec<u8>, TableError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(HEAD) {
        sheet.write_string(0, column, title)?;
        sheet.set_column_width(column, 16)?;
    }
    for (row, line) in (1..).zip(lines) {
        sheet.write_string(row, 0, line.day.to_string())?;
        sheet.write_string(row, 1, line.hour())?;
        sheet.write_string(row, 2, harmless(line.venue))?;
        sheet.write_string(row, 3, harmless(line.zone))?;
        sheet.write_number(row, 4, line.entries)?;
        sheet.write_number(row, 5, line.exits)?;
    }
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_as_a_formula_is_made_harmless_and_quotes_are_doubled() {
        let line = |venue| Line { day: Day(2518), hour: 9, venue, zone: "", entries: 3, exits: 1 };
        let row = |venue| {
            let text = String::from_utf8(csv(&[line(venue)])).unwrap();
            assert!(text.starts_with("\u{feff}\"日期 Day\","));
            text.lines().nth(1).unwrap().to_owned()
        };
        assert_eq!(row("图书馆"), r#""2026-11-23","09:00-10:00","图书馆","","3","1""#);
        assert_eq!(row("A, \"B\""), r#""2026-11-23","09:00-10:00","A, ""B""","","3","1""#);
        for venue in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"] {
            assert!(row(venue).contains(&format!("\"'{venue}\"")), "{venue}");
        }
        for venue in ["a=1", "1-2", "老=店"] {
            assert!(row(venue).contains(&format!("\"{venue}\"")), "{venue}");
        }
    }
}
