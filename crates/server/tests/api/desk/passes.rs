//! Paper passes (F27).

use serde_json::{Value, json};
use venue_protocol::instant::Day;
use venue_protocol::wire::desk::NewPass;
use venue_server::jobs::retention::retire;

use crate::support::{
    Desk, Pass, TestApp, all_bytes, canary, contains, good, guest, open_db, problem, rows, secret,
};

fn shown(app: &TestApp, desk: &Desk, pass: &Pass) -> Value {
    desk.body(app, &json!({ "pass": pass.secret }))
}

async fn withdraw(desk: &Desk, which: Value) -> (u16, String) {
    let response = desk.staff.post(&desk.path("passes/withdraw"), &which).await;
    if response.status() == 204 { (204, String::new()) } else { problem(response).await }
}

#[tokio::test]
async fn a_pass_checks_its_holder_in_at_any_venue_and_takes_nothing_of_the_hour() {
    let app = TestApp::new().await;
    let (home, elsewhere) = (Desk::new(&app).await, Desk::new(&app).await);
    let person = canary();
    let pass = home.pass(&guest(&person), 365).await;
    assert_eq!((pass.number.len(), pass.expires_on), (9, app.now().day().plus(364)));
    for desk in [&home, &elsewhere] {
        let receipt = desk.receipt(&shown(&app, desk, &pass)).await;
        assert_eq!(receipt.label, None);
    }
    let known = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    let track = app.authority.track(&app.data(), &app.shelf(), known[0].pid()).await;
    assert_eq!((known.len(), track.len()), (1, 2));
    assert_eq!(home.receipt(&shown(&app, &home, &pass)).await.left_this_hour, 299);
    assert_eq!(elsewhere.receipt(&shown(&app, &elsewhere, &pass)).await.left_this_hour, 300);
}

#[tokio::test]
async fn the_same_delivery_of_a_pass_again_is_one_visit() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let pass = desk.pass(&guest(&canary()), 1).await;
    let body = shown(&app, &desk, &pass);
    assert_eq!(desk.receipt(&body).await, desk.receipt(&body).await);
    assert_eq!(rows(&app.data()).await.len(), 1);
}

