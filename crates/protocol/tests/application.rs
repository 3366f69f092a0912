//! What an application may hold when it is submitted, and what a draft may.
#![cfg(feature = "console")]

use venue_protocol::application::{Against, CheckedForm, MAX_HOURS, check_draft, line, reason};
use venue_protocol::id::{ApplicantNumber, PlaceId};
use venue_protocol::instant::Day;
use venue_protocol::problem::{FormField, Reason};
use venue_protocol::wire::applications::{Applicant, ApplicationForm, OpeningHours, Position, Purpose, Zone};
use venue_protocol::wire::manage::Division;
use venue_protocol::wire::venues::Gate;

const ZONE: PlaceId = PlaceId([7; 6]);

fn full() -> ApplicationForm {
    ApplicationForm {
        applicant: Applicant::Organisation {
            name: "长春市南湖餐饮有限公司".to_owned(),
            credit_code: "91220100ma00000077".to_owned(),
        },
        venue_name: "南湖小馆".to_owned(),
        category: "restaurant".to_owned(),
        division: "220104".to_owned(),
        street: "南湖大路".to_owned(),
        address: "100号 1层".to_owned(),
        position: Some(Position { latitude: 43.85, longitude: 125.3 }),
        contact_name: "张三".to_owned(),
        contact_phone: "199 0000 0000".to_owned(),
        opening_hours: vec![OpeningHours { days: 0b111_1111, from: 540, to: 60 }],
        gate: Some(Gate::Both),
        zones: vec![Zone { place: None, name: "露台".to_owned(), gate: Gate::Entry }],
        sensitive: false,
        old_codes_until: None,
    }
}

fn parse_as(
    purpose: Purpose,
    form: &ApplicationForm,
) -> Result<CheckedForm, Vec<(FormField, Option<u16>, Reason)>> {
    let division =
        Division { code: "220104".to_owned(), zh: "朝阳区".to_owned(), en: "Chaoyang".to_owned() };
    let against = Against { divisions: &[division], purpose, zones: &[ZONE], today: Day(2518) };
    CheckedForm::parse(form, &against)
        .map_err(|problems| problems.iter().map(|found| (found.field, found.entry, found.reason)).collect())
}

fn problems(change: impl FnOnce(&mut ApplicationForm)) -> Vec<(FormField, Option<u16>, Reason)> {
    let mut form = full();
    change(&mut form);
    parse_as(Purpose::New, &form).err().unwrap_or_default()
}

#[test]
fn a_full_form_is_brought_into_its_one_form_and_stays_so() {
    let form = parse_as(Purpose::New, &full()).unwrap().into_form();
    let Applicant::Organisation { credit_code, .. } = &form.applicant else { unreachable!() };
    assert_eq!((credit_code.as_str(), form.contact_phone.as_str()), ("91220100MA00000077", "+8619900000000"));
    assert_eq!(parse_as(Purpose::New, &form).unwrap().form(), &form);
}

#[test]
fn every_gap_is_named_in_the_order_of_the_form() {
    let found = parse_as(Purpose::New, &ApplicationForm::default()).unwrap_err();
    let missing = [
        FormField::OrganisationName,
        FormField::CreditCode,
        FormField::VenueName,
        FormField::Category,
        FormField::Division,
        FormField::Street,
        FormField::Address,
        FormField::ContactName,
        FormField::ContactPhone,
        FormField::Zones,
    ];
    assert_eq!(found, missing.map(|field| (field, None, Reason::Missing)));
}

#[test]
fn names_keep_letters_of_all_scripts_emoji_and_markup_but_nothing_that_turns_text() {
    let hundred = "长".repeat(100);
    for name in ["<b>店</b> & \"co\"", "مطعم الشرق", "👨‍👩‍👧 餐厅", "e\u{301}toile", &hundred]
    {
        assert_eq!(problems(|form| form.venue_name = name.to_owned()), [], "{name}");
    }
    assert_eq!(line(" 南湖\t 小馆 ", 100), Ok("南湖 小馆".to_owned()));
    assert_eq!(line("e\u{301}", 1), Ok("\u{e9}".to_owned()));
    for (name, reason) in [
        ("\u{202e}店", Reason::Characters),
        ("店\u{200f}", Reason::Characters),
        ("店\u{0}", Reason::Characters),
        ("\u{200b} ", Reason::Missing),
        (&format!("{hundred}春"), Reason::TooLong),
        (&"x".repeat(100_000), Reason::TooLong),
    ] {
        assert_eq!(
            problems(|form| form.venue_name = name.to_owned()),
            [(FormField::VenueName, None, reason)]
        );
    }
}

#[test]
fn a_mistyped_credit_code_and_what_is_not_offered_are_refused() {
    let code =
        |code: &str| Applicant::Organisation { name: "公司".to_owned(), credit_code: code.to_owned() };
    let wrong = problems(|form| form.applicant = code("91220100MA00000078"));
    assert_eq!(wrong, [(FormField::CreditCode, None, Reason::Checksum)]);
    assert_eq!(
        problems(|form| form.category = "casino".to_owned()),
        [(FormField::Category, None, Reason::Unknown)]
    );
    assert_eq!(
        problems(|form| form.division = "110101".to_owned()),
        [(FormField::Division, None, Reason::Unknown)]
    );
    let nowhere = Position { latitude: f64::NAN, longitude: 0.0 };
    assert_eq!(problems(|form| form.position = Some(nowhere)), [(FormField::Position, None, Reason::Range)]);
}

