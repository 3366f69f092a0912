//! Refused, withdrawn, closed: nothing more is served, and what was asked and released is destroyed.

use serde_json::json;
use sqlx::Row as _;
use venue_protocol::wire::cases::{Case, CaseState, Subject};

use crate::support::{Inquiry, Session, TestApp, canary, open_db, problem};

/// How many papers of cases lie on the shelf and on its mirror.
async fn papers(app: &TestApp) -> [i64; 2] {
    let mut counts = [0; 2];
    for (count, dir) in counts.iter_mut().zip([app.shelf(), app.dir.path().join("mirror")]) {
        let mut db = open_db(&dir.join("shelf.db")).await;
        *count = sqlx::query("SELECT COUNT(*) FROM case_paper").fetch_one(&mut db).await.unwrap().get(0);
    }
    counts
}

async fn state(session: &Session, case: &Case) -> (CaseState, Option<String>) {
    let case: Case = session.read(&format!("/cases/{}", case.id)).await;
    (case.state, case.note)
}

async fn end(session: &Session, case: &Case, what: &str) -> u16 {
    let path = format!("/cases/{}/{what}", case.id);
    session.post(&path, &json!({ "note": "写错了" })).await.status().as_u16()
}

#[tokio::test]
async fn a_refused_case_tells_why_and_leaves_nothing() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    assert_eq!(end(&inquiry.approver.session, &case, "refusal").await, 409);
    inquiry.take(&case).await;
    assert_eq!(papers(&app).await, [1, 1]);
    let path = format!("/cases/{}/refusal", case.id);
    let refusal = inquiry.approver.session.refusal(&path, &json!({ "note": "" })).await;
    assert_eq!(refusal, (422, "invalid".into()));
    assert_eq!(end(&inquiry.approver.session, &case, "refusal").await, 204);
    assert_eq!(papers(&app).await, [0, 0]);
    let expected = (CaseState::Refused, Some("写错了".to_owned()));
    assert_eq!(state(&inquiry.tracer.session, &case).await, expected);
    assert_eq!(end(&inquiry.tracer.session, &case, "withdrawal").await, 409);
}

#[tokio::test]
async fn tracer_and_approver_withdraw_before_and_after_the_approval() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let (tracer, approver) = (&inquiry.tracer.session, &inquiry.approver.session);
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    // An approver who has nothing to do with it does not.
    assert_eq!(end(approver, &case, "withdrawal").await, 409);
    assert_eq!(end(tracer, &case, "withdrawal").await, 204);
    for who in [tracer, approver] {
        let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
        inquiry.take(&case).await;
        let approval = inquiry.approval(&case).await;
        assert_eq!(end(who, &case, "withdrawal").await, 204);
        // In the middle of the approver's work.
        let refused = approver.refusal(&format!("/cases/{}/approval", case.id), &approval).await;
        assert_eq!(refused, (409, "case-changed".into()));
        let case = inquiry.approved(Subject::Person, &[&canary()], inquiry.window(60)).await;
        assert_eq!(papers(&app).await, [1, 1]);
        assert_eq!(end(who, &case, "withdrawal").await, 204);
        for what in ["release", "track", "around"] {
            let answer = tracer.get(&format!("/cases/{}/{what}", case.id)).await;
            assert_eq!(problem(answer).await, (409, "case-changed".into()));
        }
        assert_eq!(papers(&app).await, [0, 0]);
        assert_eq!(state(approver, &case).await.0, CaseState::Withdrawn);
    }
}

#[tokio::test]
async fn a_closed_case_serves_nothing_more() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    assert_eq!(end(&inquiry.tracer.session, &case, "closing").await, 409);
    inquiry.approve(&case).await;
    let path = format!("/cases/{}/closing", case.id);
    assert_eq!(inquiry.tracer.session.post(&path, &json!({ "note": "" })).await.status(), 204);
    assert_eq!(papers(&app).await, [0, 0]);
    assert_eq!(state(&inquiry.tracer.session, &case).await, (CaseState::Closed, None));
    let exported = json!({ "format": "csv", "rows": 1 });
    let refusal = inquiry.tracer.session.refusal(&format!("/cases/{}/exports", case.id), &exported).await;
    assert_eq!(refusal, (409, "case-changed".into()));
}