#[tokio::test]
async fn a_pass_whose_answer_was_lost_is_the_same_pass_when_it_is_asked_for_again() {
    let app = TestApp::new().await;
    let (desk, elsewhere) = (Desk::new(&app).await, Desk::new(&app).await);
    let body = json!({ "secret": secret(), "person": guest(&canary()), "days": 30 });
    let lost: NewPass = good(desk.staff.post(&desk.path("passes"), &body).await).await;
    let again: NewPass = good(desk.staff.post(&desk.path("passes"), &body).await).await;
    assert_eq!(lost, again);
    let mut db = open_db(&app.data().join("venue.db")).await;
    let (passes,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM pass").fetch_one(&mut db).await.unwrap();
    let (persons,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM identity").fetch_one(&mut db).await.unwrap();
    assert_eq!((passes, persons), (1, 1));
    // It took one turn of the hour; and what it says does no good elsewhere, nor once it is withdrawn.
    assert_eq!(desk.receipt(&desk.person(&app, &guest(&canary()))).await.left_this_hour, 298);
    let ended = (410, "pass-ended".to_owned());
    assert_eq!(problem(elsewhere.staff.post(&elsewhere.path("passes"), &body).await).await, ended);
    assert_eq!(withdraw(&desk, json!({ "number": lost.number })).await.0, 204);
    assert_eq!(problem(desk.staff.post(&desk.path("passes"), &body).await).await, ended);
}

#[tokio::test]
async fn a_pass_ends_after_its_last_day_and_is_forgotten_later() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let pass = desk.pass(&guest(&canary()), 2).await;
    app.clock.advance_s(86_400);
    desk.receipt(&shown(&app, &desk, &pass)).await;
    app.clock.advance_s(86_400);
    assert_eq!(desk.refusal(&shown(&app, &desk, &pass)).await, (410, "pass-ended".to_owned()));
    retire(&app.server.app).await.unwrap();
    assert_eq!(desk.refusal(&shown(&app, &desk, &pass)).await, (410, "pass-ended".to_owned()));
    let mut db = open_db(&app.data().join("venue.db")).await;
    let sealed: (Option<Vec<u8>>,) =
        sqlx::query_as("SELECT sealed FROM pass").fetch_one(&mut db).await.unwrap();
    assert_eq!(sealed.0, None);
    app.clock.advance_s(31 * 86_400);
    retire(&app.server.app).await.unwrap();
    let (left,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM pass").fetch_one(&mut db).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_lost_pass_is_withdrawn_by_its_number_where_it_was_made_and_by_its_code_anywhere() {
    let app = TestApp::new().await;
    let (home, elsewhere) = (Desk::new(&app).await, Desk::new(&app).await);
    let (lost, found) = (home.pass(&guest(&canary()), 30).await, home.pass(&guest(&canary()), 30).await);
    let unknown = (404, "pass-unknown".to_owned());
    assert_eq!(withdraw(&elsewhere, json!({ "number": lost.number })).await, unknown);
    assert_eq!(withdraw(&home, json!({ "number": "123" })).await, unknown);
    assert_eq!(withdraw(&home, json!({ "code": "AAAAAAAAAAAAAAAAAAAAAA" })).await, unknown);
    for _ in 0..2 {
        assert_eq!(withdraw(&home, json!({ "number": lost.number })).await.0, 204);
    }
    for _ in 0..2 {
        assert_eq!(withdraw(&elsewhere, json!({ "code": found.secret })).await.0, 204);
    }
    for pass in [&lost, &found] {
        assert_eq!(home.refusal(&shown(&app, &home, pass)).await, (410, "pass-ended".to_owned()));
    }
    // By the code the identity's end is known: when its visits are gone.
    let mut db = open_db(&app.data().join("venue.db")).await;
    let mut ends: Vec<(i64,)> =
        sqlx::query_as("SELECT expires_day FROM identity").fetch_all(&mut db).await.unwrap();
    ends.sort_unstable();
    let today = app.now().day();
    let day = |day: Day| (i64::from(day.0),);
    assert_eq!(ends, [day(today.plus(30)), day(today.plus(29 + 30))]);
}

#[tokio::test]
async fn disk_and_key_files_tell_of_no_pass_whose_it_is() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    let person = canary();
    let pass = desk.pass(&guest(&person), 30).await;
    let known = app.authority.registrations_of(&app.data(), &app.shelf(), &person.number).await;
    let pid = known[0].pid().as_bytes();
    let bytes = all_bytes(app.dir.path());
    // The pid stands with its identity, the pass apart from it, under a name that only its secret gives.
    assert!(contains(&bytes, pid) && !contains(&bytes, pass.secret.as_bytes()));
    let mut db = open_db(&app.data().join("venue.db")).await;
    let row: (Vec<u8>, Vec<u8>) =
        sqlx::query_as("SELECT name, sealed FROM pass").fetch_one(&mut db).await.unwrap();
    let key = *venue_server::keys::read(&app.data().join("keys/credential.key")).unwrap();
    let key = venue_protocol::seal::CredentialKey::new(1, &key);
    // Not a credential under the server's key: without the pass it does not open.
    let inner = venue_protocol::id::Credential(row.1[24..86].try_into().unwrap());
    assert!(venue_protocol::seal::CredentialKey::open(&[key], &inner).is_err());
    assert!(!contains(&row.1, pid) && !contains(&row.0, pid));
}

#[tokio::test]
async fn what_is_not_valid_makes_no_pass() {
    let app = TestApp::new().await;
    let desk = Desk::new(&app).await;
    for days in [0, 366] {
        let body = json!({ "secret": secret(), "person": guest(&canary()), "days": days });
        let refused = desk.staff.post(&desk.path("passes"), &body).await;
        assert_eq!(problem(refused).await, (400, "malformed".to_owned()));
    }
    let mut person = guest(&canary());
    person["name"] = json!("");
    let refused = desk
        .staff
        .post(&desk.path("passes"), &json!({ "secret": secret(), "person": person, "days": 1 }))
        .await;
    assert_eq!(problem(refused).await, (422, "invalid".to_owned()));
}
