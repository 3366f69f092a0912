//! `GET /api/openapi.json`

use std::sync::LazyLock;

use axum::Json;
use utoipa::OpenApi;
use venue_protocol::problem::Problem;

use super::health;
use crate::routes::{
    accounts, applications, authority, cases, check_ins, desk, keys, live, manage, persons, posters,
    transfers, venues,
};

/// The API's description.
#[derive(OpenApi)]
#[openapi(
    info(title = "Venue Code", description = "Register once, scan a venue's code, be registered."),
    paths(
        keys::show::show,
        persons::register::register,
        persons::withdraw::withdraw,
        persons::renew::renew,
        persons::keepsake::show,
        persons::keepsake::put,
        persons::keepsake::forget,
        venues::look_up::look_up,
        check_ins::send::send,
        check_ins::undo::undo,
        check_ins::word::word,
        transfers::open::open,
        transfers::take::take,
        health::health,
    ),
    components(schemas(Problem))
)]
struct Description;

static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(|| {
    [
        accounts::Description::openapi(),
        applications::Description::openapi(),
        authority::Description::openapi(),
        cases::Description::openapi(),
        manage::Description::openapi(),
        desk::Description::openapi(),
        live::Description::openapi(),
        posters::Description::openapi(),
    ]
    .into_iter()
    .fold(Description::openapi(), |document, part| document.merge_from(part))
});

/// The API's description, OpenAPI 3.1.
pub async fn openapi() -> Json<&'static utoipa::openapi::OpenApi> {
    Json(&DOCUMENT)
}
