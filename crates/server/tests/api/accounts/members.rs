//! `GET` and `DELETE /api/v1/venues/{venue}/members`

use venue_protocol::id::PlaceId;
use venue_protocol::wire::accounts::{Members, Right};

use crate::support::{Session, TestApp, problem};

async fn crew(app: &TestApp) -> (PlaceId, Session, Session, Session) {
    let (venue, _) = app.venue().await;
    let (manager, staff) = (app.sign_up("manager").await, app.sign_up("staff").await);
    let colleague = app.sign_up("colleague").await;
    app.member(venue, &staff, Right::Staff).await;
    app.member(venue, &colleague, Right::Staff).await;
    app.member(venue, &manager, Right::Manager).await;
    (venue, manager, staff, colleague)
}

#[tokio::test]
async fn managers_stand_first() {
    let app = TestApp::new().await;
    let (venue, manager, ..) = crew(&app).await;
    let Members { members, .. } = manager.read(&format!("/venues/{venue}/members")).await;
    let listed: Vec<_> = members.iter().map(|member| (member.login.as_str(), member.right)).collect();
    assert_eq!(listed, [("manager", Right::Manager), ("colleague", Right::Staff), ("staff", Right::Staff)]);
}

#[tokio::test]
async fn who_is_taken_away_is_out_at_once() {
    let app = TestApp::new().await;
    let (venue, manager, staff, _) = crew(&app).await;
    let path = format!("/venues/{venue}/members/{}", staff.account);
    assert_eq!(manager.delete(&path).await.status(), 204);
    assert_eq!(problem(staff.delete(&path).await).await, (404, "not-found".to_owned()));
    assert_eq!(problem(manager.delete(&path).await).await, (404, "not-found".to_owned()));
}

#[tokio::test]
async fn staff_takes_away_nobody_but_themselves() {
    let app = TestApp::new().await;
    let (venue, manager, staff, colleague) = crew(&app).await;
    for other in [&manager, &colleague] {
        let path = format!("/venues/{venue}/members/{}", other.account);
        assert_eq!(problem(staff.delete(&path).await).await, (403, "not-allowed".to_owned()));
    }
    let own = format!("/venues/{venue}/members/{}", staff.account);
    assert_eq!(staff.delete(&own).await.status(), 204);
    assert!(staff.me().await.venues.is_empty());
}

#[tokio::test]
async fn the_last_manager_stays() {
    let app = TestApp::new().await;
    let (venue, manager, staff, _) = crew(&app).await;
    let own = format!("/venues/{venue}/members/{}", manager.account);
    assert_eq!(problem(manager.delete(&own).await).await, (409, "last-manager".to_owned()));
    assert_eq!(manager.me().await.venues.len(), 1);
    app.member(venue, &staff, Right::Manager).await;
    assert_eq!(manager.delete(&own).await.status(), 204);
}
