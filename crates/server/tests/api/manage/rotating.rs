//! `GET /api/v1/venues/{venue}/places/{place}/rotating`

use serde_json::json;
use venue_protocol::token::{CodeUrl, VenueToken};
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::check_ins::CheckInResult;
use venue_protocol::wire::manage::{ManagedVenue, RotatingCodes};

use crate::support::{Session, TestApp, check_in, form, problem};

const STEP_S: i64 = 30;

fn path(venue: &ManagedVenue, place: usize) -> String {
    format!("/venues/{}/places/{}/rotating", venue.venue, venue.places[place].place)
}

async fn codes(session: &Session, venue: &ManagedVenue) -> RotatingCodes {
    session.read(&path(venue, 0)).await
}

fn token(app: &TestApp, url: &str) -> VenueToken {
    CodeUrl::parse(url, app.server.app.public_url.code_host()).unwrap()
}

/// What comes of a scan at a time, sent now.
async fn sent(app: &TestApp, token: &VenueToken, scanned_s_ago: i64) -> Result<(), String> {
    let person = app.register().await;
    let scanned = app.now().plus_millis(-scanned_s_ago * 1000);
    match &app.check_in(&[check_in(&token.to_string(), scanned, &[&person])]).await.results[0] {
        CheckInResult::Registered(_) => Ok(()),
        CheckInResult::Refused(problem) => Err(problem.kind.slug().to_owned()),
    }
}

#[tokio::test]
async fn a_fresh_code_comes_every_half_minute_ten_minutes_ahead() {
    let app = TestApp::new().await;
    let (manager, staff) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    app.member(venue.venue, &staff, Right::Staff).await;
    app.clock.advance_s(10);
    let codes = codes(&staff, &venue).await;
    assert_eq!((codes.now, codes.codes.len()), (app.now(), 21));
    assert_eq!(codes.codes[0].from, app.now().plus_millis(-10_000));
    for pair in codes.codes.windows(2) {
        assert_eq!(pair[1].from.millis_since(pair[0].from), STEP_S * 1000);
        assert_ne!(pair[0].url, pair[1].url);
    }
    let first = &codes.codes[0].url;
    assert!(first.starts_with("HTTPS://VENUE.TEST/V/A") && first.to_uppercase() == *first, "{first}");
}

#[tokio::test]
async fn a_rotating_code_is_accepted_in_its_step_and_the_next_and_dead_after_a_minute() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let codes = codes(&manager, &venue).await;
    let (now, next) = (token(&app, &codes.codes[0].url), token(&app, &codes.codes[1].url));
    assert_eq!(sent(&app, &now, 0).await, Ok(()));
    assert_eq!(sent(&app, &next, 0).await, Err("code-expired".to_owned()));
    app.clock.advance_s(STEP_S + 29);
    assert_eq!((sent(&app, &now, 0).await, sent(&app, &next, 0).await), (Ok(()), Ok(())));
    app.clock.advance_s(1);
    assert_eq!(sent(&app, &now, 0).await, Err("code-expired".to_owned()));
    let look_up = app.refusal("/api/v1/venues/look-up", &json!({ "token": now.to_string() })).await;
    assert_eq!(look_up, (410, "code-expired".to_owned()));
    // Judged at scan time: who scanned in time and had no network is registered later.
    app.clock.advance_s(3600);
    assert_eq!(sent(&app, &now, 3600 + 30).await, Ok(()));
    assert_eq!(sent(&app, &now, 3600).await, Err("code-expired".to_owned()));
}

#[tokio::test]
async fn where_posters_are_refused_the_rotating_code_is_not() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let settings = json!({ "hourly_limit": 300, "rotating_only": true });
    manager.put(&format!("/venues/{}/settings", venue.venue), &settings).await;
    let code = token(&app, &codes(&manager, &venue).await.codes[0].url);
    assert_eq!(sent(&app, &code, 0).await, Ok(()));
}

#[tokio::test]
async fn a_reissue_changes_the_rotating_code_and_a_revocation_ends_it() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let old = token(&app, &codes(&manager, &venue).await.codes[0].url);
    manager.post(&format!("/venues/{}/reissue", venue.venue), &json!({})).await;
    let new = token(&app, &codes(&manager, &venue).await.codes[0].url);
    assert_eq!((old.serial.0, new.serial.0), (1, 2));
    assert_eq!(sent(&app, &old, 0).await, Err("code-revoked".to_owned()));
    reviewer.post(&format!("/venues/{}/revoke", venue.venue), &json!({ "reason": "调换" })).await;
    assert_eq!(sent(&app, &new, 0).await, Err("code-revoked".to_owned()));
    assert_eq!(problem(manager.get(&path(&venue, 0)).await).await, (410, "code-revoked".to_owned()));
}

#[tokio::test]
async fn only_the_venues_own_people_get_it_for_its_own_places() {
    let app = TestApp::new().await;
    let (manager, stranger) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let (venue, other) =
        (app.approved(&manager, &form("一")).await, app.approved(&manager, &form("二")).await);
    assert_eq!(problem(stranger.get(&path(&venue, 0)).await).await.0, 404);
    assert_eq!(problem(reviewer.get(&path(&venue, 0)).await).await.0, 403);
    let mixed = format!("/venues/{}/places/{}/rotating", venue.venue, other.places[1].place);
    assert_eq!(problem(manager.get(&mixed).await).await.0, 404);
    let no_id = format!("/venues/{}/places/here/rotating", venue.venue);
    assert_eq!(problem(manager.get(&no_id).await).await.0, 404);
}
