//! What a problem report must hold.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use venue_protocol::id::{PlaceId, ReportSecret};
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::report::{CheckedReport, MAX_TEXT, Where, answer};
use venue_protocol::wire::reports::{ReportKind, SendReport, Whom};

fn report() -> SendReport {
    SendReport {
        secret: ReportSecret([7; 16]),
        kind: ReportKind::Other,
        whom: Whom::Another,
        place: None,
        typed_code: None,
        text: "  码扫不出来\n在东门  ".to_owned(),
        person: Some("张三".to_owned()),
        contact: Some(" ".to_owned()),
        phone: Some("138 0013 8000".to_owned()),
        picture: None,
    }
}

/// The same with some fields filled in otherwise.
fn with(change: impl FnOnce(&mut SendReport)) -> SendReport {
    let mut sent = report();
    change(&mut sent);
    sent
}

fn refused(sent: &SendReport) -> Vec<(Field, Reason)> {
    let problems = CheckedReport::parse(sent).unwrap_err();
    problems.into_iter().map(|FieldProblem { field, reason }| (field, reason)).collect()
}

#[test]
fn what_was_typed_is_brought_into_one_form_and_blanks_count_as_nothing() {
    let checked = CheckedReport::parse(&report()).unwrap();
    assert_eq!(checked.details.text.as_str(), "码扫不出来\n在东门");
    assert_eq!(checked.details.person.as_str(), "张三");
    assert_eq!((checked.details.contact.as_str(), checked.details.phone.as_str()), ("", "+8613800138000"));
    assert_eq!(checked.at, None);
    assert_eq!(format!("{:?}", checked.details), "Details(..)");
    assert!(!format!("{:?}", report()).contains("张三"));
}

#[test]
fn a_place_counts_before_a_number_and_a_number_need_not_be_given_out() {
    let typed = with(|sent| sent.typed_code = Some("012 345 679".to_owned()));
    let code = Where::Typed("012345679".parse().unwrap());
    assert_eq!(CheckedReport::parse(&typed).unwrap().at, Some(code));
    let slipped = with(|sent| sent.typed_code = Some("012345678".to_owned()));
    assert_eq!(refused(&slipped), [(Field::TypedCode, Reason::Checksum)]);
    let place = PlaceId([1; 6]);
    let mut both = typed;
    both.place = Some(place);
    assert_eq!(CheckedReport::parse(&both).unwrap().at, Some(Where::Place(place)));
}

#[test]
fn a_text_is_needed_only_where_the_kind_does_not_say_it() {
    let blank = with(|sent| sent.text = " \n ".to_owned());
    assert_eq!(refused(&blank), [(Field::Text, Reason::Missing)]);
    for kind in ReportKind::ALL.into_iter().filter(|kind| *kind != ReportKind::Other) {
        let mut sent = blank.clone();
        sent.kind = kind;
        assert_eq!(CheckedReport::parse(&sent).unwrap().details.text.as_str(), "");
    }
}

#[test]
fn the_name_of_somebody_else_does_not_count_in_a_report_about_oneself() {
    let sent = with(|sent| (sent.whom, sent.person) = (Whom::Myself, Some("7".to_owned())));
    assert_eq!(CheckedReport::parse(&sent).unwrap().details.person.as_str(), "");
}

#[test]
fn everything_that_is_wrong_is_told_in_the_order_of_the_form() {
    let wrong = with(|sent| {
        sent.typed_code = Some("12".to_owned());
        sent.text = "长".repeat(MAX_TEXT + 1);
        sent.person = Some("123".to_owned());
        sent.contact = Some("a\u{202e}b".to_owned());
        sent.phone = Some("12".to_owned());
    });
    assert_eq!(
        refused(&wrong),
        [
            (Field::TypedCode, Reason::Shape),
            (Field::Text, Reason::TooLong),
            (Field::Name, Reason::Characters),
            (Field::Contact, Reason::Characters),
            (Field::Phone, Reason::TooShort),
        ]
    );
    let full = with(|sent| sent.text = "长".repeat(MAX_TEXT));
    assert!(CheckedReport::parse(&full).is_ok());
    for text in ["a\u{202e}b", "a\u{200b}b", "a\u{7}"] {
        let sent = with(|sent| sent.text = text.to_owned());
        assert_eq!(refused(&sent), [(Field::Text, Reason::Characters)]);
    }
}

#[test]
fn an_answer_is_never_blank() {
    assert_eq!(answer(" \n"), Err(Reason::Missing));
    assert_eq!(answer(" 已更换海报 ").unwrap(), "已更换海报");
}

#[test]
fn names_in_addresses_and_tables_are_those_on_the_wire() {
    use venue_protocol::wire::reports::ReportState;
    let of = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    for kind in ReportKind::ALL {
        assert_eq!(of(serde_json::to_value(kind).unwrap()), kind.name());
    }
    for whom in Whom::ALL {
        assert_eq!(of(serde_json::to_value(whom).unwrap()), whom.name());
    }
    for state in ReportState::ALL {
        assert_eq!(of(serde_json::to_value(state).unwrap()), state.name());
    }
}
