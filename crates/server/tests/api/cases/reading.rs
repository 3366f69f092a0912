//! What a tracer reads of an approved case, and what not.

use serde_json::json;
use sqlx::AssertSqlSafe;
use venue_protocol::seal::case::CaseRequest;
use venue_protocol::seal::row::Tag;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::cases::{Case, Identities, Rows, SealedRequest, SlotTag, Subject, Window, WirePid};
use venue_server::case_bounds::MOST_QUESTIONS;

use crate::support::{
    Here, Inquiry, TestApp, canary, check_in, form, open_db, open_row, problem, registration, rows,
};

#[tokio::test]
async fn without_an_approval_nothing_is_served() {
    let app = TestApp::new().await;
    let Here { person, credential } = app.somebody_here().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&person], inquiry.window(60)).await;
    let refused = async || {
        let changed = (409, "case-changed".to_owned());
        for what in ["release", "track", "around"] {
            let answer = inquiry.tracer.session.get(&format!("/cases/{}/{what}", case.id)).await;
            assert_eq!(problem(answer).await, changed);
        }
        let asked = json!({ "pids": [WirePid::from(&app.pid(&credential))] });
        let path = format!("/cases/{}/identities", case.id);
        assert_eq!(inquiry.tracer.session.refusal(&path, &asked).await, changed);
    };
    refused().await;
    inquiry.take(&case).await;
    refused().await;
    // Nor does the tracer read what was filed, which is sealed to the approvers.
    let SealedRequest { request } =
        inquiry.approver.session.read(&format!("/cases/{}/request", case.id)).await;
    let key = inquiry.tracer.key.public();
    CaseRequest::open(&request.0, case.id, &key, &app.authority.tracer).unwrap_err();
    CaseRequest::open(&request.0, case.id, &key, &inquiry.tracer.key).unwrap_err();
    CaseRequest::open(&request.0, case.id, &key, &app.authority.approver).unwrap();
}

#[tokio::test]
async fn rows_of_tags_that_were_not_approved_are_not_on_the_track() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let credential = app.register_as(&registration(&person)).await.credential;
    for _ in 0..3 {
        app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    }
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&person], inquiry.window(60)).await;
    inquiry.take(&case).await;
    let mut approval = inquiry.approval(&case).await;
    let tags: Vec<SlotTag> = serde_json::from_value(approval["tags"].clone()).unwrap();
    assert_eq!(tags.len(), 3);
    // One of them, twice, one that does not exist, and one of another slot.
    let nowhere = SlotTag { tag: Tag(app.random.bytes()), ..tags[0] };
    let moved = SlotTag { slot: tags[1].slot + 1, ..tags[1] };
    approval["tags"] = json!([tags[0], tags[0], nowhere, moved]);
    let path = format!("/cases/{}/approval", case.id);
    assert_eq!(inquiry.approver.session.post(&path, &approval).await.status(), 204);
    let track = inquiry.rows(&case, "track").await;
    assert_eq!(track.iter().map(|row| row.tag).collect::<Vec<_>>(), [tags[0].tag]);
}

#[tokio::test]
async fn a_late_row_of_the_window_is_found_and_a_row_of_another_time_in_its_slot_is_not_served() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let credential = app.register_as(&registration(&person)).await.credential;
    let scanned = app.now();
    // Two days later the phone has a network again, and scans anew.
    app.clock.advance_s(2 * 86_400);
    app.check_in(&[check_in(&token, scanned, &[&credential]), check_in(&token, app.now(), &[&credential])])
        .await;
    let stored = rows(&app.data()).await;
    assert_eq!((stored.len(), stored[0].slot), (2, stored[1].slot));
    let inquiry = Inquiry::new(&app).await;
    let minute = scanned.minute();
    let window = Window { from: minute - 30, to: minute + 30 };
    let case = inquiry.approved(Subject::Person, &[&person], window).await;
    // Both were approved: nobody can tell them apart by their tags.
    assert_eq!(case.tags, 2);
    let found = inquiry.trace(&case).await;
    assert_eq!(found.track.iter().map(|(row, _)| row.minute).collect::<Vec<_>>(), [minute]);
    assert_eq!(found.around.len(), 1);
}

