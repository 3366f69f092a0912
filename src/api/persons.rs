//! `/api/v1/persons`

use venue_protocol::wire::persons::{Keepsake, RegisterPerson, Registered, WithCredential};

use super::{ApiError, post, read, send, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

const KEEPSAKE: &str = "/persons/keepsake";

/// Registers a person.
pub async fn register(http: &dyn Http, person: &RegisterPerson) -> Result<Registered, ApiError> {
    post(http, "/persons", person).await
}

/// Withdraws a registration.
pub async fn withdraw(http: &dyn Http, who: &WithCredential) -> Result<(), ApiError> {
    tell(http, Method::Post, "/persons/withdraw", to_text(who).map(Some)).await
}

/// A fresh credential for the same person.
pub async fn renew(http: &dyn Http, who: &WithCredential) -> Result<Registered, ApiError> {
    post(http, "/persons/renew", who).await
}

/// Lets the browser keep the visitor's registration in a cookie that scripts cannot read.
pub async fn keep(http: &dyn Http, keepsake: &Keepsake) -> Result<(), ApiError> {
    tell(http, Method::Put, KEEPSAKE, to_text(keepsake).map(Some)).await
}

/// What the browser kept, if anything.
pub async fn kept(http: &dyn Http) -> Result<Option<Keepsake>, ApiError> {
    let answer = send(http, Method::Get, KEEPSAKE, Ok(None)).await?;
    if answer.status == 204 { Ok(None) } else { read(&answer).map(Some) }
}

/// Forgets it.
pub async fn forget_kept(http: &dyn Http) -> Result<(), ApiError> {
    tell(http, Method::Delete, KEEPSAKE, Ok(None)).await
}
