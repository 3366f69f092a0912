//! `/api/v1/sessions` and `/api/v1/me`

use venue_protocol::id::SessionId;
use venue_protocol::wire::accounts::{
    ChangePassword, Me, OneTimeCode, SecondFactor, Session, SignIn, WithPassword,
};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Who is signed in.
pub fn me(http: &dyn Http) -> Answer<'_, Me> {
    ask(http, Method::Get, "/me", None)
}

/// Signs in.
pub fn sign_in<'a>(http: &'a dyn Http, who: &SignIn) -> Answer<'a, Me> {
    ask(http, Method::Post, "/sessions", Some(to_text(who)))
}

/// Signs out.
pub fn sign_out(http: &dyn Http) -> Answer<'_, ()> {
    tell(http, Method::Delete, "/sessions/current", None)
}

/// The account's sessions, newest first.
pub fn list(http: &dyn Http) -> Answer<'_, Vec<Session>> {
    ask(http, Method::Get, "/sessions", None)
}

/// Ends one.
pub fn end(http: &dyn Http, id: SessionId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/sessions/{id}"), None)
}

/// Sets another password; all other sessions end.
pub fn change_password<'a>(http: &'a dyn Http, change: &ChangePassword) -> Answer<'a, ()> {
    tell(http, Method::Put, "/me/password", Some(to_text(change)))
}

/// A new second factor, not in force yet.
pub fn new_second_factor<'a>(http: &'a dyn Http, password: &WithPassword) -> Answer<'a, SecondFactor> {
    ask(http, Method::Post, "/me/second-factor", Some(to_text(password)))
}

/// Puts it in force by showing a code of it.
pub fn confirm_second_factor<'a>(http: &'a dyn Http, code: &OneTimeCode) -> Answer<'a, ()> {
    tell(http, Method::Put, "/me/second-factor", Some(to_text(code)))
}

/// Takes the second factor away.
pub fn remove_second_factor<'a>(http: &'a dyn Http, password: &WithPassword) -> Answer<'a, ()> {
    tell(http, Method::Post, "/me/second-factor/remove", Some(to_text(password)))
}
