//! `POST /api/v1/persons/renew`

use serde_json::json;
use venue_protocol::wire::persons::Registered;

use crate::support::{TestApp, canary, registration};

const PATH: &str = "/api/v1/persons/renew";
const DAY_S: i64 = 86_400;

#[tokio::test]
async fn a_renewed_registration_is_the_same_person_for_another_400_days() {
    let app = TestApp::new().await;
    let person = canary();
    let old = app.register_as(&registration(&person)).await;
    app.clock.advance_s(200 * DAY_S);
    let body = json!({ "credential": old.credential });
    let new: Registered = app.post(PATH, &body).await.json().await.unwrap();
    assert_eq!(new.expires_on, app.now().day().plus(400));
    assert_eq!(app.pid(&new.credential), app.pid(&old.credential));
    // The identity lives on with the new credential, past the old one's end.
    app.clock.advance_s(300 * DAY_S);
    venue_server::jobs::retention::retire(&app.server.app).await.unwrap();
    assert_eq!(app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await.len(), 1);
    assert_eq!(app.refusal(PATH, &body).await, (410, "credential-expired".to_owned()));
}

#[tokio::test]
async fn an_identity_dies_30_days_after_its_credential() {
    let app = TestApp::new().await;
    let person = canary();
    app.register_as(&registration(&person)).await;
    for (days, left) in [(430, 1), (1, 0)] {
        app.clock.advance_s(days * DAY_S);
        venue_server::jobs::retention::retire(&app.server.app).await.unwrap();
        let found = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
        assert_eq!(found.len(), left);
    }
}

#[tokio::test]
async fn what_was_withdrawn_is_not_renewed() {
    let app = TestApp::new().await;
    let body = json!({ "credential": app.register().await });
    assert_eq!(app.post("/api/v1/persons/withdraw", &body).await.status(), 204);
    assert_eq!(app.refusal(PATH, &body).await, (410, "credential-withdrawn".to_owned()));
}
