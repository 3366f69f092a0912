//! Checkpoints of the audit chain, and `venue-server audit verify`, on real databases that were tampered with.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use tempfile::TempDir;
use venue_protocol::instant::Instant;
use venue_server::audit::When;
use venue_server::store::audit::{Kind, entry_hash};

use crate::commands::{bad, good};
use crate::support::{TestApp, eventually, open_db};

const VERIFY: [&str; 4] = ["audit", "verify", "--checkpoints", "checkpoints.txt"];

fn file(app: &TestApp) -> PathBuf {
    app.dir.path().join("checkpoints.txt")
}

fn lines(app: &TestApp) -> Vec<String> {
    fs::read_to_string(file(app)).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// A server with a second place, where it has noted that it started.
async fn server() -> TestApp {
    let app = TestApp::with(|config| {
        config.audit.checkpoints = Some(config.data_dir.with_file_name("checkpoints.txt"));
    })
    .await;
    eventually("it notes its start", async || lines(&app).len() == 1).await;
    app
}

async fn add_entries(app: &TestApp, many: u8) {
    let mut writer = app.server.app.store.writer().await.unwrap();
    writer.begin().await.unwrap();
    for n in 0..many {
        writer.audit(app.now(), Kind::SignedIn, &[n; 8]).await.unwrap();
    }
    writer.commit().await.unwrap();
}

/// What is left of a server whose chain has 12 entries, with checkpoints at 0, 4, 8 and 12 (twice: at the end, too).
async fn chain() -> TempDir {
    let app = server().await;
    for _ in 0..3 {
        add_entries(&app, 4).await;
        app.server.app.checkpoints.note(When::IfGrown).await;
    }
    let TestApp { server, dir, .. } = app;
    server.stop().await.unwrap();
    dir
}

/// The chain, as somebody has it who may write the database.
async fn open(dir: &TempDir) -> SqliteConnection {
    let mut db = open_db(&dir.path().join("data/venue.db")).await;
    sqlx::raw_sql("DROP TRIGGER audit_stays_1; DROP TRIGGER audit_stays_2").execute(&mut db).await.unwrap();
    db
}

async fn execute(dir: &TempDir, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&mut open(dir).await).await.unwrap();
}

/// Computes all hashes anew.
async fn compute_anew(dir: &TempDir) {
    let mut db = open_db(&dir.path().join("data/venue.db")).await;
    let rows = sqlx::query("SELECT n, at, kind, subject FROM audit ORDER BY n").fetch_all(&mut db).await;
    let mut before = [0; 32];
    for row in rows.unwrap() {
        before = entry_hash(&before, Instant::from_millis(row.get(1)), row.get(2), row.get(3));
        let update = sqlx::query("UPDATE audit SET hash = ? WHERE n = ?");
        let n: i64 = row.get(0);
        update.bind(before.as_slice()).bind(n).execute(&mut db).await.unwrap();
    }
}

