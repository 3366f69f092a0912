//! `venue-server backup` and `restore`: what stands in a backup, and what is served of it later.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;
use venue_protocol::id::Credential;
use venue_protocol::wire::accounts::AccountRole;

use crate::support::{
    Session, Stopped, TestApp, all_bytes, check_in, command, contains, open_db, rows, stop,
};

pub async fn app() -> TestApp {
    TestApp::with(|config| {
        config.audit.checkpoints = Some(config.data_dir.with_file_name("checkpoints.txt"));
    })
    .await
}

pub async fn restore(stopped: &Stopped) {
    stopped.command(&["restore", "--from", "backup.db", "--replace"]).await.unwrap();
}

pub async fn back_up(app: &TestApp) {
    command(app.dir.path(), app.clock.clone(), &["backup", "--out", "backup.db"]).await.unwrap();
}

async fn visit(app: &TestApp, token: &str, person: &Credential) {
    app.check_in(&[check_in(token, app.now(), &[person])]).await;
}

#[tokio::test]
async fn a_backup_of_a_running_server_is_for_its_owner_and_holds_neither_shelf_nor_keys() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    visit(&app, &token, &person).await;
    fs::write(app.dir.path().join("backup.new"), "somebody's").unwrap();
    back_up(&app).await;
    let backup = app.dir.path().join("backup.db");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&backup).unwrap();
    let (_, reference) = rows(&app.data()).await[0].sealed.unwrap();
    assert!(contains(&bytes, &reference.0) && contains(&bytes, "图书馆".as_bytes()));
    let records = app.authority.records(&app.shelf()).await;
    assert!(records.len() == 2 && records.iter().all(|record| !contains(&bytes, &record.to_bytes()[42..])));
    for file in crate::support::files_below(&app.data().join("keys")) {
        let key = venue_server::keys::read(&file).unwrap();
        let text = fs::read(&file).unwrap();
        assert!(!contains(&bytes, key.as_slice()) && !contains(&bytes, text.trim_ascii()));
    }
    let mut db = open_db(&backup).await;
    let audited = sqlx::query_as::<_, (i64,)>(
        "SELECT count(*) FROM audit WHERE kind = 'backed-up' AND subject = x'00'",
    );
    assert_eq!(audited.fetch_one(&mut db).await.unwrap(), (1,));
    // What stands beside it stays.
    assert_eq!(fs::read(app.dir.path().join("backup.new")).unwrap(), b"somebody's");
    // A backup that is there is not written over.
    let again = command(app.dir.path(), app.clock.clone(), &["backup", "--out", "backup.db"]).await;
    assert!(again.unwrap_err().contains("backup.db exists already"));
    assert_eq!(fs::read(&backup).unwrap(), bytes);
}

#[tokio::test]
async fn the_keys_are_copied_if_that_is_said() {
    let app = app().await;
    let words = ["backup", "--out", "backup.db", "--keys", "kept"];
    command(app.dir.path(), app.clock.clone(), &words).await.unwrap();
    let kept = app.dir.path().join("kept");
    for file in crate::support::files_below(&app.data().join("keys")) {
        let copy = kept.join(file.file_name().unwrap());
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read(copy).unwrap(), fs::read(file).unwrap());
    }
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o700);
}

#[tokio::test]
async fn a_restored_database_goes_on_with_the_shelf_that_is_there() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let (person, reviewer) = (app.register().await, app.account(AccountRole::Reviewer).await);
    visit(&app, &token, &person).await;
    back_up(&app).await;
    app.clock.advance_s(3600);
    visit(&app, &token, &person).await;
    let used: Vec<u32> = rows(&app.data()).await.iter().map(|row| row.slot).collect();
    assert_eq!(used.len(), 2);
    let stopped = stop(app).await;
    restore(&stopped).await;
    assert_eq!(rows(&stopped.data()).await.len(), 1);
    assert_eq!(stopped.count("SELECT count(*) FROM audit WHERE kind = 'restored'").await, 1);
    let app = stopped.start().await;
    assert_eq!(reviewer_status(&app, &reviewer).await, 401);
    visit(&app, &token, &person).await;
    let rows = rows(&app.data()).await;
    let newest = rows.iter().map(|row| row.slot).max().unwrap();
    assert!(rows.len() == 2 && used.iter().all(|slot| newest > *slot), "{used:?} {newest}");
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&person)).await.len(), 2);
    // The chain was set back, which its checkpoints know of: they are not missed, and it goes on to be covered.
    app.server.app.checkpoints.note(venue_server::audit::When::Always).await;
    let stopped = stop(app).await;
    stopped.command(&["audit", "verify"]).await.unwrap();
    let noted = fs::read_to_string(stopped.dir.path().join("checkpoints.txt")).unwrap();
    assert!(noted.lines().any(|line| line.starts_with("restored ")), "{noted}");
}

