//! `GET /api/v1/key-records`

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use venue_protocol::bytes::Bytes;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::cases::{KeyRecords, MAX_WINDOW_MINUTES, Window};

use crate::app::App;
use crate::extract::{Json, Query};
use crate::problem::ApiProblem;
use crate::rights::InRoster;
use crate::store::audit::Kind;

/// The slots of the longest window: [`Window::slots`].
const LONGEST: u32 = {
    let slots = Window { from: u32::MAX / 2, to: u32::MAX / 2 + MAX_WINDOW_MINUTES }.slots();
    slots.to - slots.from
};

/// Of which slots.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first minute, from the Unix epoch.
    from: u32,
    /// The last one.
    to: u32,
}

/// The sealed records of slots that begin within these minutes, and of all indexes.
///
/// # Errors
/// A problem, if the caller does not stand in the roster, or asks for more than a case's window needs.
#[utoipa::path(get, path = "/api/v1/key-records", tag = "cases", params(Asked),
    responses(
        (status = 200, description = "The records", body = KeyRecords),
        (status = "4XX", description = "Not in the roster, or too many", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn key_records(
    State(app): State<Arc<App>>,
    member: InRoster,
    Query(Asked { from, to }): Query<Asked>,
) -> Result<Json<KeyRecords>, ApiProblem> {
    if to.saturating_sub(from) > LONGEST {
        return Err(ApiProblem::new(ProblemType::Malformed).with_detail("more than a case needs"));
    }
    let records = app.shelf.lock().await.records(Window { from, to }).await?;
    let mut entry = app.office.begin().await?;
    let subject = [&member.account.0[..], &from.to_be_bytes(), &to.to_be_bytes()].concat();
    entry.writer.audit(app.clock.now(), Kind::KeyRecordsRead, &subject).await?;
    entry.commit().await?;
    Ok(Json(KeyRecords {
        records: records.into_iter().map(Bytes).collect(),
        signed_by: app.record_keys.clone(),
    }))
}
