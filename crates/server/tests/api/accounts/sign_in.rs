//! `POST /api/v1/sessions`

use serde_json::json;

use crate::support::{PASSWORD, Session, TestApp, problem};

fn refused() -> (u16, String) {
    (401, "sign-in-failed".to_owned())
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_answered_alike() {
    let app = TestApp::new().await;
    app.sign_up("zhang").await;
    for (login, password) in [
        ("zhang", "wrong horse battery"),
        ("zhang", ""),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("zhang' OR '1'='1", PASSWORD),
    ] {
        let body = json!({ "login": login, "password": password });
        assert_eq!(app.refusal("/api/v1/sessions", &body).await, refused(), "{login}");
    }
    let mut again = Session::nobody(&app);
    again.login = "Zhang".to_owned();
    assert_eq!(again.sign_in(None).await.status(), 200);
    assert_eq!(again.me().await.login, "zhang");
}

#[tokio::test]
async fn without_a_session_or_with_a_made_up_one_sign_in_is_asked_for() {
    let app = TestApp::new().await;
    let mut session = Session::nobody(&app);
    for cookie in [None, Some("A".repeat(43)), Some(String::new()), Some("!".repeat(5000))] {
        session.cookies.extend(cookie.map(|cookie| ("__Host-session".to_owned(), cookie)));
        assert_eq!(problem(session.get("/me").await).await, (401, "sign-in-needed".to_owned()));
    }
}

#[tokio::test]
async fn a_flood_of_guesses_does_not_lock_out_a_device_that_signed_in_before() {
    let app = TestApp::with(|config| config.budgets.sign_ins_per_login = 3).await;
    let mut owner = app.sign_up("zhang").await;
    let guess = json!({ "login": "zhang", "password": "wrong horse battery" });
    for _ in 0..3 {
        assert_eq!(app.refusal("/api/v1/sessions", &guess).await, refused());
    }
    assert_eq!(app.refusal("/api/v1/sessions", &guess).await.0, 429);
    owner.cookies.remove("__Host-session").unwrap();
    assert_eq!(owner.sign_in(None).await.status(), 200);
    // Whoever has the device has no more guesses than others.
    let mut last = 401;
    for _ in 0..3 {
        last = owner.refusal("/sessions", &guess).await.0;
    }
    assert_eq!(last, 429);
    // What another login's device was given does not help.
    let mut other = app.sign_up("other").await;
    other.login = "zhang".to_owned();
    assert_eq!(problem(other.sign_in(None).await).await.0, 429);
    app.clock.advance_s(60);
    assert_eq!(other.sign_in(None).await.status(), 200);
}

#[tokio::test]
async fn the_guesses_at_a_login_are_counted_together_however_it_is_written() {
    let app = TestApp::with(|config| config.budgets.sign_ins_per_login = 3).await;
    app.sign_up("zhang").await;
    let guess = |login: &str| json!({ "login": login, "password": "wrong horse battery" });
    // Letters of mathematics and in boxes have no lower case until they are made plain.
    for login in ["zhang", "ＺＨＡＮＧ", "𝐙hang"] {
        assert_eq!(app.refusal("/api/v1/sessions", &guess(login)).await, refused(), "{login}");
    }
    for login in ["zh🄰ng", "𝐙𝐇ang", "zhang"] {
        assert_eq!(app.refusal("/api/v1/sessions", &guess(login)).await.0, 429, "{login}");
    }
}
