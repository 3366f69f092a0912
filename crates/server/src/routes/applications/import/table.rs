//! Reading a table: its encoding, its separator, its head, its lines.

use encoding_rs::GB18030;
use venue_protocol::application::{Against, CheckedForm};
use venue_protocol::instant::Day;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::applications::{ApplicationForm, MAX_LINES, MAX_NAME, Purpose};
use venue_protocol::wire::manage::Division;

use super::cells::Cells;
use super::columns::{Column, is_example};

/// What may stand between cells; spreadsheet programs choose it by their language.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Why a file as a whole is not read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Neither UTF-8 nor GBK, or not text.
    #[error("the file is not a text in UTF-8 or GBK; save it as CSV")]
    NotText,
    /// No head, or not the columns of the template.
    #[error("the first line must name the columns as the template does; missing: {}", .0.join(", "))]
    Head(Vec<String>),
    /// A column stands there twice.
    #[error("a column stands in the first line twice")]
    Twice,
    /// The head only, or the example as well.
    #[error("the table has no lines besides its head and the example")]
    Empty,
    /// More than are imported at once.
    #[error("the table has more than {MAX_LINES} lines; split it")]
    Long,
}

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    /// In the file, the head being line 1.
    pub number: u32,
    /// The venue's name, as far as it can be read.
    pub venue_name: String,
    /// The form, or what is wrong.
    pub form: Result<ApplicationForm, Box<Problem>>,
}

/// Reads and checks all lines.
///
/// # Errors
/// If the file is not such a table.
pub fn read(file: &[u8], divisions: &[Division], today: Day) -> Result<Vec<Line>, TableError> {
    let text = decode(file)?;
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let head = records.next().and_then(Result::ok).unwrap_or_default();
    let columns: Vec<Option<Column>> = head.iter().map(Column::named).collect();
    let missing = Column::missing(&columns);
    if !missing.is_empty() {
        return Err(TableError::Head(missing));
    }
    let named: Vec<Column> = columns.iter().copied().flatten().collect();
    if (1..named.len()).any(|at| named[..at].contains(&named[at])) {
        return Err(TableError::Twice);
    }
    let against = Against { divisions, purpose: Purpose::New, zones: &[], today };
    let mut lines = Vec::new();
    let mut place = Place { text: &text, byte: 0, line: 1 };
    for record in records {
        let record = record.map_err(|_| TableError::NotText)?;
        // Spreadsheet programs leave lines of nothing but separators behind.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells = Cells::new(&columns, &record);
        // Left in below the head: nobody applies for it.
        if is_example(cells.get(Column::Organisation), cells.get(Column::VenueName)) {
            continue;
        }
        if lines.len() == MAX_LINES {
            return Err(TableError::Long);
        }
        let number = place.line_of(&record);
        let venue_name = cells.get(Column::VenueName).chars().take(MAX_NAME).collect();
        let form = if record.len() != columns.len() {
            let detail = format!("{} cells instead of {}", record.len(), columns.len());
            Err(Box::new(Problem::new(ProblemType::TableUnusable).with_detail(detail)))
        } else {
            checked(&cells, &against)
        };
        lines.push(Line { number, venue_name, form });
    }
    if lines.is_empty() { Err(TableError::Empty) } else { Ok(lines) }
}

/// Counts lines as an editor shows them, which the reader of records does not where some are empty.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    line: u32,
}

impl Place<'_> {
    /// The line that a record begins in; records are asked for in their order.
    fn line_of(&mut self, record: &csv::StringRecord) -> u32 {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.byte) {
            let is_break = *byte == b'\n' || (*byte == b'\r' && bytes.get(self.byte + 1) != Some(&b'\n'));
            // Empty lines before a record are said to be a part of it.
            if start.is_none_or(|start| self.byte >= start) && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.line += u32::from(is_break);
            self.byte += 1;
        }
        self.line
    }
}

fn checked(cells: &Cells<'_>, against: &Against<'_>) -> Result<ApplicationForm, Box<Problem>> {
    let (form, mut problems) = cells.form(against.divisions);
    match CheckedForm::parse(&form, against) {
        Ok(form) if problems.is_empty() => return Ok(form.into_form()),
        Ok(_) => {}
        // What a cell says wrongly is a gap in the form, which need not be told as well.
        Err(gaps) => {
            let told: Vec<_> = problems.iter().map(|problem| problem.field).collect();
            problems.extend(gaps.into_iter().filter(|gap| !told.contains(&gap.field)));
        }
    }
    let mut problem = Problem::new(ProblemType::Invalid);
    problem.form = problems;
    Err(Box::new(problem))
}

/// UTF-8 with or without its mark, else GB18030, which holds GBK.
fn decode(file: &[u8]) -> Result<String, TableError> {
    let text = match str::from_utf8(file) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
        Err(_) => GB18030
            .decode_without_bom_handling_and_without_replacement(file)
            .ok_or(TableError::NotText)?
            .into_owned(),
    };
    let is_text = !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n'));
    if is_text { Ok(text) } else { Err(TableError::NotText) }
}

/// The separator by which the first line has the most columns.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let columns = |separator: &u8| {
        head.split(char::from(*separator))
            .filter(|cell| Column::named(cell.trim_matches('"')).is_some())
            .count()
    };
    SEPARATORS.into_iter().max_by_key(columns).unwrap_or(b',')
}
