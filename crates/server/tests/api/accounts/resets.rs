//! `POST /api/v1/resets` and `POST /api/v1/resets/use`

use serde_json::{Value, json};
use venue_protocol::wire::accounts::{AccountRole, Link};

use crate::support::{PASSWORD, Session, TestApp, all_bytes, contains, good, problem};

const NEW: &str = "a dozen blue umbrellas";

async fn offer(reviewer: &Session, login: &str) -> String {
    let link: Link = good(reviewer.post("/resets", &json!({ "login": login })).await).await;
    let secret = link.url.strip_prefix("https://venue.test/console/reset#").unwrap();
    secret.to_owned()
}

fn redeem(secret: &str) -> Value {
    json!({ "secret": secret, "password": NEW })
}

fn gone() -> (u16, String) {
    (410, "link-gone".to_owned())
}

#[tokio::test]
async fn a_link_sets_a_password_once_ends_all_sessions_and_takes_the_second_factor_away() {
    let app = TestApp::new().await;
    let (reviewer, colleague) =
        (app.account(AccountRole::Reviewer).await, app.account(AccountRole::Reviewer).await);
    let secret = offer(&reviewer, &colleague.login.to_uppercase()).await;
    assert!(!contains(&all_bytes(&app.data()), secret.as_bytes()));
    let mut browser = Session::nobody(&app);
    let response = browser.post("/resets/use", &redeem(&secret)).await;
    assert_eq!(response.status(), 204);
    browser.keep_cookies(&response);
    assert_eq!(problem(colleague.get("/me").await).await.0, 401);
    assert_eq!(browser.refusal("/resets/use", &redeem(&secret)).await, gone());
    let body = json!({ "login": colleague.login, "password": NEW });
    let response = browser.post("/sessions", &body).await;
    browser.keep_cookies(&response);
    assert!(!browser.me().await.second_factor);
    assert_eq!(problem(browser.get("/venues/AAAAAAAA/members").await).await.1, "second-factor-missing");
}

#[tokio::test]
async fn a_link_is_void_after_a_day_and_when_a_newer_one_is_made() {
    let app = TestApp::new().await;
    app.sign_up("zhang").await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let (older, newer) = (offer(&reviewer, "zhang").await, offer(&reviewer, "zhang").await);
    assert_eq!(reviewer.refusal("/resets/use", &redeem(&older)).await, gone());
    app.clock.advance_s(86_400);
    assert_eq!(reviewer.refusal("/resets/use", &redeem(&newer)).await, gone());
    assert_eq!(reviewer.refusal("/resets/use", &redeem("AAAAAAAAAAAAAAAAAAAAAA")).await, gone());
}

#[tokio::test]
async fn a_password_that_is_not_good_leaves_the_link_unused() {
    let app = TestApp::new().await;
    app.sign_up("zhang").await;
    let secret = offer(&app.account(AccountRole::Reviewer).await, "zhang").await;
    let short = json!({ "secret": secret, "password": "short" });
    assert_eq!(app.refusal("/api/v1/resets/use", &short).await, (422, "invalid".to_owned()));
    assert_eq!(app.post("/api/v1/resets/use", &redeem(&secret)).await.status(), 204);
}

#[tokio::test]
async fn nobody_resets_themselves_an_unknown_login_or_those_that_trace() {
    let app = TestApp::new().await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let refusal = async |login: &str| reviewer.refusal("/resets", &json!({ "login": login })).await;
    assert_eq!(refusal(&reviewer.login).await, (403, "not-allowed".to_owned()));
    assert_eq!(refusal("nobody").await, (404, "not-found".to_owned()));
    assert_eq!(refusal("").await, (404, "not-found".to_owned()));
    for role in [AccountRole::Tracer, AccountRole::Approver, AccountRole::Operator] {
        assert_eq!(refusal(&app.account(role).await.login).await, (403, "not-allowed".to_owned()));
    }
}

#[tokio::test]
async fn the_browser_that_used_the_link_is_not_locked_out_by_a_flood_of_guesses() {
    let app = TestApp::with(|config| config.budgets.sign_ins_per_login = 1).await;
    app.sign_up("zhang").await;
    let secret = offer(&app.account(AccountRole::Reviewer).await, "zhang").await;
    let mut browser = Session::nobody(&app);
    let response = browser.post("/resets/use", &redeem(&secret)).await;
    browser.keep_cookies(&response);
    let guess = json!({ "login": "zhang", "password": "wrong horse battery" });
    assert_eq!(app.refusal("/api/v1/sessions", &guess).await.0, 401);
    assert_eq!(app.refusal("/api/v1/sessions", &guess).await.0, 429);
    let body = json!({ "login": "zhang", "password": NEW });
    assert_eq!(browser.post("/sessions", &body).await.status(), 200);
}

#[tokio::test]
async fn a_change_of_the_password_that_is_under_way_does_not_undo_a_reset() {
    let app = TestApp::new().await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    for n in 0..5 {
        let login = format!("zhang{n}");
        let thief = app.sign_up(&login).await;
        let secret = offer(&reviewer, &login).await;
        let change = json!({ "old": PASSWORD, "new": "seven green bottles" });
        let redeem = redeem(&secret);
        let (_, reset) =
            tokio::join!(thief.put("/me/password", &change), app.post("/api/v1/resets/use", &redeem));
        assert_eq!(reset.status(), 204);
        let owner = json!({ "login": login, "password": NEW });
        assert_eq!(app.post("/api/v1/sessions", &owner).await.status(), 200);
    }
}
