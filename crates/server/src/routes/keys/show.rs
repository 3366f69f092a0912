//! `GET /api/v1/keys`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::wire::keys::PublicKeys;
use venue_protocol::wire::persons::CONSENT_VERSION;

use crate::app::App;
use crate::extract::Json;

/// What a device needs to tell genuine codes from others.
#[utoipa::path(get, path = "/api/v1/keys", tag = "keys",
    responses((status = 200, description = "The public side of this service", body = PublicKeys)))]
pub async fn show(State(app): State<Arc<App>>) -> Json<PublicKeys> {
    Json(PublicKeys {
        host: app.public_url.code_host().to_string(),
        token_keys: app.codes.public_keys().to_vec(),
        registration_open: app.directory.current().authority.is_some(),
        reports_open: app.directory.current().technicians.is_some(),
        consent_version: CONSENT_VERSION,
        retention_days: app.config.retention_days,
        hotlines: app.config.hotlines.clone(),
        now: app.clock.now(),
    })
}
