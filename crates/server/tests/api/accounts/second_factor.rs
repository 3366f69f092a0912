//! Setting a second factor up, and signing in with it.

use serde_json::json;
use venue_protocol::wire::accounts::{AccountRole, SecondFactor};

use crate::support::{PASSWORD, Session, TestApp, all_bytes, contains, good, one_time_code as code, problem};

async fn set_up(app: &TestApp, session: &Session) -> SecondFactor {
    let body = json!({ "password": PASSWORD });
    let factor: SecondFactor = good(session.post("/me/second-factor", &body).await).await;
    let confirm = json!({ "code": code(&factor.secret, app.now()) });
    assert_eq!(session.put("/me/second-factor", &confirm).await.status(), 204);
    factor
}

#[tokio::test]
async fn once_it_is_confirmed_a_sign_in_needs_a_code_and_takes_it_once() {
    let app = TestApp::new().await;
    let mut session = app.sign_up("zhang").await;
    let factor = set_up(&app, &session).await;
    assert!(session.me().await.second_factor);
    assert_eq!(problem(session.sign_in(None).await).await, (401, "second-factor-needed".to_owned()));
    // The code that confirmed it is used up.
    let used = code(&factor.secret, app.now());
    assert_eq!(problem(session.sign_in(Some(&used)).await).await.1, "sign-in-failed");
    app.clock.advance_s(30);
    let fresh = code(&factor.secret, app.now());
    assert_eq!(session.sign_in(Some(&fresh)).await.status(), 200);
    assert_eq!(problem(session.sign_in(Some(&fresh)).await).await.1, "sign-in-failed");
    // One from before the last one is no better.
    assert_eq!(problem(session.sign_in(Some(&used)).await).await.1, "sign-in-failed");
}

#[tokio::test]
async fn without_the_right_password_nothing_is_asked_for_and_no_code_helps() {
    let app = TestApp::new().await;
    let session = app.sign_up("zhang").await;
    let factor = set_up(&app, &session).await;
    app.clock.advance_s(30);
    let body = json!({ "login": "zhang", "password": "wrong horse battery" });
    assert_eq!(session.refusal("/sessions", &body).await.1, "sign-in-failed");
    let code = code(&factor.secret, app.now());
    let body = json!({ "login": "zhang", "password": "wrong horse battery", "code": code });
    assert_eq!(session.refusal("/sessions", &body).await.1, "sign-in-failed");
}

#[tokio::test]
async fn codes_cannot_be_guessed_for_long() {
    let app = TestApp::new().await;
    let mut session = app.sign_up("zhang").await;
    set_up(&app, &session).await;
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(problem(session.sign_in(Some("abcdef")).await).await.0);
    }
    assert_eq!((answers[9], answers[10]), (401, 429));
}

#[tokio::test]
async fn a_factor_that_is_not_confirmed_is_not_in_force() {
    let app = TestApp::new().await;
    let mut session = app.sign_up("zhang").await;
    let confirm = json!({ "code": "123456" });
    assert_eq!(problem(session.put("/me/second-factor", &confirm).await).await.1, "sign-in-failed");
    let body = json!({ "password": PASSWORD });
    let factor: SecondFactor = good(session.post("/me/second-factor", &body).await).await;
    assert_eq!(problem(session.put("/me/second-factor", &json!({ "code": "x" })).await).await.0, 401);
    assert!(!session.me().await.second_factor);
    assert_eq!(session.sign_in(None).await.status(), 200);
    let secret = data_encoding::BASE32_NOPAD.decode(factor.secret.as_bytes()).unwrap();
    assert!(!contains(&all_bytes(&app.data()), &secret));
}

#[tokio::test]
async fn a_manager_may_take_it_away_and_a_reviewer_not() {
    let app = TestApp::new().await;
    let mut session = app.sign_up("zhang").await;
    set_up(&app, &session).await;
    let body = json!({ "password": PASSWORD });
    assert_eq!(session.post("/me/second-factor/remove", &body).await.status(), 204);
    assert_eq!(session.sign_in(None).await.status(), 200);
    let reviewer = app.account(AccountRole::Reviewer).await;
    assert_eq!(reviewer.refusal("/me/second-factor/remove", &body).await, (403, "not-allowed".to_owned()));
}

#[tokio::test]
async fn a_reviewer_reaches_the_rest_as_soon_as_it_is_set_up() {
    let app = TestApp::new().await;
    app.sign_up("zhang").await;
    let reviewer = app.account_with(AccountRole::Reviewer, false).await;
    let body = json!({ "login": "zhang" });
    assert_eq!(reviewer.refusal("/resets", &body).await, (403, "second-factor-missing".to_owned()));
    set_up(&app, &reviewer).await;
    assert_eq!(reviewer.post("/resets", &body).await.status(), 200);
}
