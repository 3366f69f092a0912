//! The daily run as a whole.

use venue_server::jobs::retention::run_once;

use crate::support::{TestApp, check_in, eventually, open_db, rows};

#[tokio::test]
async fn a_run_that_could_not_forget_everything_does_not_count_and_the_next_one_does_it() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&person])]).await;
    let server = app.server.app.clone();
    eventually("it runs at start", async || server.last_retired.get().is_some()).await;
    let first = server.last_retired.get();
    app.clock.advance_s(15 * 86_400);
    let mut db = open_db(&app.data().join("venue.db")).await;
    sqlx::query("ALTER TABLE report RENAME TO away").execute(&mut db).await.unwrap();
    let failed = run_once(&server).await.unwrap_err();
    assert_eq!(failed.to_string(), "what is over at the consoles is still there");
    assert_eq!(server.last_retired.get(), first);
    // The one does not keep the other.
    assert!(rows(&app.data()).await.is_empty());
    sqlx::query("ALTER TABLE away RENAME TO report").execute(&mut db).await.unwrap();
    run_once(&server).await.unwrap();
    assert_eq!(server.last_retired.get(), Some(app.now()));
}
