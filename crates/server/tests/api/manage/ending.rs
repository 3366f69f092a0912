//! `POST /api/v1/venues/{venue}/close` and `/revoke`

use serde_json::json;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::applications::Review;
use venue_protocol::wire::check_ins::{CheckInResult, Flag};

use crate::support::{Desk, TestApp, canary, check_in, form, guest, problem};

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
async fn after_a_revocation_with_its_reason_reviewers_alone_issue_new_codes() {
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
    // Nothing is issued by those whom the revocation was against, nor by a reviewer of a venue of their own.
    let reissue = format!("/venues/{}/reissue", venue.venue);
    let revoked = (409, "revoked-by-reviewers".to_owned());
    assert_eq!(manager.refusal(&reissue, &json!({})).await, revoked);
    let partner = app.account(AccountRole::Reviewer).await;
    app.member(venue.venue, &partner, Right::Manager).await;
    assert_eq!(partner.refusal(&reissue, &json!({})).await, revoked);
    assert_eq!(reviewer.post(&reissue, &json!({})).await.status(), 200);
    let seen = manager.venue(venue.venue).await;
    assert_eq!(seen.ended_reason, None);
    assert!(app.typed(&seen.places[0].codes[0].typed_code).await.is_ok());
    assert_eq!(manager.post(&reissue, &json!({})).await.status(), 200);
}

#[tokio::test]
async fn the_approval_of_a_change_ends_a_revocation_of_which_the_reviewer_is_told() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let body = json!({ "reason": "海报被调换" });
    reviewer.post(&format!("/venues/{}/revoke", venue.venue), &body).await;
    let mut change = json!(venue.form);
    // This gives no new code, and leaves the revocation as it is.
    change["contact_name"] = json!("李四");
    let same = manager.change(&app, venue.venue, &change).await;
    assert_eq!(same.ended_reason.as_deref(), Some("海报被调换"));
    change["venue_name"] = json!("北湖小馆");
    let begun = manager.begin(&json!({ "venue": venue.venue })).await;
    let submitted = manager.submit(&begun, &change).await;
    let review: Review = reviewer.read(&format!("/reviews/{}", venue.venue)).await;
    assert_eq!(review.revoked_reason.as_deref(), Some("海报被调换"));
    assert_eq!(reviewer.decide(&submitted, json!("approve")).await.status(), 200);
    let seen = manager.venue(venue.venue).await;
    assert_eq!(seen.ended_reason, None);
    assert!(app.typed(&seen.places[0].codes[0].typed_code).await.is_ok());
}

#[tokio::test]
async fn a_zone_that_a_change_removed_registers_nobody_after_a_closing_or_a_revocation() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    for (name, who, action) in [("一", &manager, "close"), ("二", &reviewer, "revoke")] {
        let venue = app.approved(&manager, &form(name)).await;
        let mut change = json!(venue.form);
        change["zones"] = json!([]);
        change["old_codes_until"] = json!(app.now().day().plus(14));
        assert_eq!(manager.change(&app, venue.venue, &change).await.places.len(), 1);
        let code = &venue.places[1].codes[0].typed_code;
        assert!(app.typed(code).await.is_ok());
        let path = format!("/venues/{}/{action}", venue.venue);
        assert_eq!(who.post(&path, &json!({ "reason": "海报被调换" })).await.status(), 204);
        assert_eq!(app.typed(code).await.unwrap_err(), (410, "code-revoked".to_owned()), "{action}");
    }
}

#[tokio::test]
async fn the_desk_of_a_venue_whose_codes_are_revoked_says_so() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let desk = Desk { staff: manager, venue: venue.venue, token: String::new() };
    let guest = || desk.person(&app, &guest(&canary()));
    for (who, action, kind) in
        [(&reviewer, "revoke", "no-code-in-force"), (&desk.staff, "close", "venue-closed")]
    {
        let path = format!("/venues/{}/{action}", venue.venue);
        assert_eq!(who.post(&path, &json!({ "reason": "海报被调换" })).await.status(), 204);
        app.clock.advance_s(60);
        assert_eq!(desk.refusal(&guest()).await, (409, kind.to_owned()));
    }
}
