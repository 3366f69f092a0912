//! `POST /api/v1/persons/withdraw`

use serde_json::json;
use venue_protocol::wire::check_ins::CheckInResult;

use crate::support::{TestApp, canary, check_in, registration};

const PATH: &str = "/api/v1/persons/withdraw";

#[tokio::test]
async fn a_withdrawn_person_is_erased_at_once_and_cannot_be_checked_in_any_more() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let credential = app.register_as(&registration(&person)).await.credential;
    for _ in 0..2 {
        assert_eq!(app.post(PATH, &json!({ "credential": credential })).await.status(), 204);
    }
    let found = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    assert!(found.is_empty());
    // Who registers again is found, behind the one that was erased.
    app.register_as(&registration(&person)).await;
    let found = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    assert_eq!(found.len(), 1);
    let app = app.restarted().await;
    let result = app.check_in(&[check_in(&token, app.now(), &[&credential])]).await.results.remove(0);
    assert!(matches!(result, CheckInResult::Refused(p) if p.kind.slug() == "credential-withdrawn"));
}

#[tokio::test]
async fn a_credential_of_another_server_is_unknown() {
    let (app, other) = (TestApp::new().await, TestApp::new().await);
    let credential = other.register().await;
    let refusal = app.refusal(PATH, &json!({ "credential": credential })).await;
    assert_eq!(refusal, (422, "credential-unknown".to_owned()));
}
