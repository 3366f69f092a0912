//! Sending a report, and looking it up.

use serde_json::json;
use venue_protocol::desk_numbers::TicketNumber;
use venue_protocol::report::Details;
use venue_protocol::seal::{PrivateKey, SealedDetails};
use venue_protocol::wire::reports::{ReportState, ReportStatus};

use super::{Desk, id, report};
use crate::support::{TestApp, all_bytes, canary, contains, good, problem};

#[tokio::test]
async fn what_somebody_tells_for_somebody_else_reaches_the_technicians_and_stands_nowhere_else() {
    let desk = Desk::new().await;
    let person = canary();
    let sent = report(&desk.app, &person);
    let status = desk.send(&sent).await;
    assert_eq!((status.state, status.answer), (ReportState::Open, None));
    assert!(status.ticket.parse::<TicketNumber>().is_ok(), "{}", status.ticket);
    let shown = desk.show(id(&sent)).await;
    let sealed: SealedDetails = shown.sealed.parse().unwrap();
    let Details { text, person: about, contact, phone } = &sealed.open(id(&sent), &desk.key).unwrap();
    assert!(text.contains(&person.number));
    assert_eq!((about.as_str(), contact.as_str()), (person.name.as_str(), person.name.as_str()));
    assert_eq!(phone.as_str(), format!("+86{}", person.phone));
    let mut random = desk.app.random.clone();
    assert!(sealed.open(id(&sent), &PrivateKey::generate(&mut random)).is_err());
    // Neither on disk nor in the metrics; the same search finds what does stand there.
    let bytes = all_bytes(desk.app.dir.path());
    let metrics = desk.app.server.app.metrics.text().unwrap();
    for canary in [&person.name, &person.number, &person.phone] {
        assert!(!contains(&bytes, canary.as_bytes()) && !metrics.contains(canary.as_str()));
    }
    assert!(contains(&bytes, b"cannot_register"));
    let secret = sent["secret"].as_str().unwrap();
    assert!(!contains(&bytes, secret.as_bytes()));
}

#[tokio::test]
async fn the_same_secret_again_is_the_same_report() {
    let desk = Desk::new().await;
    let sent = report(&desk.app, &canary());
    let first = desk.send(&sent).await;
    assert_eq!(desk.send(&sent).await, first);
    let all = futures_util::future::join_all((0..4).map(|_| desk.send(&sent))).await;
    assert!(all.iter().all(|status| *status == first));
    assert_eq!(desk.queue("").await.total, 1);
    // Another secret is another report with another number, however alike.
    let mut other = sent.clone();
    other["secret"] = report(&desk.app, &canary())["secret"].clone();
    assert_ne!(desk.send(&other).await.ticket, first.ticket);
    assert_eq!(good::<ReportStatus>(desk.look_up(&sent).await).await, first);
    let unknown = report(&desk.app, &canary());
    let refusal = problem(desk.look_up(&unknown).await).await;
    assert_eq!(refusal, (404, "report-unknown".to_owned()));
}

#[tokio::test]
async fn without_a_key_of_the_technicians_nothing_is_taken_and_devices_are_told() {
    let app = TestApp::new().await;
    let open = async |app: &TestApp| -> bool {
        let keys: serde_json::Value =
            app.client.get(app.url("/api/v1/keys")).send().await.unwrap().json().await.unwrap();
        keys["reports_open"].as_bool().unwrap()
    };
    assert!(!open(&app).await);
    let sent = report(&app, &canary());
    assert_eq!(app.refusal("/api/v1/reports", &sent).await, (503, "no-technician-key".to_owned()));
    let desk = Desk::of(app).await;
    assert!(open(&desk.app).await);
    desk.send(&sent).await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_and_nothing_is_stored() {
    let desk = Desk::new().await;
    let mut sent = report(&desk.app, &canary());
    sent["kind"] = json!("other");
    sent["text"] = json!(" ");
    sent["phone"] = json!("12");
    sent["typed_code"] = json!("123");
    let response = desk.post(&sent).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["connection"]),
        (422, &"close".parse().unwrap())
    );
    let body: serde_json::Value = response.json().await.unwrap();
    assert_eq!(
        body["fields"],
        json!([
            { "field": "typed_code", "reason": "shape" },
            { "field": "text", "reason": "missing" },
            { "field": "phone", "reason": "too_short" },
        ])
    );
    let mut unknown = report(&desk.app, &canary());
    unknown["hobby"] = json!(1);
    assert_eq!(problem(desk.post(&unknown).await).await, (400, "malformed".to_owned()));
    assert_eq!(desk.queue("").await.total, 0);
}

#[tokio::test]
async fn a_number_of_a_venue_and_one_that_nobody_has_are_taken_alike() {
    let desk = Desk::new().await;
    let (venue, _) = desk.app.venue().await;
    let (_, typed) = desk.app.code(venue, venue_protocol::id::Serial(2), 10).await;
    let mut known = report(&desk.app, &canary());
    known["typed_code"] = json!(typed.to_string());
    let mut unknown = report(&desk.app, &canary());
    unknown["typed_code"] = json!("012 345 679");
    let mut placed = report(&desk.app, &canary());
    placed["place"] = json!(venue);
    let statuses = [desk.send(&known).await, desk.send(&unknown).await, desk.send(&placed).await];
    assert!(statuses.iter().all(|status| status.state == ReportState::Open));
    let lines = desk.queue("").await.lines;
    let venues: Vec<_> = lines.iter().map(|line| line.venue.as_ref().map(|found| found.venue)).collect();
    assert_eq!(venues, [Some(venue), None, Some(venue)]);
    assert_eq!(lines[0].typed_code, Some(typed.to_string()));
    assert_eq!(lines[1].typed_code.as_deref(), Some("012 345 679"));
    assert_eq!(lines[2].venue.as_ref().unwrap().name, "图书馆");
}

#[tokio::test]
async fn one_client_sends_only_so_many_and_so_do_all_together() {
    let app = TestApp::with(|config| config.budgets.reports_per_client = 2).await;
    let desk = Desk::of(app).await;
    for _ in 0..2 {
        desk.send(&report(&desk.app, &canary())).await;
    }
    let refusal = problem(desk.post(&report(&desk.app, &canary())).await).await;
    assert_eq!(refusal, (429, "too-many-requests".to_owned()));
    let desk = Desk::of(TestApp::with(|config| config.budgets.reports = 1).await).await;
    desk.send(&report(&desk.app, &canary())).await;
    assert_eq!(problem(desk.post(&report(&desk.app, &canary())).await).await.0, 429);
    desk.app.clock.advance_s(60);
    desk.send(&report(&desk.app, &canary())).await;
}
