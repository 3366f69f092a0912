//! `POST /api/v1/venues/look-up`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::token::{CodeRefusal, VenueToken};
use venue_protocol::typed_code::{TypedCode, TypedCodeError};
use venue_protocol::wire::venues::{LookUp, VenueInfo};

use crate::app::App;
use crate::budget::UsedUp;
use crate::directory::Snapshot;
use crate::extract::{Client, Json};
use crate::problem::ApiProblem;
use crate::store::{Code, Place};

/// Why a code tells nothing.
#[derive(Debug, thiserror::Error)]
pub enum LookUpError {
    /// The token is damaged, forged, or not of this time.
    #[error(transparent)]
    Token(#[from] CodeRefusal),
    /// The typed digits are no code.
    #[error(transparent)]
    Typed(#[from] TypedCodeError),
    /// Too many typed codes were tried.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// No place has this code, or it is not in force.
    #[error("{}", .0.title())]
    Code(ProblemType),
}

impl From<LookUpError> for ApiProblem {
    fn from(error: LookUpError) -> Self {
        match error {
            LookUpError::Token(refusal) => refusal.problem().into(),
            LookUpError::Typed(_) => ProblemType::CodeUnreadable.into(),
            LookUpError::UsedUp(used_up) => used_up.into(),
            LookUpError::Code(kind) => kind.into(),
        }
    }
}

/// What a scanned or typed code stands for. Typed codes could be guessed, so that they have a budget.
///
/// # Errors
/// [`LookUpError`] as a problem.
#[utoipa::path(post, path = "/api/v1/venues/look-up", tag = "venues", request_body = LookUp,
    responses(
        (status = 200, description = "The venue", body = VenueInfo),
        (status = "4XX", description = "No good code, or too many typed", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn look_up(
    State(app): State<Arc<App>>,
    client: Client,
    Json(asked): Json<LookUp>,
) -> Result<Json<VenueInfo>, ApiProblem> {
    Ok(Json(found(&app, client, &asked)?))
}

fn found(app: &App, client: Client, asked: &LookUp) -> Result<VenueInfo, LookUpError> {
    let directory = app.directory.current();
    let (place, code, token) = match asked {
        LookUp::Token(text) => by_token(app, &directory, text)?,
        LookUp::TypedCode(text) => {
            let typed: TypedCode = text.parse()?;
            app.budgets.typed_codes_per_client.spend(client.address)?;
            app.budgets.typed_codes.spend()?;
            let (place, code) = directory.typed(typed).ok_or(LookUpError::Code(ProblemType::CodeUnknown))?;
            (place, code, VenueToken::from_bytes(&code.token)?)
        }
    };
    let now = app.clock.now();
    token.judge_at(now)?;
    directory.in_force_at(place, code, &token, now).map_err(LookUpError::Code)?;
    let ends = token.validity.until();
    Ok(VenueInfo {
        place: place.id,
        serial: code.serial,
        token: token.to_string(),
        name: place.name.clone(),
        zone: place.zone.clone(),
        gate: place.gate,
        sensitive: place.sensitive,
        valid_until: code.dead_from.map_or(ends, |dead_from| dead_from.min(ends)),
    })
}

fn by_token<'a>(
    app: &App,
    directory: &'a Snapshot,
    text: &str,
) -> Result<(&'a Place, &'a Code, VenueToken), LookUpError> {
    let token = app.codes.genuine(text)?;
    let (place, code) =
        directory.issue(token.place, token.serial).ok_or(LookUpError::Code(ProblemType::CodeUnknown))?;
    Ok((place, code, token))
}
