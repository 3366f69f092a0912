//! What must hold of the pure parts.

mod attempt;
mod authority;
mod case_form;
mod chart;
mod check;
mod desk;
mod exposures;
mod filing;
mod live;
mod pass_code;
mod places;
mod results;
mod rotation;
mod session;
mod shift;
mod slips;
mod studio;

use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};

const DOOR: PlaceId = PlaceId([1; 6]);
const YARD: PlaceId = PlaceId([2; 6]);
/// 2026-11-23.
const TODAY: Day = Day(2518);

/// A time of that day at the venue.
fn at(time: &str) -> Instant {
    format!("2026-11-23T{time}+08:00").parse().unwrap()
}