#[tokio::test]
async fn a_row_ahead_of_its_arrival_is_found() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let credential = app.register_as(&registration(&person)).await.credential;
    // A phone whose clock was put right before it sent: a day less a minute ahead.
    let ahead = app.now().plus_millis((86_400 - 60) * 1_000);
    app.check_in(&[check_in(&token, ahead, &[&credential])]).await;
    app.clock.advance_s(3 * 86_400);
    let inquiry = Inquiry::new(&app).await;
    let window = Window { from: ahead.minute() - 1, to: ahead.minute() + 1 };
    let case = inquiry.approved(Subject::Person, &[&person], window).await;
    assert_eq!(inquiry.trace(&case).await.track.len(), 1);
}

#[tokio::test]
async fn one_changed_value_of_a_stored_row_shows() {
    let app = TestApp::new().await;
    let Here { person, .. } = app.somebody_here().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let keys = inquiry.slots(&case).await;
    let table = rows(&app.data()).await[0].table.clone();
    let mut db = open_db(&app.data().join("venue.db")).await;
    for (change, back) in [
        ("minute = minute + 1", "minute = minute - 1"),
        ("direction = 3 - direction", "direction = 3 - direction"),
        ("idx = idx + 1", "idx = idx - 1"),
        ("place = x'010203040506'", ""),
    ] {
        for (change, opens) in [(change, false), (back, true)] {
            if change.is_empty() {
                continue;
            }
            let changed = sqlx::query(AssertSqlSafe(format!("UPDATE {table} SET {change}")));
            assert_eq!(changed.execute(&mut db).await.unwrap().rows_affected(), 1);
            let track = inquiry.rows(&case, "track").await;
            assert_eq!(open_row(&keys[&track[0].slot], &track[0]).is_ok(), opens, "{change}");
        }
    }
}

#[tokio::test]
async fn a_window_over_midnight_finds_both_days() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (person, other) = (canary(), canary());
    let mut credentials = Vec::new();
    for person in [&person, &other] {
        credentials.push(app.register_as(&registration(person)).await.credential);
    }
    // Ten minutes before midnight and ten minutes after, by the clock of the place.
    app.clock.advance_s(13 * 3600 + 40 * 60);
    for credential in &credentials {
        app.check_in(&[check_in(&token, app.now(), &[credential])]).await;
        app.clock.advance_s(1200);
    }
    app.check_in(&[check_in(&token, app.now(), &[&credentials[0]])]).await;
    let tables: std::collections::BTreeSet<String> =
        rows(&app.data()).await.into_iter().map(|row| row.table).collect();
    assert_eq!(tables.len(), 2);
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(90)).await;
    let found = inquiry.trace(&case).await;
    assert_eq!((found.track.len(), found.around.len(), found.identities.len()), (2, 3, 2));
}

#[tokio::test]
async fn a_case_of_a_place_serves_everybody_there_and_nobody_elsewhere() {
    let app = TestApp::new().await;
    let ((venue, token), (_, elsewhere)) = (app.venue().await, app.venue().await);
    let mut persons = Vec::new();
    for token in [&token, &token, &elsewhere] {
        let person = canary();
        let credential = app.register_as(&registration(&person)).await.credential;
        app.check_in(&[check_in(token, app.now(), &[&credential])]).await;
        persons.push(person);
    }
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(60)).await;
    assert_eq!(case.venue_name.as_deref(), Some("图书馆"));
    let found = inquiry.trace(&case).await;
    assert_eq!((found.track.len(), found.around.len()), (0, 2));
    let mut expected = [persons[0].name.as_str(), persons[1].name.as_str()];
    expected.sort_unstable();
    assert_eq!(found.names(), expected);
}

#[tokio::test]
async fn contacts_of_contacts_are_a_case_of_their_own_of_the_same_tracer() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (person, contact) = (canary(), canary());
    for person in [&person, &contact] {
        let credential = app.register_as(&registration(person)).await.credential;
        app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    }
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let of = Subject::Contacts { of: case.id };
    let second = inquiry.approved(of, &[&contact], inquiry.window(60)).await;
    assert_eq!((second.subject, inquiry.trace(&second).await.track.len()), (of, 1));
    let colleague = Inquiry::new(&app).await;
    let body = colleague.filing(of, &[&contact], colleague.window(60)).await;
    assert_eq!(colleague.tracer.session.refusal("/cases", &body).await, (422, "invalid".into()));
}