#[tokio::test]
async fn checkpoints_are_made_at_start_when_the_chain_grew_and_at_the_end_in_a_file_for_its_owner() {
    let app = server().await;
    let note = async || app.server.app.checkpoints.note(When::IfGrown).await;
    note().await;
    assert_eq!(lines(&app).len(), 1);
    add_entries(&app, 3).await;
    app.clock.advance_s(60);
    note().await;
    note().await;
    let noted = lines(&app);
    assert_eq!(noted.len(), 2);
    assert!(noted[0].starts_with("checkpoint 0 ") && noted[1].starts_with("checkpoint 3 "), "{noted:?}");
    assert!(noted[1].contains("2026-11-23T02:11:00Z"), "{noted:?}");
    assert_eq!(fs::metadata(file(&app)).unwrap().permissions().mode() & 0o777, 0o600);
    let TestApp { server, dir, .. } = app;
    server.stop().await.unwrap();
    let text = fs::read_to_string(dir.path().join("checkpoints.txt")).unwrap();
    assert_eq!(text.lines().count(), 3);
    let said = good(dir.path(), &VERIFY);
    assert!(said.contains("3 hold together") && said.contains("cover 1 to 3"), "{said}");
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_counted_and_stops_nothing_and_later_ones_cover_what_it_missed() {
    let app = server().await;
    fs::rename(file(&app), app.dir.path().join("away.txt")).unwrap();
    fs::create_dir(file(&app)).unwrap();
    add_entries(&app, 1).await;
    app.server.app.checkpoints.note(When::IfGrown).await;
    assert!(app.server.app.metrics.text().unwrap().contains("venue_failed_checkpoints_total 1"));
    app.register().await;
    fs::remove_dir(file(&app)).unwrap();
    fs::rename(app.dir.path().join("away.txt"), file(&app)).unwrap();
    app.server.app.checkpoints.note(When::IfGrown).await;
    assert_eq!(lines(&app).len(), 2);
    let said = good(app.dir.path(), &VERIFY);
    assert!(said.contains("cover 1 to 2"), "{said}");
}

#[tokio::test]
async fn a_chain_that_nobody_touched_holds_together_also_while_the_server_runs_and_goes_on() {
    let app = server().await;
    add_entries(&app, 30).await;
    app.server.app.checkpoints.note(When::IfGrown).await;
    add_entries(&app, 2).await;
    let said = good(app.dir.path(), &VERIFY);
    assert!(said.contains("32 hold together") && said.contains("cover 1 to 30"), "{said}");
    let kinds = said.lines().filter_map(|line| line.strip_prefix("             ")?.split_once(' '));
    assert_eq!(kinds.map(|(count, _)| count.parse::<u32>().unwrap()).sum::<u32>(), 32, "{said}");
    let without = good(app.dir.path(), &["audit", "verify"]);
    assert!(without.contains("none were compared"), "{without}");
}

#[tokio::test]
async fn whatever_was_done_to_an_entry_is_found_by_its_hash() {
    let edits = [
        ("UPDATE audit SET subject = x'00' WHERE n = 6", "entry 6 is not the one"),
        ("UPDATE audit SET kind = 'signed-out' WHERE n = 1", "entry 1 is not the one"),
        ("UPDATE audit SET at = at + 1 WHERE n = 12", "entry 12 is not the one"),
        ("DELETE FROM audit WHERE n = 6", "entry 6 is missing"),
        ("DELETE FROM audit WHERE n < 3", "entry 1 is missing"),
        // Deleted, and the others moved up.
        ("DELETE FROM audit WHERE n = 6; UPDATE audit SET n = n - 1 WHERE n > 6", "entry 6 is not the one"),
        (
            "INSERT INTO audit SELECT -n, at, kind, subject, hash FROM audit WHERE n = 5",
            "entry -5 was inserted",
        ),
        (
            "INSERT INTO audit SELECT 0, at, kind, subject, hash FROM audit WHERE n = 5",
            "entry 0 was inserted",
        ),
        (
            "INSERT INTO audit SELECT -9223372036854775808, at, kind, subject, hash FROM audit WHERE n = 5",
            "entry -9223372036854775808 was inserted",
        ),
        (
            "UPDATE audit SET n = -n WHERE n > 6; UPDATE audit SET n = 1 - n WHERE n < 0;
             INSERT INTO audit SELECT 7, at, kind, subject, hash FROM audit WHERE n = 6",
            "entry 7 is not the one",
        ),
        (
            "UPDATE audit SET n = 99 WHERE n = 6; UPDATE audit SET n = 6 WHERE n = 7;
             UPDATE audit SET n = 7 WHERE n = 99",
            "entry 6 is not the one",
        ),
    ];
    for (edit, words) in edits {
        let dir = chain().await;
        good(dir.path(), &VERIFY);
        execute(&dir, edit).await;
        let error = bad(dir.path(), &VERIFY, "");
        assert!(error.contains(words), "{edit}: {error}");
    }
}

#[tokio::test]
async fn a_chain_that_was_computed_anew_does_not_lead_to_its_checkpoints() {
    let edits = [
        ("UPDATE audit SET subject = x'00' WHERE n = 6", "entries 5 to 8 do not lead"),
        ("UPDATE audit SET subject = x'00' WHERE n = 4", "entries 1 to 4 do not lead"),
        ("DELETE FROM audit WHERE n = 10; UPDATE audit SET n = n - 1 WHERE n > 10", "ends with entry 8"),
        (
            "DELETE FROM audit WHERE n = 2; UPDATE audit SET n = n - 1 WHERE n > 2",
            "entries 1 to 4 do not lead",
        ),
        (
            "UPDATE audit SET n = -n WHERE n > 6; UPDATE audit SET n = 1 - n WHERE n < 0;
             INSERT INTO audit SELECT 7, at, kind, x'01', hash FROM audit WHERE n = 6",
            "entries 5 to 8 do not lead",
        ),
        (
            "UPDATE audit SET n = 99 WHERE n = 9; UPDATE audit SET n = 9 WHERE n = 10;
             UPDATE audit SET n = 10 WHERE n = 99",
            "entries 9 to 12 do not lead",
        ),
    ];
    for (edit, words) in edits {
        let dir = chain().await;
        execute(&dir, edit).await;
        compute_anew(&dir).await;
        // Without checkpoints nothing shows.
        good(dir.path(), &["audit", "verify"]);
        let error = bad(dir.path(), &VERIFY, "");
        assert!(error.contains(words), "{edit}: {error}");
    }
}

#[tokio::test]
async fn a_chain_whose_end_was_cut_off_is_shorter_than_its_checkpoints() {
    let all = ("DELETE FROM audit", "ends before entry 1, but");
    for (edit, words) in [("DELETE FROM audit WHERE n > 9", "ends before entry 10, but"), all] {
        let dir = chain().await;
        execute(&dir, edit).await;
        good(dir.path(), &["audit", "verify"]);
        let error = bad(dir.path(), &VERIFY, "");
        assert!(error.contains(words), "{error}");
    }
}

#[tokio::test]
async fn checkpoints_that_are_damaged_forged_moved_or_missing_are_named() {
    let dir = chain().await;
    let path = dir.path().join("checkpoints.txt");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines.len(), 5);
    let swapped = [lines[0], lines[2], lines[1], lines[3]].join("\n") + "\n";
    let cases = [
        (whole.replacen("checkpoint 4", "checkpoint 5", 1), "line 2 of checkpoints.txt is not signed"),
        (whole.replacen("checkpoint 4", "restored 4", 1), "line 2 of checkpoints.txt is not signed"),
        (whole.replacen("checkpoint 8", "checkpiont 8", 1), "line 3 of checkpoints.txt is damaged"),
        (whole[..whole.len() - 9].to_owned(), "line 5 of checkpoints.txt is damaged"),
        ("x".repeat(100_000), "line 1 of checkpoints.txt is damaged"),
        (swapped, "line 2 of checkpoints.txt is not signed"),
        // A line that was taken out, or is written down once more: what follows, or itself, was not signed for there.
        (lines[..2].join("\n") + "\n" + lines[3] + "\n", "line 3 of checkpoints.txt is not signed"),
        (whole.clone() + lines[4] + "\n", "line 6 of checkpoints.txt is not signed"),
        (String::new(), "there is no checkpoint in checkpoints.txt"),
    ];
    for (text, words) in cases {
        fs::write(&path, text).unwrap();
        let error = bad(dir.path(), &VERIFY, "");
        assert!(error.contains(words), "{error}");
    }
    fs::remove_file(&path).unwrap();
    assert!(bad(dir.path(), &VERIFY, "").contains("checkpoint file checkpoints.txt"));
    // A server with another key did not make them.
    fs::write(&path, &whole).unwrap();
    let keys = dir.path().join("data/keys");
    fs::copy(keys.join("record.key"), keys.join("audit.key")).unwrap();
    assert!(bad(dir.path(), &VERIFY, "").contains("line 1 of checkpoints.txt is not signed"));
    fs::remove_file(keys.join("audit.key")).unwrap();
    assert!(bad(dir.path(), &VERIFY, "").contains("there is no key of checkpoints in"));
    assert!(!keys.join("audit.key").exists());
}

