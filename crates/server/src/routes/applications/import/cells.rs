//! What the cells of a line say.

use csv::StringRecord;
use venue_protocol::application::MAX_HOURS;
use venue_protocol::category::Category;
use venue_protocol::problem::{FormField, FormProblem, Reason};
use venue_protocol::wire::applications::{
    Applicant, ApplicationForm, MAX_ZONES, OpeningHours, Position, Zone,
};
use venue_protocol::wire::manage::Division;
use venue_protocol::wire::venues::Gate;

use super::columns::Column;

const EVERY_DAY: u8 = 0b111_1111;

/// The cells of one line.
pub(super) struct Cells<'a> {
    columns: &'a [Option<Column>],
    record: &'a StringRecord,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(columns: &'a [Option<Column>], record: &'a StringRecord) -> Self {
        Self { columns, record }
    }

    /// A column's cell; empty if there is none.
    pub(super) fn get(&self, column: Column) -> &'a str {
        let at = self.columns.iter().position(|named| *named == Some(column));
        at.and_then(|at| self.record.get(at)).unwrap_or_default().trim()
    }

    /// The form that the line stands for, and the cells that are not understood.
    pub(super) fn form(&self, divisions: &[Division]) -> (ApplicationForm, Vec<FormProblem>) {
        let mut problems = Vec::new();
        let mut say = |field, entry, reason| problems.push(FormProblem { field, entry, reason });
        let text = |column| self.get(column).to_owned();
        let position = position(self.get(Column::Latitude), self.get(Column::Longitude));
        let opening_hours = opening_hours(self.get(Column::OpeningHours));
        let gate = own_gate(self.get(Column::Gate));
        let zones = zones(self.get(Column::Zones));
        let sensitive = yes(self.get(Column::Sensitive));
        let form = ApplicationForm {
            applicant: Applicant::Organisation {
                name: text(Column::Organisation),
                credit_code: text(Column::CreditCode),
            },
            venue_name: text(Column::VenueName),
            // What is not found goes on as it is, to be named as unknown.
            category: Category::named(self.get(Column::Category))
                .map_or_else(|| text(Column::Category), |category| category.code.to_owned()),
            division: division(self.get(Column::Division), divisions)
                .map_or_else(|| text(Column::Division), |division| division.code.clone()),
            street: text(Column::Street),
            address: text(Column::Address),
            position: position.unwrap_or_else(|| {
                say(FormField::Position, None, Reason::Shape);
                None
            }),
            contact_name: text(Column::ContactName),
            contact_phone: text(Column::ContactPhone),
            opening_hours: opening_hours.unwrap_or_else(|entry| {
                say(FormField::OpeningHours, Some(entry), Reason::Shape);
                Vec::new()
            }),
            gate: gate.unwrap_or_else(|| {
                say(FormField::Zones, None, Reason::Unknown);
                None
            }),
            zones: zones.unwrap_or_else(|entry| {
                say(FormField::Zones, Some(entry), Reason::Unknown);
                Vec::new()
            }),
            sensitive: sensitive.unwrap_or_else(|| {
                say(FormField::Sensitive, None, Reason::Unknown);
                false
            }),
            old_codes_until: None,
        };
        (form, problems)
    }
}

/// Both coordinates or none; `None` if they are not understood.
fn position(latitude: &str, longitude: &str) -> Option<Option<Position>> {
    if latitude.is_empty() && longitude.is_empty() {
        return Some(None);
    }
    Some(Some(Position { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? }))
}

fn division<'a>(cell: &str, divisions: &'a [Division]) -> Option<&'a Division> {
    divisions.iter().find(|division| {
        division.code == cell || division.zh == cell || division.en.eq_ignore_ascii_case(cell)
    })
}

/// `1-5 09:00-18:00; 6,7 10:00-16:00`, days from Monday, 1, to Sunday, 7; without days: every day. Where it is not
/// understood. Of too many, as with [`zones`].
fn opening_hours(cell: &str) -> Result<Vec<OpeningHours>, u16> {
    let plain: String = cell
        .chars()
        .map(|c| match c {
            '：' => ':',
            '；' => ';',
            '，' | '、' => ',',
            '—' | '–' | '－' | '~' | '～' | '至' => '-',
            other => other,
        })
        .collect();
    let lines = plain.split(';').map(str::trim).filter(|line| !line.is_empty());
    (0..).zip(lines.take(MAX_HOURS + 1)).map(|(entry, line)| hours(line).ok_or(entry)).collect()
}

fn hours(line: &str) -> Option<OpeningHours> {
    let (days, times) = match line.rsplit_once(char::is_whitespace) {
        Some((days, times)) => (self::days(days)?, times),
        None => (EVERY_DAY, line),
    };
    let (from, to) = times.split_once('-')?;
    Some(OpeningHours { days, from: minute(from)?, to: minute(to)? })
}

fn days(text: &str) -> Option<u8> {
    let mut days = 0;
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (u8, u8) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if first == 0 || last > 7 || first > last {
            return None;
        }
        days |= (first..=last).fold(0, |days, day| days | 1 << (day - 1));
    }
    Some(days)
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The venue's own code; an empty cell is both directions.
fn own_gate(cell: &str) -> Option<Option<Gate>> {
    match cell.to_lowercase().as_str() {
        "" => Some(Some(Gate::Both)),
        "无" | "none" => Some(None),
        _ => gate(cell).map(Some),
    }
}

fn gate(text: &str) -> Option<Gate> {
    match text.trim().to_lowercase().as_str() {
        "进出" | "双向" | "both" => Some(Gate::Both),
        "进" | "入口" | "entry" => Some(Gate::Entry),
        "出" | "出口" | "exit" => Some(Gate::Exit),
        _ => None,
    }
}

/// `东门=进; 西门=出; 大厅`: without a direction both. Where it is not understood. Of a cell with too many, only so many
/// are read that the check finds them too many.
fn zones(cell: &str) -> Result<Vec<Zone>, u16> {
    let parts = cell.split([';', '；', '|']).map(str::trim).filter(|part| !part.is_empty());
    (0_u16..)
        .zip(parts.take(MAX_ZONES + 1))
        .map(|(entry, part)| {
            let (name, gate) = match part.rsplit_once(['=', '＝']) {
                Some((name, direction)) => (name, gate(direction).ok_or(entry)?),
                None => (part, Gate::Both),
            };
            Ok(Zone { place: None, name: name.trim().to_owned(), gate })
        })
        .collect()
}

fn yes(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "" | "否" | "no" | "false" | "0" => Some(false),
        "是" | "yes" | "true" | "1" => Some(true),
        _ => None,
    }
}
