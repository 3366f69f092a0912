//! `POST /api/v1/venues/{venue}/desk/check-ins`

use futures_util::future::join_all;
use serde_json::{Value, json};
use venue_protocol::id::{PlaceId, Serial};
use venue_protocol::seal::{Assurance, SealedRow};
use venue_protocol::wire::accounts::{AccountRole, Right};
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::venues::{Direction, Gate};
use venue_server::store::Place;

use crate::support::{Desk, TestApp, canary, guest, open_db, problem, rows, secret, told_guest};

const MINUTE: i64 = 60_000;
const DAY: i64 = 1440 * MINUTE;

async fn identities(app: &TestApp) -> i64 {
    let mut db = open_db(&app.data().join("venue.db")).await;
    let (count,) = sqlx::query_as("SELECT COUNT(*) FROM identity").fetch_one(&mut db).await.unwrap();
    count
}

#[tokio::test]
async fn an_elder_with_an_id_card_is_registered_and_checked_in_and_both_roles_find_the_visit() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let person = canary();
    let receipt = desk.receipt(&desk.person(&app, &guest(&person))).await;
    let label = receipt.label.unwrap();
    assert!(label.starts_with(person.name.chars().next().unwrap()) && label.contains('*'));
    assert_eq!((receipt.left_this_hour, receipt.occurred_at), (299, app.now()));
    let known = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    let [identity] = known.as_slice() else { panic!("{}", known.len()) };
    assert_eq!(identity.name(), person.name);
    let track = app.authority.track(&app.data(), &app.shelf(), identity.pid()).await;
    let [(context, visit)] = track.as_slice() else { panic!("{track:?}") };
    assert_eq!((context.place, context.direction), (desk.venue, Direction::Entry));
    assert_eq!((visit.assurance, visit.flags.iter().count()), (Assurance::SEEN, 0));
}

#[tokio::test]
async fn every_document_is_taken_and_a_doubtful_one_comes_with_a_warning() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    for (document, state, number, warnings) in [
        ("resident_id", None, "22010219000101018X", 0),
        ("permanent_residence", None, "922840190001010028", 0),
        ("permanent_residence", None, "USA220100010102", 1),
        ("hk_macau_taiwan_residence", None, "810000190001010018", 0),
        ("hk_macau_travel", None, "H00000000", 0),
        ("taiwan_travel", None, "00000000", 0),
        ("passport", Some("GBR"), "X00000000", 0),
    ] {
        let mut person = guest(&canary());
        (person["document"], person["number"]) = (json!(document), json!(number));
        person.as_object_mut().unwrap().remove("phone");
        if let Some(state) = state {
            person["issuing_state"] = json!(state);
        }
        assert_eq!(desk.receipt(&desk.person(&app, &person)).await.warnings.len(), warnings, "{number}");
    }
}

#[tokio::test]
async fn without_a_document_name_and_phone_are_needed_and_the_assurance_is_the_lowest() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut person = told_guest(&canary());
    desk.receipt(&desk.person(&app, &person)).await;
    person.as_object_mut().unwrap().remove("phone");
    assert_eq!(desk.refusal(&desk.person(&app, &person)).await, (422, "invalid".to_owned()));
    let rows = rows(&app.data()).await;
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let (context, reference) = row.sealed.unwrap();
    let slots = app.authority.slots(&app.shelf()).await;
    let visit = slots[&row.slot].open(&context, &SealedRow { tag: row.tag, reference }).unwrap();
    assert_eq!(visit.assurance, Assurance::TOLD);
}

#[tokio::test]
async fn sent_again_it_is_the_same_check_in_and_nobody_is_registered_twice() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut body = desk.person(&app, &guest(&canary()));
    let first = desk.receipt(&body).await;
    app.clock.advance_s(30);
    body["sent_at"] = json!(app.now());
    assert_eq!(desk.receipt(&body).await, first);
    assert_eq!((rows(&app.data()).await.len(), identities(&app).await), (1, 1));
    // Also after a restart, when nothing is in memory.
    let app = app.restarted().await;
    let desk = Desk { staff: desk.staff.back(&app), ..desk };
    assert_eq!(desk.receipt(&body).await.event, first.event);
    assert_eq!((rows(&app.data()).await.len(), identities(&app).await), (1, 1));
}

