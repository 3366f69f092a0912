//! `POST /api/v1/accounts`

use serde_json::{Value, json};
use venue_protocol::wire::accounts::AccountRole;

use crate::support::{PASSWORD, Session, TestApp, all_bytes, contains, problem};

#[tokio::test]
async fn whoever_signs_up_is_a_manager_without_venues_and_signed_in() {
    let app = TestApp::new().await;
    let session = app.sign_up(" Zhang.San@Example ").await;
    let me = session.me().await;
    assert_eq!((me.login.as_str(), me.name.as_str()), ("zhang.san@example", "张三"));
    assert_eq!((me.role, me.second_factor, me.venues.len()), (AccountRole::Manager, false, 0));
}

#[tokio::test]
async fn a_login_is_given_once_whatever_its_letter_case() {
    let app = TestApp::new().await;
    app.sign_up("zhang").await;
    let again = json!({ "login": "ZHANG", "name": "x", "password": PASSWORD });
    assert_eq!(app.refusal("/api/v1/accounts", &again).await, (409, "login-taken".to_owned()));
}

#[tokio::test]
async fn every_field_that_is_not_valid_is_named() {
    let app = TestApp::new().await;
    let body = json!({ "login": "a b", "name": "x\u{202e}y", "password": "aaaaaaaaaaaaa" });
    let response = Session::nobody(&app).post("/accounts", &body).await;
    assert_eq!(response.status(), 422);
    let problem: Value = response.json().await.unwrap();
    assert_eq!(
        problem["form"],
        json!([
            { "field": "login", "reason": "characters" },
            { "field": "display_name", "reason": "characters" },
            { "field": "password", "reason": "weak" },
        ])
    );
}

#[tokio::test]
async fn password_and_session_are_kept_as_hashes() {
    let app = TestApp::new().await;
    let session = app.sign_up("zhang").await;
    let bytes = all_bytes(&app.data());
    assert!(contains(&bytes, b"$argon2id$"));
    assert!(!contains(&bytes, PASSWORD.as_bytes()));
    let cookie = &session.cookies["__Host-session"];
    let secret = data_encoding::BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap();
    assert!(secret.len() == 32 && !contains(&bytes, &secret) && !contains(&bytes, cookie.as_bytes()));
}

#[tokio::test]
async fn a_client_that_signs_up_too_often_is_told_when_to_come_again() {
    let app = TestApp::with(|config| config.budgets.sign_ins_per_client = 1).await;
    app.sign_up("one").await;
    let body = json!({ "login": "two", "name": "x", "password": PASSWORD });
    let response = app.post("/api/v1/accounts", &body).await;
    assert!(response.headers().contains_key("retry-after"));
    assert_eq!(problem(response).await, (429, "too-many-requests".to_owned()));
}
