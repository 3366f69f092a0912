//! What was done stands in the audit chain, without anybody's name.

use serde_json::json;
use sqlx::Row as _;
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_server::store::audit::entry_hash;

use crate::support::{PASSWORD, TestApp, contains, form, open_db};

/// The chain's kinds and subjects, whose hashes hold together.
async fn chain(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    let mut db = open_db(&app.data().join("venue.db")).await;
    let rows = sqlx::query("SELECT at, kind, subject, hash FROM audit ORDER BY n").fetch_all(&mut db).await;
    let mut before = [0; 32];
    let mut entries = Vec::new();
    for row in rows.unwrap() {
        let (at, kind, subject): (i64, String, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
        before = entry_hash(&before, Instant::from_millis(at), &kind, &subject);
        assert_eq!(row.get::<&[u8], _>(3), before);
        entries.push((kind, subject));
    }
    entries
}

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
    let entries = chain(&app).await;
    assert!(!entries.iter().any(|(_, subject)| contains(subject, b"zhang")));
    let subject = [owner.account.0, reviewer.account.0].concat();
    assert!(entries.contains(&("reset-offered".to_owned(), subject)), "{entries:?}");
    assert!(entries.contains(&("password-changed".to_owned(), owner.account.0.to_vec())));
}

#[tokio::test]
async fn the_chain_tells_who_revoked_reissued_and_changed_what_and_which_reviewer_signed_in() {
    let app = TestApp::new().await;
    let mut manager = app.sign_up("zhang").await;
    manager.sign_in(None).await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let mut other = app.account_with(AccountRole::Reviewer, false).await;
    assert_eq!(other.sign_in(None).await.status(), 200);
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let path = |what: &str| format!("/venues/{}/{what}", venue.venue);
    let settings = json!({ "hourly_limit": 300, "rotating_only": true });
    assert_eq!(manager.put(&path("settings"), &settings).await.status(), 204);
    assert_eq!(manager.post(&path("reissue"), &json!({})).await.status(), 200);
    let before = chain(&app).await.len();
    assert_eq!(reviewer.post(&path("revoke"), &json!({ "reason": "海报被调换" })).await.status(), 204);
    let entries = chain(&app).await;
    let of = |kind: &str| -> Vec<&[u8]> {
        entries.iter().filter(|entry| entry.0 == kind).map(|entry| entry.1.as_slice()).collect()
    };
    let by = |account: &[u8; 8]| [venue.venue.0.as_slice(), account].concat();
    let limit_and_rotating = [0x01, 0x2c, 1];
    let changed = [by(&manager.account.0).as_slice(), &limit_and_rotating].concat();
    assert_eq!(of("settings-changed"), [changed]);
    assert_eq!(of("codes-reissued"), [by(&manager.account.0)]);
    assert_eq!(of("signed-in"), [other.account.0]);
    let revoked = of("codes-revoked");
    assert_eq!((revoked.len(), entries.len() - before), (venue.places.len(), venue.places.len()));
    // The places in the order of their ids, which are drawn.
    assert!(revoked.contains(&by(&reviewer.account.0).as_slice()));
    assert!(revoked.iter().all(|subject| subject.ends_with(&reviewer.account.0)));
}
