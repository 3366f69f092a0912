//! `GET /api/v1/service`

use std::sync::Arc;

use axum::extract::State;
use venue_protocol::wire::manage::Service;

use crate::app::App;
use crate::extract::Json;

/// What the consoles need to know of this service.
#[utoipa::path(get, path = "/api/v1/service", tag = "venues",
    responses((status = 200, description = "The service", body = Service)))]
pub async fn service(State(app): State<Arc<App>>) -> Json<Service> {
    Json(Service {
        divisions: app.config.divisions.clone(),
        hotlines: app.config.hotlines.clone(),
        reviewer_key: app.directory.current().reviewers.map(|key| key.to_string()),
    })
}
