//! `POST /api/v1/persons`

use serde_json::{Value, json};
use venue_protocol::problem::Problem;
use venue_protocol::wire::check_ins::CheckInResult;

use crate::support::{TestApp, canary, check_in, registration};

const PATH: &str = "/api/v1/persons";

#[tokio::test]
async fn a_person_gets_a_credential_and_the_connection_that_carried_the_number_ends() {
    let app = TestApp::new().await;
    let response = app.post(PATH, &registration(&canary())).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["connection"], "close");
    let body: Value = response.json().await.unwrap();
    let today = app.now().day().0;
    assert_eq!(
        (body["renew_on"].as_u64(), body["expires_on"].as_u64()),
        (Some(u64::from(today) + 180), Some(u64::from(today) + 400))
    );
}

#[tokio::test]
async fn a_known_number_is_answered_like_an_unknown_one() {
    let app = TestApp::new().await;
    let body = registration(&canary());
    let (first, second) = (app.register_as(&body).await, app.register_as(&body).await);
    assert_ne!(app.pid(&first.credential), app.pid(&second.credential));
    assert_eq!(
        (first.renew_on, first.expires_on, first.warnings),
        (second.renew_on, second.expires_on, second.warnings)
    );
}

#[tokio::test]
async fn the_tracers_open_what_was_registered_and_find_all_registrations_of_a_number() {
    let app = TestApp::new().await;
    let person = canary();
    for _ in 0..3 {
        app.register_as(&registration(&person)).await;
    }
    app.register().await;
    let found = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    assert_eq!(found.len(), 3);
    for identity in found {
        assert_eq!(identity.name(), person.name);
        assert_eq!(identity.phone(), format!("+86{}", person.phone));
    }
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_no_value_is_repeated() {
    let app = TestApp::new().await;
    let mut body = registration(&canary());
    body["number"] = json!("220102190001010017");
    body["phone"] = json!("12000000000");
    body["consent_version"] = json!(7);
    let response = app.post(PATH, &body).await;
    assert_eq!(response.status(), 422);
    let text = response.text().await.unwrap();
    assert!(!text.contains("220102190001010017") && !text.contains("12000000000"));
    let problem: Problem = serde_json::from_str(&text).unwrap();
    let fields: Vec<_> =
        problem.fields.iter().map(|field| serde_json::to_value(field).unwrap()["field"].clone()).collect();
    assert_eq!(fields, ["number", "phone", "consent"]);
}

#[tokio::test]
async fn without_the_authoritys_keys_registration_says_which_command_makes_them() {
    let app = TestApp::without_authority(|_| ()).await;
    let response = app.post(PATH, &registration(&canary())).await;
    assert_eq!(response.status(), 503);
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.kind.slug(), "no-authority-keys");
    assert!(problem.detail.unwrap().contains("venue-server authority new"));
    app.set_authority().await;
    app.register().await;
}

#[tokio::test]
async fn a_correction_withdraws_the_registration_that_it_replaces() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let wrong = app.register().await;
    let mut body = registration(&canary());
    body["replaces"] = json!(wrong);
    let right = app.register_as(&body).await.credential;
    let results = app
        .check_in(&[check_in(&token, app.now(), &[&wrong]), check_in(&token, app.now(), &[&right])])
        .await
        .results;
    assert!(matches!(&results[0], CheckInResult::Refused(p) if p.kind.slug() == "credential-withdrawn"));
    assert!(matches!(&results[1], CheckInResult::Registered(_)));
    body["replaces"] = json!("A".repeat(82) + "A");
    assert_eq!(app.refusal(PATH, &body).await, (422, "credential-unknown".to_owned()));
}

#[tokio::test]
async fn a_flood_of_registrations_from_one_address_is_slowed_down() {
    let app = TestApp::with(|config| config.budgets.registrations_per_client = 2).await;
    app.register().await;
    app.register().await;
    assert_eq!(app.refusal(PATH, &registration(&canary())).await, (429, "too-many-requests".to_owned()));
    app.clock.advance_s(31);
    app.register().await;
}

#[tokio::test]
async fn bodies_of_another_shape_are_malformed() {
    let app = TestApp::new().await;
    let mut more = registration(&canary());
    more["hobby"] = json!("chess");
    let mut less = registration(&canary());
    less.as_object_mut().unwrap().remove("name");
    for body in [more, less, json!([]), json!(null), json!({ "document": 1 })] {
        assert_eq!(app.refusal(PATH, &body).await, (400, "malformed".to_owned()), "{body}");
    }
}
