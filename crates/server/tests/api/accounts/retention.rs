//! What is over is forgotten.

use sqlx::Row as _;
use venue_server::jobs::retention::forget_ended;

use crate::support::{TestApp, open_db};

#[tokio::test]
async fn ended_sessions_and_links_do_not_stay_in_the_database() {
    use serde_json::json;
    use venue_protocol::wire::accounts::{AccountRole, Right};
    let app = TestApp::new().await;
    let manager = app.sign_up("manager").await;
    let (venue, _) = app.venue().await;
    app.member(venue, &manager, Right::Manager).await;
    let offer = json!({ "offer": "staff" });
    assert_eq!(manager.post(&format!("/venues/{venue}/invitations"), &offer).await.status(), 200);
    let reviewer = app.account(AccountRole::Reviewer).await;
    assert_eq!(reviewer.post("/resets", &json!({ "login": "manager" })).await.status(), 200);
    let left = async || -> [i64; 3] {
        let mut db = open_db(&app.data().join("venue.db")).await;
        let sql = "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM invitation), \
            (SELECT count(*) FROM reset)";
        let row = sqlx::query(sql).fetch_one(&mut db).await.unwrap();
        [row.get(0), row.get(1), row.get(2)]
    };
    assert_eq!(forget_ended(&app.server.app).await.unwrap(), 0);
    assert_eq!(left().await, [2, 1, 1]);
    app.clock.advance_s(30 * 86_400);
    forget_ended(&app.server.app).await.unwrap();
    assert_eq!(left().await, [0, 0, 0]);
}