#[test]
fn a_person_applies_with_a_sealed_number() {
    let person =
        |sealed: Option<String>| Applicant::Person { name: "张三".to_owned(), sealed_number: sealed };
    let sealed = ApplicantNumber([3; 80]).to_string();
    assert_eq!(problems(|form| form.applicant = person(Some(sealed))), []);
    assert_eq!(
        problems(|form| form.applicant = person(None)),
        [(FormField::IdNumber, None, Reason::Missing)]
    );
    let plain = person(Some("220102190001010016".to_owned()));
    assert_eq!(problems(|form| form.applicant = plain.clone()), [(FormField::IdNumber, None, Reason::Shape)]);
    // A draft must not keep it either.
    assert!(check_draft(&ApplicationForm { applicant: plain, ..full() }).is_err());
}

#[test]
fn a_contact_has_a_mobile_or_a_landline_with_its_area_code() {
    for (typed, stored) in [
        ("0431-88779362", "+8643188779362"),
        ("+86 431 88779362", "+8643188779362"),
        ("010-12345678", "+861012345678"),
        ("+861012345678", "+861012345678"),
        ("19900000000", "+8619900000000"),
        ("+447700900123", "+447700900123"),
    ] {
        let form = ApplicationForm { contact_phone: typed.to_owned(), ..full() };
        assert_eq!(parse_as(Purpose::New, &form).unwrap().form().contact_phone, stored);
    }
    for typed in ["88779362", "12000000000", "012000000000", "call me"] {
        assert_eq!(
            problems(|form| form.contact_phone = typed.to_owned())[0].0,
            FormField::ContactPhone,
            "{typed}"
        );
    }
}

#[test]
fn opening_hours_lie_within_days_and_do_not_overlap() {
    let hours = |days, from, to| OpeningHours { days, from, to };
    let found = |lines: &[OpeningHours]| problems(|form| form.opening_hours = lines.to_vec());
    assert_eq!(found(&[hours(1, 540, 720), hours(1, 720, 1440)]), []);
    // Sunday into Monday.
    assert_eq!(
        found(&[hours(0b100_0000, 1200, 120), hours(1, 60, 540)]),
        [(FormField::OpeningHours, Some(1), Reason::Conflict)]
    );
    for wrong in [
        hours(0, 1, 2),
        hours(128, 1, 2),
        hours(1, 1440, 2),
        hours(1, 5, 5),
        hours(1, 5, 1441),
        hours(1, 0, 0),
    ] {
        assert_eq!(found(&[wrong]), [(FormField::OpeningHours, Some(0), Reason::Range)]);
    }
    assert_eq!(found(&[hours(1, 0, 1); MAX_HOURS + 1]), [(FormField::OpeningHours, None, Reason::TooLong)]);
}

#[test]
fn zones_have_names_of_their_own_and_places_of_this_venue() {
    let zone = |place, name: &str| Zone { place, name: name.to_owned(), gate: Gate::Both };
    let found = |zones: &[Zone]| problems(|form| form.zones = zones.to_vec());
    assert_eq!(found(&[zone(None, "东门"), zone(Some(ZONE), "西门")]), []);
    for (second, reason) in [
        (zone(None, " 东门 "), Reason::Conflict),
        (zone(None, ""), Reason::Missing),
        (zone(Some(PlaceId([8; 6])), "西门"), Reason::Unknown),
    ] {
        assert_eq!(found(&[zone(None, "东门"), second]), [(FormField::Zones, Some(1), reason)]);
    }
    let twice = [zone(Some(ZONE), "东门"), zone(Some(ZONE), "西门")];
    assert_eq!(found(&twice), [(FormField::Zones, Some(1), Reason::Conflict)]);
    let many: Vec<Zone> = (0..51).map(|n| zone(None, &n.to_string())).collect();
    assert_eq!(found(&many), [(FormField::Zones, None, Reason::TooLong)]);
    // Codes of zones alone are enough.
    let none = |form: &mut ApplicationForm| form.gate = None;
    assert_eq!(problems(none), []);
}

#[test]
fn old_posters_end_on_a_day_to_come_and_only_where_there_are_some() {
    let until = |day| ApplicationForm { old_codes_until: Some(Day(day)), ..full() };
    assert!(parse_as(Purpose::Change, &until(2518)).is_ok());
    assert!(parse_as(Purpose::Change, &until(2518 + 365)).is_ok());
    for day in [2517, 2518 + 366] {
        let wrong = parse_as(Purpose::Change, &until(day)).unwrap_err();
        assert_eq!(wrong, [(FormField::OldCodesUntil, None, Reason::Range)]);
    }
    assert_eq!(parse_as(Purpose::New, &until(2530)).unwrap().form().old_codes_until, None);
}

#[test]
fn a_draft_may_have_gaps_and_half_typed_values_but_bounds() {
    assert!(check_draft(&ApplicationForm::default()).is_ok());
    let half = Applicant::Organisation { name: String::new(), credit_code: "9122".to_owned() };
    assert!(check_draft(&ApplicationForm { applicant: half, ..full() }).is_ok());
    let long = ApplicationForm { street: "x".repeat(801), ..full() };
    assert_eq!(check_draft(&long).unwrap_err()[0].field, FormField::Street);
}

#[test]
fn a_reason_has_lines_but_no_tricks() {
    assert_eq!(reason(" 请补充执照。\n谢谢 "), Ok("请补充执照。\n谢谢".to_owned()));
    assert_eq!(reason(" \n"), Err(Reason::Missing));
    assert_eq!(reason(&"长".repeat(501)), Err(Reason::TooLong));
    assert_eq!(reason("a\u{202e}b"), Err(Reason::Characters));
}
