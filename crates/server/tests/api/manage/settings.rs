//! `PUT /api/v1/venues/{venue}/settings`

use serde_json::json;
use venue_protocol::wire::accounts::Right;
use venue_protocol::wire::check_ins::{CheckInResult, Flag};
use venue_protocol::wire::manage::VenueSettings;

use crate::support::{TestApp, check_in, form, problem};

#[tokio::test]
async fn settings_are_kept_and_have_bounds() {
    let app = TestApp::new().await;
    let (manager, staff) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    app.member(venue.venue, &staff, Right::Staff).await;
    let path = format!("/venues/{}/settings", venue.venue);
    let body = json!({ "hourly_limit": 12, "rotating_only": false });
    assert_eq!(problem(staff.put(&path, &body).await).await.0, 403);
    assert_eq!(manager.put(&path, &body).await.status(), 204);
    assert_eq!(
        manager.venue(venue.venue).await.settings,
        VenueSettings { hourly_limit: 12, rotating_only: false }
    );
    assert_eq!(app.server.app.directory.current().rules(venue.venue).unwrap().hourly_limit, 12);
    for limit in [0, 3601] {
        let body = json!({ "hourly_limit": limit, "rotating_only": false });
        assert_eq!(problem(manager.put(&path, &body).await).await, (422, "invalid".to_owned()));
    }
}

#[tokio::test]
async fn where_only_the_rotating_code_counts_posters_are_refused_from_then_on() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let code = &venue.places[0].codes[0].typed_code;
    let token = app.typed(code).await.unwrap()["token"].as_str().unwrap().to_owned();
    let person = app.register().await;
    let before = check_in(&token, app.now(), &[&person]);
    app.clock.advance_s(300);
    let path = format!("/venues/{}/settings", venue.venue);
    manager.put(&path, &json!({ "hourly_limit": 300, "rotating_only": true })).await;
    assert_eq!(app.typed(code).await.unwrap_err(), (410, "code-revoked".to_owned()));
    app.clock.advance_s(300);
    // Other settings do not move the moment.
    manager.put(&path, &json!({ "hourly_limit": 10, "rotating_only": true })).await;
    let fresh = check_in(&token, app.now(), &[&person]);
    let queued = check_in(&token, app.now().plus_millis(-200_000), &[&person]);
    let results = app.check_in(&[before, fresh, queued]).await.results;
    assert!(matches!(&results[0], CheckInResult::Registered(receipt) if receipt.flags.is_empty()));
    assert!(matches!(&results[1], CheckInResult::Refused(problem) if problem.kind.slug() == "code-revoked"));
    assert!(
        matches!(&results[2], CheckInResult::Registered(receipt) if receipt.flags == [Flag::CodeRevoked])
    );
    manager.put(&path, &json!({ "hourly_limit": 10, "rotating_only": false })).await;
    assert!(app.typed(code).await.is_ok());
}
