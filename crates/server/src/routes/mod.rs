//! The API under `/api/v1`, and what operators ask.
//!
//! To add an endpoint: a file below its resource (error enum, handler with its `utoipa::path`, tests), a line in the
//! router here, and one in [`operations::openapi`].

pub mod accounts;
pub mod applications;
pub mod authority;
pub mod cases;
pub mod check_ins;
pub mod desk;
pub mod keys;
pub mod live;
pub mod manage;
pub mod operations;
pub mod persons;
pub mod posters;
pub mod transfers;
pub mod venues;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::transfers::MAX_TRANSFER;

use crate::app::App;
use crate::edge::{caught, edge};
use crate::problem::ApiProblem;
use crate::site;

/// Bodies without a bound of their own.
const BODY: usize = 8 * 1024;
/// 20 check-ins of 11 persons are about 25 KB.
const CHECK_INS_BODY: usize = 64 * 1024;
/// The ciphertext in base64url and its frame.
const TRANSFER_BODY: usize = MAX_TRANSFER / 3 * 4 + 1024;

/// All routes of one server.
pub fn router(app: Arc<App>) -> Router {
    let v1 = Router::new()
        .route("/keys", get(keys::show::show))
        .route("/persons", post(persons::register::register))
        .route("/persons/withdraw", post(persons::withdraw::withdraw))
        .route("/persons/renew", post(persons::renew::renew))
        .route(
            "/persons/keepsake",
            get(persons::keepsake::show).put(persons::keepsake::put).delete(persons::keepsake::forget),
        )
        .route("/venues/look-up", post(venues::look_up::look_up))
        .route("/check-ins", post(check_ins::send::send).layer(DefaultBodyLimit::max(CHECK_INS_BODY)))
        .route("/check-ins/undo", post(check_ins::undo::undo))
        .route("/check-ins/word", post(check_ins::word::word))
        .route("/transfers", post(transfers::open::open).layer(DefaultBodyLimit::max(TRANSFER_BODY)))
        .route("/transfers/{id}/take", post(transfers::take::take))
        .merge(accounts::router())
        .merge(applications::router())
        .merge(authority::router())
        .merge(cases::router())
        .merge(manage::router())
        .merge(desk::router())
        .merge(live::router())
        .merge(posters::router());
    let api = Router::new()
        .nest("/v1", v1)
        .route("/openapi.json", get(operations::openapi::openapi))
        .fallback(nothing_here);
    Router::new()
        .nest("/api", api)
        .route("/api", get(nothing_here))
        .route("/api/", get(nothing_here))
        .route("/healthz", get(operations::health::health))
        // Its listener is another one; a collector that asks here should hear so.
        .route("/metrics", get(nothing_here))
        .fallback(site::serve)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(CatchPanicLayer::custom(caught))
        .layer(from_fn_with_state(app.clone(), edge))
        .with_state(app)
}

async fn nothing_here() -> ApiProblem {
    ProblemType::NotFound.into()
}

async fn method_not_allowed() -> ApiProblem {
    ProblemType::MethodNotAllowed.into()
}
