//! Problem reports, on good and bad networks.

use venue_protocol::problem::ProblemType;
use venue_protocol::wire::reports::{ReportKind, ReportState, SendReport, Whom};

use super::fakes::{Phone, Tab, run};
use super::server::Network;
use crate::api::ApiError;

fn report(tab: &Tab) -> SendReport {
    SendReport {
        secret: tab.services.report_secret().unwrap(),
        kind: ReportKind::Other,
        whom: Whom::Another,
        place: None,
        typed_code: None,
        text: "码扫不出来".into(),
        person: Some("张三".into()),
        contact: None,
        phone: Some("13800138000".into()),
        picture: None,
    }
}

fn shown(tab: &Tab) -> Vec<(String, ReportState)> {
    tab.services.reports().arrived().map(|(_, status)| (status.ticket.clone(), status.state)).collect()
}

#[test]
fn a_report_keeps_its_number_and_nothing_of_what_was_told() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let status = tab.services.send_report(&report(&tab)).await.unwrap();
        assert_eq!(shown(&tab), [(status.ticket, ReportState::Open)]);
        for (_, kept) in phone.local.dump() {
            assert!(!["张三", "码扫", "13800138000"].iter().any(|told| kept.contains(told)), "{kept}");
        }
        phone.server.answer_reports();
        drop(tab);
        let tab = phone.open();
        let reports = tab.services.refresh_reports().await;
        let (_, status) = reports.arrived().next().unwrap();
        assert_eq!((status.state, status.answer.as_deref()), (ReportState::Answered, Some("已更换")));
    });
}

#[test]
fn a_lost_answer_makes_no_second_report_and_its_number_is_found_again() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        let report = report(&tab);
        phone.server.network.set(Network::OneWay);
        assert_eq!(tab.services.send_report(&report).await, Err(ApiError::Timeout));
        assert_eq!(shown(&tab), []);
        phone.server.network.set(Network::Good);
        // The page was closed in between.
        let other = phone.open();
        other.services.refresh_reports().await;
        assert_eq!(shown(&other).len(), 1);
        let again = tab.services.send_report(&report).await.unwrap();
        assert_eq!(shown(&tab), [(again.ticket, ReportState::Open)]);
        assert_eq!(phone.server.reports.borrow().len(), 1);
    });
}

#[test]
fn what_never_arrived_or_was_refused_is_not_shown_as_sent() {
    run(async {
        let phone = Phone::new();
        let tab = phone.open();
        phone.server.network.set(Network::Down);
        assert_eq!(tab.services.send_report(&report(&tab)).await, Err(ApiError::Offline));
        // Without a network nobody knows.
        assert_eq!(tab.services.refresh_reports().await.to_ask().len(), 1);
        phone.server.network.set(Network::Good);
        assert_eq!(tab.services.refresh_reports().await.to_ask(), []);
        let mut wrong = report(&tab);
        wrong.text.clear();
        let refused = tab.services.send_report(&wrong).await.unwrap_err();
        assert_eq!(refused.problem(), Some(ProblemType::Invalid));
        assert_eq!(tab.services.reports().to_ask(), []);
    });
}