async fn reviewer_status(app: &TestApp, reviewer: &Session) -> u16 {
    let request = app.client.get(app.url("/api/v1/me")).header("cookie", reviewer.cookie());
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn what_is_past_its_time_is_gone_before_it_can_be_served() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    visit(&app, &token, &person).await;
    let pid = app.pid(&person);
    let (_, reference) = rows(&app.data()).await[0].sealed.unwrap();
    back_up(&app).await;
    app.clock.advance_s(15 * 86_400);
    venue_server::jobs::retention::retire(&app.server.app).await.unwrap();
    let stopped = stop(app).await;
    // SEALING test 4: the backup of day 1 on day 16, with both role keys.
    let backup = stopped.dir.path().join("old");
    fs::create_dir(&backup).unwrap();
    fs::copy(stopped.dir.path().join("backup.db"), backup.join("venue.db")).unwrap();
    assert_eq!(rows(&backup).await.len(), 1);
    assert!(stopped.authority.track(&backup, &stopped.shelf(), &pid).await.is_empty());
    let mirror = stopped.dir.path().join("mirror");
    assert!(stopped.authority.track(&backup, &mirror, &pid).await.is_empty());
    restore(&stopped).await;
    assert!(rows(&stopped.data()).await.is_empty());
    assert!(!contains(&all_bytes(&stopped.data()), &reference.0));
    assert_eq!(
        stopped.count("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'check_in_[0-9]*'").await,
        0
    );
    // Its registration lives for 30 days after its credential.
    assert_eq!(stopped.count("SELECT count(*) FROM identity WHERE sealed IS NOT NULL").await, 1);
    stopped.clock.advance_s(500 * 86_400);
    restore(&stopped).await;
    assert_eq!(stopped.count("SELECT count(*) FROM identity").await, 0);
}

#[tokio::test]
async fn rows_and_identities_whose_keys_are_gone_are_not_served_again() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    visit(&app, &token, &person).await;
    app.clock.advance_s(86_400);
    let later = app.register().await;
    visit(&app, &token, &later).await;
    back_up(&app).await;
    let stopped = stop(app).await;
    let mut shelf = open_db(&stopped.shelf().join("shelf.db")).await;
    let gone = "DELETE FROM key_record WHERE start_minute = (SELECT min(start_minute) FROM key_record)";
    assert_eq!(sqlx::query(gone).execute(&mut shelf).await.unwrap().rows_affected(), 2);
    drop(shelf);
    restore(&stopped).await;
    assert_eq!(rows(&stopped.data()).await.len(), 1);
    assert_eq!(stopped.count("SELECT count(*) FROM identity").await, 1);
    // Without any shelf: no check-in is left, and no id that a row or identity named is given again.
    fs::remove_dir_all(stopped.shelf()).unwrap();
    let refused = stopped.command(&["restore", "--from", "backup.db", "--replace"]).await.unwrap_err();
    assert!(refused.contains("there is no shelf") && !stopped.shelf().exists(), "{refused}");
    let words = ["restore", "--from", "backup.db", "--replace", "--new-shelf"];
    // A mirror would be as good as the shelf.
    let mirrored = stopped.command(&words).await.unwrap_err();
    assert!(mirrored.contains("--new-shelf is for when shelf and mirror are lost"), "{mirrored}");
    fs::remove_file(stopped.dir.path().join("mirror/shelf.db")).unwrap();
    stopped.command(&words).await.unwrap();
    assert!(rows(&stopped.data()).await.is_empty());
    let app = stopped.start().await;
    app.register().await;
    visit(&app, &token, &later).await;
    assert!(app.authority.records(&app.shelf()).await.iter().all(|record| record.id() > 4));
}

