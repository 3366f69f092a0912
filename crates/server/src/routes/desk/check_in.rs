//! `POST /api/v1/venues/{venue}/desk/check-ins`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::id::PlaceId;
use venue_protocol::problem::Problem;
use venue_protocol::wire::desk::{DeskCheckIn, DeskReceipt};

use super::{DeskError, Shift};
use crate::app::App;
use crate::extract::{Json, RawJson};
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};
use crate::routes::persons::register::{CLOSE, Closing};
use crate::sealer::CheckedIn;

/// Registers a guest and checks the guest in, or checks in who shows a paper pass. The body goes to the sealer as it
/// came; it is read nowhere else. A known and an unknown number are answered alike.
///
/// # Errors
/// [`DeskError`] as a problem.
#[utoipa::path(post, path = "/api/v1/venues/{venue}/desk/check-ins", tag = "desk", request_body = DeskCheckIn,
    params(("venue" = PlaceId, Path, description = "The venue")),
    responses(
        (status = 200, description = "Checked in, now or by an earlier delivery", body = DeskReceipt),
        (status = "4XX", description = "Not valid, or not possible here", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too busy, or the authority has no keys", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn check_in(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    RawJson(body): RawJson,
) -> Result<Closing<Json<DeskReceipt>>, Closing<ApiProblem>> {
    let receipt: Result<DeskReceipt, DeskError> = async {
        let shift = Shift::new(&app, &access)?;
        let ask = async |terminal| app.sealer.check_in_at_desk(body, terminal).await;
        let checked_in = shift.register(ask, |checked_in| checked_in.registered).await?;
        let CheckedIn { event, occurred_at, label, warnings, .. } = checked_in;
        Ok(DeskReceipt { event, occurred_at, label, warnings, left_this_hour: shift.left().guests })
    }
    .await;
    match receipt {
        Ok(receipt) => Ok((CLOSE, Json(receipt))),
        Err(error) => Err((CLOSE, error.into())),
    }
}
