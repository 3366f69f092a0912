//! What devices fetch without saying who asks, and what they say of their visits (SEALING 6, 9 and 10).

pub mod bodies;
pub mod dispute;
pub mod files;
pub mod hints;
pub mod look_up;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use utoipa::OpenApi;
use venue_protocol::instant::Day;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::seal::event::event_id;
use venue_protocol::wire::notices::DisputeOf;

use crate::app::App;

/// Notices and receipts stay for so many days: a phone may lie in a drawer for a while.
pub const KEPT_DAYS: u16 = 30;

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(files::files, hints::hints, bodies::bodies, dispute::dispute, look_up::look_up))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/notices", get(files::files))
        .route("/receipts", get(hints::hints))
        .route("/receipts/bodies", get(bodies::bodies))
        .route("/disputes", post(dispute::dispute))
        .route("/disputes/look-up", post(look_up::look_up))
}

/// Since when.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// Days since 2020-01-01.
    since: u16,
}

impl Since {
    /// Not further back than anything is kept.
    fn day(&self, app: &App) -> Day {
        Day(self.since).max(app.clock.now().day().minus(KEPT_DAYS))
    }
}

/// The name that what is disputed has in the database.
fn name(of: &DisputeOf) -> Disputed {
    match of {
        DisputeOf::Visit { secret, scanned_at } => Disputed(event_id(secret, *scanned_at).0),
        DisputeOf::Case(token) => Disputed(token.hash().0),
    }
}
