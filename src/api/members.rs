//! `/api/v1/venues/{venue}/members` and `/invitations`

use venue_protocol::id::{AccountId, InvitationId, PlaceId};
use venue_protocol::wire::accounts::{Invite, Members, NewInvitation};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Who works at a venue, and who is invited.
pub fn list(http: &dyn Http, venue: PlaceId) -> Answer<'_, Members> {
    ask(http, Method::Get, &format!("/venues/{venue}/members"), None)
}

/// Takes a member away.
pub fn remove(http: &dyn Http, venue: PlaceId, account: AccountId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/venues/{venue}/members/{account}"), None)
}

/// Invites somebody, by a link.
pub fn invite<'a>(http: &'a dyn Http, venue: PlaceId, invite: &Invite) -> Answer<'a, NewInvitation> {
    ask(http, Method::Post, &format!("/venues/{venue}/invitations"), Some(to_text(invite)))
}

/// Withdraws an invitation.
pub fn withdraw(http: &dyn Http, venue: PlaceId, id: InvitationId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/venues/{venue}/invitations/{id}"), None)
}