#[tokio::test]
async fn what_happened_at_a_venue_that_was_closed_since_is_found_and_marked() {
    let app = TestApp::new().await;
    let manager = app.sign_up("zhang").await;
    let venue = app.approved(&manager, &form("南湖小馆")).await;
    let code = app.server.app.directory.current().newest(venue.venue).unwrap().token;
    let token = VenueToken::from_bytes(&code).unwrap().to_string();
    let person = canary();
    let credential = app.register_as(&registration(&person)).await.credential;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let closed = manager.post(&format!("/venues/{}/close", venue.venue), &json!({ "reason": "停业" })).await;
    assert_eq!(closed.status(), 204);
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let page: Rows = inquiry.tracer.session.read(&format!("/cases/{}/around", case.id)).await;
    let [place] = page.places.as_slice() else { panic!("{:?}", page.places) };
    assert_eq!((place.venue, place.gone, page.total), (venue.venue, true, 1));
    let of_place = inquiry.file(Subject::Place { venue: venue.venue }, &[], inquiry.window(60)).await;
    assert!(of_place.venue_name.is_some());
}

#[tokio::test]
async fn many_rows_come_in_pages_each_once() {
    let app = TestApp::with(|config| config.budgets.registrations_per_client = 1000).await;
    let (venue, token) = app.venue().await;
    let mut credentials = Vec::new();
    for _ in 0..11 {
        credentials.push(app.register().await);
    }
    let all: Vec<_> = credentials.iter().collect();
    // 1,001 rows of two days, many of the same minute.
    app.clock.advance_s(13 * 3600 + 40 * 60);
    for _ in 0..13 {
        let batch: Vec<_> = (0..7).map(|_| check_in(&token, app.now(), &all)).collect();
        app.check_in(&batch).await;
        app.clock.advance_s(120);
    }
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(120)).await;
    let mut found: Vec<_> =
        inquiry.rows(&case, "around").await.into_iter().map(|row| (row.event, row.index)).collect();
    let mut stored: Vec<_> = rows(&app.data()).await.into_iter().map(|row| (row.event, row.index)).collect();
    found.sort_unstable();
    stored.sort_unstable();
    assert_eq!((found.len(), found), (1001, stored));
    let wrong = inquiry.tracer.session.get(&format!("/cases/{}/around?after=AAAA", case.id)).await;
    assert_eq!(problem(wrong).await, (400, "malformed".into()));
}

#[tokio::test]
async fn an_identity_that_was_written_half_is_served_as_sealed_and_hides_no_other() {
    let app = TestApp::new().await;
    let (venue, token) = app.venue().await;
    let (whole, half) = (app.register().await, app.register().await);
    app.check_in(&[check_in(&token, app.now(), &[&whole, &half])]).await;
    let pids = [app.pid(&whole), app.pid(&half)];
    let mut db = open_db(&app.data().join("venue.db")).await;
    let cut = "UPDATE identity SET sealed = substr(sealed, 1, 150) WHERE pid = ?";
    // The database itself takes none.
    let refused = sqlx::query(cut).bind(pids[1].as_bytes().as_slice()).execute(&mut db).await.unwrap_err();
    assert!(refused.to_string().contains("CHECK constraint failed"), "{refused}");
    sqlx::query("PRAGMA ignore_check_constraints = 1").execute(&mut db).await.unwrap();
    sqlx::query(cut).bind(pids[1].as_bytes().as_slice()).execute(&mut db).await.unwrap();
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(60)).await;
    assert_eq!(inquiry.rows(&case, "around").await.len(), 2);
    let Identities { identities } = inquiry.identities(&case, &pids).await;
    let opens = pids.iter().zip(identities).map(|(pid, row)| {
        let row = row.unwrap();
        row.sealed.open(pid, row.index, &row.idx, &app.authority.tracer).is_ok()
    });
    assert_eq!(opens.collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn no_more_persons_are_told_than_rows_were_served_and_a_withdrawn_one_is_not() {
    let app = TestApp::new().await;
    let (venue, token) = app.venue().await;
    let (staying, leaving) = (app.register().await, app.register().await);
    app.check_in(&[check_in(&token, app.now(), &[&staying, &leaving])]).await;
    let pids = [app.pid(&staying), app.pid(&leaving)];
    let withdrawn = json!({ "credential": leaving });
    assert_eq!(app.post("/api/v1/persons/withdraw", &withdrawn).await.status(), 204);
    let inquiry = Inquiry::new(&app).await;
    let case: Case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(60)).await;
    let path = format!("/cases/{}/identities", case.id);
    let asked = json!({ "pids": pids.iter().map(WirePid::from).collect::<Vec<_>>() });
    let refusal = inquiry.tracer.session.refusal(&path, &asked).await;
    assert_eq!(refusal, (403, "not-allowed".into()));
    inquiry.rows(&case, "around").await;
    let Identities { identities } = inquiry.identities(&case, &pids).await;
    assert!(matches!(identities.as_slice(), [Some(_), None]));
    let asked = json!({ "pids": [WirePid::from(&app.pid(&app.register().await))] });
    let refusal = inquiry.tracer.session.refusal(&path, &asked).await;
    assert_eq!(refusal, (403, "not-allowed".into()));
}

