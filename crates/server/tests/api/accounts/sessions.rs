//! `GET /api/v1/sessions`, `DELETE /api/v1/sessions/{id}`, and how sessions end.

use venue_protocol::wire::accounts::{AccountRole, Session as Listed};

use crate::support::{Session, TestApp, problem};

const DAY_S: i64 = 86_400;

async fn is_over(session: &Session) -> bool {
    let response = session.get("/me").await;
    response.status() != 200 && problem(response).await == (401, "sign-in-needed".to_owned())
}

#[tokio::test]
async fn sessions_are_listed_newest_first_and_any_can_be_ended() {
    let app = TestApp::new().await;
    let first = app.sign_up("zhang").await;
    app.clock.advance_s(60);
    let mut second = first.clone();
    assert_eq!(second.sign_in(None).await.status(), 200);
    let listed: Vec<Listed> = second.read("/sessions").await;
    assert_eq!(listed.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false]);
    assert!(listed[0].begun_at > listed[1].begun_at);
    assert_eq!(second.delete(&format!("/sessions/{}", listed[1].id)).await.status(), 204);
    assert!(is_over(&first).await && !is_over(&second).await);
    assert_eq!(problem(second.delete(&format!("/sessions/{}", listed[1].id)).await).await.0, 404);
}

#[tokio::test]
async fn nobody_ends_or_sees_another_account_s_sessions() {
    let app = TestApp::new().await;
    let (zhang, li) = (app.sign_up("zhang").await, app.sign_up("li").await);
    let listed: Vec<Listed> = zhang.read("/sessions").await;
    assert_eq!(problem(li.delete(&format!("/sessions/{}", listed[0].id)).await).await.0, 404);
    let seen: Vec<Listed> = li.read("/sessions").await;
    assert!(!is_over(&zhang).await && seen.iter().all(|session| session.id != listed[0].id));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_its_cookie() {
    let app = TestApp::new().await;
    let mut session = app.sign_up("zhang").await;
    let before = session.clone();
    let response = session.delete("/sessions/current").await;
    assert_eq!(response.status(), 204);
    session.keep_cookies(&response);
    assert!(!session.cookies.contains_key("__Host-session"));
    assert!(is_over(&before).await);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_at_last_also_when_it_is() {
    let app = TestApp::new().await;
    let idle = app.sign_up("idle").await;
    let busy = app.sign_up("busy").await;
    for _ in 0..9 {
        app.clock.advance_s(3 * DAY_S);
        assert!(!is_over(&busy).await);
    }
    assert!(is_over(&idle).await);
    app.clock.advance_s(3 * DAY_S);
    assert!(is_over(&busy).await);
}

#[tokio::test]
async fn sessions_of_the_other_roles_are_short() {
    let app = TestApp::new().await;
    let (idle, busy) = (app.account(AccountRole::Reviewer).await, app.account(AccountRole::Reviewer).await);
    for _ in 0..11 {
        app.clock.advance_s(3600);
        assert!(!is_over(&busy).await);
    }
    assert!(is_over(&idle).await);
    app.clock.advance_s(3600);
    assert!(is_over(&busy).await);
}

#[tokio::test]
async fn of_very_many_sessions_the_oldest_end() {
    let app = TestApp::new().await;
    let first = app.sign_up("zhang").await;
    let mut other = first.clone();
    for _ in 0..30 {
        app.clock.advance_s(1);
        assert_eq!(other.sign_in(None).await.status(), 200);
    }
    assert!(is_over(&first).await && !is_over(&other).await);
    assert_eq!(other.read::<Vec<Listed>>("/sessions").await.len(), 30);
}
