//! `POST /api/v1/check-ins/undo`

use serde_json::{Value, json};
use venue_protocol::wire::check_ins::CheckInResult;

use crate::support::{TestApp, check_in, rows};

const PATH: &str = "/api/v1/check-ins/undo";

fn shown(check_in: &Value) -> Value {
    json!({ "secret": check_in["secret"], "scanned_at": check_in["scanned_at"] })
}

#[tokio::test]
async fn an_undone_check_in_is_blank_and_stays_so_when_it_is_sent_again() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (one, other) = (app.register().await, app.register().await);
    let wrong = check_in(&token, app.now(), &[&one, &other]);
    let kept = check_in(&token, app.now(), &[&one]);
    app.check_in(&[wrong.clone(), kept]).await;
    app.clock.advance_s(60);
    for _ in 0..2 {
        assert_eq!(app.post(PATH, &shown(&wrong)).await.status(), 204);
    }
    let results = app.check_in(std::slice::from_ref(&wrong)).await.results;
    assert!(matches!(&results[0], CheckInResult::Registered(receipt) if receipt.words.is_empty()));
    let stored = rows(&app.data()).await;
    assert_eq!(stored.len(), 3);
    assert_eq!(stored.iter().filter(|row| row.sealed.is_none() && row.stay.is_none()).count(), 2);
    // The chain has no gap: the visit behind the blank row is found.
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&one)).await.len(), 1);
    assert!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&other)).await.is_empty());
}

#[tokio::test]
async fn after_a_minute_it_is_too_late() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let body = check_in(&token, app.now(), &[&app.register().await]);
    app.check_in(std::slice::from_ref(&body)).await;
    app.clock.advance_s(66);
    assert_eq!(app.refusal(PATH, &shown(&body)).await, (409, "undo-too-late".to_owned()));
}

#[tokio::test]
async fn the_minute_counts_from_the_arrival_of_a_queued_one() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let body = check_in(&token, app.now().plus_millis(-3_600_000), &[&app.register().await]);
    app.check_in(std::slice::from_ref(&body)).await;
    app.clock.advance_s(59);
    assert_eq!(app.post(PATH, &shown(&body)).await.status(), 204);
}

#[tokio::test]
async fn a_restart_does_not_take_the_minute_away() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let body = check_in(&token, app.now(), &[&app.register().await]);
    app.check_in(std::slice::from_ref(&body)).await;
    let app = app.restarted().await;
    app.clock.advance_s(50);
    assert_eq!(app.post(PATH, &shown(&body)).await.status(), 204);
}

#[tokio::test]
async fn without_the_secret_nothing_is_undone() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let body = check_in(&token, app.now(), &[&app.register().await]);
    app.check_in(&[body]).await;
    let guess = json!({ "secret": crate::support::secret(), "scanned_at": app.now() });
    assert_eq!(app.refusal(PATH, &guess).await, (404, "event-unknown".to_owned()));
    assert!(rows(&app.data()).await[0].sealed.is_some());
}
