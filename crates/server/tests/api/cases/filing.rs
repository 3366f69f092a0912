//! Filing: windows, quotas, codes, keys.

use serde_json::{Value, json};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, Problem, Reason};
use venue_protocol::seal::PrivateKey;
use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::{Case, MAX_WINDOW_MINUTES, Subject, Window};

use crate::support::{Inquiry, Member, TestApp, canary, good};

/// What is wrong with which field of a filing.
async fn wrong(inquiry: &Inquiry<'_>, body: &Value) -> (FormField, Reason) {
    let response = inquiry.tracer.session.post("/cases", body).await;
    assert_eq!(response.status(), 422);
    let problem: Problem = response.json().await.unwrap();
    (problem.form[0].field, problem.form[0].reason)
}

#[tokio::test]
async fn a_window_is_past_within_the_retention_and_at_most_14_days_long() {
    let app = TestApp::with(|config| config.retention_days = 30).await;
    let inquiry = Inquiry::new(&app).await;
    let body = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let now = app.now().minute();
    let kept_from = app.now().day().minus(30).start().minute();
    for (from, to, reason) in [
        (now, now - 1, Reason::Conflict),
        (now - 60, now + 1, Reason::DateInFuture),
        (now - MAX_WINDOW_MINUTES - 1, now, Reason::TooLong),
        (kept_from - 1, kept_from + 60, Reason::Range),
    ] {
        let mut body = body.clone();
        body["window"] = json!({ "from": from, "to": to });
        assert_eq!(wrong(&inquiry, &body).await, (FormField::CaseWindow, reason));
    }
    let longest = Window { from: now - MAX_WINDOW_MINUTES, to: now };
    inquiry.file(Subject::Person, &[&canary()], longest).await;
    let oldest = Window { from: kept_from, to: kept_from + 60 };
    inquiry.file(Subject::Person, &[&canary()], oldest).await;
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_named() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let body = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    for (name, value, expected) in [
        ("number", "".into(), (FormField::CaseNumber, Reason::Missing)),
        ("number", "1".repeat(41), (FormField::CaseNumber, Reason::TooLong)),
        ("reason", " ".into(), (FormField::Reason, Reason::Missing)),
        ("reason", "字".repeat(301), (FormField::Reason, Reason::TooLong)),
    ] {
        let mut body = body.clone();
        body[name] = value.into();
        assert_eq!(wrong(&inquiry, &body).await, expected);
    }
    let zone_or_nothing = Subject::Place { venue: PlaceId(app.random.bytes()) };
    let no_case = Subject::Contacts { of: CaseId(app.random.bytes()) };
    for subject in [zone_or_nothing, no_case] {
        let mut body = body.clone();
        body["subject"] = json!(subject);
        assert_eq!(wrong(&inquiry, &body).await, (FormField::CaseSubject, Reason::Unknown));
    }
    // Nothing of all this used the code up.
    let case: Case = good(inquiry.tracer.session.post("/cases", &body).await).await;
    assert_eq!(case.number, "2026-001");
}

#[tokio::test]
async fn the_key_is_the_tracers_own_in_the_roster() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let colleague = app.member_of(Role::Tracer).await;
    let body = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    for key in [colleague.key.public(), PrivateKey::generate(&mut app.random.clone()).public()] {
        let mut body = body.clone();
        body["tracer_key"] = json!(key);
        assert_eq!(inquiry.tracer.session.refusal("/cases", &body).await, (422, "invalid".into()));
    }
}

#[tokio::test]
async fn filing_takes_a_code_of_the_second_factor_which_does_once() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let session = &inquiry.tracer.session;
    let mut body = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let code = body["code"].clone();
    for wrong in ["", "123", "abcdef"] {
        body["code"] = wrong.into();
        assert_eq!(session.refusal("/cases", &body).await, (401, "sign-in-failed".into()));
    }
    body["code"] = code;
    let first: Case = good(session.post("/cases", &body).await).await;
    // The same again is the same case, although its code was used.
    let again: Case = good(session.post("/cases", &body).await).await;
    assert_eq!(first, again);
    let mut other = body.clone();
    other["reason"] = "别的".into();
    assert_eq!(session.refusal("/cases", &other).await, (409, "case-changed".into()));
    other["id"] = json!(CaseId(app.random.bytes()));
    assert_eq!(session.refusal("/cases", &other).await, (401, "sign-in-failed".into()));
    let cases: Vec<Case> = session.read("/cases").await;
    assert_eq!(cases, [first]);
}

#[tokio::test]
async fn a_tracer_files_so_many_cases_a_day_and_a_colleague_as_many() {
    let app = TestApp::with(|config| config.limits.cases_per_day = 12).await;
    let inquiry = Inquiry::new(&app).await;
    // More than wrong codes may be tried in an hour.
    for _ in 0..12 {
        inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    }
    let body = inquiry.filing(Subject::Person, &[&canary()], inquiry.window(60)).await;
    assert_eq!(inquiry.tracer.session.refusal("/cases", &body).await, (429, "case-limit".into()));
    let colleague = Inquiry { tracer: app.member_of(Role::Tracer).await, ..Inquiry::new(&app).await };
    colleague.file(Subject::Person, &[&canary()], colleague.window(60)).await;
    app.clock.advance_s(86_400);
    let session = app.again(&inquiry.tracer.session).await;
    let inquiry = Inquiry { tracer: Member { session, ..inquiry.tracer.clone() }, ..inquiry };
    inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
}