#[tokio::test]
async fn what_was_withdrawn_or_undone_since_the_backup_does_not_come_back() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let (leaving, staying) = (app.register().await, app.register().await);
    let undone = check_in(&token, app.now(), &[&staying]);
    app.check_in(std::slice::from_ref(&undone)).await;
    visit(&app, &token, &staying).await;
    back_up(&app).await;
    let undo = json!({ "secret": undone["secret"], "scanned_at": undone["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    let withdrawn = json!({ "credential": leaving });
    assert_eq!(app.post("/api/v1/persons/withdraw", &withdrawn).await.status(), 204);
    let stopped = stop(app).await;
    restore(&stopped).await;
    let app = stopped.start().await;
    assert_eq!(rows(&app.data()).await.iter().filter(|row| row.sealed.is_some()).count(), 1);
    assert_eq!(app.refusal("/api/v1/persons/renew", &withdrawn).await.1, "credential-withdrawn");
    let renewed = app.post("/api/v1/persons/renew", &json!({ "credential": staying })).await;
    assert_eq!(renewed.status(), 200);
}

#[tokio::test]
async fn nothing_is_touched_where_something_is_in_the_way() {
    let app = app().await;
    app.venue().await;
    back_up(&app).await;
    let words = ["restore", "--from", "backup.db", "--replace"];
    let in_use = command(app.dir.path(), app.clock.clone(), &words).await.unwrap_err();
    assert!(in_use.contains("is in use: stop the server first"), "{in_use}");
    let stopped = stop(app).await;
    let (database, backup) = (stopped.data().join("venue.db"), stopped.dir.path().join("backup.db"));
    let good = fs::read(&backup).unwrap();
    let refused = async |words: &[&str], said: &str| {
        let error = stopped.command(words).await.unwrap_err();
        assert!(error.contains(said), "{error}");
        let here = "SELECT (SELECT count(*) FROM venue) * 10 + count(*) FROM audit WHERE kind = 'restored'";
        assert_eq!(stopped.count(here).await, 10);
        // Nor does a copy of what may be past its time stay.
        let left = fs::read_dir(stopped.data()).unwrap().map(|file| file.unwrap().file_name());
        assert!(!left.into_iter().any(|name| name.to_string_lossy().contains("restoring")));
    };
    refused(&words[..3], "to lose what it holds, say --replace").await;
    refused(&["restore", "--from", "nowhere.db", "--replace"], "nowhere.db cannot be read").await;
    for (bytes, said) in [
        (b"SQLite format 3".to_vec(), "is no backup"),
        (Vec::new(), "is no backup"),
        (b"x".repeat(10_000), "is no backup"),
        (fs::read(stopped.shelf().join("shelf.db")).unwrap(), "is no backup"),
        (good[..good.len() / 2].to_vec(), ""),
    ] {
        fs::write(&backup, bytes).unwrap();
        refused(&words, said).await;
    }
    fs::write(&backup, &good).unwrap();
    {
        let mut db = open_db(&backup).await;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (9999, 'later', 1, x'00', 0)";
        sqlx::query(newer).execute(&mut db).await.unwrap();
    }
    refused(&words, "newer version").await;
    // A chain that was altered is not served again.
    fs::write(&backup, &good).unwrap();
    {
        let mut db = open_db(&backup).await;
        let edit = "DROP TRIGGER audit_stays_1; UPDATE audit SET subject = x'07' WHERE n = 1";
        sqlx::raw_sql(edit).execute(&mut db).await.unwrap();
    }
    refused(&words, "entry 1 is not the one").await;
    fs::write(&backup, &good).unwrap();
    fs::write(backup.with_file_name("backup.db-wal"), "changes").unwrap();
    refused(&words, "beside").await;
    fs::remove_file(backup.with_file_name("backup.db-wal")).unwrap();
    let new_shelf = ["restore", "--from", "backup.db", "--replace", "--new-shelf"];
    refused(&new_shelf, "shelf.db is there, and --new-shelf").await;
    fs::rename(stopped.data().join("keys"), stopped.dir.path().join("away")).unwrap();
    refused(&words, "there are no keys").await;
    fs::rename(stopped.dir.path().join("away"), stopped.data().join("keys")).unwrap();
    stopped.command(&words).await.unwrap();
    // Into a folder without a database nothing needs to be replaced.
    fs::remove_file(&database).unwrap();
    stopped.command(&words[..3]).await.unwrap();
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);
    stopped.command(&["audit", "verify"]).await.unwrap();
}
