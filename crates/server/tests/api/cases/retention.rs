//! A case dies with the rows that it is about.

use venue_protocol::wire::cases::{AROUND_MINUTES, Case, CaseState, Subject};
use venue_server::jobs::retention::retire;

use crate::support::{Here, Inquiry, TestApp, all_bytes, contains, problem};

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
