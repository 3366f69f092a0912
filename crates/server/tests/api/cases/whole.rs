//! The whole way, from the filing to names.

use serde_json::json;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::cases::{CaseState, Subject};
use venue_protocol::wire::venues::Gate;
use venue_server::store::Place;

use crate::support::{Inquiry, Person, TestApp, canary, check_in, registration};

async fn zone(app: &TestApp, venue: PlaceId) -> (PlaceId, String) {
    let id = PlaceId(app.random.bytes());
    let zone = Place {
        id,
        venue,
        name: "图书馆".to_owned(),
        zone: Some("东门".to_owned()),
        gate: Gate::Both,
        sensitive: false,
    };
    (id, app.place(&zone, false).await.0)
}

fn named(name: &str) -> Person {
    Person { name: name.to_owned(), ..canary() }
}

#[tokio::test]
async fn tracer_and_approver_together_find_the_track_who_was_around_and_their_names() {
    let app = TestApp::new().await;
    let (venue, token) = app.venue().await;
    let (_, elsewhere) = app.venue().await;
    let (zone, at_zone) = zone(&app, venue).await;
    let (subject, contact, far) = (named("甲"), named("乙"), named("丙"));
    let mut credentials = Vec::new();
    for person in [&subject, &contact, &far] {
        credentials.push(app.register_as(&registration(person)).await.credential);
    }
    let [ill, near, other] = credentials.as_slice() else { panic!() };
    app.check_in(&[check_in(&token, app.now(), &[ill])]).await;
    app.clock.advance_s(600);
    app.check_in(&[check_in(&at_zone, app.now(), &[near]), check_in(&elsewhere, app.now(), &[other])]).await;
    // Over the end of the hour: another slot.
    app.clock.advance_s(3600);
    let undone = check_in(&token, app.now(), &[ill]);
    app.check_in(std::slice::from_ref(&undone)).await;
    let undo = json!({ "secret": undone["secret"], "scanned_at": undone["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    // Behind an undone row, which is a link of the chain.
    app.check_in(&[check_in(&at_zone, app.now(), &[ill])]).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&subject], inquiry.window(24 * 60)).await;
    assert_eq!((case.state, case.tags), (CaseState::Approved, 3));
    assert_eq!(case.approver, Some(inquiry.approver.session.account));
    let found = inquiry.trace(&case).await;
    let track: Vec<_> =
        found.track.iter().map(|(row, visit)| (row.place, visit.pid == app.pid(ill))).collect();
    assert_eq!(track, [(venue, true), (zone, true)]);
    assert_eq!(found.around.len(), 3);
    assert_eq!(found.names(), ["乙", "甲"]);
}