#[tokio::test]
async fn reading_the_same_rows_again_names_no_more_persons() {
    let app = TestApp::new().await;
    let (venue, token) = app.venue().await;
    let (here, absent) = (app.register().await, app.register().await);
    app.check_in(&[check_in(&token, app.now(), &[&here])]).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(60)).await;
    for _ in 0..3 {
        inquiry.rows(&case, "around").await;
        // The same person may be read again.
        inquiry.identities(&case, &[app.pid(&here)]).await;
    }
    let path = format!("/cases/{}/identities", case.id);
    let asked = json!({ "pids": [WirePid::from(&app.pid(&absent))] });
    let refusal = inquiry.tracer.session.refusal(&path, &asked).await;
    assert_eq!(refusal, (403, "not-allowed".into()));
}

#[tokio::test]
async fn a_case_whose_release_is_gone_serves_nothing_whatever_the_database_says() {
    let app = TestApp::new().await;
    let (venue, token) = app.venue().await;
    let credential = app.register().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Place { venue }, &[], inquiry.window(60)).await;
    inquiry.rows(&case, "around").await;
    let session = &inquiry.tracer.session;
    let closing = json!({ "note": "" });
    assert_eq!(session.post(&format!("/cases/{}/closing", case.id), &closing).await.status(), 204);
    // As after a restore of an older backup.
    let mut db = open_db(&app.data().join("venue.db")).await;
    sqlx::query("UPDATE trace_case SET state = 'approved'").execute(&mut db).await.unwrap();
    let changed = (409, "case-changed".to_owned());
    for what in ["release", "track", "around"] {
        assert_eq!(
            problem(session.get(&format!("/cases/{}/{what}", case.id)).await).await,
            changed,
            "{what}"
        );
    }
    let quarter = app.now().minute() / 15;
    let today = app.now().day();
    for (what, body) in [
        ("identities", json!({ "pids": [WirePid::from(&app.pid(&credential))] })),
        ("notices", json!({ "venue": venue, "from_quarter": quarter, "to_quarter": quarter })),
        ("receipts", json!({ "day": today, "receipts": [], "tokens": [] })),
        ("exports", json!({ "format": "csv", "rows": 1 })),
    ] {
        assert_eq!(session.refusal(&format!("/cases/{}/{what}", case.id), &body).await, changed, "{what}");
    }
}

#[tokio::test]
async fn an_approver_asks_what_a_case_needs_and_does_not_try_all_numbers() {
    let app = TestApp::new().await;
    let (venue, _) = app.venue().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Place { venue }, &[], inquiry.window(60)).await;
    inquiry.take(&case).await;
    let tag = SlotTag { slot: 1, tag: Tag([7; 16]) };
    let path = format!("/cases/{}/probe", case.id);
    let one = json!({ "tags": [tag] });
    assert_eq!(inquiry.approver.session.post(&path, &one).await.status(), 200);
    assert!(app.server.app.case_bounds.asks(case.id, MOST_QUESTIONS - 1));
    assert_eq!(inquiry.approver.session.refusal(&path, &one).await, (403, "not-allowed".into()));
}
