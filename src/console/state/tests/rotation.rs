use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::{RotatingCode, RotatingCodes};

use super::at;
use crate::console::state::rotation::{Rotation, Shown};

fn answer(now: Instant, count: i64) -> RotatingCodes {
    let code = |n: i64| RotatingCode { from: now.plus_millis(n * 30_000), url: format!("HTTPS://X/V/{n}") };
    RotatingCodes { now, codes: (0..count).map(code).collect() }
}

fn url(rotation: &Rotation, device: Instant) -> Option<&str> {
    match rotation.shown(device) {
        Shown::Code(code, _) => Some(code.url.as_str()),
        _ => None,
    }
}

#[test]
fn the_code_follows_the_servers_clock() {
    let mut rotation = Rotation::default();
    assert_eq!(rotation.shown(at("08:00:00")), Shown::Nothing);
    // The tablet is an hour behind, and the answer took two seconds.
    rotation.take(answer(at("09:00:00"), 20), at("07:59:59"), at("08:00:01"));
    assert_eq!(url(&rotation, at("08:00:00")), Some("HTTPS://X/V/0"));
    assert_eq!(url(&rotation, at("08:00:29")), Some("HTTPS://X/V/0"));
    assert_eq!(url(&rotation, at("08:00:30")), Some("HTTPS://X/V/1"));
    assert_eq!(rotation.server_time(at("08:00:30")), at("09:00:30"));
}

#[test]
fn without_a_network_the_codes_at_hand_are_shown_to_their_end_and_no_longer() {
    let now = at("09:00:00");
    let mut rotation = Rotation::default();
    rotation.take(answer(now, 4), now, now);
    assert_eq!(rotation.lasts_ms(now), 120_000);
    assert_eq!(url(&rotation, at("09:01:59")), Some("HTTPS://X/V/3"));
    assert_eq!(rotation.shown(at("09:02:00")), Shown::Over);
    assert_eq!(rotation.lasts_ms(at("09:03:00")), 0);
}

#[test]
fn a_clock_that_was_set_far_back_shows_no_code_that_is_not_good_yet() {
    let now = at("09:00:00");
    let mut rotation = Rotation::default();
    rotation.take(answer(now, 4), now, now);
    assert_eq!(rotation.shown(at("08:59:00")), Shown::Over);
}

#[test]
fn more_are_asked_for_in_time_but_not_all_the_time() {
    let now = at("09:00:00");
    let mut rotation = Rotation::default();
    assert!(rotation.wants_more(now));
    assert!(!rotation.wants_more(now.plus_millis(9_000)), "one question is on its way");
    assert!(rotation.wants_more(now.plus_millis(10_000)));
    rotation.take(answer(now, 20), now, now);
    assert!(!rotation.wants_more(at("09:00:59")));
    assert!(rotation.wants_more(at("09:01:01")));
}
