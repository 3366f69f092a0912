//! `POST /api/v1/check-ins`

use std::collections::HashSet;

use serde_json::{Value, json};
use sqlx::Connection as _;
use tokio::task::JoinSet;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::check_ins::{CheckInReceipt, CheckInResult, Flag};
use venue_protocol::wire::venues::{Direction, Gate};
use venue_server::store::Place;

use crate::support::{TestApp, check_in, open_db, problem, rows, secret};

const PATH: &str = "/api/v1/check-ins";
const MINUTE: i64 = 60_000;
const DAY: i64 = 1440 * MINUTE;

fn registered(result: &CheckInResult) -> &CheckInReceipt {
    match result {
        CheckInResult::Registered(receipt) => receipt,
        CheckInResult::Refused(problem) => panic!("{problem:?}"),
    }
}

fn refused(result: &CheckInResult) -> &str {
    match result {
        CheckInResult::Registered(receipt) => panic!("{receipt:?}"),
        CheckInResult::Refused(problem) => problem.kind.slug(),
    }
}

/// Sends check-ins as a device whose clock says `sent_at`.
async fn send_at(app: &TestApp, sent_at: Instant, check_ins: &[Value]) -> Vec<CheckInResult> {
    let response = app.post(PATH, &json!({ "sent_at": sent_at, "check_ins": check_ins })).await;
    assert_eq!(response.status(), 200);
    response.json::<venue_protocol::wire::check_ins::CheckInResults>().await.unwrap().results
}

#[tokio::test]
async fn a_visit_is_a_row_for_each_person_that_only_both_roles_can_read() {
    let app = TestApp::new().await;
    let (place, token) = app.venue().await;
    let (visitor, elder, child) = (app.register().await, app.register().await, app.register().await);
    let mut body = check_in(&token, app.now().plus_millis(-30_000), &[&visitor, &elder, &child]);
    body["stay_minutes"] = json!(90);
    let results = app.check_in(&[body]).await.results;
    let receipt = registered(&results[0]);
    assert_eq!(receipt.occurred_at, app.now().plus_millis(-30_000));
    assert_eq!((receipt.flags.as_slice(), receipt.words.len()), ([].as_slice(), 3));
    let stored = rows(&app.data()).await;
    assert_eq!(stored.len(), 3);
    assert!(stored.iter().all(|row| row.event == receipt.event && row.stay == Some(90)));
    for credential in [visitor, elder, child] {
        let track = app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await;
        assert_eq!(track.len(), 1);
        let (context, visit) = &track[0];
        assert_eq!((context.place, context.direction), (place, Direction::Entry));
        assert_eq!(visit.occurred_at, crate::support::seconds(receipt.occurred_at));
    }
}

#[tokio::test]
async fn sending_again_gives_the_same_answer_and_no_second_row() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let body = check_in(&token, app.now(), &[&credential]);
    let first = app.check_in(std::slice::from_ref(&body)).await;
    app.clock.advance_s(3);
    // The send time is another one, as with every repetition.
    let second = app.check_in(&[body.clone(), body]).await;
    assert_eq!(first.results[0], second.results[0]);
    assert_eq!(second.results[0], second.results[1]);
    let app = app.restarted().await;
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn the_same_secret_with_other_content_is_a_conflict() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (one, other) = (app.register().await, app.register().await);
    let body = check_in(&token, app.now(), &[&one]);
    let mut direction = body.clone();
    direction["direction"] = json!("exit");
    let mut person = body.clone();
    person["persons"] = json!([other]);
    let results = app.check_in(&[body, direction.clone()]).await.results;
    registered(&results[0]);
    assert_eq!(refused(&results[1]), "event-conflict");
    let results = app.check_in(&[direction, person]).await.results;
    assert_eq!([refused(&results[0]), refused(&results[1])], ["event-conflict"; 2]);
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn twenty_queued_check_ins_share_no_identifier() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (one, other) = (app.register().await, app.register().await);
    let queue: Vec<Value> =
        (0..20).map(|n| check_in(&token, app.now().plus_millis(-n * 7 * MINUTE), &[&one, &other])).collect();
    let results = app.check_in(&queue).await.results;
    assert!(results.iter().all(|result| matches!(result, CheckInResult::Registered(_))));
    let stored = rows(&app.data()).await;
    assert_eq!(stored.len(), 40);
    let distinct = |name: &str, keys: Vec<Vec<u8>>| {
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len(), "{name}");
    };
    distinct("tag", stored.iter().map(|row| row.tag.0.to_vec()).collect());
    distinct("reference", stored.iter().map(|row| row.sealed.unwrap().1.0.to_vec()).collect());
    distinct("event and index", stored.iter().map(|row| [&row.event.0[..], &[row.index]].concat()).collect());
    for credential in [one, other] {
        assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await.len(), 20);
    }
}

