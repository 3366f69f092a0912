use venue_protocol::document::DocumentKind;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::problem::{Field, Reason};

use super::super::case_form::{About, CaseField, CaseForm, CaseWrong};

/// 10:30 of some day.
fn now() -> Instant {
    Day(2518).start().plus_millis(630 * 60_000)
}

fn filled() -> CaseForm {
    CaseForm {
        number: "2026-17".into(),
        reason: "measles".into(),
        document: "220102190001010016".into(),
        code: "123456".into(),
        ..CaseForm::new(now())
    }
}

#[test]
fn a_form_that_is_filled_in_has_a_window_until_now_and_the_persons_document() {
    let form = filled();
    assert_eq!(form.problems(now()), []);
    let window = form.window(now()).unwrap();
    assert_eq!((window.to, window.from), (now().minute(), Day(2516).start().minute()));
    let documents = form.documents(Day(2518)).unwrap();
    assert!(documents[0].0.ends_with(b"220102190001010016"));
}

#[test]
fn an_empty_form_is_told_everything_at_once() {
    let fields: Vec<_> = CaseForm::new(now()).problems(now()).into_iter().map(|(field, _)| field).collect();
    let person = CaseField::Person(Field::Number);
    assert_eq!(fields, [CaseField::Number, CaseField::Reason, person, CaseField::Code]);
    let place = CaseForm { about: About::Place, ..filled() };
    assert_eq!(place.problems(now()), [(CaseField::Venue, CaseWrong::Missing)]);
    let found = CaseForm { venue: Some((PlaceId([1; 6]), "x".into())), ..place };
    assert_eq!(found.problems(now()), []);
    assert_eq!(found.documents(Day(2518)), Ok(Vec::new()));
}

#[test]
fn a_mistyped_number_is_noticed_before_anybody_is_asked() {
    let form = CaseForm { document: "220102190001010017".into(), ..filled() };
    let wrong = (CaseField::Person(Field::Number), CaseWrong::Person(Reason::Checksum));
    assert_eq!(form.problems(now()), [wrong]);
}

#[test]
fn without_a_document_phone_and_name_stand_for_the_person() {
    let form =
        CaseForm { kind: DocumentKind::None, name: "张三".into(), phone: "19900000000".into(), ..filled() };
    assert_eq!(form.problems(now()), []);
    let fields = CaseForm { name: String::new(), ..form }.problems(now());
    assert_eq!(fields, [(CaseField::Person(Field::Name), CaseWrong::Person(Reason::Missing))]);
}

#[test]
fn a_window_is_neither_backwards_nor_too_long_nor_in_the_future() {
    let window = |form: CaseForm| form.window(now());
    let late = CaseForm { to_clock: "10:31".into(), ..filled() };
    assert_eq!(window(late), Err(CaseWrong::Future));
    let backwards =
        CaseForm { from: Day(2518), from_clock: "10:29".into(), to_clock: "10:28".into(), ..filled() };
    assert_eq!(window(backwards), Err(CaseWrong::Backwards));
    let long = CaseForm { from: Day(2504), from_clock: "10:30".into(), ..filled() };
    assert_eq!(window(long.clone()), Err(CaseWrong::LongWindow));
    assert!(window(CaseForm { from_clock: "10:31".into(), ..long }).is_ok());
    for clock in ["", "25:00", "10", "1o:00", "10:6"] {
        assert_eq!(
            window(CaseForm { from_clock: clock.into(), ..filled() }),
            Err(CaseWrong::Clock),
            "{clock}"
        );
    }
    let midnight =
        CaseForm { from: Day(2517), from_clock: "23:50".into(), to_clock: "00:10".into(), ..filled() };
    assert_eq!(window(midnight).map(|window| window.to - window.from), Ok(20));
}
