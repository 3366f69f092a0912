use venue_protocol::document::DocumentKind;
use venue_protocol::id::ReceiptSecret;
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::persons::Warning;

use super::TODAY;
use crate::console::state::desk::{CERTIFICATES, DeskForm, Edit};
use crate::console::state::shift::Way;

const MRZ_1: &str = "P<UTOMUSTERFRAU<<ERIKA<MARIA<<<<<<<<<<<<<<<<";
const MRZ_2: &str = "X000000001UTO0001018F3012316<<<<<<<<<<<<<<<0";

fn elder() -> DeskForm {
    DeskForm { number: "220102190001010016".into(), name: "张三".into(), ..DeskForm::default() }
}

fn reasons(form: &DeskForm) -> Vec<(Field, Reason)> {
    form.problems(TODAY).iter().map(|problem| (problem.field, problem.reason)).collect()
}

#[test]
fn an_id_number_and_a_name_are_enough() {
    assert_eq!(reasons(&elder()), []);
}

#[test]
fn everything_that_is_missing_is_told_at_once_for_each_way() {
    let empty = |way| DeskForm { way, ..DeskForm::default() };
    let missing = |fields: &[Field]| fields.iter().map(|field| (*field, Reason::Missing)).collect::<Vec<_>>();
    assert_eq!(reasons(&empty(Way::IdNumber)), missing(&[Field::Number, Field::Name]));
    assert_eq!(
        reasons(&empty(Way::Certificate)),
        missing(&[Field::IssuingState, Field::Number, Field::Name])
    );
    assert_eq!(reasons(&empty(Way::Manual)), missing(&[Field::Name, Field::Phone]));
}

#[test]
fn a_field_is_not_called_wrong_before_it_was_left_or_sent() {
    let mut form = DeskForm { number: "22010219000101001".into(), ..DeskForm::default() };
    assert_eq!(form.shown(Field::Number, TODAY), None);
    form.apply(Edit::Left(Field::Number), TODAY);
    assert_eq!(form.shown(Field::Number, TODAY).map(|problem| problem.reason), Some(Reason::TooShort));
    form.apply(Edit::Left(Field::Name), TODAY);
    assert_eq!(form.shown(Field::Name, TODAY), None, "left empty: the guest is still speaking");
    form.touch_all();
    assert_eq!(form.shown(Field::Name, TODAY).map(|problem| problem.reason), Some(Reason::Missing));
}

#[test]
fn what_belongs_to_another_document_is_not_sent() {
    let form = DeskForm { state: "USA".into(), phone: " ".into(), ..elder() };
    let person = form.person(ReceiptSecret([1; 16]));
    assert_eq!((person.issuing_state.as_deref(), person.phone.as_deref()), (None, None));
    let manual = DeskForm { way: Way::Manual, ..form };
    assert_eq!(manual.person(ReceiptSecret([1; 16])).number, None);
}

#[test]
fn a_passport_is_read_from_its_machine_readable_zone() {
    let mut form = DeskForm::default();
    // A reader types line after line; after the first one it is not wrong yet.
    assert_eq!(form.apply(Edit::Mrz(MRZ_1.into()), TODAY), None);
    assert_eq!(form.mrz_wrong, None);
    assert_eq!(form.apply(Edit::Mrz(format!("{MRZ_1}\n{MRZ_2}\n")), TODAY), Some(Field::Phone));
    assert_eq!((form.way, form.document()), (Way::Certificate, DocumentKind::Passport));
    assert_eq!(
        (form.number.as_str(), form.state.as_str(), form.name.as_str(), form.mrz.as_str()),
        ("X00000000", "UTO", "MUSTERFRAU ERIKA MARIA", "")
    );
    assert_eq!(reasons(&form), []);
}

#[test]
fn the_second_line_alone_leaves_the_name_to_be_typed() {
    let mut form = DeskForm::default();
    assert_eq!(form.apply(Edit::Mrz(MRZ_2.into()), TODAY), Some(Field::Name));
    form.name = "Erika".into();
    form.apply(Edit::Mrz(MRZ_2.into()), TODAY);
    assert_eq!((form.name.as_str(), form.state.as_str()), ("Erika", "UTO"));
}

#[test]
fn a_mistyped_zone_is_told_and_nothing_is_lost() {
    let typed = MRZ_2.replace("X00", "X10");
    let mut form = DeskForm { number: "A1".into(), ..DeskForm::default() };
    assert_eq!(form.apply(Edit::Mrz(typed.clone()), TODAY), None);
    assert_eq!(form.mrz_wrong, Some(Reason::Checksum));
    assert_eq!((form.mrz.as_str(), form.number.as_str()), (typed.as_str(), "A1"));
    form.apply(Edit::Mrz(typed[..30].into()), TODAY);
    assert_eq!(form.mrz_wrong, None, "not whole yet");
}

