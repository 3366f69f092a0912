//! `/api/v1/authority`

use venue_protocol::seal::PublicKey;
use venue_protocol::wire::authority::{Agree, AuthorityState, NewFounder, NewProposal, NewWraps, OwnKey};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Roles, rosters and people.
pub fn show(http: &dyn Http) -> Answer<'_, AuthorityState> {
    ask(http, Method::Get, "/authority", None)
}

/// Sends the caller's own public key.
pub fn put_own_key(http: &dyn Http, key: PublicKey) -> Answer<'_, ()> {
    tell(http, Method::Put, "/authority/me", Some(to_text(&OwnKey { key })))
}

/// Founds the own role.
pub fn found<'a>(http: &'a dyn Http, founder: &NewFounder) -> Answer<'a, ()> {
    tell(http, Method::Post, "/authority/founders", Some(to_text(founder)))
}

/// Proposes a roster.
pub fn propose<'a>(http: &'a dyn Http, proposal: &NewProposal) -> Answer<'a, ()> {
    tell(http, Method::Post, "/authority/rosters", Some(to_text(proposal)))
}

/// Agrees to the other role's.
pub fn agree<'a>(http: &'a dyn Http, agree: &Agree) -> Answer<'a, ()> {
    tell(http, Method::Post, "/authority/rosters/signature", Some(to_text(agree)))
}

/// Takes the proposal away.
pub fn take_away(http: &dyn Http) -> Answer<'_, ()> {
    tell(http, Method::Delete, "/authority/rosters/proposal", None)
}

/// Gives colleagues the role's keys.
pub fn give<'a>(http: &'a dyn Http, wraps: &NewWraps) -> Answer<'a, ()> {
    tell(http, Method::Post, "/authority/wraps", Some(to_text(wraps)))
}
