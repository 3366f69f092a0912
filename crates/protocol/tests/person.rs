//! Registering a person: all problems at once, and the masked label.

use proptest::prelude::*;
use venue_protocol::document::DocumentKind;
use venue_protocol::id::ReceiptSecret;
use venue_protocol::instant::Day;
use venue_protocol::mask::{is_masked, mask_name};
use venue_protocol::person::Person;
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::desk::GuestPerson;
use venue_protocol::wire::persons::{CONSENT_VERSION, PersonRole, RegisterPerson, Warning};

/// 2026-11-23.
const TODAY: Day = Day(2518);

fn visitor() -> RegisterPerson {
    RegisterPerson {
        document: DocumentKind::ResidentId,
        issuing_state: None,
        number: Some("220102190001010016".to_owned()),
        name: "张三".to_owned(),
        phone: Some("199 0000 0000".to_owned()),
        role: PersonRole::Visitor,
        receipt_secret: ReceiptSecret([7; 16]),
        consent_version: CONSENT_VERSION,
        replaces: None,
    }
}

/// The visitor of [`visitor`] after a change.
fn with(change: impl FnOnce(&mut RegisterPerson)) -> Result<Person, Vec<(Field, Reason)>> {
    let mut typed = visitor();
    change(&mut typed);
    Person::parse(&typed, TODAY).map_err(|problems| {
        problems.into_iter().map(|FieldProblem { field, reason }| (field, reason)).collect()
    })
}

#[test]
fn a_valid_visitor_is_read() {
    let person = with(|_| ()).unwrap();
    assert_eq!(*person.document().encode(), b"\x01CHN\x12220102190001010016");
    assert_eq!((person.name(), person.phone()), ("张三", Some("+8619900000000")));
    assert_eq!(person.warnings(), []);
}

#[test]
fn every_wrong_field_is_told_at_once() {
    let problems = with(|typed| {
        typed.issuing_state = Some("USA".to_owned());
        typed.number = Some("220102190001010017".to_owned());
        typed.name = " ".to_owned();
        typed.phone = Some("+44".to_owned());
        typed.consent_version = CONSENT_VERSION + 1;
    })
    .unwrap_err();
    assert_eq!(
        problems,
        [
            (Field::IssuingState, Reason::Shape),
            (Field::Number, Reason::Checksum),
            (Field::Name, Reason::Missing),
            (Field::Phone, Reason::TooShort),
            (Field::Consent, Reason::NotGiven),
        ]
    );
}

#[test]
fn a_visitor_needs_a_phone_and_an_accompanying_person_does_not() {
    for blank in [None, Some(String::new()), Some(" ".to_owned())] {
        assert_eq!(with(|typed| typed.phone = blank.clone()), Err(vec![(Field::Phone, Reason::Missing)]));
        let companion = with(|typed| (typed.phone, typed.role) = (blank.clone(), PersonRole::Companion));
        assert_eq!(companion.unwrap().phone(), None);
    }
    let wrong = with(|typed| (typed.phone, typed.role) = (Some("1".to_owned()), PersonRole::Companion));
    assert_eq!(wrong, Err(vec![(Field::Phone, Reason::TooShort)]));
}

#[test]
fn without_a_document_phone_and_name_stand_for_it() {
    let none = |typed: &mut RegisterPerson| (typed.document, typed.number) = (DocumentKind::None, None);
    let person = with(none).unwrap();
    assert_eq!(*person.document().encode(), *b"\x00---\x15+8619900000000|\xe5\xbc\xa0\xe4\xb8\x89");

    for role in [PersonRole::Visitor, PersonRole::Companion] {
        let problems = with(|typed| {
            none(typed);
            (typed.phone, typed.role) = (None, role);
        });
        assert_eq!(problems, Err(vec![(Field::Phone, Reason::Missing)]));
    }
    assert_eq!(with(|typed| typed.document = DocumentKind::None), Err(vec![(Field::Number, Reason::Shape)]));
}

#[test]
fn a_missing_number_or_issuing_state_is_told() {
    assert_eq!(with(|typed| typed.number = None), Err(vec![(Field::Number, Reason::Missing)]));
    let passport = with(|typed| {
        (typed.document, typed.number) = (DocumentKind::Passport, Some("X00000001".to_owned()));
    });
    assert_eq!(passport, Err(vec![(Field::IssuingState, Reason::Missing)]));
}

