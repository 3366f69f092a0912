//! `/api/v1/persons`

use venue_protocol::wire::persons::{Keepsake, RegisterPerson, Registered, WithCredential};

use super::{Answer, ApiError, ask, read, send, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

const KEEPSAKE: &str = "/persons/keepsake";

/// Registers a person.
pub fn register<'a>(http: &'a dyn Http, person: &RegisterPerson) -> Answer<'a, Registered> {
    ask(http, Method::Post, "/persons", Some(to_text(person)))
}

/// Withdraws a registration.
pub fn withdraw<'a>(http: &'a dyn Http, who: &WithCredential) -> Answer<'a, ()> {
    tell(http, Method::Post, "/persons/withdraw", Some(to_text(who)))
}

/// A fresh credential for the same person.
pub fn renew<'a>(http: &'a dyn Http, who: &WithCredential) -> Answer<'a, Registered> {
    ask(http, Method::Post, "/persons/renew", Some(to_text(who)))
}

/// Lets the browser keep the visitor's registration in a cookie that scripts cannot read.
pub fn keep<'a>(http: &'a dyn Http, keepsake: &Keepsake) -> Answer<'a, ()> {
    tell(http, Method::Put, KEEPSAKE, Some(to_text(keepsake)))
}

/// What the browser kept, if anything.
pub async fn kept(http: &dyn Http) -> Result<Option<Keepsake>, ApiError> {
    let answer = send(http, Method::Get, KEEPSAKE, None).await?;
    if answer.status == 204 { Ok(None) } else { read(&answer).map(Some) }
}

/// Forgets it.
pub fn forget_kept(http: &dyn Http) -> Answer<'_, ()> {
    tell(http, Method::Delete, KEEPSAKE, None)
}
