//! A case dies with the rows that it is about.

use venue_protocol::wire::cases::{AROUND_MINUTES, Case, CaseState, Subject};
use venue_server::jobs::retention::retire;

use crate::support::{Here, Inquiry, TestApp, all_bytes, check_in, contains, problem, rows};

#[tokio::test]
async fn the_retention_destroys_what_was_asked_and_released_on_shelf_and_mirror() {
    let app = TestApp::new().await;
    let Here { person, .. } = app.somebody_here().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.approved(Subject::Person, &[&person], inquiry.window(60)).await;
    let (request, release) = {
        let mut shelf = app.server.app.shelf.lock().await;
        (shelf.request(case.id).await.unwrap().unwrap(), shelf.release(case.id).await.unwrap().unwrap())
    };
    assert_eq!(release.tags.len(), 1);
    let state = async || {
        retire(&app.server.app).await.unwrap();
        // A session ends after a while without use, which is not what this is about.
        let session = app.again(&inquiry.tracer.session).await;
        let case: Case = session.read(&format!("/cases/{}", case.id)).await;
        case.state
    };
    // The last day on which rows around the window are kept.
    let last = case.window.to + AROUND_MINUTES;
    while app.now().day().minus(14).start().minute() <= last {
        assert_eq!(state().await, CaseState::Approved);
        app.clock.advance_s(86_400);
    }
    assert_eq!(state().await, CaseState::Expired);
    let session = app.again(&inquiry.tracer.session).await;
    let served = session.get(&format!("/cases/{}/track", case.id)).await;
    assert_eq!(problem(served).await, (409, "case-changed".into()));
    // Tags and what was sealed: on the shelf, in its log, and on the mirror.
    for dir in [app.shelf(), app.dir.path().join("mirror")] {
        let bytes = all_bytes(&dir);
        for destroyed in [&request[..64], &release.sealed[..64], &release.tags[0].tag.0] {
            assert!(!contains(&bytes, destroyed));
        }
    }
}

#[tokio::test]
async fn a_row_that_came_late_goes_with_the_day_of_the_visit() {
    let app = TestApp::new().await;
    let (_, token) = app.venue().await;
    app.clock.advance_s(20 * 86_400);
    let credential = app.register().await;
    // By a phone's clock that is a year behind, and thirteen days late.
    let year = 365 * 86_400_000;
    let (sent, scanned) = (app.now().plus_millis(-year), app.now().plus_millis(-year - 13 * 86_400_000));
    let body =
        serde_json::json!({ "sent_at": sent, "check_ins": [check_in(&token, scanned, &[&credential])] });
    assert_eq!(app.post("/api/v1/check-ins", &body).await.status(), 200);
    let stored = rows(&app.data()).await;
    assert_eq!((stored.len(), stored[0].table.as_str()), (1, "check_in_odd"));
    app.clock.advance_s(2 * 86_400);
    retire(&app.server.app).await.unwrap();
    assert!(rows(&app.data()).await.is_empty());
}