#[tokio::test]
async fn another_guest_under_the_same_secret_is_a_conflict() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let body = desk.person(&app, &guest(&canary()));
    desk.receipt(&body).await;
    let changed = |at: &str, value: Value| {
        let mut changed = body.clone();
        *changed.pointer_mut(at).unwrap() = value;
        changed
    };
    for other in [
        changed("/guest/person", guest(&canary())),
        changed("/guest/person/name", json!("李四")),
        changed("/guest/person/receipt_secret", json!(secret())),
        changed("/direction", json!("exit")),
    ] {
        assert_eq!(desk.refusal(&other).await, (409, "event-conflict".to_owned()));
    }
    assert_eq!((rows(&app.data()).await.len(), identities(&app).await), (1, 1));
}

#[tokio::test]
async fn it_can_be_taken_back_within_a_minute_by_its_secret() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let body = desk.person(&app, &guest(&canary()));
    desk.receipt(&body).await;
    let undo = json!({ "secret": body["secret"], "scanned_at": body["occurred_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    assert!(rows(&app.data()).await[0].sealed.is_none());
}

#[tokio::test]
async fn an_entry_of_yesterday_is_stored_as_late_and_one_from_before_the_retention_is_refused_by_its_field() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let person = canary();
    let mut body = desk.person(&app, &guest(&person));
    let yesterday = app.now().plus_millis(-DAY);
    body["occurred_at"] = json!(yesterday);
    assert_eq!(desk.receipt(&body).await.occurred_at, yesterday);
    let pid =
        app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await[0].pid().clone();
    let track = app.authority.track(&app.data(), &app.shelf(), &pid).await;
    assert_eq!(
        (track[0].1.flags.iter().collect::<Vec<_>>(), track[0].1.late_minutes),
        (vec![Flag::Late], 1440)
    );
    for wrong in [-15 * DAY, 11 * MINUTE] {
        let mut body = desk.person(&app, &guest(&canary()));
        body["occurred_at"] = json!(app.now().plus_millis(wrong));
        let response = desk.send(&body).await;
        assert_eq!(response.status(), 422);
        let problem: Value = response.json().await.unwrap();
        assert_eq!(problem["form"], json!([{ "field": "occurred_at", "reason": "range" }]));
    }
}

#[tokio::test]
async fn the_place_must_be_one_of_the_venue_and_a_gate_of_one_direction_keeps_it() {
    let app = TestApp::new().await;
    let (desk, other) = (Desk::new(&app).await, Desk::new(&app).await);
    let mut body = desk.person(&app, &guest(&canary()));
    body["place"] = json!(other.venue);
    assert_eq!(desk.refusal(&body).await, (404, "not-found".to_owned()));
    let gate = Place {
        id: PlaceId([7; 6]),
        venue: desk.venue,
        name: String::new(),
        zone: Some("出口".to_owned()),
        gate: Gate::Exit,
        sensitive: false,
    };
    app.place(&gate, false).await;
    body["place"] = json!(gate.id);
    desk.receipt(&body).await;
    let (context, _) = rows(&app.data()).await[0].sealed.unwrap();
    assert_eq!((context.place, context.direction), (gate.id, Direction::Exit));
}

#[tokio::test]
async fn a_venue_without_a_code_in_force_registers_nobody() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let known = desk.person(&app, &guest(&canary()));
    desk.receipt(&known).await;
    app.clock.advance_s(60);
    app.revoke(desk.venue).await;
    app.clock.advance_s(60);
    let body = desk.person(&app, &guest(&canary()));
    assert_eq!(desk.refusal(&body).await, (409, "no-code-in-force".to_owned()));
    // What is stored stays so, and a slip from before is keyed in.
    desk.receipt(&known).await;
    let mut before = desk.person(&app, &guest(&canary()));
    before["occurred_at"] = json!(app.now().plus_millis(-90_000));
    desk.receipt(&before).await;
    app.code(desk.venue, Serial(2), 10).await;
    desk.receipt(&body).await;
}

