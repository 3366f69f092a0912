//! Exposure notices (SEALING 10).

use reqwest::Response;
use serde_json::json;
use venue_protocol::id::{NoticeKey, PlaceId};
use venue_protocol::instant::{Day, Instant};
use venue_protocol::seal::notice::{LEAST_HINTS, NoticeFile, QUARTER_MINUTES};
use venue_protocol::wire::cases::{Case, Subject};
use venue_protocol::wire::check_ins::{CheckInResult, CheckInResults};
use venue_protocol::wire::keys::PublicKeys;
use venue_protocol::wire::notices::NoticeFiles;

use crate::support::{Inquiry, Person, TestApp, canary, check_in, eventually, problem, registration, stop};

fn notice(results: &CheckInResults) -> NoticeKey {
    match results.results.as_slice() {
        [CheckInResult::Registered(receipt)] => receipt.notice.clone().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn quarter(time: Instant) -> u32 {
    time.minute() / QUARTER_MINUTES
}

/// Somebody whose case is approved was at a venue with so many others.
struct Affected<'a> {
    inquiry: Inquiry<'a>,
    case: Case,
    ill: Person,
    venue: PlaceId,
    at: Instant,
    /// What the last of the others was given.
    key: NoticeKey,
}

impl<'a> Affected<'a> {
    async fn with(app: &'a TestApp, others: usize) -> Self {
        let (venue, token) = app.venue().await;
        let ill = canary();
        let credential = app.register_as(&registration(&ill)).await.credential;
        let at = app.now();
        let mut key = notice(&app.check_in(&[check_in(&token, at, &[&credential])]).await);
        for _ in 0..others {
            let other = app.register().await;
            key = notice(&app.check_in(&[check_in(&token, at, &[&other])]).await);
        }
        let inquiry = Inquiry::new(app).await;
        let case = inquiry.approved(Subject::Person, &[&ill], inquiry.window(60)).await;
        Self { inquiry, case, ill, venue, at, key }
    }

    async fn publish(&self, venue: PlaceId, from: u32, to: u32) -> Response {
        self.publish_of(&self.case, venue, from, to).await
    }

    async fn publish_of(&self, case: &Case, venue: PlaceId, from: u32, to: u32) -> Response {
        let body = json!({ "venue": venue, "from_quarter": from, "to_quarter": to });
        self.inquiry.tracer.session.post(&format!("/cases/{}/notices", case.id), &body).await
    }
}

async fn files(app: &TestApp, since: Day) -> Vec<NoticeFile> {
    let path = format!("/api/v1/notices?since={}", since.0);
    let answer = app.client.get(app.url(&path)).send().await.unwrap();
    let NoticeFiles { files } = answer.json().await.unwrap();
    let keys = app.client.get(app.url("/api/v1/keys")).send().await.unwrap();
    let keys: PublicKeys = keys.json().await.unwrap();
    let read = |file: &venue_protocol::wire::notices::SignedNotices| {
        let read = NoticeFile::read(file.day, &file.hints.0).unwrap();
        read.verify(&keys.token_keys[0].public_key, &file.signature).unwrap();
        read
    };
    files.iter().map(read).collect()
}

#[tokio::test]
async fn who_was_there_then_finds_it_and_nobody_else_does() {
    let app = TestApp::new().await;
    let affected = Affected::with(&app, 5).await;
    let then = quarter(affected.at);
    assert!(files(&app, Day(0)).await.is_empty());
    assert_eq!(affected.publish(affected.venue, then, then + 1).await.status(), 204);
    let published = files(&app, Day(0)).await;
    let [file] = published.as_slice() else { panic!("{published:?}") };
    let has = |key: &NoticeKey, quarter| file.contains(&key.hint(quarter));
    assert!((then..then + 2).all(|quarter| has(&affected.key, quarter)));
    assert!(!(then + 2..then + 98).any(|quarter| has(&affected.key, quarter)));
    // Not who was elsewhere, and not who was there on another day.
    let (elsewhere, _) = app.venue().await;
    let today = affected.at.day();
    for (venue, day) in
        [(elsewhere, today), (affected.venue, today.minus(2)), (affected.venue, today.plus(1))]
    {
        let key = app.server.app.notice_keys.of(venue, day).await.unwrap();
        assert!(!(then..then + 2).any(|quarter| has(&key, quarter)));
    }
    assert_eq!(file.hints().len(), LEAST_HINTS);
    // Later publications of the day leave what was published, and the file is no larger.
    for more in 2..12 {
        assert_eq!(affected.publish(affected.venue, then + more, then + more).await.status(), 204);
    }
    let again = files(&app, Day(0)).await;
    for quarter in then..then + 12 {
        assert!(again[0].contains(&affected.key.hint(quarter)), "{}", quarter - then);
    }
    assert_eq!(again[0].hints().len(), LEAST_HINTS);
    assert!(files(&app, app.now().day().plus(1)).await.is_empty());
}

#[tokio::test]
async fn with_fewer_than_five_others_nothing_is_published() {
    let app = TestApp::new().await;
    let affected = Affected::with(&app, 4).await;
    let then = quarter(affected.at);
    let refused = problem(affected.publish(affected.venue, then, then).await).await;
    assert_eq!(refused, (409, "too-few-visitors".to_owned()));
    assert!(files(&app, Day(0)).await.is_empty());
}

#[tokio::test]
async fn where_a_mere_contact_was_nobody_is_told_that_a_case_was() {
    let app = TestApp::new().await;
    let affected = Affected::with(&app, 6).await;
    let then = quarter(affected.at);
    let inquiry = &affected.inquiry;
    app.clock.advance_s(30);
    let about = Subject::Contacts { of: affected.case.id };
    let contacts = inquiry.approved(about, &[&affected.ill], inquiry.window(60)).await;
    let refused = problem(affected.publish_of(&contacts, affected.venue, then, then).await).await;
    assert_eq!(refused, (404, "not-found".to_owned()));
    assert!(files(&app, Day(0)).await.is_empty());
    assert_eq!(affected.publish(affected.venue, then, then).await.status(), 204);
}

#[tokio::test]
async fn a_venue_or_time_that_the_case_is_not_about_is_not_published() {
    let app = TestApp::new().await;
    let affected = Affected::with(&app, 6).await;
    let then = quarter(affected.at);
    let (elsewhere, _) = app.venue().await;
    for (venue, from, to) in [
        (elsewhere, then, then),
        (affected.venue, then - 96 * 3, then - 96 * 3),
        (affected.venue, then + 96 * 3, then + 96 * 3),
    ] {
        assert_eq!(problem(affected.publish(venue, from, to).await).await, (404, "not-found".to_owned()));
    }
    for (from, to) in [(then, then - 1), (then, then + 96), (0, u32::MAX)] {
        let refused = problem(affected.publish(affected.venue, from, to).await).await;
        assert_eq!(refused, (400, "malformed".to_owned()));
    }
    assert!(files(&app, Day(0)).await.is_empty());
}

#[tokio::test]
async fn what_was_published_is_forgotten_in_time() {
    let app = TestApp::new().await;
    let affected = Affected::with(&app, 5).await;
    let then = quarter(affected.at);
    assert_eq!(affected.publish(affected.venue, then, then).await.status(), 204);
    app.clock.advance_s(30 * 86_400);
    venue_server::jobs::retention::forget_ended(&app.server.app).await.unwrap();
    assert_eq!(files(&app, Day(0)).await.len(), 1);
    app.clock.advance_s(86_400);
    venue_server::jobs::retention::forget_ended(&app.server.app).await.unwrap();
    assert!(files(&app, Day(0)).await.is_empty());
}

#[tokio::test]
async fn what_a_key_signed_that_was_removed_is_signed_by_the_one_in_its_place() {
    let app = TestApp::new().await;
    let (venue, at, key) = {
        let affected = Affected::with(&app, 5).await;
        let then = quarter(affected.at);
        assert_eq!(affected.publish(affected.venue, then, then).await.status(), 204);
        (affected.venue, affected.at, affected.key)
    };
    let signed = async |app: &TestApp| {
        let NoticeFiles { files } =
            app.client.get(app.url("/api/v1/notices?since=0")).send().await.unwrap().json().await.unwrap();
        files[0].signature
    };
    let before = signed(&app).await;
    let stopped = stop(app).await;
    stopped.command(&["keys", "rotate", "--which", "token"]).await.unwrap();
    let app = stopped.start().await;
    // The old key is there: devices that have it only are answered as before. The new one signs what comes.
    assert_eq!(signed(&app).await, before);
    let stopped = stop(app).await;
    std::fs::remove_file(stopped.data().join("keys/token.key")).unwrap();
    let app = stopped.start().await;
    eventually("another signature", async || signed(&app).await != before).await;
    let published = files(&app, Day(0)).await;
    assert!(published[0].contains(&key.hint(quarter(at))), "{venue} is forgotten");
}
