//! "I was not there" (F43).

use serde_json::{Value, json};
use venue_protocol::id::ReceiptSecret;
use venue_protocol::seal::dispute;
use venue_protocol::seal::receipt::ReceiptBody;
use venue_protocol::wire::cases::Subject;
use venue_protocol::wire::notices::{Decision, Dispute, DisputeState, Disputes, SealedReceipt};
use venue_server::jobs::retention::run_once;

use crate::support::{Inquiry, TestApp, all_bytes, canary, check_in, contains, good, problem, registration};

const SAID: &str = "那天我一整天都在家里，没有去过那个地方。";

fn about(visit: &Value) -> Value {
    json!({ "visit": { "secret": visit["secret"], "scanned_at": visit["scanned_at"] } })
}

#[tokio::test]
async fn a_tracer_reads_and_decides_what_a_person_says_of_a_visit() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let (_, elsewhere) = app.venue().await;
    let (person, other) = (canary(), canary());
    let credential = app.register_as(&registration(&person)).await.credential;
    let stranger = app.register_as(&registration(&other)).await.credential;
    let visit = check_in(&token, app.now(), &[&credential]);
    let far = check_in(&elsewhere, app.now(), &[&stranger]);
    app.check_in(&[visit.clone(), far.clone()]).await;
    let said = |visit: &Value, statement: &str| json!({ "about": about(visit), "statement": statement });
    assert_eq!(app.post("/api/v1/disputes", &said(&visit, "?")).await.status(), 204);
    assert_eq!(app.post("/api/v1/disputes", &said(&visit, SAID)).await.status(), 204);
    assert_eq!(app.post("/api/v1/disputes", &said(&far, SAID)).await.status(), 204);
    assert!(!contains(&all_bytes(app.dir.path()), SAID.as_bytes()));

    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let session = &inquiry.tracer.session;
    let path = format!("/cases/{}/disputes", case.id);
    // Only what is said of visits that the case is about.
    let Disputes { disputes } = session.read(&path).await;
    let [of_visit] = disputes.as_slice() else { panic!("{disputes:?}") };
    let opened = dispute::open(&of_visit.statement.0, of_visit.about, &app.authority.tracer).unwrap();
    assert_eq!(opened.as_str(), SAID);

    let state =
        async || -> DisputeState { good(app.post("/api/v1/disputes/look-up", &about(&visit)).await).await };
    assert_eq!(state().await.decision, None);
    let decision =
        Decision { accepted: true, reason: "监控显示是他人使用了这部手机".to_owned() };
    let decide = format!("{path}/{}/decision", of_visit.about);
    let body = |read: &Dispute| json!({ "said_at": read.at, "decision": decision });
    // What is said anew after it was read is read first.
    app.clock.advance_s(1);
    assert_eq!(app.post("/api/v1/disputes", &said(&visit, "其实去过")).await.status(), 204);
    let changed = (409, "case-changed".to_owned());
    assert_eq!(problem(session.post(&decide, &body(of_visit)).await).await, changed);
    assert_eq!(state().await.decision, None);
    let Disputes { disputes } = session.read(&path).await;
    assert_eq!(session.post(&decide, &body(&disputes[0])).await.status(), 204);
    assert_eq!(state().await.decision, Some(decision.clone()));
    assert_eq!(problem(session.post(&decide, &body(&disputes[0])).await).await, changed);
    let late = app.refusal("/api/v1/disputes", &said(&visit, SAID)).await;
    assert_eq!(late, (409, "event-conflict".to_owned()));
    // A dispute of elsewhere is not this case's to decide.
    let of_far = venue_protocol::seal::event::event_id(
        &serde_json::from_value(far["secret"].clone()).unwrap(),
        serde_json::from_value(far["scanned_at"].clone()).unwrap(),
    );
    let decide = format!("{path}/{of_far}/decision");
    let refused = problem(session.post(&decide, &body(of_visit)).await).await;
    assert_eq!(refused, (404, "not-found".to_owned()));
}

#[tokio::test]
async fn who_does_not_show_the_secret_disputes_nothing() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let credential = app.register().await;
    let (visit, never) =
        (check_in(&token, app.now(), &[&credential]), check_in(&token, app.now(), &[&credential]));
    app.check_in(std::slice::from_ref(&visit)).await;
    let refused = async |body: Value| app.refusal("/api/v1/disputes", &body).await;
    let unknown = (404, "event-unknown".to_owned());
    assert_eq!(refused(json!({ "about": about(&never), "statement": "" })).await, unknown);
    let long = json!({ "about": about(&visit), "statement": "长".repeat(301) });
    assert_eq!(refused(long).await, (400, "malformed".to_owned()));
    let nothing_said = app.refusal("/api/v1/disputes/look-up", &about(&visit)).await;
    assert_eq!(nothing_said, (404, "not-found".to_owned()));
    let undo = json!({ "secret": visit["secret"], "scanned_at": visit["scanned_at"] });
    assert_eq!(app.post("/api/v1/check-ins/undo", &undo).await.status(), 204);
    assert_eq!(refused(json!({ "about": about(&visit), "statement": "" })).await, unknown);
}

#[tokio::test]
async fn what_was_decided_can_be_looked_up_when_the_visit_or_receipt_is_gone_and_as_long_as_it_is_kept() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let body = registration(&person);
    let secret: ReceiptSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
    let credential = app.register_as(&body).await.credential;
    let visit = check_in(&token, app.now(), &[&credential]);
    app.check_in(std::slice::from_ref(&visit)).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let session = &inquiry.tracer.session;
    let today = app.now().day();
    let token = secret.dispute_token(case.id);
    // A token's receipt may be any; only its hash counts here.
    let receipt = SealedReceipt { hint: secret.hint(today, 0), body: ReceiptBody([1; 104]) };
    let receipts = json!({ "day": today, "receipts": [receipt], "tokens": [token.hash()] });
    assert_eq!(session.post(&format!("/cases/{}/receipts", case.id), &receipts).await.status(), 204);
    let both = [about(&visit), json!({ "case": token })];
    let say = |about: &Value| json!({ "about": about, "statement": SAID });
    for about in &both {
        assert_eq!(app.post("/api/v1/disputes", &say(about)).await.status(), 204);
    }
    let decision = Decision { accepted: true, reason: "属实".to_owned() };
    let path = format!("/cases/{}/disputes", case.id);
    let Disputes { disputes } = session.read(&path).await;
    assert_eq!(disputes.len(), 2);
    for dispute in disputes {
        let path = format!("{path}/{}/decision", dispute.about);
        let decided = json!({ "said_at": dispute.at, "decision": decision });
        assert_eq!(session.post(&path, &decided).await.status(), 204);
    }

    app.clock.advance_s(31 * 86_400);
    run_once(&app.server.app).await.unwrap();
    for about in &both {
        let state: DisputeState = good(app.post("/api/v1/disputes/look-up", about).await).await;
        assert_eq!(state.decision.as_ref(), Some(&decision));
        assert_eq!(app.refusal("/api/v1/disputes", &say(about)).await, (404, "event-unknown".to_owned()));
    }
    app.clock.advance_s(14 * 86_400);
    run_once(&app.server.app).await.unwrap();
    for about in &both {
        assert_eq!(app.refusal("/api/v1/disputes/look-up", about).await, (404, "not-found".to_owned()));
    }
}
