//! SEALING 11: keys and rows go together, and old backups with them.

use std::fs;

use venue_server::jobs::retention::retire;

use crate::support::{TestApp, all_bytes, check_in, contains, eventually, rows};

#[tokio::test]
async fn after_the_retention_a_backup_of_the_rows_opens_for_nobody() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let backup = app.dir.path().join("backup");
    fs::create_dir(&backup).unwrap();
    let app = app.restarted().await;
    let pid = app.pid(&credential);
    // The log is folded into the file as the old server's last connection closes, or soon after the new one starts.
    eventually("the rows stand in the file that is copied", async || {
        fs::copy(app.data().join("venue.db"), backup.join("venue.db")).unwrap();
        app.authority.track(&backup, &app.shelf(), &pid).await.len() == 1
    })
    .await;
    let (_, reference) = rows(&app.data()).await[0].sealed.unwrap();
    assert!(contains(&all_bytes(&app.data()), &reference.0));
    app.clock.advance_s(15 * 86_400);
    let retired = retire(&app.server.app).await.unwrap();
    assert_eq!(retired.days, 1);
    assert!(rows(&app.data()).await.is_empty());
    // The log is folded at most once a minute, and later if somebody reads just then.
    let gone = async || {
        app.clock.advance_s(10);
        !contains(&all_bytes(&app.data()), &reference.0)
    };
    eventually("the rows stand in no file, be it the log's", gone).await;
    let mirror = app.dir.path().join("mirror");
    for shelf in [app.shelf(), mirror] {
        assert!(app.authority.track(&backup, &shelf, &pid).await.is_empty());
        assert!(app.authority.slots(&shelf).await.is_empty());
    }
    // Rows of today are sealed with a key of today.
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &pid).await.len(), 1);
}

#[tokio::test]
async fn on_the_last_day_of_the_retention_everything_still_opens() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    app.clock.advance_s(14 * 86_400);
    retire(&app.server.app).await.unwrap();
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await.len(), 1);
}

#[tokio::test]
async fn the_mirror_is_a_whole_shelf() {
    let app = TestApp::new().await;
    app.register().await;
    let mirror = app.authority.records(&app.dir.path().join("mirror")).await;
    assert_eq!(mirror, app.authority.records(&app.shelf()).await);
    assert_eq!(mirror.len(), 1);
}