#[tokio::test]
async fn verifying_changes_nothing_and_makes_nothing() {
    let app = server().await;
    // Whoever reads keeps the log from being folded.
    let mut elsewhere = open_db(&app.dir.path().join("data/venue.db")).await;
    let mut reading = elsewhere.begin().await.unwrap();
    sqlx::query("SELECT n FROM change").fetch_all(&mut *reading).await.unwrap();
    add_entries(&app, 3).await;
    app.server.app.checkpoints.note(When::Always).await;
    // What a crash leaves: the newest entries stand in the log alone.
    let copy = TempDir::new().unwrap();
    for file in ["checkpoints.txt", "data/venue.db", "data/venue.db-wal", "data/keys/audit.key"] {
        fs::create_dir_all(copy.path().join(file).parent().unwrap()).unwrap();
        fs::copy(app.dir.path().join(file), copy.path().join(file)).unwrap();
    }
    let bytes =
        || ["venue.db", "venue.db-wal"].map(|file| fs::read(copy.path().join("data").join(file)).unwrap());
    let before = bytes();
    assert!(!before[1].is_empty());
    assert!(good(copy.path(), &VERIFY).contains("3 hold together"));
    assert!(bytes() == before);
    let keys = fs::read_dir(copy.path().join("data/keys")).unwrap();
    assert_eq!(keys.count(), 1);
    let nothing = TempDir::new().unwrap();
    assert!(bad(nothing.path(), &["audit", "verify"], "").contains("there is no database: data/venue.db"));
    assert_eq!(fs::read_dir(nothing.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_that_covers_more_than_the_chain_has_is_told_nothing_more() {
    let app = server().await;
    add_entries(&app, 4).await;
    app.server.app.checkpoints.note(When::IfGrown).await;
    let noted = lines(&app);
    execute(&app.dir, "DELETE FROM audit WHERE n > 2").await;
    app.server.app.checkpoints.note(When::Always).await;
    assert!(app.server.app.metrics.text().unwrap().contains("venue_failed_checkpoints_total 1"));
    assert_eq!(lines(&app), noted);
    assert!(bad(app.dir.path(), &VERIFY, "").contains("the chain ends before entry 3"));
}

#[tokio::test]
async fn a_line_that_a_power_failure_cut_off_does_not_stay() {
    let app = server().await;
    add_entries(&app, 1).await;
    fs::write(file(&app), lines(&app)[0].clone() + "\ncheckpoint 1 AAAA").unwrap();
    app.server.app.checkpoints.note(When::IfGrown).await;
    assert_eq!(lines(&app).len(), 2);
    good(app.dir.path(), &VERIFY);
}

#[tokio::test]
async fn a_chain_of_many_pieces_is_walked_to_its_end() {
    let app = server().await;
    let sql = "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 2500) \
               INSERT INTO audit SELECT n, n, 'signed-in', x'00', zeroblob(32) FROM many";
    let mut db = open(&app.dir).await;
    sqlx::query(AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
    drop(db);
    compute_anew(&app.dir).await;
    app.server.app.checkpoints.note(When::IfGrown).await;
    let said = good(app.dir.path(), &VERIFY);
    assert!(said.contains("2500 hold together") && said.contains("cover 1 to 2500"), "{said}");
    execute_on(&app.dir, "UPDATE audit SET subject = x'01' WHERE n = 2400").await;
    assert!(bad(app.dir.path(), &VERIFY, "").contains("entry 2400 is not the one"));
}

async fn execute_on(dir: &TempDir, sql: &'static str) {
    let mut db = open_db(&dir.path().join("data/venue.db")).await;
    sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
}
