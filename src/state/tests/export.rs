use venue_protocol::wire::notices::DisputeState;
use venue_protocol::wire::venues::Direction;

use super::samples::*;
use crate::state::export::{to_csv, to_json};
use crate::state::history::History;
use crate::state::notices::Notices;

fn history_of(name: &str, sensitive: bool) -> History {
    let mut visit = registered(1, 1, Direction::Entry, morning());
    let venue = visit.venue.as_mut().unwrap();
    (venue.name, venue.zone, venue.sensitive) = (name.to_owned(), None, sensitive);
    [visit].into_iter().collect()
}

#[test]
fn no_cell_is_a_formula_and_quotes_are_doubled() {
    for name in ["=1+1", "+1", "-1", "@x", "\tx", " =1", "＝1"] {
        let csv = to_csv(&history_of(name, false), &Notices::default(), morning());
        assert!(csv.contains(&format!(",\"'{name}\",")), "{csv}");
    }
    let csv = to_csv(&history_of("a,\"b\"\r\nc", false), &Notices::default(), morning());
    assert!(csv.contains(",\"a,\"\"b\"\"\r\nc\","), "{csv}");
}

#[test]
fn a_sensitive_venue_is_masked_in_every_form() {
    let history = history_of("某某医院", true);
    assert!(!to_csv(&history, &Notices::default(), morning()).contains("医院"));
    assert!(!to_json(&history, &Notices::default(), morning()).unwrap().contains("医院"));
}

#[test]
fn the_export_holds_no_secret() {
    let visit = waiting(1, 1, Direction::Entry, morning());
    let secret = visit.secret.to_string();
    let history: History = [visit].into_iter().collect();
    for text in [
        to_csv(&history, &Notices::default(), morning()),
        to_json(&history, &Notices::default(), morning()).unwrap(),
    ] {
        assert!(!text.contains(&secret) && !text.contains("persons\":[\"AQEB"), "{text}");
        assert!(text.contains("2026-11-23T02:00:00Z") && text.contains("waiting"), "{text}");
    }
}

#[test]
fn what_was_found_and_said_of_a_visit_stands_in_the_export() {
    let history = history_of("南湖公园", false);
    let visit = history.visits().next().unwrap();
    let mut notices = Notices::default();
    notices.found_visit(visit.id, 1, morning().day());
    notices.put_said(&visit.disputed(), DisputeState { at: morning(), decision: None });
    let csv = to_csv(&history, &notices, morning());
    assert!(csv.contains(",2026-11-23,2026-11-23T02:00:00Z\r\n"), "{csv}");
    let json = to_json(&history, &notices, morning()).unwrap();
    assert!(json.contains("exposure_notice") && json.contains("said_not_there"), "{json}");
    assert!(!json.contains(&visit.secret.to_string()), "{json}");
}
