//! Reports die in time.

use serde_json::json;
use venue_protocol::wire::reports::ReportLine;
use venue_server::jobs::retention::forget_ended;

use super::{Desk, at, report};
use crate::support::{canary, good, problem};

const DAY_S: i64 = 86_400;

#[tokio::test]
async fn a_closed_report_dies_after_90_days_and_any_other_180_days_after_it_came() {
    let desk = Desk::new().await;
    let (closed, open) = (report(&desk.app, &canary()), report(&desk.app, &canary()));
    desk.send(&closed).await;
    desk.send(&open).await;
    let line = desk.queue("").await.lines.remove(0);
    let close = json!({ "version": 1, "state": "closed" });
    good::<ReportLine>(desk.technician.post(&at(&line, "answer"), &close).await).await;
    let forgotten = async || {
        forget_ended(&desk.app.server.app).await.unwrap();
        [desk.look_up(&closed).await.status().as_u16(), desk.look_up(&open).await.status().as_u16()]
    };
    desk.app.clock.advance_s(90 * DAY_S);
    assert_eq!(forgotten().await, [200, 200]);
    desk.app.clock.advance_s(1);
    assert_eq!(forgotten().await, [404, 200]);
    desk.app.clock.advance_s(90 * DAY_S);
    assert_eq!(forgotten().await, [404, 404]);
    assert_eq!(problem(desk.look_up(&open).await).await.1, "report-unknown");
}
