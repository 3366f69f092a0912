//! The problem reports that this device sent: their numbers, states and answers. What was told in them is not kept.

use serde::{Deserialize, Serialize};
use venue_protocol::id::ReportSecret;
use venue_protocol::wire::reports::{ReportKind, ReportState, ReportStatus};

use super::stored::{Kept, Stored};

/// At most so many reports are remembered.
const MAX_REPORTS: usize = 50;
/// The longest number and answer that a stored value may have, in characters.
const MAX_TEXT: usize = 600;

/// A report that this device sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentReport {
    /// By which its state is asked for.
    pub secret: ReportSecret,
    /// What is wrong.
    pub kind: ReportKind,
    /// What the server said last; `None` while it is not known whether the report arrived.
    #[serde(default)]
    pub status: Option<ReportStatus>,
}

/// The reports, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reports(Vec<SentReport>);

impl Reports {
    /// Those that arrived, with what the server said last.
    pub fn arrived(&self) -> impl Iterator<Item = (&SentReport, &ReportStatus)> {
        self.0.iter().filter_map(|report| Some((report, report.status.as_ref()?)))
    }

    /// A report is about to be sent. One that is sent again stays where it is.
    pub fn begin(&mut self, secret: &ReportSecret, kind: ReportKind) {
        if !self.0.iter().any(|report| report.secret == *secret) {
            self.0.insert(0, SentReport { secret: secret.clone(), kind, status: None });
            // The oldest make room.
            self.0.truncate(MAX_REPORTS);
        }
    }

    /// The server said how far a report is.
    pub fn told(&mut self, secret: &ReportSecret, kind: ReportKind, status: ReportStatus) {
        // Another tab may have taken it for lost meanwhile.
        self.begin(secret, kind);
        if let Some(report) = self.0.iter_mut().find(|report| report.secret == *secret) {
            report.status = Some(status);
        }
    }

    /// The server does not know it, or its owner is done with it.
    pub fn forget(&mut self, secret: &ReportSecret) {
        self.0.retain(|report| report.secret != *secret);
    }

    /// Those whose state may change.
    pub fn to_ask(&self) -> Vec<SentReport> {
        let is_closed =
            |report: &SentReport| report.status.as_ref().is_some_and(|it| it.state == ReportState::Closed);
        self.0.iter().filter(|report| !is_closed(report)).cloned().collect()
    }
}

impl Stored for Reports {
    const VERSION: u16 = 1;
    const KIND: Kept = Kept::Reports;

    fn is_sound(&self) -> bool {
        let fits = |text: &str| text.chars().count() <= MAX_TEXT;
        let is_sound =
            |status: &ReportStatus| fits(&status.ticket) && status.answer.as_deref().is_none_or(fits);
        self.0.len() <= MAX_REPORTS && self.arrived().all(|(_, status)| is_sound(status))
    }
}
