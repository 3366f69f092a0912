//! The queue, and what technicians make of a report.

use serde_json::{Value, json};
use sqlx::Row as _;
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::reports::{ReportLine, ReportState, ReportStatus};

use super::{Desk, at, id, report};
use crate::support::{canary, good, open_db, problem};

#[tokio::test]
async fn the_queue_is_oldest_first_and_is_filtered_and_paged() {
    let desk = Desk::new().await;
    let (venue, _) = desk.app.venue().await;
    let mut tickets = Vec::new();
    for n in 0..105 {
        let mut sent = report(&desk.app, &canary());
        if n % 3 == 0 {
            (sent["kind"], sent["place"]) = (json!("poster_damaged"), json!(venue));
        }
        if n % 10 == 0 {
            desk.app.clock.advance_s(60);
        }
        tickets.push(desk.send(&sent).await.ticket);
    }
    let first = desk.queue("").await;
    let second = desk.queue(&format!("?after={}", first.next.unwrap())).await;
    assert_eq!((first.total, first.lines.len(), second.lines.len(), second.next), (105, 100, 5, None));
    let listed: Vec<_> = first.lines.iter().chain(&second.lines).map(|line| line.ticket.clone()).collect();
    assert_eq!(listed, tickets);
    let taken = desk.technician.post(&at(&first.lines[0], "take"), &json!({ "version": 1 })).await;
    good::<ReportLine>(taken).await;
    let total = async |query: &str| desk.queue(query).await.total;
    assert_eq!(total("?state=open").await, 104);
    assert_eq!(total("?state=in_work&kind=poster_damaged").await, 1);
    assert_eq!(total("?kind=poster_damaged").await, 35);
    assert_eq!(total("?venue=%E5%9B%BE%E4%B9%A6").await, 35);
    assert_eq!(total("?venue=%25").await, 0, "a name, not a pattern");
    assert_eq!(desk.queue(&format!("?ticket={}", tickets[7])).await.lines[0].ticket, tickets[7]);
    for wrong in ["?ticket=123", "?state=lost", "?colour=red"] {
        let refused = desk.technician.get(&format!("/reports{wrong}")).await;
        assert_eq!(problem(refused).await.0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn an_answer_reaches_the_device_that_asked() {
    let desk = Desk::new().await;
    let sent = report(&desk.app, &canary());
    desk.send(&sent).await;
    let line = desk.queue("").await.lines.remove(0);
    let body = |version: u32, state: &str| json!({ "version": version, "state": state });
    let response = desk.technician.post(&at(&line, "answer"), &body(1, "answered")).await;
    let refused: Value = response.json().await.unwrap();
    assert_eq!(refused["form"], json!([{ "field": "answer", "reason": "missing" }]));
    let answer = json!({ "version": 1, "state": "answered", "answer": " 已更正，请重新登记。 " });
    let line: ReportLine = good(desk.technician.post(&at(&line, "answer"), &answer).await).await;
    assert_eq!((line.state, line.version, line.own), (ReportState::Answered, 2, true));
    assert_eq!(line.taken_by.as_deref(), Some("李四"));
    let status: ReportStatus = good(desk.look_up(&sent).await).await;
    assert_eq!(status.state, ReportState::Answered);
    assert_eq!(status.answer.as_deref(), Some("已更正，请重新登记。"));
    // Closed without another answer: the one before stays.
    let line: ReportLine = good(desk.technician.post(&at(&line, "answer"), &body(2, "closed")).await).await;
    assert_eq!(line.state, ReportState::Closed);
    let status: ReportStatus = good(desk.look_up(&sent).await).await;
    assert_eq!((status.state, status.answer.is_some()), (ReportState::Closed, true));
    assert!(desk.show(id(&sent)).await.answer.is_some());
}

#[tokio::test]
async fn of_two_technicians_at_once_one_wins_and_the_other_is_told() {
    let desk = Desk::new().await;
    desk.send(&report(&desk.app, &canary())).await;
    let other = desk.app.account(AccountRole::Technician).await;
    let line = desk.queue("").await.lines.remove(0);
    let version = json!({ "version": 1 });
    let (path, changed) = (at(&line, "take"), (409, "report-changed".to_owned()));
    let taken = tokio::join!(desk.technician.post(&path, &version), other.post(&path, &version));
    let mut statuses = [taken.0.status().as_u16(), taken.1.status().as_u16()];
    let mine = taken.0.status() == 200;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (owner, loser) = if mine { (&desk.technician, &other) } else { (&other, &desk.technician) };
    let answer = json!({ "version": 1, "state": "closed" });
    assert_eq!(loser.refusal(&at(&line, "answer"), &answer).await, changed);
    // Nobody gives back what is another's, but a colleague may take it over.
    let version = json!({ "version": 2 });
    assert_eq!(loser.refusal(&at(&line, "leave"), &version).await, changed);
    let left: ReportLine = good(owner.post(&at(&line, "leave"), &version).await).await;
    assert_eq!((left.state, left.taken_by, left.own), (ReportState::Open, None, false));
    let taken: ReportLine = good(owner.post(&path, &json!({ "version": 3 })).await).await;
    assert!(taken.own && taken.state == ReportState::InWork);
    let over: ReportLine = good(loser.post(&path, &json!({ "version": 4 })).await).await;
    assert!(over.own && over.state == ReportState::InWork);
}

#[tokio::test]
async fn who_saw_and_answered_what_stands_in_the_audit_by_ids() {
    let desk = Desk::new().await;
    let person = canary();
    let sent = report(&desk.app, &person);
    desk.send(&sent).await;
    desk.show(id(&sent)).await;
    let line = desk.queue("").await.lines.remove(0);
    let version = |n: u32| json!({ "version": n });
    good::<ReportLine>(desk.technician.post(&at(&line, "take"), &version(1)).await).await;
    good::<ReportLine>(desk.technician.post(&at(&line, "leave"), &version(2)).await).await;
    let answer = json!({ "version": 3, "state": "answered", "answer": "已更正" });
    good::<ReportLine>(desk.technician.post(&at(&line, "answer"), &answer).await).await;
    let mut db = open_db(&desk.app.data().join("venue.db")).await;
    let rows = sqlx::query("SELECT kind, subject FROM audit WHERE kind LIKE 'report-%' ORDER BY n");
    let rows = rows.fetch_all(&mut db).await.unwrap();
    let by = [id(&sent).0.as_slice(), &desk.technician.account.0].concat();
    let answered = [by.as_slice(), b"answered"].concat();
    let expected = [
        ("report-shown", by.clone()),
        ("report-taken", by.clone()),
        ("report-left", by),
        ("report-answered", answered),
    ];
    let found: Vec<(String, Vec<u8>)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let found: Vec<_> = found.iter().map(|(kind, subject)| (kind.as_str(), subject.clone())).collect();
    assert_eq!(found, expected);
}
