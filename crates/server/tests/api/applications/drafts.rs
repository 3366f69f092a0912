//! Drafts: begun, saved as one types, dropped.

use serde_json::{Value, json};
use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::applications::{Application, ApplicationForm, ApplicationLine, Stage};

use crate::support::{Session, TestApp, form, good, problem};

fn changed() -> (u16, String) {
    (409, "application-changed".to_owned())
}

#[tokio::test]
async fn a_draft_is_saved_with_gaps_and_read_back_as_typed() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let begun = manager.begin(&json!({})).await;
    assert_eq!((begun.stage, begun.version), (Stage::Draft, 1));
    let path = format!("/applications/{}", begun.venue);
    let half = json!({ "venue_name": " 南湖", "contact_phone": "0431-" });
    let body = json!({ "version": 1, "form": half });
    let saved: Application = good(manager.put(&path, &body).await).await;
    assert_eq!((saved.version, saved.form.venue_name.as_str()), (2, " 南湖"));
    assert_eq!(manager.read::<Application>(&path).await, saved);
    let app = app.restarted().await;
    let mut manager = Session::nobody(&app);
    manager.login = "zhang".to_owned();
    manager.sign_in(None).await;
    let lines: Vec<ApplicationLine> = manager.read("/applications").await;
    assert_eq!((lines.len(), lines[0].venue_name.as_str()), (1, " 南湖"));
}

#[tokio::test]
async fn saving_from_an_older_version_is_refused_unless_it_is_what_was_saved() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let begun = manager.begin(&json!({})).await;
    let path = format!("/applications/{}", begun.venue);
    let body = json!({ "version": 1, "form": form("一") });
    let saved: Application = good(manager.put(&path, &body).await).await;
    // The answer was lost.
    assert_eq!(good::<Application>(manager.put(&path, &body).await).await, saved);
    let other = json!({ "version": 1, "form": form("二") });
    assert_eq!(problem(manager.put(&path, &other).await).await, changed());
    assert_eq!(manager.refusal(&format!("{path}/submit"), &body).await, changed());
    assert_eq!(manager.read::<Application>(&path).await.version, 2);
}

#[tokio::test]
async fn nobody_else_sees_a_draft() {
    let app = TestApp::new().await;
    let (manager, stranger) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let begun = manager.begin(&json!({})).await;
    let path = format!("/applications/{}", begun.venue);
    for path in [path.clone(), format!("{path}/licence"), format!("/reviews/{}", begun.venue)] {
        assert_eq!(problem(stranger.get(&path).await).await.0, 404, "{path}");
    }
    assert_eq!(problem(reviewer.get(&format!("/reviews/{}", begun.venue)).await).await.0, 404);
    assert_eq!(problem(reviewer.get(&format!("{path}/licence")).await).await.0, 404);
    assert_eq!(stranger.read::<Vec<ApplicationLine>>("/applications").await, []);
    assert_eq!(
        problem(manager.get(&format!("/venues/{}", begun.venue)).await).await,
        (409, "not-approved".to_owned())
    );
}

#[tokio::test]
async fn a_dropped_draft_is_gone() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let begun = manager.begin(&json!({ "form": form("一") })).await;
    let path = format!("/applications/{}", begun.venue);
    assert_eq!(manager.delete(&path).await.status(), 204);
    assert_eq!(problem(manager.get(&path).await).await.0, 404);
    let begun = manager.begin(&json!({})).await;
    manager.submit(&begun, &form("二")).await;
    let path = format!("/applications/{}", begun.venue);
    assert_eq!(problem(manager.delete(&path).await).await, changed());
}

#[tokio::test]
async fn a_change_begins_with_the_approved_form_by_its_managers_alone_and_once() {
    let app = TestApp::new().await;
    let (manager, staff, stranger) =
        (app.sign_up("zhang").await, app.sign_up("li").await, app.sign_up("wang").await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    app.member(venue.venue, &staff, Right::Staff).await;
    let change = json!({ "venue": venue.venue });
    assert_eq!(stranger.refusal("/applications", &change).await.0, 404);
    assert_eq!(staff.refusal("/applications", &change).await, (403, "not-allowed".to_owned()));
    let begun = manager.begin(&change).await;
    // The wall keeps working until the new poster hangs, unless the manager decides otherwise.
    let until = app.now().day().plus(14);
    let approved = ApplicationForm { old_codes_until: Some(until), ..venue.form.clone().unwrap() };
    assert_eq!(begun.form, approved);
    assert_eq!(manager.refusal("/applications", &change).await, changed());
    let nowhere = json!({ "venue": PlaceId([9; 6]) });
    assert_eq!(manager.refusal("/applications", &nowhere).await.0, 404);
}

#[tokio::test]
async fn more_than_fits_is_refused_and_names_the_field() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let long = json!({ "form": { "venue_name": "长".repeat(1000) } });
    let response = manager.post("/applications", &long).await;
    assert_eq!(response.status(), 422);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["form"], json!([{ "field": "venue_name", "reason": "too_long" }]));
    let huge = json!({ "form": { "venue_name": "长".repeat(100_000) } });
    assert_eq!(manager.refusal("/applications", &huge).await, (413, "too-large".to_owned()));
    let unknown = json!({ "form": { "owner": "x" } });
    assert_eq!(manager.refusal("/applications", &unknown).await, (400, "malformed".to_owned()));
}

#[tokio::test]
async fn so_many_drafts_are_begun_by_hand_and_then_some_must_go_first() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await.venue;
    let mut last = None;
    for _ in 0..50 {
        last = Some(manager.begin(&json!({})).await);
    }
    let full = (409, "too-many-drafts".to_owned());
    assert_eq!(manager.refusal("/applications", &json!({})).await, full);
    // A change of a venue is no such draft.
    manager.begin(&json!({ "venue": venue })).await;
    assert_eq!(manager.delete(&format!("/applications/{}", last.unwrap().venue)).await.status(), 204);
    let begun = manager.begin(&json!({})).await;
    assert_eq!(manager.refusal("/applications", &json!({})).await, full);
    manager.submit(&begun, &form("西湖小馆")).await;
    manager.begin(&json!({})).await;
}
