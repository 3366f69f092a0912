//! `/api/v1/accounts`, `/resets` and `/invitations`

use venue_protocol::wire::accounts::{
    InvitationInfo, Link, Me, Membership, NewReset, SignUp, UseReset, WithLink,
};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Signs up as a manager, and in.
pub fn sign_up<'a>(http: &'a dyn Http, who: &SignUp) -> Answer<'a, Me> {
    ask(http, Method::Post, "/accounts", Some(to_text(who)))
}

/// A one-time link for somebody who lost password or second factor.
pub fn reset<'a>(http: &'a dyn Http, whose: &NewReset) -> Answer<'a, Link> {
    ask(http, Method::Post, "/resets", Some(to_text(whose)))
}

/// Uses such a link.
pub fn spend_reset<'a>(http: &'a dyn Http, reset: &UseReset) -> Answer<'a, ()> {
    tell(http, Method::Post, "/resets/use", Some(to_text(reset)))
}

/// What an invitation is to.
pub fn look_up_invitation<'a>(http: &'a dyn Http, link: &WithLink) -> Answer<'a, InvitationInfo> {
    ask(http, Method::Post, "/invitations/look-up", Some(to_text(link)))
}

/// Accepts it.
pub fn accept_invitation<'a>(http: &'a dyn Http, link: &WithLink) -> Answer<'a, Membership> {
    ask(http, Method::Post, "/invitations/accept", Some(to_text(link)))
}
