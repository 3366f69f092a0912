//! Problem reports (F10): sending them, and asking how far they are.

use venue_protocol::id::ReportSecret;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::reports::{LookUpReport, ReportStatus, SendReport};

use super::Services;
use super::shelf::Key;
use crate::api::{self, ApiError};
use crate::platform::random::NoRandom;
use crate::state::reports::Reports;

impl Services {
    /// The reports that this device sent.
    pub fn reports(&self) -> Reports {
        self.0.shelf.load(Key::Reports).unwrap_or_default()
    }

    /// Draws the secret of a new report.
    ///
    /// # Errors
    /// If the browser gives no random bytes.
    pub fn report_secret(&self) -> Result<ReportSecret, NoRandom> {
        self.random().map(ReportSecret)
    }

    /// Sends a report. Its secret is on the device before, so that it is found again if the answer is lost.
    ///
    /// # Errors
    /// If it was refused, or nobody knows whether it arrived: then the same report can be sent again.
    pub async fn send_report(&self, report: &SendReport) -> Result<ReportStatus, ApiError> {
        self.update_reports(|reports| reports.begin(&report.secret, report.kind));
        let answer = api::reports::send(&*self.0.platform.http, report).await;
        self.update_reports(|reports| match &answer {
            Ok(status) => reports.told(&report.secret, report.kind, status.clone()),
            Err(ApiError::Problem(problem)) if problem.status < 500 => reports.forget(&report.secret),
            Err(_) => {}
        });
        answer
    }

    /// Asks for what may have changed; what cannot be asked for stays as it was.
    pub async fn refresh_reports(&self) -> Reports {
        for report in self.reports().to_ask() {
            let whose = LookUpReport { secret: report.secret.clone() };
            let answer = api::reports::look_up(&*self.0.platform.http, &whose).await;
            self.update_reports(|reports| match answer {
                Ok(status) => reports.told(&report.secret, report.kind, status),
                Err(error) if error.problem() == Some(ProblemType::ReportUnknown) => {
                    reports.forget(&report.secret);
                }
                Err(_) => {}
            });
        }
        self.reports()
    }

    fn update_reports(&self, change: impl FnOnce(&mut Reports)) {
        let mut reports = self.reports();
        let before = reports.clone();
        change(&mut reports);
        if reports != before {
            self.0.shelf.save(Key::Reports, &reports);
        }
    }
}
