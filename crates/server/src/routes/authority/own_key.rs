//! `PUT /api/v1/authority/me`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::authority::OwnKey;

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiProblem;
use crate::rights::OfAuthority;
use crate::store::StoreError;
use crate::store::audit::Kind;

/// Sets the caller's own public key, which counts once it stands in a roster.
///
/// # Errors
/// A problem, if it is somebody else's.
#[utoipa::path(put, path = "/api/v1/authority/me", tag = "authority", request_body = OwnKey,
    responses(
        (status = 204, description = "Set"),
        (status = "4XX", description = "Somebody else's key", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn own_key(
    State(app): State<Arc<App>>,
    caller: OfAuthority,
    Json(OwnKey { key }): Json<OwnKey>,
) -> Result<StatusCode, ApiProblem> {
    let (now, account) = (app.clock.now(), caller.who.account);
    let mut entry = app.office.begin().await?;
    entry.writer.authority().set_member_key(now, account, &key).await.map_err(|error| match error {
        StoreError::Exists(_) => {
            ApiProblem::new(ProblemType::Invalid).with_detail("this key is somebody else's")
        }
        other => other.into(),
    })?;
    entry.writer.audit(now, Kind::MemberKeySet, &[&account.0[..], &key.0].concat()).await?;
    entry.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
