//! Receipts (SEALING 9): whether and why somebody was traced.

use serde_json::json;
use venue_protocol::id::ReceiptSecret;
use venue_protocol::seal::receipt::{Receipt, TracedAs};
use venue_protocol::wire::cases::{Case, CaseState, Subject};
use venue_protocol::wire::notices::{Disputes, ReceiptDays, Receipts, SealedReceipt};

use crate::support::{Inquiry, TestApp, canary, check_in, problem, registration};

#[tokio::test]
async fn the_device_of_who_was_traced_finds_and_opens_it() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    let person = canary();
    let body = registration(&person);
    // r, as the device that registered keeps it.
    let secret: ReceiptSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
    let credential = app.register_as(&body).await.credential;
    app.check_in(&[check_in(&token, app.now(), &[&credential])]).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let found = inquiry.trace(&case).await;
    // The tracer's browser makes a receipt for each person by the r of the opened identity.
    let today = app.now().day();
    let mut tokens = Vec::new();
    let receipts: Vec<SealedReceipt> = found
        .identities
        .iter()
        .map(|identity| {
            let token = identity.receipt().dispute_token(case.id);
            tokens.push(token.hash());
            let receipt = Receipt { case: case.id, traced_as: TracedAs::Subject, window: case.window, token };
            SealedReceipt {
                hint: identity.receipt().hint(today, 0),
                body: receipt.seal(identity.receipt(), &mut app.random.clone()).unwrap(),
            }
        })
        .collect();
    let path = format!("/cases/{}/receipts", case.id);
    let body = json!({ "day": today, "receipts": receipts, "tokens": tokens });
    let sent = async || {
        let case: Case = inquiry.tracer.session.read(&format!("/cases/{}", case.id)).await;
        case.receipts_sent
    };
    assert!(!sent().await);
    assert_eq!(inquiry.tracer.session.post(&path, &body).await.status(), 204);
    assert!(sent().await);
    let again = problem(inquiry.tracer.session.post(&path, &body).await).await;
    assert_eq!(again, (409, "case-changed".to_owned()));

    let get = async |path: String| app.client.get(app.url(&path)).send().await.unwrap();
    let ReceiptDays { days } = get("/api/v1/receipts?since=0".to_owned()).await.json().await.unwrap();
    let hint = secret.hint(today, 0);
    assert_eq!(days.len(), 1);
    assert!(days[0].hints.0.chunks(8).any(|bytes| bytes == hint.0));
    let path = format!("/api/v1/receipts/bodies?day={}&first={}", today.0, hint.0[0]);
    let Receipts { receipts } = get(path).await.json().await.unwrap();
    let sealed = receipts.iter().find(|receipt| receipt.hint == hint).unwrap();
    let opened = Receipt::open(&sealed.body, &secret).unwrap();
    assert_eq!((opened.case, opened.traced_as, opened.window), (case.id, TracedAs::Subject, case.window));
    let path = format!("/api/v1/receipts/bodies?day={}&first={}", today.0, hint.0[0].wrapping_add(1));
    let Receipts { receipts } = get(path).await.json().await.unwrap();
    assert!(receipts.is_empty());
    // With the token in it the person can say: I was not there.
    let said = json!({ "about": { "case": opened.token }, "statement": "认错人了" });
    assert_eq!(app.post("/api/v1/disputes", &said).await.status(), 204);
    let forged = json!({ "about": { "case": secret.dispute_token(venue_protocol::seal::case::CaseId([0; 16])) },
        "statement": "" });
    assert_eq!(app.refusal("/api/v1/disputes", &forged).await, (404, "event-unknown".to_owned()));
}

#[tokio::test]
async fn a_receipt_never_takes_the_place_of_another_cases() {
    let app = TestApp::new().await;
    let person = canary();
    let body = registration(&person);
    let secret: ReceiptSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
    app.register_as(&body).await;
    let inquiry = Inquiry::new(&app).await;
    let today = app.now().day();
    let send = async |case: &Case, k: u8| {
        let token = secret.dispute_token(case.id);
        let tokens = [token.hash()];
        let receipt = Receipt { case: case.id, traced_as: TracedAs::Contact, window: case.window, token };
        let receipt = SealedReceipt {
            hint: secret.hint(today, k),
            body: receipt.seal(&secret, &mut app.random.clone()).unwrap(),
        };
        let body = json!({ "day": today, "receipts": [receipt], "tokens": tokens });
        inquiry.tracer.session.post(&format!("/cases/{}/receipts", case.id), &body).await
    };
    let one = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let other = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    assert_eq!(send(&one, 0).await.status(), 204);
    assert_eq!(problem(send(&other, 0).await).await, (409, "hint-taken".to_owned()));
    // Nothing of it was published, so that it can be sent again.
    let case: Case = inquiry.tracer.session.read(&format!("/cases/{}", other.id)).await;
    assert!(!case.receipts_sent);
    assert_eq!(send(&other, 1).await.status(), 204);
    let ReceiptDays { days } =
        app.client.get(app.url("/api/v1/receipts?since=0")).send().await.unwrap().json().await.unwrap();
    assert_eq!(days[0].hints.0.len(), 16);
}

