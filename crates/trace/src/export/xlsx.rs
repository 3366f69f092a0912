//! All tables as a workbook: numbers as numbers, times as times, texts as texts that are never computed.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use venue_protocol::instant::SHANGHAI_OFFSET_S;

use super::ExportError;
use super::table::{Cell, Table, Word};
use crate::results::Results;

/// A sheet for each table; times are those of Asia/Shanghai.
///
/// # Errors
/// If it cannot be written: a table's name that no sheet can have, or too many rows.
pub fn xlsx(results: &Results, words: &dyn Fn(Word) -> String) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let (bold, time) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"));
    // A text by its kind and by its format: it is computed neither as it is nor after it was edited, so that a phone number
    // needs no apostrophe that would go into a dial list.
    let text = Format::new().set_num_format("@");
    for table in Table::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(words(Word::Table(table)))?;
        for (column, named) in (0..).zip(table.columns()) {
            sheet.write_string_with_format(0, column, words(Word::Column(*named)), &bold)?;
            sheet.set_column_width(column, 20)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (line, row) in (1..).zip(table.rows(results, words)) {
            for (column, cell) in (0..).zip(row) {
                write(sheet, line, column, cell, &text, &time)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: Cell,
    as_text: &Format,
    time: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(line, column, text, as_text)?;
        }
        Cell::Number(number) => {
            sheet.write_number(line, column, number)?;
        }
        Cell::Time(seconds) => {
            let local = ExcelDateTime::from_timestamp(i64::from(seconds) + SHANGHAI_OFFSET_S)?;
            sheet.write_datetime_with_format(line, column, &local, time)?;
        }
    }
    Ok(())
}
