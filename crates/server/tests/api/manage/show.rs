//! `GET /api/v1/venues/{venue}` and `GET /api/v1/venues`

use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::manage::{ManagedVenue, VenueLine, VenueSettings};

use crate::support::{TestApp, form, problem};

#[tokio::test]
async fn staff_see_the_venue_without_its_form_and_strangers_nothing() {
    let app = TestApp::new().await;
    let (manager, staff, stranger) =
        (app.sign_up("zhang").await, app.sign_up("li").await, app.sign_up("wang").await);
    let reviewer = app.account(AccountRole::Reviewer).await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    app.member(venue.venue, &staff, Right::Staff).await;
    assert_eq!(reviewer.venue(venue.venue).await, venue);
    assert_eq!(staff.venue(venue.venue).await, ManagedVenue { form: None, ..venue.clone() });
    let path = format!("/venues/{}", venue.venue);
    assert_eq!(problem(stranger.get(&path).await).await, (404, "not-found".to_owned()));
    assert_eq!(problem(reviewer.get("/venues/AAAAAAAA").await).await.0, 404);
    assert_eq!(problem(reviewer.get("/venues/nothing").await).await.0, 404);
}

#[tokio::test]
async fn a_venue_of_the_command_line_has_no_form_but_can_be_managed_and_changed() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let (venue, _) = app.venue().await;
    app.member(venue, &manager, Right::Manager).await;
    let seen = manager.venue(venue).await;
    assert_eq!((seen.form, seen.settings, seen.places.len()), (None, VenueSettings::default(), 1));
    // Its name and gate stay, so that its poster does, too.
    let after = manager.change(&app, venue, &form("图书馆")).await;
    assert_eq!(after.places[0].codes, seen.places[0].codes);
    assert_eq!(after.places.len(), 2);
}

#[tokio::test]
async fn only_reviewers_find_venues_by_name() {
    let app = TestApp::new().await;
    let (manager, reviewer) = (app.sign_up("zhang").await, app.account(AccountRole::Reviewer).await);
    for name in ["南湖小馆", "South Lake 100%", "心理咨询"] {
        app.approved(&manager, &form(name)).await;
    }
    let found = async |part: &str| -> Vec<String> {
        let lines: Vec<VenueLine> = reviewer.read(&format!("/venues?name={part}")).await;
        lines.into_iter().map(|line| line.name).collect()
    };
    assert_eq!(found("南湖").await, ["南湖小馆"]);
    assert_eq!(found("south").await, ["South Lake 100%"]);
    assert_eq!(found("%25").await, ["South Lake 100%"]);
    assert_eq!(found("").await.len(), 3);
    assert_eq!(problem(manager.get("/venues?name=x").await).await.0, 403);
}
