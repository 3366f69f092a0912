//! What was destroyed stands in no file: neither in the database nor in its log.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection as _, Row as _};
use tempfile::TempDir;
use venue_protocol::id::Credential;
use venue_server::server::Server;

use crate::support::{TestApp, all_bytes, check_in, contains, eventually, files_below, open_db, rows};

async fn withdraw(app: &TestApp, person: &Credential) {
    let withdrawn = json!({ "credential": person });
    assert_eq!(app.post("/api/v1/persons/withdraw", &withdrawn).await.status(), 204);
}

/// Somebody else who has the database open, which keeps SQLite from folding the log as its last connection closes.
async fn reader(data: &Path) -> SqliteConnection {
    let mut elsewhere = open_db(&data.join("venue.db")).await;
    sqlx::query("SELECT n FROM change").fetch_all(&mut elsewhere).await.unwrap();
    elsewhere
}

/// Sealed identities and rows, as they stand in the tables.
async fn sealed(app: &TestApp) -> Vec<Vec<u8>> {
    let mut db = open_db(&app.data().join("venue.db")).await;
    let identities = sqlx::query("SELECT sealed FROM identity WHERE sealed IS NOT NULL");
    let identities = identities.fetch_all(&mut db).await.unwrap();
    let identities = identities.iter().map(|row| row.get::<Vec<u8>, _>(0));
    let references = rows(&app.data()).await.into_iter().filter_map(|row| row.sealed);
    identities.chain(references.map(|(_, reference)| reference.0.to_vec())).collect()
}

#[tokio::test]
async fn what_was_withdrawn_or_undone_stands_in_no_file_after_a_minute() {
    let app = TestApp::with(|config| config.budgets.registrations_per_client = 1000).await;
    let (_, token) = app.venue().await;
    // So many that the tables' pages are split and balanced.
    let (mut persons, mut visits) = (Vec::new(), Vec::new());
    for _ in 0..100 {
        let person = app.register().await;
        let visit = check_in(&token, app.now(), &[&person]);
        app.check_in(std::slice::from_ref(&visit)).await;
        persons.push(person);
        visits.push(visit);
    }
    let before = sealed(&app).await;
    assert_eq!(before.len(), 200);
    for (person, visit) in persons.iter().zip(&visits).step_by(2) {
        let undone = json!({ "secret": visit["secret"], "scanned_at": visit["scanned_at"] });
        assert_eq!(app.post("/api/v1/check-ins/undo", &undone).await.status(), 204);
        withdraw(&app, person).await;
    }
    let kept = sealed(&app).await;
    assert_eq!(kept.len(), 100);
    let destroyed: Vec<_> = before.iter().filter(|bytes| !kept.contains(bytes)).collect();
    eventually("the log is folded into the tables", async || {
        app.clock.advance_s(10);
        let files = all_bytes(app.dir.path());
        assert!(kept.iter().all(|bytes| contains(&files, bytes)));
        !destroyed.iter().any(|bytes| contains(&files, bytes))
    })
    .await;
}

#[tokio::test]
async fn what_was_withdrawn_stands_in_no_file_once_the_server_has_stopped() {
    let app = TestApp::new().await;
    // Folded when the server started, it would be folded again after a minute only.
    let persons = [app.register().await, app.register().await];
    let before = sealed(&app).await;
    for person in &persons {
        withdraw(&app, person).await;
    }
    let TestApp { server, dir, .. } = app;
    let _elsewhere = reader(&dir.path().join("data")).await;
    server.stop().await.unwrap();
    let files = all_bytes(dir.path());
    assert!(!before.iter().any(|bytes| contains(&files, bytes)));
}

#[tokio::test]
async fn what_was_withdrawn_before_a_crash_goes_from_the_log_with_the_next_start() {
    let app = TestApp::new().await;
    let person = app.register().await;
    let before = sealed(&app).await;
    withdraw(&app, &person).await;
    // The files as they are, with the server still running, are what a crash leaves.
    let crashed = TempDir::new().unwrap();
    let (data, mut config) = (crashed.path().join("data"), app.server.app.config.clone());
    for folder in [app.data(), app.shelf()] {
        for from in files_below(&folder) {
            let to = crashed.path().join(from.strip_prefix(app.dir.path()).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&from, to).unwrap();
        }
    }
    let _elsewhere = reader(&data).await;
    assert!(contains(&all_bytes(&data), &before[0]));
    (config.data_dir, config.shelf_mirror) = (data.clone(), None);
    let _started = Server::start(config, app.clock.clone(), app.random.clone()).await.unwrap();
    eventually("the log is folded", async || !contains(&all_bytes(&data), &before[0])).await;
}

#[tokio::test]
async fn somebody_who_reads_delays_it_but_holds_up_no_check_in() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (leaving, staying) = (app.register().await, app.register().await);
    let sealed = sealed(&app).await;
    let mut elsewhere = open_db(&app.data().join("venue.db")).await;
    let mut reading = elsewhere.begin().await.unwrap();
    sqlx::query("SELECT n FROM change").fetch_all(&mut *reading).await.unwrap();
    withdraw(&app, &leaving).await;
    app.clock.advance_s(60);
    // After the first one folding is tried, before the second one.
    let both = async {
        for _ in 0..2 {
            app.check_in(&[check_in(&token, app.now(), &[&staying])]).await;
        }
    };
    // A transaction waits ten seconds for another one; folding must not.
    tokio::time::timeout(Duration::from_secs(8), both).await.unwrap();
    let stand = || sealed.iter().filter(|bytes| contains(&all_bytes(app.dir.path()), bytes)).count();
    assert_eq!((rows(&app.data()).await.len(), stand()), (2, 2));
    reading.rollback().await.unwrap();
    eventually("the log is folded", async || {
        app.clock.advance_s(10);
        stand() == 1
    })
    .await;
}
