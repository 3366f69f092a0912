//! `PUT /api/v1/me/password`

use serde_json::json;

use crate::support::{PASSWORD, TestApp, problem};

const NEW: &str = "a dozen blue umbrellas";

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_the_old_password() {
    let app = TestApp::new().await;
    let mine = app.sign_up("zhang").await;
    let mut other = mine.clone();
    other.sign_in(None).await;
    let change = json!({ "old": PASSWORD, "new": NEW });
    assert_eq!(mine.put("/me/password", &change).await.status(), 204);
    assert_eq!(mine.get("/me").await.status(), 200);
    assert_eq!(problem(other.get("/me").await).await.0, 401);
    assert_eq!(problem(other.sign_in(None).await).await.1, "sign-in-failed");
    let body = json!({ "login": "zhang", "password": NEW });
    assert_eq!(other.post("/sessions", &body).await.status(), 200);
}

#[tokio::test]
async fn the_old_password_must_be_right_and_the_new_one_good() {
    let app = TestApp::new().await;
    let mine = app.sign_up("zhang").await;
    let wrong = json!({ "old": "wrong horse battery", "new": NEW });
    assert_eq!(problem(mine.put("/me/password", &wrong).await).await, (401, "sign-in-failed".to_owned()));
    let short = json!({ "old": PASSWORD, "new": "short" });
    let answer: serde_json::Value = mine.put("/me/password", &short).await.json().await.unwrap();
    assert_eq!(answer["form"], json!([{ "field": "password", "reason": "too_short" }]));
}

#[tokio::test]
async fn whoever_finds_an_open_session_cannot_guess_on() {
    let app = TestApp::with(|config| config.budgets.sign_ins_per_login = 3).await;
    let mine = app.sign_up("zhang").await;
    let wrong = json!({ "password": "wrong horse battery" });
    for _ in 0..3 {
        assert_eq!(mine.refusal("/me/second-factor", &wrong).await.0, 401);
    }
    assert_eq!(mine.refusal("/me/second-factor", &wrong).await.0, 429);
}