#[tokio::test]
async fn receipts_without_tokens_are_sent_once_too_and_what_is_said_by_one_is_heard_until_it_is_withdrawn() {
    let app = TestApp::new().await;
    let person = canary();
    let body = registration(&person);
    let secret: ReceiptSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
    app.register_as(&body).await;
    let inquiry = Inquiry::new(&app).await;
    let session = &inquiry.tracer.session;
    let approved = async || inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let none = approved().await;
    let path = format!("/cases/{}/receipts", none.id);
    let empty = json!({ "day": app.now().day(), "receipts": [], "tokens": [] });
    assert_eq!(session.post(&path, &empty).await.status(), 204);
    assert_eq!(session.refusal(&path, &empty).await, (409, "case-changed".to_owned()));

    let (closed, withdrawn) = (approved().await, approved().await);
    for case in [&closed, &withdrawn] {
        let tokens = [secret.dispute_token(case.id).hash()];
        // A token's receipt may be any; only its hash counts here.
        let receipt = SealedReceipt {
            hint: secret.hint(app.now().day(), case.id.0[0]),
            body: venue_protocol::seal::receipt::ReceiptBody([1; 104]),
        };
        let body = json!({ "day": app.now().day(), "receipts": [receipt], "tokens": tokens });
        assert_eq!(session.post(&format!("/cases/{}/receipts", case.id), &body).await.status(), 204);
    }
    for (case, end) in [(&closed, "closing"), (&withdrawn, "withdrawal")] {
        let note = json!({ "note": "结束" });
        assert_eq!(session.post(&format!("/cases/{}/{end}", case.id), &note).await.status(), 204);
    }
    let said = |case: &Case| {
        let token = secret.dispute_token(case.id);
        json!({ "about": { "case": token }, "statement": "没去过" })
    };
    assert_eq!(app.refusal("/api/v1/disputes", &said(&withdrawn)).await, (404, "event-unknown".to_owned()));
    assert_eq!(app.post("/api/v1/disputes", &said(&closed)).await.status(), 204);
    let Disputes { disputes } = session.read(&format!("/cases/{}/disputes", closed.id)).await;
    let [dispute] = disputes.as_slice() else { panic!("{disputes:?}") };
    let decision = json!({ "said_at": dispute.at, "decision": { "accepted": true, "reason": "属实" } });
    let path = format!("/cases/{}/disputes/{}/decision", closed.id, dispute.about);
    assert_eq!(session.post(&path, &decision).await.status(), 204);
}

#[tokio::test]
async fn what_is_said_by_a_receipt_is_heard_when_the_case_has_expired() {
    let app = TestApp::new().await;
    let person = canary();
    app.register_as(&registration(&person)).await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let secret = ReceiptSecret([7; 16]);
    let day = app.now().day();
    let body = venue_protocol::seal::receipt::ReceiptBody([1; 104]);
    let receipt = SealedReceipt { hint: secret.hint(day, 0), body };
    let token = secret.dispute_token(case.id);
    let sent = json!({ "day": day, "receipts": [receipt], "tokens": [token.hash()] });
    let path = format!("/cases/{}", case.id);
    assert_eq!(inquiry.tracer.session.post(&format!("{path}/receipts"), &sent).await.status(), 204);
    app.clock.advance_s(16 * 86_400);
    venue_server::jobs::retention::retire(&app.server.app).await.unwrap();
    let session = app.again(&inquiry.tracer.session).await;
    let expired: Case = session.read(&path).await;
    assert_eq!(expired.state, CaseState::Expired);
    let said = json!({ "about": { "case": token }, "statement": "没去过" });
    assert_eq!(app.post("/api/v1/disputes", &said).await.status(), 204);
    let Disputes { disputes } = session.read(&format!("{path}/disputes")).await;
    let decision =
        json!({ "said_at": disputes[0].at, "decision": { "accepted": false, "reason": "登记属实" } });
    let path = format!("{path}/disputes/{}/decision", disputes[0].about);
    assert_eq!(session.post(&path, &decision).await.status(), 204);
}
