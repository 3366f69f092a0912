//! Accounts, sessions, invitations and members.

pub mod invitations;
pub mod invite;
pub mod me;
pub mod members;
pub mod password;
pub mod resets;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod sign_up;

use std::sync::Arc;

use axum::Router;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName};
use axum::response::AppendHeaders;
use axum::routing::{delete, get, post, put};
use utoipa::OpenApi;
use venue_protocol::id::SessionId;
use venue_protocol::wire::accounts::Me;

use crate::accounts::{DeviceCookie, SessionSecret, browser};
use crate::app::App;
use crate::extract::Json;
use crate::office::Entry;
use crate::store::StoreError;
use crate::store::accounts::{Account, NewSession};

/// The part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    sign_up::sign_up,
    sign_in::sign_in,
    sessions::list,
    sessions::end,
    sessions::sign_out,
    me::me,
    password::change,
    second_factor::propose,
    second_factor::confirm,
    second_factor::remove,
    resets::offer,
    resets::redeem,
    invitations::look_up,
    invitations::accept,
    invite::invite,
    invite::withdraw,
    members::list,
    members::remove,
))]
pub struct Description;

/// The routes below `/api/v1`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/accounts", post(sign_up::sign_up))
        .route("/sessions", post(sign_in::sign_in).get(sessions::list))
        .route("/sessions/current", delete(sessions::sign_out))
        .route("/sessions/{id}", delete(sessions::end))
        .route("/me", get(me::me))
        .route("/me/password", put(password::change))
        .route("/me/second-factor", post(second_factor::propose).put(second_factor::confirm))
        .route("/me/second-factor/remove", post(second_factor::remove))
        .route("/resets", post(resets::offer))
        .route("/resets/use", post(resets::redeem))
        .route("/invitations/look-up", post(invitations::look_up))
        .route("/invitations/accept", post(invitations::accept))
        .route("/venues/{venue}/invitations", post(invite::invite))
        .route("/venues/{venue}/invitations/{id}", delete(invite::withdraw))
        .route("/venues/{venue}/members", get(members::list))
        .route("/venues/{venue}/members/{account}", delete(members::remove))
}

/// [`Me`], with the cookies of session and device.
type SignedInAs = (AppendHeaders<[(HeaderName, String); 2]>, Json<Me>);

/// Begins a session in a transaction and commits it; `None` if the password was changed meanwhile.
async fn begin_session(
    app: &App,
    mut entry: Entry,
    headers: &HeaderMap,
    account: &Account,
) -> Result<Option<SignedInAs>, StoreError> {
    let secret = SessionSecret::draw(&app.random);
    let session = NewSession {
        id: SessionId(app.random.bytes()),
        hash: secret.hash(),
        account: account.id,
        begun_at: app.clock.now(),
        device: browser(headers),
    };
    if !entry.writer.accounts().begin_session(&session, &account.password).await? {
        return Ok(None);
    }
    entry.commit().await?;
    let device = app.accounts.devices.cookie(&DeviceCookie::of(headers), account.id, &app.random);
    let cookies = [(SET_COOKIE, secret.cookie(account.role)), (SET_COOKIE, device)];
    Ok(Some((AppendHeaders(cookies), Json(me_of(app, account).await?))))
}

/// What an account is told about itself.
async fn me_of(app: &App, account: &Account) -> Result<Me, StoreError> {
    Ok(Me {
        account: account.id,
        login: account.login.clone(),
        name: account.name.clone(),
        role: account.role,
        second_factor: account.factor.is_some(),
        venues: app.store.accounts().memberships(account.id).await?,
    })
}