#[tokio::test]
async fn late_and_odd_clocks_are_flagged_never_dropped() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let now = app.now();
    let flags_of = |results: Vec<CheckInResult>| registered(&results[0]).flags.clone();
    let hours_late = [check_in(&token, now.plus_millis(-180 * MINUTE), &[&credential])];
    assert_eq!(flags_of(send_at(&app, now, &hours_late).await), [Flag::Late]);
    // A device a year behind: the interval counts, not its clock.
    let behind = now.plus_millis(-365 * DAY);
    let results =
        send_at(&app, behind, &[check_in(&token, behind.plus_millis(-MINUTE), &[&credential])]).await;
    assert_eq!(registered(&results[0]).occurred_at, now.plus_millis(-MINUTE));
    assert_eq!(flags_of(results), [Flag::ClockOff]);
    let backwards = [check_in(&token, now.plus_millis(5 * MINUTE), &[&credential])];
    assert_eq!(flags_of(send_at(&app, now, &backwards).await), [Flag::SentBeforeScan]);
    let stored = rows(&app.data()).await;
    assert_eq!(stored.iter().filter(|row| row.table == "check_in_odd").count(), 1);
    assert_eq!(app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await.len(), 3);
}

#[tokio::test]
async fn a_scan_beyond_belief_is_stored_at_the_time_of_its_arrival_and_flagged() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let scans = [-14 * DAY - MINUTE, DAY + MINUTE, Instant::MAX.millis()]
        .map(|offset| check_in(&token, app.now().plus_millis(offset), &[&credential]));
    let results = app.check_in(&scans).await.results;
    let receipts: Vec<_> = results.iter().map(registered).collect();
    assert!(receipts.iter().all(|receipt| receipt.occurred_at == app.now() && receipt.words.len() == 3));
    assert_eq!(receipts[0].flags, [Flag::Late, Flag::TimeImplausible]);
    assert_eq!(receipts[1].flags, [Flag::SentBeforeScan, Flag::TimeImplausible]);
    let track = app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await;
    assert_eq!(track.len(), 3);
    for (_, visit) in track {
        assert_eq!(visit.occurred_at, crate::support::seconds(app.now()));
        assert!(visit.flags.iter().any(|flag| flag == Flag::TimeImplausible));
    }
}

#[tokio::test]
async fn what_comes_later_than_a_case_looks_for_stands_at_its_arrival_however_long_rows_are_kept() {
    let app = TestApp::with(|config| config.retention_days = 30).await;
    let (_, token) = app.venue().await;
    app.clock.advance_s(20 * 86_400);
    let credential = app.register().await;
    let scans = [-14 * DAY, -14 * DAY - MINUTE]
        .map(|offset| check_in(&token, app.now().plus_millis(offset), &[&credential]));
    let results = app.check_in(&scans).await.results;
    assert_eq!(registered(&results[0]).flags, [Flag::Late]);
    assert_eq!(registered(&results[1]).flags, [Flag::Late, Flag::TimeImplausible]);
    assert_eq!(registered(&results[1]).occurred_at, app.now());
}

