//! What a device is given for exposure notices (SEALING 10).

use venue_protocol::id::NoticeKey;
use venue_protocol::wire::check_ins::{CheckInResult, CheckInResults};

use crate::support::{TestApp, check_in};

fn keys(results: &CheckInResults) -> Vec<NoticeKey> {
    let key = |result: &CheckInResult| match result {
        CheckInResult::Registered(receipt) => receipt.notice.clone().unwrap(),
        CheckInResult::Refused(problem) => panic!("{problem:?}"),
    };
    results.results.iter().map(key).collect()
}

#[tokio::test]
async fn all_visitors_of_a_venue_and_day_get_the_same_key_and_nobody_else_does() {
    let app = TestApp::new().await;
    let (one, other) = (app.register().await, app.register().await);
    let ((_, here), (_, there)) = (app.venue().await, app.venue().await);
    let visit = |token: &str, who: &venue_protocol::id::Credential| check_in(token, app.now(), &[who]);
    let today = keys(&app.check_in(&[visit(&here, &one), visit(&here, &other), visit(&there, &one)]).await);
    assert_eq!(today[0], today[1]);
    assert_ne!(today[0], today[2]);
    let app = app.restarted().await;
    let visit = check_in(&here, app.now(), &[&one]);
    assert_eq!(keys(&app.check_in(&[visit]).await)[0], today[0]);
    app.clock.advance_s(24 * 3600);
    let visit = check_in(&here, app.now(), &[&one]);
    assert_ne!(keys(&app.check_in(&[visit]).await)[0], today[0]);
}