#[test]
fn a_number_of_another_document_is_recognised() {
    let number = |text: &str| DeskForm { number: text.into(), ..DeskForm::default() };
    assert_eq!(
        number("830000190001010011").better_document(TODAY),
        Some(DocumentKind::HkMacauTaiwanResidence)
    );
    assert_eq!(number("911124198108030024").better_document(TODAY), Some(DocumentKind::PermanentResidence));
    assert_eq!(number("220102190001010016").better_document(TODAY), None, "fits already");
    assert_eq!(number("220102190001010017").better_document(TODAY), None, "mistyped: fits nothing");
    let mut form = number("830000190001010011");
    form.apply(Edit::Document(DocumentKind::HkMacauTaiwanResidence), TODAY);
    assert_eq!((form.way, form.document()), (Way::Certificate, DocumentKind::HkMacauTaiwanResidence));
}

#[test]
fn the_next_guest_finds_the_same_way_and_nothing_of_the_last_one() {
    let mut form = DeskForm {
        way: Way::Certificate,
        certificate: DocumentKind::TaiwanTravel,
        state: "USA".into(),
        phone: "+447700900123".into(),
        ..elder()
    };
    form.touch_all();
    form.clear();
    assert!(form.is_empty());
    assert_eq!((form.way, form.certificate), (Way::Certificate, DocumentKind::TaiwanTravel));
    assert_eq!(form.shown(Field::Name, TODAY), None);
}

#[test]
fn what_is_typed_for_the_next_guest_stays_when_the_one_before_is_done() {
    let sent = elder();
    let mut form = elder();
    // Leaving a field, and choosing how the next guest is registered, is not typing.
    form.apply(Edit::Left(Field::Number), TODAY);
    form.apply(Edit::Way(Way::Certificate), TODAY);
    assert!(form.clear_of(&sent));
    assert!(form.is_empty() && form.way == Way::Certificate);

    let mut next = elder();
    next.apply(Edit::Number("830000190001010011".into()), TODAY);
    assert!(!next.clear_of(&sent));
    assert_eq!(next.number, "830000190001010011");
    let mut zone = elder();
    zone.apply(Edit::Mrz(MRZ_2[..30].into()), TODAY);
    assert!(!zone.clear_of(&sent), "a passport is being read");
}

#[test]
fn what_only_the_server_found_wrong_is_shown_until_something_is_typed() {
    let wrong = FieldProblem { field: Field::Name, reason: Reason::Characters };
    let mut form = elder();
    form.refused(&[wrong]);
    assert_eq!(form.shown(Field::Name, TODAY), Some(wrong));
    form.apply(Edit::Name("张三丰".into()), TODAY);
    assert_eq!(form.shown(Field::Name, TODAY), None);
}

#[test]
fn staff_see_of_a_guest_who_typed_alone_nothing_that_names_them() {
    let form = DeskForm { phone: "19900000000".into(), ..elder() };
    let masked = form.masked();
    assert_eq!(
        (masked.label.as_str(), masked.number.as_str(), masked.phone.as_str()),
        ("张*", "2****16", "1****00")
    );
    let short = DeskForm { number: "AB12".into(), ..elder() };
    assert_eq!(short.masked().number, "****");
}

#[test]
fn a_number_that_is_worth_a_look_is_told_before_it_is_sent() {
    // A county that GB/T 2260 does not list.
    let form = DeskForm { number: "220199190001010015".into(), ..elder() };
    assert_eq!(form.warnings(TODAY), [Warning::UnknownCounty]);
    assert_eq!(elder().warnings(TODAY), []);
}

#[test]
fn another_way_keeps_what_was_typed_and_judges_it_anew() {
    let mut form = elder();
    form.number.push('1');
    form.touch_all();
    assert!(form.shown(Field::Number, TODAY).is_some());
    form.apply(Edit::Way(Way::Certificate), TODAY);
    assert_eq!((form.shown(Field::Number, TODAY), form.name.as_str()), (None, "张三"));
}

#[test]
fn every_certificate_can_be_chosen_once() {
    let mut all = CERTIFICATES.to_vec();
    all.extend([DocumentKind::ResidentId, DocumentKind::None]);
    for kind in DocumentKind::ALL {
        assert_eq!(all.iter().filter(|one| **one == kind).count(), 1, "{kind:?}");
    }
}
