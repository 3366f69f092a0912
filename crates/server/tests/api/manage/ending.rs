//! `POST /api/v1/venues/{venue}/close` and `/revoke`

use serde_json::json;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::check_ins::{CheckInResult, Flag};

use crate::support::{TestApp, check_in, form, problem};

#[tokio::test]
async fn a_closed_venue_registers_nobody_any_more_but_keeps_what_was_queued() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let code = &venue.places[0].codes[0].typed_code;
    let token = app.typed(code).await.unwrap()["token"].as_str().unwrap().to_owned();
    let person = app.register().await;
    let queued = check_in(&token, app.now(), &[&person]);
    app.clock.advance_s(60);
    let path = format!("/venues/{}/close", venue.venue);
    assert_eq!(manager.refusal(&path, &json!({ "reason": " " })).await.0, 422);
    assert_eq!(manager.post(&path, &json!({ "reason": "停业" })).await.status(), 204);
    assert_eq!(app.typed(code).await.unwrap_err(), (410, "code-revoked".to_owned()));
    app.clock.advance_s(600);
    let fresh = check_in(&token, app.now(), &[&person]);
    // It was scanned while the code was good, and one more when it was not: stored, flagged.
    let late = check_in(&token, app.now().plus_millis(-300_000), &[&person]);
    let results = app.check_in(&[queued, fresh, late]).await.results;
    let flags = |result: &CheckInResult| match result {
        CheckInResult::Registered(receipt) => receipt.flags.clone(),
        CheckInResult::Refused(problem) => panic!("{problem:?}"),
    };
    assert_eq!(flags(&results[0]), [Flag::Late]);
    assert!(matches!(&results[1], CheckInResult::Refused(problem) if problem.kind.slug() == "code-revoked"));
    assert_eq!(flags(&results[2]), [Flag::CodeRevoked]);
    let seen = manager.venue(venue.venue).await;
    assert_eq!((seen.ended_reason.as_deref(), seen.closed_at.is_some()), (Some("停业"), true));
    assert!(manager.me().await.venues[0].closed);
    let closed = (409, "venue-closed".to_owned());
    for (action, body) in [("close", json!({ "reason": "x" })), ("reissue", json!({}))] {
        assert_eq!(manager.refusal(&format!("/venues/{}/{action}", venue.venue), &body).await, closed);
    }
    assert_eq!(manager.refusal("/applications", &json!({ "venue": venue.venue })).await, closed);
}

#[tokio::test]
async fn a_change_of_a_venue_that_was_closed_in_the_meantime_is_not_approved() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let begun = manager.begin(&json!({ "venue": venue.venue })).await;
    let submitted = manager.submit(&begun, &json!(venue.form)).await;
    manager.post(&format!("/venues/{}/close", venue.venue), &json!({ "reason": "停业" })).await;
    let late = reviewer.decide(&submitted, json!("approve")).await;
    assert_eq!(problem(late).await, (409, "venue-closed".to_owned()));
}

#[tokio::test]
async fn reviewers_revoke_with_a_reason_and_new_codes_can_follow() {
    let app = TestApp::new().await;
    let (manager, stranger) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let path = format!("/venues/{}/revoke", venue.venue);
    let body = json!({ "reason": "海报被调换" });
    assert_eq!(manager.refusal(&path, &body).await, (403, "not-allowed".to_owned()));
    assert_eq!(stranger.refusal(&path, &body).await.0, 404);
    assert_eq!(reviewer.post(&path, &body).await.status(), 204);
    let seen = manager.venue(venue.venue).await;
    assert_eq!(seen.ended_reason.as_deref(), Some("海报被调换"));
    for place in &seen.places {
        assert!(place.codes[0].revoked);
        assert_eq!(app.typed(&place.codes[0].typed_code).await.unwrap_err().0, 410);
    }
    let reissue = format!("/venues/{}/reissue", venue.venue);
    assert_eq!(manager.post(&reissue, &json!({})).await.status(), 200);
    let newest = &manager.venue(venue.venue).await.places[0].codes[0];
    assert!(app.typed(&newest.typed_code).await.is_ok());
}