#[tokio::test]
async fn a_venue_that_is_only_applied_for_has_no_desk() {
    let app = TestApp::new().await;
    let mut desk = Desk::new(&app).await;
    desk.venue = PlaceId([9; 6]);
    app.member(desk.venue, &desk.staff, Right::Manager).await;
    let body = desk.person(&app, &guest(&canary()));
    assert_eq!(desk.refusal(&body).await, (409, "not-approved".to_owned()));
}

/// Each of the venue's staff members registers 3 guests an hour at most.
async fn limit_to_3(app: &TestApp, desk: &Desk) {
    let manager = app.account(AccountRole::Manager).await;
    app.member(desk.venue, &manager, Right::Manager).await;
    let settings = json!({ "hourly_limit": 3, "rotating_only": false });
    assert_eq!(manager.put(&format!("/venues/{}/settings", desk.venue), &settings).await.status(), 204);
}

#[tokio::test]
async fn past_the_hourly_limit_a_staff_member_waits_but_a_repetition_is_answered_and_others_go_on() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    limit_to_3(&app, &desk).await;
    let mut last = Value::Null;
    for left in (0..3).rev() {
        last = desk.person(&app, &told_guest(&canary()));
        assert_eq!(desk.receipt(&last).await.left_this_hour, left);
    }
    app.clock.advance_s(600);
    let body = desk.person(&app, &told_guest(&canary()));
    let refused = desk.send(&body).await;
    assert_eq!(refused.headers()["retry-after"], "3001");
    assert_eq!(problem(refused).await, (429, "desk-limit".to_owned()));
    assert_eq!(desk.receipt(&last).await.left_this_hour, 0);
    let colleague = app.account(AccountRole::Manager).await;
    app.member(desk.venue, &colleague, Right::Staff).await;
    assert_eq!(colleague.post(&desk.path("check-ins"), &body).await.status(), 200);
    app.clock.advance_s(3001);
    assert_eq!(desk.receipt(&desk.person(&app, &told_guest(&canary()))).await.left_this_hour, 2);
}

#[tokio::test]
async fn by_asking_much_at_once_nobody_passes_the_hourly_limit() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    limit_to_3(&app, &desk).await;
    let bodies: Vec<_> = (0..12).map(|_| desk.person(&app, &told_guest(&canary()))).collect();
    let answers = join_all(bodies.iter().map(|body| desk.send(body))).await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200; 3], vec![429; 9]].concat());
    assert_eq!(identities(&app).await, 3);
}

#[tokio::test]
async fn what_is_refused_takes_nothing_of_the_hour() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let mut wrong = guest(&canary());
    wrong["number"] = json!("220102190001010017");
    let response = desk.send(&desk.person(&app, &wrong)).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["connection"]),
        (422, &"close".parse().unwrap())
    );
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["fields"], json!([{ "field": "number", "reason": "checksum" }]));
    assert_eq!(desk.receipt(&desk.person(&app, &guest(&canary()))).await.left_this_hour, 299);
}

#[tokio::test]
async fn an_undo_leaves_nothing_of_a_guest_and_leaves_the_holder_of_a_pass_registered() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let sealed = async || {
        let mut db = open_db(&app.data().join("venue.db")).await;
        let sql = "SELECT count(*) FROM identity WHERE sealed IS NOT NULL";
        let (count,): (i64,) = sqlx::query_as(sql).fetch_one(&mut db).await.unwrap();
        count
    };
    let undo = async |body: &Value| {
        let undone = json!({ "secret": body["secret"], "scanned_at": body["occurred_at"] });
        assert_eq!(app.post("/api/v1/check-ins/undo", &undone).await.status(), 204);
    };
    let pass = desk.pass(&guest(&canary()), 30).await;
    let (mistaken, holder) =
        (desk.person(&app, &guest(&canary())), desk.body(&app, &json!({ "pass": pass.secret })));
    desk.receipt(&mistaken).await;
    desk.receipt(&holder).await;
    assert_eq!(sealed().await, 2);
    undo(&mistaken).await;
    undo(&holder).await;
    assert_eq!(sealed().await, 1);
    // The pass works on.
    desk.receipt(&desk.body(&app, &json!({ "pass": pass.secret }))).await;
}
