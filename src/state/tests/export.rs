use venue_protocol::wire::venues::Direction;

use super::samples::*;
use crate::state::export::{to_csv, to_json};
use crate::state::history::History;

fn history_of(name: &str, sensitive: bool) -> History {
    let mut visit = registered(1, 1, Direction::Entry, morning());
    let venue = visit.venue.as_mut().unwrap();
    (venue.name, venue.zone, venue.sensitive) = (name.to_owned(), None, sensitive);
    [visit].into_iter().collect()
}

#[test]
fn no_cell_is_a_formula_and_quotes_are_doubled() {
    for name in ["=1+1", "+1", "-1", "@x", "\tx", " =1", "＝1"] {
        let csv = to_csv(&history_of(name, false), morning());
        assert!(csv.contains(&format!(",\"'{name}\",")), "{csv}");
    }
    let csv = to_csv(&history_of("a,\"b\"\r\nc", false), morning());
    assert!(csv.contains(",\"a,\"\"b\"\"\r\nc\","), "{csv}");
}

#[test]
fn a_sensitive_venue_is_masked_in_every_form() {
    let history = history_of("某某医院", true);
    assert!(!to_csv(&history, morning()).contains("医院"));
    assert!(!to_json(&history, morning()).unwrap().contains("医院"));
}

#[test]
fn the_export_holds_no_secret() {
    let visit = waiting(1, 1, Direction::Entry, morning());
    let secret = visit.secret.to_string();
    let history: History = [visit].into_iter().collect();
    for text in [to_csv(&history, morning()), to_json(&history, morning()).unwrap()] {
        assert!(!text.contains(&secret) && !text.contains("persons\":[\"AQEB"), "{text}");
        assert!(text.contains("2026-11-23T02:00:00Z") && text.contains("waiting"), "{text}");
    }
}