#[tokio::test]
async fn what_is_stored_is_answered_so_whatever_clock_repeats_it() {
    let app = TestApp::new().await;
    let (place, token) = app.venue().await;
    let (short, _) = app.code(place, venue_protocol::id::Serial(2), 1).await;
    let credential = app.register().await;
    let scanned = app.now();
    let visits = [check_in(&token, scanned, &[&credential]), check_in(&short, scanned, &[&credential])];
    let first = app.check_in(&visits).await.results;
    // By now one code is revoked, the other is past its days, and the device's clock has jumped.
    app.clock.advance_s(2 * 86_400);
    app.revoke(place).await;
    for clock in [-DAY, 0, 5000 * DAY] {
        let again = send_at(&app, scanned.plus_millis(clock), &visits).await;
        for (first, again) in first.iter().zip(&again) {
            assert_eq!(registered(again).event, registered(first).event);
            assert_eq!(registered(again).occurred_at, registered(first).occurred_at);
        }
    }
    assert_eq!(rows(&app.data()).await.len(), 2);
}

#[tokio::test]
async fn a_gate_of_one_direction_registers_that_one_and_says_so() {
    let app = TestApp::new().await;
    let credential = app.register().await;
    for (id, gate, own) in [(8, Gate::Exit, Direction::Exit), (9, Gate::Entry, Direction::Entry)] {
        let id = PlaceId([id; 6]);
        let name = "图书馆".to_owned();
        let place = Place { id, venue: id, name, zone: None, gate, sensitive: false };
        let (token, _) = app.place(&place, true).await;
        // Sent at once, and from a queue: a device that meets the gate for the first time does not know it.
        for waited in [0, 60 * MINUTE] {
            let mut visit = check_in(&token, app.now().plus_millis(-waited), &[&credential]);
            visit["direction"] = json!(own.opposite());
            for _ in 0..2 {
                let results = app.check_in(std::slice::from_ref(&visit)).await.results;
                assert!(registered(&results[0]).flags.contains(&Flag::DirectionCorrected));
            }
            visit["direction"] = json!(own);
            assert_eq!(refused(&app.check_in(&[visit]).await.results[0]), "event-conflict");
        }
        let right = json!(own);
        let mut visit = check_in(&token, app.now(), &[&credential]);
        visit["direction"] = right;
        assert_eq!(registered(&app.check_in(&[visit]).await.results[0]).flags, []);
        let track = app.authority.track(&app.data(), &app.shelf(), &app.pid(&credential)).await;
        let here: Vec<_> = track.iter().filter(|(context, _)| context.place == id).collect();
        assert_eq!(here.len(), 3);
        assert!(here.iter().all(|(context, _)| context.direction == own));
    }
}

#[tokio::test]
async fn a_code_is_judged_at_scan_time() {
    let app = TestApp::new().await;
    let (place, _) = app.venue().await;
    let (token, _) = app.code(place, venue_protocol::id::Serial(2), 1).await;
    let credential = app.register().await;
    let scanned = app.now();
    app.clock.advance_s(86_400);
    // Scanned yesterday when it was good, scanned today when it is not.
    let checks = [check_in(&token, scanned, &[&credential]), check_in(&token, app.now(), &[&credential])];
    let results = app.check_in(&checks).await.results;
    assert_eq!(registered(&results[0]).occurred_at, scanned);
    assert_eq!(refused(&results[1]), "code-expired");
}

#[tokio::test]
async fn a_revoked_code_is_refused_live_and_flagged_from_a_queue() {
    let app = TestApp::new().await;
    let (place, token) = app.venue().await;
    let credential = app.register().await;
    let before = app.now();
    app.clock.advance_s(60);
    app.revoke(place).await;
    app.clock.advance_s(600);
    let scans = [before, before.plus_millis(2 * MINUTE), app.now()];
    let results = app.check_in(&scans.map(|scan| check_in(&token, scan, &[&credential]))).await.results;
    assert_eq!(registered(&results[0]).flags, [Flag::Late]);
    assert_eq!(registered(&results[1]).flags, [Flag::CodeRevoked]);
    assert_eq!(refused(&results[2]), "code-revoked");
}

