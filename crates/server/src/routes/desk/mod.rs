//! The management terminal: checking guests in, numbered slips, paper passes.

pub mod check_in;
pub mod passes;
pub mod slips;

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use utoipa::OpenApi;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::manage::VenueSettings;

use crate::app::App;
use crate::desk_quota::Left;
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};
use crate::sealer::{Refusal, Terminal};
use crate::store::StoreError;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(check_in::check_in, passes::issue, passes::withdraw, slips::print))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/venues/{venue}/desk/check-ins", post(check_in::check_in))
        .route("/venues/{venue}/desk/passes", post(passes::issue))
        .route("/venues/{venue}/desk/passes/withdraw", post(passes::withdraw))
        .route("/venues/{venue}/desk/slips", post(slips::print))
}

/// Why a terminal's request is not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The venue is applied for.
    #[error("the venue is not approved")]
    NotApproved,
    /// The staff member's hour is used up.
    #[error("the hourly limit is reached")]
    Limit(Left),
    /// The sealer says why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DeskError> for ApiProblem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotApproved => ProblemType::NotApproved.into(),
            DeskError::Limit(left) => {
                let mut problem = Problem::new(ProblemType::DeskLimit);
                problem.retry_after_s = Some(left.retry_after_s);
                Self(Box::new(problem))
            }
            DeskError::Refused(refusal) => refusal.into(),
            DeskError::Store(error) => error.into(),
        }
    }
}

/// One staff member's terminal at a venue, for one request.
struct Shift<'a> {
    app: &'a App,
    access: &'a Access<Serve>,
    limit: u16,
}

impl<'a> Shift<'a> {
    fn new(app: &'a App, access: &'a Access<Serve>) -> Result<Self, DeskError> {
        let directory = app.directory.current();
        if !directory.has_venue(access.venue) {
            return Err(DeskError::NotApproved);
        }
        let default = VenueSettings::default().hourly_limit;
        let limit = directory.rules(access.venue).map_or(default, |rules| rules.hourly_limit);
        Ok(Self { app, access, limit })
    }

    /// What is left of the hour.
    fn left(&self) -> Left {
        self.app.desk_quota.left(self.access.who.account, self.access.venue, self.limit)
    }

    /// Lets the sealer register a guest, if there is a turn left for one; a repetition is answered in any case.
    /// `registered` tells of the answer whether it took the turn.
    async fn register<T>(
        &self,
        ask: impl AsyncFnOnce(Terminal) -> Result<T, Refusal>,
        registered: impl FnOnce(&T) -> bool,
    ) -> Result<T, DeskError> {
        let quota = &self.app.desk_quota;
        let turn = quota.take(self.access.who.account, self.access.venue, self.limit);
        let terminal = Terminal {
            venue: self.access.venue,
            received_at: self.app.clock.now(),
            retention_days: self.app.config.retention_days,
            may_register: turn.is_some(),
        };
        let answer = ask(terminal).await;
        if let Some(turn) = turn
            && !answer.as_ref().is_ok_and(registered)
        {
            quota.give_back(turn);
        }
        answer.map_err(|refusal| match refusal {
            Refusal::Problem(ProblemType::DeskLimit) => DeskError::Limit(self.left()),
            other => other.into(),
        })
    }
}
