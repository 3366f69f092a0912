//! The history as a file for its owner, with what was found and said of it. Names of sensitive venues are masked here as in the history.

use serde::Serialize;
use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::spreadsheet::harmless;
use venue_protocol::wire::check_ins::Means;
use venue_protocol::wire::venues::Direction;

use crate::json::{self, JsonError};

use super::history::{EndedBy, History};
use super::notices::Notices;
use super::visit::{ShownName, Status, Visit};

/// One line of the export.
#[derive(Serialize)]
struct Line {
    at: Instant,
    direction: Direction,
    venue: String,
    zone: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemType>,
    means: Means,
    persons: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_is_estimated: Option<bool>,
    /// The day on which it was published that the visit was affected.
    #[serde(skip_serializing_if = "Option::is_none")]
    exposure_notice: Option<String>,
    /// When "I was not there" was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    said_not_there: Option<Instant>,
}

impl Line {
    fn of(visit: &Visit, history: &History, notices: &Notices, now: Instant) -> Self {
        let (venue, zone) = match visit.shown_name() {
            ShownName::Name { name, zone } => (name.to_owned(), zone.unwrap_or_default().to_owned()),
            ShownName::Masked => ("***".to_owned(), String::new()),
            ShownName::Follows => Default::default(),
        };
        let (status, problem) = match &visit.status {
            Status::Waiting(_) => ("waiting", None),
            Status::Registered(_) => ("registered", None),
            Status::Refused(problem) => ("refused", Some(problem.kind)),
            Status::Undoing(_) => ("undoing", None),
            Status::Undone => ("undone", None),
        };
        let end = history.end_of(visit, now);
        let affected = notices.visits(history).find(|(_, of)| of.id == visit.id);
        Self {
            at: visit.scanned_at,
            direction: visit.direction,
            venue,
            zone,
            status,
            problem,
            means: visit.means,
            persons: visit.labels.clone(),
            ended_at: end.map(|end| end.at),
            end_is_estimated: end.map(|end| !EndedBy::is_stated(end.by)),
            exposure_notice: affected.map(|(found, _)| found.day.to_string()),
            said_not_there: notices.said(&visit.disputed()).map(|said| said.state.at),
        }
    }

    fn csv(&self) -> String {
        let estimated = match self.end_is_estimated {
            Some(true) => "estimated",
            Some(false) => "stated",
            None => "",
        };
        let direction = match self.direction {
            Direction::Entry => "entry",
            Direction::Exit => "exit",
        };
        let means = match self.means {
            Means::Camera => "camera",
            Means::Photo => "photo",
            Means::Typed => "typed",
            Means::Link => "link",
        };
        let cells = [
            self.at.to_string(),
            direction.to_owned(),
            self.venue.clone(),
            self.zone.clone(),
            self.status.to_owned(),
            self.problem.map(|kind| kind.slug().to_owned()).unwrap_or_default(),
            means.to_owned(),
            self.persons.join(" "),
            self.ended_at.map(|at| at.to_string()).unwrap_or_default(),
            estimated.to_owned(),
            self.exposure_notice.clone().unwrap_or_default(),
            self.said_not_there.map(|at| at.to_string()).unwrap_or_default(),
        ];
        cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(",")
    }
}

const HEAD: &str =
    "at,direction,venue,zone,status,problem,means,persons,ended_at,end,exposure_notice,said_not_there";

/// The history as JSON, newest first.
pub fn to_json(history: &History, notices: &Notices, now: Instant) -> Result<String, JsonError> {
    let lines: Vec<_> = history.visits().map(|visit| Line::of(visit, history, notices, now)).collect();
    json::to_pretty_text(&lines)
}

/// The history as CSV (RFC 4180) with a byte order mark, which spreadsheets need to read Chinese; no cell is a formula.
pub fn to_csv(history: &History, notices: &Notices, now: Instant) -> String {
    let lines = history.visits().map(|visit| Line::of(visit, history, notices, now).csv());
    let mut text = format!("\u{feff}{HEAD}\r\n");
    for line in lines {
        text.push_str(&line);
        text.push_str("\r\n");
    }
    text
}

fn csv_cell(text: &str) -> String {
    let text = harmless(text);
    // RFC 4180; a guarded one in quotes, too, as some programs read the apostrophe only there.
    if text.starts_with('\'') || text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
