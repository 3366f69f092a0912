//! `/api/v1/notices`, `/receipts` and `/disputes`, for the devices of those they are about

use venue_protocol::instant::Day;
use venue_protocol::wire::notices::{
    DisputeOf, DisputeState, NewDispute, NoticeFiles, ReceiptDays, Receipts,
};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};

/// The day files of exposure notices since a day, that day included.
pub fn files(http: &dyn Http, since: Day) -> Answer<'_, NoticeFiles> {
    ask(http, Method::Get, &format!("/notices?since={}", since.0), None)
}

/// The hints of receipts since a day, that day included.
pub fn hints(http: &dyn Http, since: Day) -> Answer<'_, ReceiptDays> {
    ask(http, Method::Get, &format!("/receipts?since={}", since.0), None)
}

/// The receipts of a day whose hint begins so.
pub fn bodies(http: &dyn Http, day: Day, first: u8) -> Answer<'_, Receipts> {
    ask(http, Method::Get, &format!("/receipts/bodies?day={}&first={first}", day.0), None)
}

/// Says "I was not there".
pub fn dispute<'a>(http: &'a dyn Http, new: &NewDispute) -> Answer<'a, ()> {
    tell(http, Method::Post, "/disputes", Some(to_text(new)))
}

/// What became of it.
pub fn look_up<'a>(http: &'a dyn Http, about: &DisputeOf) -> Answer<'a, DisputeState> {
    ask(http, Method::Post, "/disputes/look-up", Some(to_text(about)))
}
