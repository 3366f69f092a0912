//! The cookie that keeps the visitor's own registration (F19), out of reach of scripts.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use data_encoding::BASE64URL_NOPAD;
use venue_protocol::id::Credential;
use venue_protocol::wire::persons::Keepsake;

use super::cookie;

const NAME: &str = "__Secure-keepsake";
const ATTRIBUTES: &str = "Path=/api/v1/persons/keepsake; Secure; HttpOnly; SameSite=Strict";
/// As long as a credential lives: 400 days, which is also the most that browsers keep a cookie.
const MAX_AGE_S: u32 = 400 * 86_400;
/// At most so many characters of label.
const MAX_LABEL: usize = 40;

/// What the cookie holds; a damaged one holds nothing.
#[derive(Debug)]
pub struct KeepsakeCookie(pub Option<Keepsake>);

impl<S: Send + Sync> FromRequestParts<S> for KeepsakeCookie {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(read(&parts.headers)))
    }
}

fn read(headers: &HeaderMap) -> Option<Keepsake> {
    let (credential, label) = cookie(headers, NAME)?.split_once('.')?;
    let label = BASE64URL_NOPAD.decode(label.as_bytes()).ok()?;
    let keepsake = Keepsake {
        credential: credential.parse::<Credential>().ok()?,
        label: String::from_utf8(label).ok()?,
    };
    fits(&keepsake).then_some(keepsake)
}

fn fits(keepsake: &Keepsake) -> bool {
    keepsake.label.chars().count() <= MAX_LABEL && !keepsake.label.chars().any(char::is_control)
}

/// The header that sets the cookie; `None` if the label is too long or holds control characters.
pub fn set_keepsake(keepsake: &Keepsake) -> Option<String> {
    let label = BASE64URL_NOPAD.encode(keepsake.label.as_bytes());
    fits(keepsake)
        .then(|| format!("{NAME}={}.{label}; Max-Age={MAX_AGE_S}; {ATTRIBUTES}", keepsake.credential))
}

/// The header that removes it.
pub fn forget_keepsake() -> String {
    format!("{NAME}=; Max-Age=0; {ATTRIBUTES}")
}
