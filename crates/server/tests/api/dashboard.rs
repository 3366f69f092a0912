//! `GET /api/v1/dashboard`: figures for reviewers and operators, and nothing for others (the walk).

use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::dashboard::{CheckpointState, Dashboard};
use venue_server::audit::When;
use venue_server::jobs::retention::run_once;

use crate::support::{Session, TestApp, check_in, eventually, form};

async fn dashboard(who: &Session) -> Dashboard {
    let response = who.get("/dashboard").await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

async fn hand_in(manager: &Session, name: &str) {
    let begun = manager.begin(&serde_json::json!({})).await;
    manager.submit(&begun, &form(name)).await;
}

#[tokio::test]
async fn it_tells_how_many_venues_there_are_and_how_long_an_application_has_waited() {
    let app = TestApp::new().await;
    let reviewer = app.account(AccountRole::Reviewer).await;
    let empty = dashboard(&reviewer).await;
    assert_eq!((empty.venues.in_force, empty.applications.waiting, empty.applications.since), (0, 0, None));
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    app.venue().await;
    let handed_in = app.now();
    hand_in(&manager, "北门小馆").await;
    app.clock.advance_s(1200);
    hand_in(&manager, "东门小馆").await;
    let why = serde_json::json!({ "reason": "歇业" });
    let closed = manager.post(&format!("/venues/{}/close", venue.venue), &why).await;
    assert_eq!(closed.status(), 204);
    let told = dashboard(&reviewer).await;
    assert_eq!((told.venues.in_force, told.venues.closed), (1, 1));
    assert_eq!((told.applications.waiting, told.applications.since), (2, Some(handed_in)));
    assert_eq!(told.now, app.now());
}

#[tokio::test]
async fn it_tells_the_check_ins_of_each_minute_of_the_last_hour() {
    let app = TestApp::new().await;
    let operator = app.account(AccountRole::Operator).await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    let begun = app.now();
    for _ in 0..2 {
        app.check_in(&[check_in(&token, app.now(), &[&person])]).await;
    }
    app.clock.advance_s(180);
    let again = check_in(&token, app.now(), &[&person]);
    app.check_in(std::slice::from_ref(&again)).await;
    // A repetition is no check-in.
    app.check_in(&[again]).await;
    let told = dashboard(&operator).await;
    assert_eq!((told.pace.minutes.len(), &told.pace.minutes[56..]), (60, &[2, 0, 0, 1][..]));
    let minute = |at: Instant| at.minute();
    assert_eq!(minute(told.pace.from) + 56, minute(begun));
    assert_eq!(told.pace.from.millis() % 60_000, 0);
    assert_eq!((told.sealer.waiting, told.sealer.room), (0, 8192));
    assert!(told.database_bytes > 10_000);
    app.clock.advance_s(3600);
    assert_eq!(dashboard(&operator).await.pace.minutes.iter().sum::<u32>(), 0);
}

#[tokio::test]
async fn it_tells_what_the_retention_did_and_when_it_runs_next() {
    let app = TestApp::new().await;
    let operator = app.account(AccountRole::Operator).await;
    let (_, token) = app.venue().await;
    let person = app.register().await;
    eventually("it runs at start", async || dashboard(&operator).await.retention.last_run.is_some()).await;
    let first = app.now();
    app.check_in(&[check_in(&token, app.now(), &[&person])]).await;
    app.clock.advance_s(86_400);
    app.check_in(&[check_in(&token, app.now(), &[&person])]).await;
    // Sessions are over by then.
    let operator = app.account(AccountRole::Operator).await;
    let due = dashboard(&operator).await.retention;
    assert_eq!((due.last_run, due.days), (Some(first), 14));
    assert_eq!((due.oldest_day, due.day_tables), (Some(first.day()), 2));
    assert!(due.next_run <= app.now());
    app.clock.advance_s(14 * 86_400);
    run_once(&app.server.app).await.unwrap();
    let operator = app.account(AccountRole::Operator).await;
    let done = dashboard(&operator).await.retention;
    assert_eq!((done.last_run, done.next_run), (Some(app.now()), app.now().day().plus(1).start()));
    assert_eq!((done.oldest_day, done.day_tables), (Some(first.day().plus(1)), 1));
}

#[tokio::test]
async fn it_tells_how_far_the_second_place_knows_the_chain() {
    let without = TestApp::new().await;
    let operator = without.account(AccountRole::Operator).await;
    assert_eq!(dashboard(&operator).await.checkpoint, None);
    let app = TestApp::with(|config| {
        config.audit.checkpoints = Some(config.data_dir.with_file_name("checkpoints.txt"));
    })
    .await;
    let operator = app.account(AccountRole::Operator).await;
    // One entry: a key record.
    app.register().await;
    app.clock.advance_s(60);
    app.server.app.checkpoints.note(When::Always).await;
    let known = CheckpointState { entries: 1, at: Some(app.now()) };
    assert_eq!(dashboard(&operator).await.checkpoint, Some(known));
}
