//! A zone that a change removed: its old poster may work until its day, and all else of it is over.

use serde_json::json;
use venue_poster::archive::PosterArchive;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::check_ins::CheckInResult;
use venue_protocol::wire::live::Counts;

use crate::support::{Desk, Session, TestApp, canary, check_in, form, guest, problem};

/// A venue whose zone was removed, with a desk that has the zone's code, and the zone.
async fn removed(app: &TestApp, manager: Session) -> (Desk, PlaceId) {
    let before = app.approved(&manager, &form("南湖小馆")).await;
    let zone = &before.places[1];
    let token = app.typed(&zone.codes[0].typed_code).await.unwrap()["token"].as_str().unwrap().to_owned();
    let mut change = json!(before.form);
    change["zones"] = json!([]);
    change["old_codes_until"] = json!(app.now().day().plus(14));
    manager.change(app, before.venue, &change).await;
    (Desk { staff: manager, venue: before.venue, token }, zone.place)
}

#[tokio::test]
async fn nobody_is_checked_in_at_it_by_hand_and_it_has_no_new_poster() {
    let app = TestApp::new().await;
    let (desk, zone) = removed(&app, app.sign_up("zhang").await).await;
    let mut body = desk.person(&app, &guest(&canary()));
    body["place"] = json!(zone);
    assert_eq!(desk.refusal(&body).await, (404, "not-found".to_owned()));
    for what in ["poster", "poster/preview", "rotating"] {
        let path = format!("/venues/{}/places/{zone}/{what}", desk.venue);
        assert_eq!(problem(desk.staff.get(&path).await).await, (404, "not-found".to_owned()), "{what}");
    }
}

#[tokio::test]
async fn its_old_poster_is_counted_and_archived() {
    let app = TestApp::new().await;
    let (desk, zone) = removed(&app, app.sign_up("zhang").await).await;
    let person = app.register().await;
    let results = app.check_in(&[check_in(&desk.token, app.now(), &[&person])]).await.results;
    assert!(matches!(results[0], CheckInResult::Registered(_)));
    let today = app.now().day();
    let counts = format!("/venues/{}/counts?from={today}&to={today}", desk.venue);
    let hours = desk.staff.read::<Counts>(&counts).await.hours;
    assert_eq!(hours.iter().map(|hour| (hour.place, hour.entries)).collect::<Vec<_>>(), [(zone, 1)]);
    let archive: PosterArchive = desk.staff.read(&format!("/venues/{}/posters", desk.venue)).await;
    assert!(archive.places.iter().any(|place| place.place == zone && place.issues.len() == 1));
}
