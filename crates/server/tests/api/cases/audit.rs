//! What is given away stands in the audit chain, by ids and counts.

use serde_json::json;
use sqlx::Row as _;
use venue_protocol::wire::cases::Subject;

use crate::support::{Here, Inquiry, TestApp, canary, contains, open_db};

/// Kinds and subjects behind the first so many entries.
async fn chain(app: &TestApp, skip: usize) -> Vec<(String, Vec<u8>)> {
    let mut db = open_db(&app.data().join("venue.db")).await;
    let rows = sqlx::query("SELECT kind, subject FROM audit ORDER BY n").fetch_all(&mut db).await.unwrap();
    rows.iter().skip(skip).map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn each_step_of_a_case_is_written_down_with_who_and_how_much_and_nobodys_data() {
    let app = TestApp::new().await;
    let Here { person, credential } = app.somebody_here().await;
    let inquiry = Inquiry::new(&app).await;
    let before = chain(&app, 0).await.len();
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    inquiry.trace(&case).await;
    let export = json!({ "format": "xlsx", "rows": 7 });
    let path = |what: &str| format!("/cases/{}/{what}", case.id);
    assert_eq!(inquiry.tracer.session.post(&path("exports"), &export).await.status(), 204);
    let closing = json!({ "note": "" });
    assert_eq!(inquiry.tracer.session.post(&path("closing"), &closing).await.status(), 204);
    let entries = chain(&app, before).await;
    let by = |account: [u8; 8], rest: &[u8]| [&case.id.0[..], &account, rest].concat();
    let tracer = |rest: &[u8]| by(inquiry.tracer.session.account.0, rest);
    let approver = |rest: &[u8]| by(inquiry.approver.session.account.0, rest);
    let (one, none) = ([0, 0, 0, 1], [0, 0, 0, 0]);
    let of_the_case = entries.iter().filter(|(kind, _)| kind != "key-records-read");
    let expected = [
        ("case-filed", tracer(&[])),
        ("case-taken", approver(&[])),
        ("case-request-read", approver(&[])),
        ("case-index-asked", approver(&[one, one].concat())),
        ("case-index-asked", approver(&[one, none].concat())),
        ("case-tags-probed", approver(&[one, one].concat())),
        ("case-tags-probed", approver(&[one, none].concat())),
        ("case-approved", approver(&one)),
        ("case-release-read", tracer(&[])),
        ("case-track-read", tracer(&one)),
        ("case-around-read", tracer(&one)),
        ("case-identities-read", tracer(&[one, one].concat())),
        ("case-exported", tracer(&[2, 0, 0, 0, 7])),
        ("case-closed", tracer(&[])),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(kind, subject)| (kind.to_owned(), subject)).collect();
    assert_eq!(of_the_case.cloned().collect::<Vec<_>>(), expected);
    let pid = app.pid(&credential);
    for (_, subject) in chain(&app, 0).await {
        assert!(!contains(&subject, person.number.as_bytes()) && !contains(&subject, pid.as_bytes()));
    }
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_given() {
    let app = TestApp::new().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let mut db = open_db(&app.data().join("venue.db")).await;
    sqlx::query("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
        .execute(&mut db)
        .await
        .unwrap();
    for what in ["release", "track", "around"] {
        let answer = inquiry.tracer.session.get(&format!("/cases/{}/{what}", case.id)).await;
        assert_eq!(answer.status(), 503);
    }
}
