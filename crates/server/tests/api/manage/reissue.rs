//! `POST /api/v1/venues/{venue}/reissue`

use serde_json::json;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::manage::ManagedVenue;

use crate::support::{TestApp, form, good};

#[tokio::test]
async fn a_reissue_on_a_date_keeps_the_wall_working_and_one_at_once_does_not() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let path = format!("/venues/{}/reissue", venue.venue);
    let until = json!({ "old_until": app.now().day().plus(1) });
    let dated: ManagedVenue = good(manager.post(&path, &until).await).await;
    let (old, new) = (&venue.places[0].codes[0], &dated.places[0].codes[0]);
    assert_eq!(new.serial.0, 2);
    assert_eq!(dated.places[0].codes[1].dead_from, app.now().day().plus(2).start());
    assert!(app.typed(&old.typed_code).await.is_ok() && app.typed(&new.typed_code).await.is_ok());
    app.clock.advance_s(2 * 86_400);
    assert_eq!(app.typed(&old.typed_code).await.unwrap_err().0, 410);
    let only = json!({ "place": venue.places[0].place });
    let at_once: ManagedVenue = good(manager.post(&path, &only).await).await;
    assert_eq!(app.typed(&new.typed_code).await.unwrap_err(), (410, "code-revoked".to_owned()));
    assert!(app.typed(&at_once.places[0].codes[0].typed_code).await.is_ok());
    // The zone was not asked for.
    assert_eq!(at_once.places[1].codes, dated.places[1].codes);
}

#[tokio::test]
async fn managers_and_reviewers_reissue_places_of_the_venue_alone() {
    let app = TestApp::new().await;
    let (manager, staff) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let (venue, other) =
        (app.approved(&manager, &form("一")).await, app.approved(&manager, &form("二")).await);
    app.member(venue.venue, &staff, Right::Staff).await;
    let path = format!("/venues/{}/reissue", venue.venue);
    assert_eq!(staff.refusal(&path, &json!({})).await, (403, "not-allowed".to_owned()));
    assert_eq!(reviewer.post(&path, &json!({})).await.status(), 200);
    let elsewhere = json!({ "place": other.places[0].place });
    assert_eq!(manager.refusal(&path, &elsewhere).await.0, 404);
    for day in [app.now().day().minus(1), app.now().day().plus(366)] {
        let body = json!({ "old_until": day });
        assert_eq!(manager.refusal(&path, &body).await, (422, "invalid".to_owned()));
    }
}