#[tokio::test]
async fn what_cannot_be_registered_says_why_and_spoils_nothing_else() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let mut damaged = credential.clone();
    damaged.0[40] ^= 1;
    let now = app.now();
    let results = app
        .check_in(&[
            check_in("nonsense", now, &[&credential]),
            check_in(&token, now, &[&damaged]),
            check_in(&token, now, &[&credential, &credential]),
            check_in(&token, now, &[&credential]),
        ])
        .await
        .results;
    let kinds: Vec<_> = results[..3].iter().map(refused).collect();
    assert_eq!(kinds, ["code-unreadable", "credential-unknown", "person-twice"]);
    registered(&results[3]);
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn a_dead_credential_is_refused() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    app.clock.advance_s(400 * 86_400);
    registered(&app.check_in(&[check_in(&token, app.now(), &[&credential])]).await.results[0]);
    app.clock.advance_s(86_400);
    let results = app.check_in(&[check_in(&token, app.now(), &[&credential])]).await.results;
    assert_eq!(refused(&results[0]), "credential-expired");
}

#[tokio::test]
async fn a_batch_of_another_shape_is_refused_as_a_whole() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let good = check_in(&token, app.now(), &[&credential]);
    let with = |key: &str, value: Value| {
        let mut check_in = good.clone();
        check_in[key] = value;
        vec![check_in]
    };
    let twelve: Vec<_> = std::iter::repeat_n(&credential, 12).collect();
    for check_ins in [
        vec![],
        vec![good.clone(); 21],
        with("persons", json!([])),
        with("persons", json!(twelve)),
        with("stay_minutes", json!(4)),
        with("stay_minutes", json!(1441)),
        with("secret", json!("short")),
        with("scanned_at", json!("yesterday")),
        with("means", json!("telepathy")),
        with("mood", json!("good")),
    ] {
        let body = json!({ "sent_at": app.now(), "check_ins": check_ins });
        assert_eq!(app.refusal(PATH, &body).await, (400, "malformed".to_owned()), "{body}");
    }
    assert!(rows(&app.data()).await.is_empty());
}

#[tokio::test]
async fn a_full_queue_answers_503_and_loses_nothing() {
    let app = TestApp::with(|config| config.limits.queue = 1).await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    registered(&app.check_in(&[check_in(&token, app.now(), &[&credential])]).await.results[0]);
    // Somebody else holds the database: the sealer waits, then the queue fills.
    let mut blocker = open_db(&app.data().join("venue.db")).await;
    let held = blocker.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let send = || {
        let body =
            json!({ "sent_at": app.now(), "check_ins": [check_in(&token, app.now(), &[&credential])] });
        let (client, url) = (app.client.clone(), app.url(PATH));
        async move { client.post(url).json(&body).send().await.unwrap() }
    };
    let mut sent: JoinSet<_> = (0..8).map(|_| send()).collect();
    // Nothing can be stored while the database is held: who is answered now was turned away.
    let turned_away = sent.join_next().await.unwrap().unwrap();
    assert_eq!(turned_away.headers()["retry-after"], "2");
    assert_eq!(problem(turned_away).await, (503, "unavailable".to_owned()));
    held.rollback().await.unwrap();
    // How many of the others the sealer had taken, or found room to wait, is a matter of time.
    let mut done = 0;
    for response in sent.join_all().await {
        done += usize::from(response.status() == 200);
        assert!(response.status() == 200 || response.status() == 503);
    }
    assert!(done > 0);
    assert_eq!(rows(&app.data()).await.len(), 1 + done);
}

#[tokio::test]
async fn a_secret_is_needed_for_each_check_in() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let mut body = check_in(&token, app.now(), &[&credential]);
    body.as_object_mut().unwrap().remove("secret");
    let batch = json!({ "sent_at": app.now(), "check_ins": [body.clone()] });
    assert_eq!(app.refusal(PATH, &batch).await.1, "malformed");
    body["secret"] = json!(secret());
    registered(&app.check_in(&[body]).await.results[0]);
}
