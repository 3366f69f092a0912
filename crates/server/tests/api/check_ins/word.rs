//! `POST /api/v1/check-ins/word`

use serde_json::json;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::check_ins::{CheckInResult, SharedWords};
use venue_protocol::wire::venues::Gate;
use venue_server::store::Place;

use crate::support::{TestApp, check_in, secret};

const PATH: &str = "/api/v1/check-ins/word";

#[tokio::test]
async fn two_visitors_of_one_venue_see_the_same_word_whichever_gate_they_took() {
    let app = TestApp::new().await;
    let gate = |id: u8| Place {
        id: PlaceId([id; 6]),
        venue: PlaceId([9; 6]),
        name: "图书馆".to_owned(),
        zone: Some(format!("{id} 号门")),
        gate: Gate::Both,
        sensitive: false,
    };
    let (first, _) = app.place(&gate(1), true).await;
    let (second, _) = app.place(&gate(2), false).await;
    let credential = app.register().await;
    let visits = [check_in(&first, app.now(), &[&credential]), check_in(&second, app.now(), &[&credential])];
    let results = app.check_in(&visits).await.results;
    let words: Vec<_> = results
        .iter()
        .map(|result| match result {
            CheckInResult::Registered(receipt) => receipt.words.clone(),
            CheckInResult::Refused(problem) => panic!("{problem:?}"),
        })
        .collect();
    assert_eq!(words[0], words[1]);
    app.clock.advance_s(300);
    let shown = json!({ "secret": visits[0]["secret"], "scanned_at": visits[0]["scanned_at"] });
    let later: SharedWords = app.post(PATH, &shown).await.json().await.unwrap();
    assert_eq!(later.words[..2], words[0][1..]);
}

#[tokio::test]
async fn after_twelve_hours_no_word_is_told() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let visit = check_in(&token, app.now(), &[&app.register().await]);
    app.check_in(std::slice::from_ref(&visit)).await;
    app.clock.advance_s(12 * 3600);
    let shown = json!({ "secret": visit["secret"], "scanned_at": visit["scanned_at"] });
    let words: SharedWords = app.post(PATH, &shown).await.json().await.unwrap();
    assert!(words.words.is_empty());
}

#[tokio::test]
async fn nobody_learns_a_word_without_a_check_in_that_stands() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let visit = check_in(&token, app.now(), &[&app.register().await]);
    app.check_in(std::slice::from_ref(&visit)).await;
    let shown = json!({ "secret": visit["secret"], "scanned_at": visit["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &shown).await.status(), 204);
    let guess = json!({ "secret": secret(), "scanned_at": app.now() });
    for body in [shown, guess] {
        assert_eq!(app.refusal(PATH, &body).await, (404, "event-unknown".to_owned()));
    }
}
