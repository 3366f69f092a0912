//! `venue-server restore`: what does not come back with a backup.

use std::fs;

use serde_json::json;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::cases::Subject;
use venue_server::audit::When;
use venue_server::random::SharedRandom;
use venue_server::server::Server;

use crate::backup::{app, back_up, restore};
use crate::reports;
use crate::support::{Desk, Inquiry, Stopped, canary, check_in, command, guest, rows, stop};

#[tokio::test]
async fn passes_that_were_ended_since_the_backup_do_not_come_back() {
    let app = app().await;
    let desk = Desk::new(&app).await;
    let (by_number, by_code) =
        (desk.pass(&guest(&canary()), 365).await, desk.pass(&guest(&canary()), 365).await);
    let kept = desk.pass(&guest(&canary()), 365).await;
    back_up(&app).await;
    for which in [json!({ "number": by_number.number }), json!({ "code": by_code.secret })] {
        assert_eq!(desk.staff.post(&desk.path("passes/withdraw"), &which).await.status(), 204);
    }
    let stopped = stop(app).await;
    restore(&stopped).await;
    // The one by its code let its identity die sooner, too.
    let sooner = "SELECT max(expires_day) - min(expires_day) FROM identity";
    assert_eq!(stopped.count(sooner).await, 364);
    let app = stopped.start().await;
    let desk = Desk { staff: app.again(&desk.staff.clone().back(&app)).await, ..desk };
    let shown = |secret| desk.body(&app, &json!({ "pass": secret }));
    for ended in [by_number, by_code] {
        assert_eq!(desk.refusal(&shown(ended.secret)).await, (410, "pass-ended".to_owned()));
    }
    desk.receipt(&shown(kept.secret)).await;
}

#[tokio::test]
async fn a_case_that_ended_since_the_backup_stays_ended() {
    let app = app().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let open = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    back_up(&app).await;
    // By somebody of whom the backup does not know.
    let approver = app.member_of(Role::Approver).await.session;
    for (what, body) in [("take", json!({})), ("refusal", json!({ "note": "写错了" }))] {
        let path = format!("/cases/{}/{what}", case.id);
        assert_eq!(approver.post(&path, &body).await.status(), 204);
    }
    inquiry.take(&open).await;
    let stopped = stop(app).await;
    restore(&stopped).await;
    let refused = "SELECT count(*) FROM trace_case WHERE state = 'refused' AND note = '写错了' \
                   AND approver IS NULL AND decided_at IS NOT NULL";
    assert_eq!(stopped.count(refused).await, 1);
    assert_eq!(stopped.count("SELECT count(*) FROM trace_case WHERE state = 'filed'").await, 1);
}

#[tokio::test]
async fn what_is_over_at_the_consoles_is_forgotten_before_it_can_be_served() {
    let desk = reports::Desk::of(app().await).await;
    desk.send(&reports::report(&desk.app, &canary())).await;
    back_up(&desk.app).await;
    let stopped = stop(desk.app).await;
    stopped.clock.advance_s(180 * 86_400);
    restore(&stopped).await;
    assert_eq!(stopped.count("SELECT count(*) FROM report").await, 1);
    stopped.clock.advance_s(1);
    restore(&stopped).await;
    assert_eq!(stopped.count("SELECT count(*) FROM report").await, 0);
}

/// Why a server does not start on it.
async fn refusal(stopped: &Stopped) -> String {
    let started = Server::start(stopped.config.clone(), stopped.clock.clone(), SharedRandom::system()).await;
    started.unwrap_err().to_string()
}

