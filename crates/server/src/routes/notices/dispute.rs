//! `POST /api/v1/disputes`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::bytes::Bytes;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::{self, MAX_STATEMENT};
use venue_protocol::seal::event::event_id;
use venue_protocol::wire::notices::{Dispute, DisputeOf, NewDispute};

use super::name;
use crate::app::App;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::routes::cases::hears;

/// "I was not there": what is said is sealed to the tracers and forgotten.
///
/// # Errors
/// A problem, if there is no such visit or receipt, it is decided already, or there are no tracers to seal it to.
#[utoipa::path(post, path = "/api/v1/disputes", tag = "notices", request_body = NewDispute,
    responses(
        (status = 204, description = "Said"),
        (status = "4XX", description = "Unknown, too long, or decided already", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn dispute(
    State(app): State<Arc<App>>,
    client: Client,
    Json(NewDispute { about: of, statement }): Json<NewDispute>,
) -> Result<StatusCode, ApiProblem> {
    app.budgets.registrations_per_client.spend(client.address)?;
    let statement = zeroize::Zeroizing::new(statement);
    if statement.chars().count() > MAX_STATEMENT {
        let why = format!("a statement has at most {MAX_STATEMENT} characters");
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail(why));
    }
    let authority = app.directory.current().authority.ok_or(ProblemType::NoAuthorityKeys)?;
    let (about, by_receipt) = (name(&of), case(&app, &of).await?);
    if let Some(case) = by_receipt {
        // What nobody would read is not taken.
        let heard = app.store.cases().case(case).await?.is_some_and(|case| hears(&case));
        heard.then_some(()).ok_or(ProblemType::EventUnknown)?;
    }
    let sealed = dispute::seal(&statement, about, authority.tracer(), &mut app.random.clone())
        .map_err(|_| ProblemType::Internal)?;
    let said = Dispute { about, by_receipt, statement: Bytes(sealed), at: app.clock.now(), decision: None };
    let mut entry = app.office.begin().await?;
    if !entry.writer.notices().say(&said).await? {
        return Err(ProblemType::EventConflict.into());
    }
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The case, if it is by a receipt. What nobody knows is not told from what was undone.
async fn case(app: &App, of: &DisputeOf) -> Result<Option<CaseId>, ApiProblem> {
    match of {
        DisputeOf::Visit { secret, scanned_at } => {
            let stored = app.store.event(event_id(secret, *scanned_at)).await?;
            let is_there = stored.is_some_and(|stored| stored.visit.is_some());
            if is_there { Ok(None) } else { Err(ProblemType::EventUnknown.into()) }
        }
        DisputeOf::Case(token) => {
            let case = app.store.notices().case_of(token.hash()).await?;
            Ok(Some(case.ok_or(ProblemType::EventUnknown)?))
        }
    }
}
