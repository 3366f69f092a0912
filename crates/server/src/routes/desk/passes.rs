//! `POST /api/v1/venues/{venue}/desk/passes` and `POST /api/v1/venues/{venue}/desk/passes/withdraw`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::desk::{IssuePass, NewPass, WithdrawPass};

use super::{DeskError, Shift};
use crate::app::App;
use crate::extract::{Json, RawJson};
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};
use crate::routes::persons::register::{CLOSE, Closing};
use crate::sealer::PassKey;

/// Registers a person and makes a paper pass, once for each secret. The body is read by the sealer alone.
///
/// # Errors
/// [`DeskError`] as a problem.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/desk/passes", tag = "desk", request_body = IssuePass,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "The pass to print", body = NewPass),
        (status = "4XX", description = "Not valid, or not possible here", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too busy, or the authority has no keys", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn issue(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    RawJson(body): RawJson,
) -> Result<Closing<Json<NewPass>>, Closing<ApiProblem>> {
    let pass: Result<NewPass, DeskError> = async {
        let shift = Shift::new(&app, &access)?;
        let ask = async |terminal| app.sealer.issue_pass(body, terminal).await;
        Ok(shift.register(ask, |issued| issued.registered).await?.pass)
    }
    .await;
    match pass {
        Ok(pass) => Ok((CLOSE, Json(pass))),
        Err(error) => Err((CLOSE, error.into())),
    }
}

/// Withdraws a paper pass: by its number where it was given out, by its code at any venue. Again is no error.
///
/// # Errors
/// A problem, if there is no such pass.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/desk/passes/withdraw", tag = "desk", request_body = WithdrawPass,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 204, description = "Withdrawn"),
        (status = "4XX", description = "No such pass", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn withdraw(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    Json(which): Json<WithdrawPass>,
) -> Result<StatusCode, ApiProblem> {
    let key = match which {
        WithdrawPass::Code(secret) => PassKey::Code(secret),
        WithdrawPass::Number(number) => {
            PassKey::Number(number.parse().map_err(|_| ProblemType::PassUnknown)?)
        }
    };
    app.sealer.end_pass(access.venue, key).await?;
    Ok(StatusCode::NO_CONTENT)
}
