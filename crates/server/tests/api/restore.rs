//! `venue-server restore`: what does not come back with a backup.

use serde_json::json;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::Subject;

use crate::backup::{app, back_up, restore};
use crate::reports;
use crate::support::{Desk, Inquiry, canary, guest, stop};

#[tokio::test]
async fn passes_that_were_ended_since_the_backup_do_not_come_back() {
    let app = app().await;
    let desk = Desk::new(&app).await;
    let (by_number, by_code) =
        (desk.pass(&guest(&canary()), 365).await, desk.pass(&guest(&canary()), 365).await);
    let kept = desk.pass(&guest(&canary()), 365).await;
    back_up(&app).await;
    for which in [json!({ "number": by_number.number }), json!({ "code": by_code.secret })] {
        assert_eq!(desk.staff.post(&desk.path("passes/withdraw"), &which).await.status(), 204);
    }
    let stopped = stop(app).await;
    restore(&stopped).await;
    // The one by its code let its identity die sooner, too.
    let sooner = "SELECT max(expires_day) - min(expires_day) FROM identity";
    assert_eq!(stopped.count(sooner).await, 364);
    let app = stopped.start().await;
    let desk = Desk { staff: app.again(&desk.staff).await, ..desk };
    let shown = |secret| desk.body(&app, &json!({ "pass": secret }));
    for ended in [by_number, by_code] {
        assert_eq!(desk.refusal(&shown(ended.secret)).await, (410, "pass-ended".to_owned()));
    }
    desk.receipt(&shown(kept.secret)).await;
}

#[tokio::test]
async fn a_case_that_ended_since_the_backup_stays_ended() {
    let app = app().await;
    let inquiry = Inquiry::new(&app).await;
    let case = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    let open = inquiry.file(Subject::Person, &[&canary()], inquiry.window(60)).await;
    back_up(&app).await;
    // By somebody of whom the backup does not know.
    let approver = app.member_of(Role::Approver).await.session;
    for (what, body) in [("take", json!({})), ("refusal", json!({ "note": "写错了" }))] {
        let path = format!("/cases/{}/{what}", case.id);
        assert_eq!(approver.post(&path, &body).await.status(), 204);
    }
    inquiry.take(&open).await;
    let stopped = stop(app).await;
    restore(&stopped).await;
    let refused = "SELECT count(*) FROM trace_case WHERE state = 'refused' AND note = '写错了' \
                   AND approver IS NULL AND decided_at IS NOT NULL";
    assert_eq!(stopped.count(refused).await, 1);
    assert_eq!(stopped.count("SELECT count(*) FROM trace_case WHERE state = 'filed'").await, 1);
}

#[tokio::test]
async fn what_is_over_at_the_consoles_is_forgotten_before_it_can_be_served() {
    let desk = reports::Desk::of(app().await).await;
    desk.send(&reports::report(&desk.app, &canary())).await;
    back_up(&desk.app).await;
    let stopped = stop(desk.app).await;
    stopped.clock.advance_s(180 * 86_400);
    restore(&stopped).await;
    assert_eq!(stopped.count("SELECT count(*) FROM report").await, 1);
    stopped.clock.advance_s(1);
    restore(&stopped).await;
    assert_eq!(stopped.count("SELECT count(*) FROM report").await, 0);
}
