//! The reports of a device.

use venue_protocol::id::ReportSecret;
use venue_protocol::wire::reports::{ReportKind, ReportState, ReportStatus};

use super::samples::morning;
use crate::state::reports::Reports;
use crate::state::stored::{from_text, to_text};

fn secret(n: u8) -> ReportSecret {
    ReportSecret([n; 16])
}

fn status(state: ReportState) -> ReportStatus {
    ReportStatus { ticket: "012345679".into(), state, received_at: morning(), answer: None }
}

const KIND: ReportKind = ReportKind::PosterDamaged;

fn shown(reports: &Reports) -> Vec<ReportSecret> {
    reports.arrived().map(|(report, _)| report.secret.clone()).collect()
}

#[test]
fn a_report_is_shown_once_it_arrived_and_the_newest_stands_first() {
    let mut reports = Reports::default();
    for n in [1, 2] {
        reports.begin(&secret(n), KIND);
        assert_eq!(reports.to_ask().len(), usize::from(n));
    }
    assert_eq!(shown(&reports), []);
    reports.told(&secret(1), KIND, status(ReportState::Open));
    reports.told(&secret(2), KIND, status(ReportState::Open));
    // Sent again after a lost answer.
    reports.begin(&secret(1), KIND);
    assert_eq!(shown(&reports), [secret(2), secret(1)]);
    // Taken for lost by another tab, then answered.
    reports.forget(&secret(1));
    reports.told(&secret(1), KIND, status(ReportState::Answered));
    assert_eq!(shown(&reports), [secret(1), secret(2)]);
}

#[test]
fn what_is_closed_is_asked_for_no_more() {
    let mut reports = Reports::default();
    for (n, state) in (1..).zip(ReportState::ALL) {
        reports.told(&secret(n), KIND, status(state));
    }
    let asked: Vec<_> = reports.to_ask().into_iter().map(|report| report.secret).collect();
    assert_eq!(asked, [secret(3), secret(2), secret(1)]);
}

#[test]
fn fifty_are_kept_and_read_back_and_more_are_not_ours() {
    let mut reports = Reports::default();
    for n in 0..60 {
        reports.told(&secret(n), KIND, status(ReportState::Open));
    }
    assert_eq!((shown(&reports).len(), shown(&reports)[0].clone()), (50, secret(59)));
    let text = to_text(&reports).unwrap();
    assert_eq!(from_text::<Reports>(&text).unwrap(), reports);
    let (head, tail) = text.split_once('[').unwrap();
    let more = tail.replacen("]}", &format!(",{}", tail), 1);
    assert!(from_text::<Reports>(&format!("{head}[{more}")).is_err());
}
