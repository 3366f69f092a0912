//! What was done stands in the audit chain, without anybody's name.

use serde_json::json;
use sqlx::Row as _;
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_server::store::audit::entry_hash;

use crate::support::{PASSWORD, TestApp, contains, open_db};

#[tokio::test]
async fn the_chain_tells_who_reset_whom_and_holds_together() {
    let app = TestApp::new().await;
    let owner = app.sign_up("zhang.san").await;
    let (venue, _) = app.venue().await;
    app.member(venue, &owner, Right::Manager).await;
    let change = json!({ "old": PASSWORD, "new": "a dozen blue umbrellas" });
    assert_eq!(owner.put("/me/password", &change).await.status(), 204);
    let reviewer = app.account(AccountRole::Reviewer).await;
    assert_eq!(reviewer.post("/resets", &json!({ "login": "zhang.san" })).await.status(), 200);
    let mut db = open_db(&app.data().join("venue.db")).await;
    let rows = sqlx::query("SELECT at, kind, subject, hash FROM audit ORDER BY n").fetch_all(&mut db).await;
    let mut before = [0; 32];
    let mut entries = Vec::new();
    for row in rows.unwrap() {
        let (at, kind, subject): (i64, String, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
        before = entry_hash(&before, Instant::from_millis(at), &kind, &subject);
        assert_eq!(row.get::<&[u8], _>(3), before);
        assert!(!contains(&subject, b"zhang"));
        entries.push((kind, subject));
    }
    let subject = [owner.account.0, reviewer.account.0].concat();
    assert!(entries.contains(&("reset-offered".to_owned(), subject)), "{entries:?}");
    assert!(entries.contains(&("password-changed".to_owned(), owner.account.0.to_vec())));
}