#[test]
fn what_is_worth_a_look_is_a_warning() {
    let person = with(|typed| {
        (typed.document, typed.number) = (DocumentKind::TaiwanTravel, Some("0000000001".to_owned()));
    });
    assert_eq!(person.unwrap().warnings(), [Warning::LegacyDocument]);
}

#[test]
fn a_person_does_not_show_in_debug() {
    let shown = format!("{:?} {:?}", with(|_| ()).unwrap(), visitor());
    for secret in ["220102", "张三", "1990000"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_masked_name_shows_first_characters_only() {
    for (name, label) in [
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("买买提·阿卜杜拉", "买****"),
        ("Mei Smith", "M** S****"),
        ("Featherstonehaugh", "F****"),
        ("J Smith", "* S****"),
        ("张", "*"),
        ("", "*"),
        ("Zoe\u{301}", "Z**"),
        ("\u{202e}ab", "**"),
        ("👩‍👩‍👧 Li", "👩**** L*"),
    ] {
        assert_eq!(mask_name(name), label, "{name}");
    }
}

#[test]
fn what_is_no_masked_name_is_told_apart() {
    let long = "张*".repeat(20);
    for label in [
        "",
        "张三",
        "张三*",
        "zhang",
        "*张",
        "张* ",
        "张*  李*",
        "张*\u{202e}",
        "\u{202e}*",
        "\u{7}*",
        "*******",
        &long,
    ] {
        assert!(!is_masked(label), "{label}");
    }
}

/// A guest as staff type one.
fn guest() -> GuestPerson {
    GuestPerson {
        document: DocumentKind::ResidentId,
        issuing_state: None,
        number: Some("220102190001010016".to_owned()),
        name: "张三".to_owned(),
        phone: None,
        receipt_secret: ReceiptSecret([9; 16]),
    }
}

#[test]
fn a_guest_needs_a_document_or_a_phone() {
    assert_eq!(Person::parse_guest(&guest(), TODAY).unwrap().name(), "张三");
    let mut told = guest();
    (told.document, told.number) = (DocumentKind::None, None);
    let missing = FieldProblem { field: Field::Phone, reason: Reason::Missing };
    assert_eq!(Person::parse_guest(&told, TODAY), Err(vec![missing]));
    told.phone = Some("19900000000".to_owned());
    assert_eq!(Person::parse_guest(&told, TODAY).unwrap().phone(), Some("+8619900000000"));
}

proptest! {
    #[test]
    fn a_label_is_short_and_never_the_name(name in ".{0,60}|([A-Za-z]{1,9} ){1,20}|[一-龥·]{1,12}") {
        let label = mask_name(&name);
        prop_assert!((1..=40).contains(&label.chars().count()), "{}", label);
        prop_assert!(label.contains('*'));
        prop_assert!(is_masked(&label), "{}", label);
        let shown = label.chars().filter(|c| *c != '*' && *c != ' ').count();
        let letters = name.chars().filter(|c| !c.is_whitespace()).count();
        prop_assert!(shown < letters.max(1), "{} {}", name, label);
    }

    #[test]
    fn no_registration_panics(
        number in prop::option::of(".{0,30}"), state in prop::option::of(".{0,4}"), name in ".{0,130}",
        phone in prop::option::of("\\PC{0,20}|\\+?[0-9]{1,16}"),
        kind in prop::sample::select(DocumentKind::ALL.as_slice()), version in 0u16..3,
    ) {
        let mut typed = visitor();
        (typed.document, typed.issuing_state, typed.number) = (kind, state, number);
        (typed.name, typed.phone, typed.consent_version) = (name, phone, version);
        match Person::parse(&typed, TODAY) {
            Ok(person) => {
                // What SEALING 4 has room for.
                let longest = 35 + person.document().encode().len() + 120 + 20;
                prop_assert!(longest <= 256 && person.name().len() <= 120);
                prop_assert!(person.phone().is_none_or(|phone| phone.len() <= 20));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
