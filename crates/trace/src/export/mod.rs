//! The results as files: one table as CSV, or all of them as the sheets of a workbook.
//!
//! A text that a spreadsheet program would compute gets an apostrophe in front (and is a cell of the kind text in the
//! workbook); numbers and times are typed there. Words come from whoever shows them, in one language or in both.

mod csv;
mod table;
mod xlsx;

pub use self::csv::csv;
pub use table::{Column, Table, Word};
pub use xlsx::xlsx;

/// The file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// As text.
    #[error("the text file cannot be written")]
    Csv(#[from] ::csv::Error),
    /// As a workbook.
    #[error("the workbook cannot be written")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}