#[tokio::test]
async fn a_start_without_the_shelf_leaves_its_mirror_alone_and_the_mirror_in_its_place_opens_everything() {
    let app = app().await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&person])]).await;
    back_up(&app).await;
    let (pid, mirror) = (app.pid(&person), app.dir.path().join("mirror/shelf.db"));
    let stopped = stop(app).await;
    let mirrored = fs::read(&mirror).unwrap();
    fs::remove_dir_all(stopped.shelf()).unwrap();
    assert!(refusal(&stopped).await.contains("is lost, or an older copy"));
    assert!(!stopped.shelf().exists() && fs::read(&mirror).unwrap() == mirrored);
    // Nor without a mirror, since rows are there; nor without a database, since a mirror is.
    fs::rename(&mirror, mirror.with_extension("away")).unwrap();
    assert!(refusal(&stopped).await.contains("is lost, or an older copy"));
    fs::rename(mirror.with_extension("away"), &mirror).unwrap();
    let database = stopped.data().join("venue.db");
    // The last connection to be closed folds the log in, on a thread of its own.
    while stopped.data().join("venue.db-wal").exists() {
        tokio::task::yield_now().await;
    }
    fs::rename(&database, database.with_extension("away")).unwrap();
    assert!(refusal(&stopped).await.contains("is lost, or an older copy"));
    fs::rename(database.with_extension("away"), &database).unwrap();
    // An empty one is none, for a restore neither.
    fs::create_dir(stopped.shelf()).unwrap();
    fs::write(stopped.shelf().join("shelf.db"), "").unwrap();
    assert!(refusal(&stopped).await.contains("is lost, or an older copy"));
    let restored = stopped.command(&["restore", "--from", "backup.db", "--replace"]).await.unwrap_err();
    assert!(restored.contains("is lost, or an older copy"), "{restored}");
    assert_eq!(stopped.count("SELECT count(*) FROM identity").await, 1);
    assert!(fs::read(&mirror).unwrap() == mirrored);
    fs::remove_dir_all(stopped.shelf()).unwrap();
    fs::create_dir(stopped.shelf()).unwrap();
    fs::copy(&mirror, stopped.shelf().join("shelf.db")).unwrap();
    let app = stopped.start().await;
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &pid).await.len(), 1);
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn a_backup_is_compared_with_checkpoints_unless_it_is_said_that_they_are_lost() {
    let app = app().await;
    back_up(&app).await;
    let stopped = stop(app).await;
    let file = stopped.dir.path().join("checkpoints.txt");
    fs::rename(&file, file.with_extension("away")).unwrap();
    let words = ["restore", "--from", "backup.db", "--replace", "--no-checkpoints"];
    let refused = stopped.command(&words[..4]).await.unwrap_err();
    assert!(refused.contains("the checkpoints are not there"), "{refused}");
    assert_eq!(stopped.count("SELECT count(*) FROM audit WHERE kind = 'restored'").await, 0);
    stopped.command(&words).await.unwrap();
    assert_eq!(stopped.count("SELECT count(*) FROM audit WHERE kind = 'restored'").await, 1);
    // A mount point without its disk gets no file.
    assert!(!file.exists());
}

#[tokio::test]
async fn what_a_restore_left_that_was_cut_off_goes_with_the_next_start() {
    let app = app().await;
    back_up(&app).await;
    let stopped = stop(app).await;
    // The whole backup, as it is before it is purged.
    let left = stopped.data().join("venue.restoring");
    for file in [left.clone(), left.with_extension("restoring-wal")] {
        fs::copy(stopped.dir.path().join("backup.db"), file).unwrap();
    }
    let _app = stopped.start().await;
    assert!(!left.exists() && !left.with_extension("restoring-wal").exists());
}

/// A server that was restored once, and its lines of checkpoints.
async fn restored_once() -> (Stopped, String) {
    let app = app().await;
    back_up(&app).await;
    app.venue().await;
    app.account(AccountRole::Reviewer).await;
    let stopped = stop(app).await;
    restore(&stopped).await;
    let app = stopped.start().await;
    app.register().await;
    let stopped = stop(app).await;
    stopped.command(&["audit", "verify"]).await.unwrap();
    let lines = fs::read_to_string(stopped.dir.path().join("checkpoints.txt")).unwrap();
    (stopped, lines)
}

#[tokio::test]
async fn a_line_that_tells_of_a_restore_counts_once() {
    let (stopped, lines) = restored_once().await;
    let told = lines.lines().find(|line| line.starts_with("restored ")).unwrap();
    fs::write(stopped.dir.path().join("checkpoints.txt"), format!("{lines}{told}\n")).unwrap();
    let found = stopped.command(&["audit", "verify"]).await.unwrap_err();
    assert!(found.contains("is not signed by a key of this server, or the line before it"), "{found}");
}

#[tokio::test]
async fn after_a_wrong_backup_the_right_one_is_restored_with_the_lines_from_before() {
    let app = app().await;
    back_up(&app).await;
    app.register().await;
    app.server.app.checkpoints.note(When::Always).await;
    command(app.dir.path(), app.clock.clone(), &["backup", "--out", "right.db"]).await.unwrap();
    app.account(AccountRole::Reviewer).await;
    let stopped = stop(app).await;
    restore(&stopped).await;
    let stopped = stop(stopped.start().await).await;
    let right = ["restore", "--from", "right.db", "--replace"];
    assert!(stopped.command(&right).await.is_err());
    // As docs/OPERATIONS.md says.
    let file = stopped.dir.path().join("checkpoints.txt");
    let lines = fs::read_to_string(&file).unwrap();
    let before: String = lines
        .lines()
        .take_while(|line| !line.starts_with("restored "))
        .flat_map(|line| [line, "\n"])
        .collect();
    fs::rename(&file, file.with_extension("wrong")).unwrap();
    fs::write(&file, before).unwrap();
    stopped.command(&right).await.unwrap();
    stopped.command(&["audit", "verify"]).await.unwrap();
    let stopped = stop(stopped.start().await).await;
    stopped.command(&["audit", "verify"]).await.unwrap();
}
