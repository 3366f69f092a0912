//! `/api/v1/venues/{venue}/desk`: guests, passes, slips

use venue_protocol::id::PlaceId;
use venue_protocol::wire::desk::{
    DeskCheckIn, DeskReceipt, IssuePass, NewPass, PrintSlips, Slips, WithdrawPass,
};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// Registers a guest and checks the guest in. Sending it again gives the same answer.
pub fn check_in<'a>(http: &'a dyn Http, venue: PlaceId, guest: &DeskCheckIn) -> Answer<'a, DeskReceipt> {
    ask(http, Method::Post, &format!("/venues/{venue}/desk/check-ins"), Some(to_text(guest)))
}

/// Registers a person and makes a pass for them.
pub fn issue_pass<'a>(http: &'a dyn Http, venue: PlaceId, pass: &IssuePass) -> Answer<'a, NewPass> {
    ask(http, Method::Post, &format!("/venues/{venue}/desk/passes"), Some(to_text(pass)))
}

/// Withdraws a pass.
pub fn withdraw_pass<'a>(http: &'a dyn Http, venue: PlaceId, pass: &WithdrawPass) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/venues/{venue}/desk/passes/withdraw"), Some(to_text(pass)))
}

/// Reserves numbers of slips.
pub fn print_slips<'a>(http: &'a dyn Http, venue: PlaceId, slips: &PrintSlips) -> Answer<'a, Slips> {
    ask(http, Method::Post, &format!("/venues/{venue}/desk/slips"), Some(to_text(slips)))
}
