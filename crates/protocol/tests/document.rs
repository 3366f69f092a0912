//! Documents: valid, invalid and doubtful numbers of every kind, and what must hold for all input.

#![expect(clippy::panic, reason = "a helper of tests")]

use proptest::prelude::*;
use venue_protocol::document::credit_code::CreditCode;
use venue_protocol::document::mrz::PassportMrz;
use venue_protocol::document::{Document, DocumentKind, Name, Phone, State};
use venue_protocol::instant::Day;
use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::persons::Warning;

use DocumentKind::{
    HkMacauTaiwanResidence, HkMacauTravel, Passport, PermanentResidence, ResidentId, TaiwanTravel,
};

/// 2026-11-23.
const TODAY: Day = Day(2518);
const MRZ: &str = "X000000001UTO0001018F3012316<<<<<<<<<<<<<<<0";
/// The specimen of ICAO 9303-4.
const SPECIMEN: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

fn parse(kind: DocumentKind, number: &str) -> Result<(Document, Vec<Warning>), Vec<FieldProblem>> {
    Document::parse(kind, (kind == Passport).then_some("USA"), number, TODAY)
}

fn assert_valid(kind: DocumentKind, typed: &str, number: &str, warnings: &[Warning]) {
    match parse(kind, typed) {
        Ok((document, found)) => {
            assert_eq!((document.number(), found.as_slice()), (number, warnings), "{typed}");
        }
        Err(problems) => panic!("{typed}: {problems:?}"),
    }
}

fn assert_refused(kind: DocumentKind, typed: &str, reason: Reason) {
    let expected = vec![FieldProblem { field: Field::Number, reason }];
    assert_eq!(parse(kind, typed).err(), Some(expected), "{typed}");
}

#[test]
fn a_resident_identity_number_is_checked() {
    for valid in ["220102190001010016", "22010219000101018X", "11010519491231002X"] {
        assert_valid(ResidentId, valid, valid, &[]);
    }
    for (wrong, reason) in [
        ("220102190001010017", Reason::Checksum),
        ("220102190002290013", Reason::Date),
        ("22010219000101001", Reason::TooShort),
        ("2201021900010100160", Reason::TooLong),
        ("22010219000101001A", Reason::Shape),
        ("X20102190001010016", Reason::Shape),
        ("", Reason::Missing),
        (" - ", Reason::Missing),
        ("220102190001010016?", Reason::Characters),
        ("22010219000101018Х", Reason::Characters), // a Cyrillic letter
    ] {
        assert_refused(ResidentId, wrong, reason);
    }
}

/// The number with its check digit.
fn with_check(body: &str) -> String {
    let value =
        venue_protocol::document::check_digits::mod_11_2(body.bytes().map(|byte| byte.wrapping_sub(b'0')));
    if value == 10 { format!("{body}X") } else { format!("{body}{value}") }
}

#[test]
fn the_region_and_the_date_of_a_right_check_digit_are_looked_at() {
    assert_refused(ResidentId, &with_check("99010219000101001"), Reason::Region);
    assert_refused(ResidentId, &with_check("81000019000101001"), Reason::Region);
    assert_refused(ResidentId, &with_check("22010200010101001"), Reason::Date);
    assert_refused(ResidentId, &with_check("22010220261301001"), Reason::Date);
    assert_refused(ResidentId, &with_check("22010220261124001"), Reason::DateInFuture);
    let born_today = with_check("22010220261123001");
    assert_valid(ResidentId, &born_today, &born_today, &[]);
    let unknown_county = with_check("22019919000101001");
    assert_valid(ResidentId, &unknown_county, &unknown_county, &[Warning::UnknownCounty]);
}

#[test]
fn fifteen_digits_become_eighteen() {
    assert_valid(ResidentId, "220102000101001", "220102190001010016", &[]);
    assert_valid(ResidentId, "220102991231999", &with_check("22010218991231999"), &[]);
    assert_valid(ResidentId, "220102991231995", &with_check("22010219991231995"), &[]);
    assert_refused(ResidentId, "22010200010100", Reason::TooShort);
    assert_refused(ResidentId, "22010200010100X", Reason::Shape);
    assert_refused(ResidentId, "220102000229001", Reason::Date);
    assert_refused(ResidentId, "990102000101001", Reason::Region);
}

#[test]
fn a_permanent_residence_card_of_2023_is_checked() {
    for valid in ["922840190001010028", "911124198108030024"] {
        assert_valid(PermanentResidence, valid, valid, &[]);
    }
    assert_refused(PermanentResidence, "911124198108030025", Reason::Checksum);
    assert_refused(PermanentResidence, &with_check("91199919810803002"), Reason::State);
    assert_refused(PermanentResidence, &with_check("91012419810803002"), Reason::Region);
    assert_refused(PermanentResidence, &with_check("91112419810231002"), Reason::Date);
    assert_refused(PermanentResidence, "220102190001010016", Reason::Shape);
}

#[test]
fn a_permanent_residence_card_of_2017_with_a_wrong_check_digit_only_warns() {
    assert_valid(PermanentResidence, "USA220100010101", "USA220100010101", &[]);
    assert_valid(PermanentResidence, "USA220100010102", "USA220100010102", &[Warning::WeakChecksum]);
    assert_refused(PermanentResidence, "ZZZ220100010101", Reason::State);
    assert_refused(PermanentResidence, "USA990100010101", Reason::Region);
    assert_refused(PermanentResidence, "USA220100130101", Reason::Date);
    assert_refused(PermanentResidence, "USA22010001010", Reason::TooShort);
    assert_refused(PermanentResidence, "USA2201000101011", Reason::TooLong);
    assert_refused(PermanentResidence, "US1220100010101", Reason::Shape);
    // 29 February 1900 was none, that of 2000 was one.
    assert!(parse(PermanentResidence, "USA220100022901").is_ok());
}

#[test]
fn a_residence_permit_of_hong_kong_macau_and_taiwan_residents_is_checked() {
    for valid in ["810000190001010018", "82000019000101001X", "830000190001010011"] {
        assert_valid(HkMacauTaiwanResidence, valid, valid, &[]);
    }
    assert_refused(HkMacauTaiwanResidence, "810000190001010019", Reason::Checksum);
    assert_refused(HkMacauTaiwanResidence, "220102190001010016", Reason::Region);
    assert_refused(HkMacauTaiwanResidence, "220102000101001", Reason::TooShort);
}

#[test]
fn a_travel_permit_of_hong_kong_and_macau_is_its_first_nine_characters() {
    assert_valid(HkMacauTravel, "H00000000", "H00000000", &[]);
    assert_valid(HkMacauTravel, "M0000000001", "M00000000", &[]);
    for (wrong, reason) in [
        ("H000000000", Reason::Shape),
        ("A00000000", Reason::Shape),
        ("H0000000", Reason::TooShort),
        ("H00000000000", Reason::TooLong),
        ("HH0000000", Reason::Shape),
    ] {
        assert_refused(HkMacauTravel, wrong, reason);
    }
}

#[test]
fn a_travel_permit_of_taiwan_has_eight_digits_and_an_old_one_warns() {
    assert_valid(TaiwanTravel, "00000000", "00000000", &[]);
    assert_valid(TaiwanTravel, "0000000001", "0000000001", &[Warning::LegacyDocument]);
    assert_valid(TaiwanTravel, "0000000001(B)", "0000000001", &[Warning::LegacyDocument]);
    for (wrong, reason) in [
        ("0000000A", Reason::Shape),
        ("00000000A", Reason::Shape),
        ("0000000", Reason::TooShort),
        ("000000000", Reason::Shape),
        ("00000000000", Reason::TooLong),
    ] {
        assert_refused(TaiwanTravel, wrong, reason);
    }
}

#[test]
fn a_passport_needs_its_issuing_state_and_other_documents_have_none() {
    assert_valid(Passport, "x0000000 1", "X00000001", &[]);
    assert_refused(Passport, "X000000011", Reason::TooLong);
    assert_refused(Passport, "X1", Reason::TooShort);
    assert_refused(Passport, "SMITH", Reason::Shape);
    let state = |kind, state| {
        Document::parse(kind, state, if kind == Passport { "X00000001" } else { "00000000" }, TODAY)
            .err()
            .map(|problems| {
                problems.iter().map(|problem| (problem.field, problem.reason)).collect::<Vec<_>>()
            })
    };
    assert_eq!(state(Passport, None), Some(vec![(Field::IssuingState, Reason::Missing)]));
    assert_eq!(state(Passport, Some("ZZZ")), Some(vec![(Field::IssuingState, Reason::State)]));
    assert_eq!(state(TaiwanTravel, Some("CHN")), Some(vec![(Field::IssuingState, Reason::Shape)]));
    assert_eq!(state(TaiwanTravel, Some(" ")), None);
    let both = Document::parse(Passport, Some("ZZZ"), "", TODAY).unwrap_err();
    assert_eq!(both.len(), 2);
}

#[test]
fn full_width_characters_separators_and_small_letters_do_not_matter() {
    for typed in [
        "22010219000101018x",
        "２２０１０２１９０００１０１０１８Ｘ",
        " 220102 1900-01-01　018X\n",
        "220102－19000101—018X",
        "\u{202d}22010219000101018X\u{202c}",
        "220102.19000101/018X",
    ] {
        assert_valid(ResidentId, typed, "22010219000101018X", &[]);
    }
}

#[test]
fn an_encoded_document_is_type_state_length_and_number() {
    let d = |kind, number: &str| parse(kind, number).unwrap().0.encode().to_vec();
    assert_eq!(d(ResidentId, "220102000101001"), b"\x01CHN\x12220102190001010016");
    assert_eq!(d(PermanentResidence, "911124198108030024"), b"\x02CHN\x12911124198108030024");
    assert_eq!(d(HkMacauTaiwanResidence, "810000190001010018"), b"\x03CHN\x12810000190001010018");
    assert_eq!(d(HkMacauTravel, "M0000000001"), b"\x04CHN\x09M00000000");
    assert_eq!(d(TaiwanTravel, "00000000"), b"\x05CHN\x0800000000");
    assert_eq!(d(Passport, "x00000001"), b"\x06USA\x09X00000001");
    let phone = Phone::parse("199 0000 0000").unwrap();
    let name = Name::parse("Anna-Maria o'Neill").unwrap();
    assert_eq!(*Document::without(&phone, &name).encode(), b"\x00---\x1e+8619900000000|ANNAMARIAONEILL");
}

#[test]
fn what_stands_for_a_document_fits_and_is_cut_between_characters() {
    let phone = Phone::parse("+123456789012345").unwrap();
    let name = Name::parse(&"é张".repeat(20)).unwrap();
    let encoded = Document::without(&phone, &name).encode();
    assert!(encoded.len() <= 5 + Document::MAX_NUMBER);
    assert_eq!(usize::from(encoded[4]), encoded.len() - 5);
    assert!(std::str::from_utf8(&encoded[5..]).is_ok());
}

#[test]
fn type_bytes_read_back() {
    for kind in DocumentKind::ALL {
        assert_eq!(DocumentKind::from_byte(kind.byte()), Some(kind));
    }
    assert_eq!(DocumentKind::from_byte(7), None);
}

#[test]
fn a_document_does_not_show_in_debug() {
    let (document, _) = parse(ResidentId, "220102190001010016").unwrap();
    assert!(!format!("{document:?}").contains("220102"));
    assert_eq!(format!("{:?}", Phone::parse("19900000000").unwrap()), "Phone(..)");
    assert_eq!(format!("{:?}", Name::parse("张三").unwrap()), "Name(..)");
    assert_eq!(format!("{:?}", PassportMrz::parse(MRZ).unwrap()), "PassportMrz(..)");
}

#[test]
fn the_second_line_of_an_mrz_gives_number_and_nationality() {
    let mrz = PassportMrz::parse(MRZ).unwrap();
    assert_eq!((mrz.number(), mrz.nationality().as_str()), ("X00000000", "UTO"));
    assert_eq!((mrz.issuing_state(), mrz.name()), (None, None));
}

#[test]
fn both_lines_of_an_mrz_give_issuing_state_and_name_too() {
    let mrz = PassportMrz::parse(SPECIMEN).unwrap();
    assert_eq!(mrz.number(), "L898902C3");
    assert_eq!(mrz.issuing_state(), State::parse("UTO").ok());
    assert_eq!(mrz.name(), Some("ERIKSSON ANNA MARIA"));
    let typed = SPECIMEN.to_lowercase().replace('<', "＜");
    assert_eq!(PassportMrz::parse(&typed), Ok(mrz));
}

#[test]
fn any_changed_check_digit_of_an_mrz_is_refused() {
    for line in [MRZ, SPECIMEN.lines().last().unwrap()] {
        for place in [9, 19, 27, 42, 43] {
            let right = line.as_bytes()[place];
            // An empty optional field may have a zero or a filler as its check digit.
            let same = if right == b'<' { b'0' } else { right };
            for digit in (b'0'..=b'9').filter(|digit| *digit != right && *digit != same) {
                let mut changed = line.as_bytes().to_vec();
                changed[place] = digit;
                let changed = String::from_utf8(changed).unwrap();
                assert_eq!(PassportMrz::parse(&changed), Err(Reason::Checksum), "{changed}");
            }
        }
    }
}

#[test]
fn what_is_no_mrz_of_a_passport_says_why() {
    for (wrong, reason) in [
        ("", Reason::Missing),
        (&MRZ[..43], Reason::TooShort),
        (&format!("{MRZ}<"), Reason::TooShort),
        (&format!("{MRZ}{MRZ}<"), Reason::TooLong),
        (&format!("{MRZ}{MRZ}"), Reason::Shape),
        (&MRZ.replace("UTO", "ZZZ"), Reason::State),
        (&MRZ.replace("000101", "0O0101"), Reason::Shape),
        (&MRZ.replace('X', "*"), Reason::Characters),
    ] {
        assert_eq!(PassportMrz::parse(wrong), Err(reason), "{wrong}");
    }
}

#[test]
fn a_credit_code_is_checked() {
    assert_eq!(CreditCode::parse("91220100ma00000077").unwrap().to_string(), "91220100MA00000077");
    for (wrong, reason) in [
        ("91220100MA00000078", Reason::Checksum),
        ("91220100MA0000007", Reason::TooShort),
        ("91220100MA000000770", Reason::TooLong),
        ("91220100MI00000077", Reason::Characters),
        ("91A20100MA00000077", Reason::Shape),
    ] {
        assert_eq!(CreditCode::parse(wrong), Err(reason), "{wrong}");
    }
}

#[test]
fn a_phone_number_is_read_in_the_ways_people_write_it() {
    for typed in [
        "19900000000",
        "+86 199-0000-0000",
        "0086 19900000000",
        "(+86)19900000000",
        "86 199 0000 0000",
        "＋８６ １９９００００００００",
    ] {
        assert_eq!(Phone::parse(typed).as_ref().map(Phone::as_str), Ok("+8619900000000"), "{typed}");
    }
    for (typed, number) in [("+447700900123", "+447700900123"), ("0044 7700 900123", "+447700900123")] {
        assert_eq!(Phone::parse(typed).as_ref().map(Phone::as_str), Ok(number), "{typed}");
    }
}

#[test]
fn what_is_no_phone_number_says_why() {
    for (wrong, reason) in [
        ("+44", Reason::TooShort),
        ("12000000000", Reason::Shape),
        ("+8612000000000", Reason::Shape),
        ("1990000000", Reason::TooShort),
        ("199000000000", Reason::TooLong),
        ("+1234567890123456", Reason::TooLong),
        ("+0447700900123", Reason::Shape),
        ("+44+7700900123", Reason::Characters),
        ("call me", Reason::Characters),
        ("", Reason::Missing),
        ("+", Reason::TooShort),
    ] {
        assert_eq!(Phone::parse(wrong), Err(reason), "{wrong}");
    }
}

#[test]
fn a_name_is_trimmed_composed_and_keeps_its_spaces_and_dots() {
    for (typed, name) in [
        (" 张三\n", "张三"),
        ("买买提·阿卜杜拉", "买买提·阿卜杜拉"),
        ("Anna  Maria\u{3000}Smith", "Anna Maria Smith"),
        ("Ame\u{301}lie", "Amélie"),
        ("نگار\u{200c}سادات", "نگار\u{200c}سادات"),
    ] {
        assert_eq!(Name::parse(typed).as_ref().map(Name::as_str), Ok(name));
    }
}

#[test]
fn what_is_no_name_says_why() {
    for (wrong, reason) in [
        ("", Reason::Missing),
        (" \u{3000}\u{200b}", Reason::Missing),
        ("张\u{0}三", Reason::Characters),
        ("张\u{202e}三", Reason::Characters),
        ("张\u{2066}三", Reason::Characters),
        ("12345", Reason::Characters),
        ("·", Reason::Characters),
        (&"张".repeat(41), Reason::TooLong),
        (&"a".repeat(101), Reason::TooLong),
        (&"a".repeat(10_000), Reason::TooLong),
    ] {
        assert_eq!(Name::parse(wrong), Err(reason), "{wrong}");
    }
    assert!(Name::parse(&"张".repeat(40)).is_ok());
    assert!(Name::parse(&"a".repeat(100)).is_ok());
}

fn any_kind() -> impl Strategy<Value = DocumentKind> {
    prop::sample::select(DocumentKind::ALL.as_slice())
}

/// Texts near to documents, so that the rules themselves are reached, and any others.
fn near_documents() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9０-９ -]{0,20}[Xx]?",
        "(11|22|44|91|92|81)[0-9]{12,16}[0-9X]?",
        "[A-Z]{0,3}[0-9]{5,12}[A-Z]?",
        "[A-Z0-9<]{44}|[A-Z0-9<]{88}",
        "\\+?[0-9() -]{0,20}",
    ]
}

proptest! {
    #[test]
    fn no_input_panics(text in near_documents(), kind in any_kind(), state in prop::option::of(".{0,4}")) {
        let _ = Document::parse(kind, state.as_deref(), &text, TODAY);
        let _ = (Phone::parse(&text), CreditCode::parse(&text), PassportMrz::parse(&text), State::parse(&text));
        if let (Ok(name), Ok(phone)) = (Name::parse(&text), Phone::parse("19900000000")) {
            prop_assert!(name.as_str().len() <= Name::MAX_BYTES);
            prop_assert!(Document::without(&phone, &name).number().len() <= Document::MAX_NUMBER);
        }
    }

    #[test]
    fn what_was_read_reads_back_as_itself(text in near_documents(), kind in any_kind()) {
        if let Ok((document, warnings)) = parse(kind, &text) {
            let again = Document::parse(kind, (kind == Passport).then_some("USA"), document.number(), TODAY);
            prop_assert_eq!(again, Ok((document, warnings)));
        }
        if let Ok(phone) = Phone::parse(&text) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
        }
        if let Ok(name) = Name::parse(&text) {
            prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
        }
        if let Ok(code) = CreditCode::parse(&text) {
            prop_assert_eq!(CreditCode::parse(&code.to_string()), Ok(code));
        }
    }

    #[test]
    fn separators_anywhere_do_not_matter(places in prop::collection::vec((0usize..19, 0usize..6), 0..8)) {
        let mut typed: Vec<char> = "22010219000101018X".chars().collect();
        for (place, separator) in places {
            let place = place.min(typed.len());
            typed.insert(place, [' ', '-', '\u{3000}', '－', '\u{200b}', '.'][separator]);
        }
        let (document, _) = parse(ResidentId, &typed.iter().collect::<String>()).unwrap();
        prop_assert_eq!(document.number(), "22010219000101018X");
    }

    #[test]
    fn one_changed_digit_of_a_resident_number_is_refused(
        born in 0u32..40_000, sequence in 0u32..1000, place in 0usize..17, more in 1u8..10,
    ) {
        let date = time::Date::from_julian_day(2_415_021 + i32::try_from(born).unwrap()).unwrap();
        let right = with_check(&format!(
            "220102{:04}{:02}{:02}{sequence:03}", date.year(), u8::from(date.month()), date.day()
        ));
        prop_assert!(parse(ResidentId, &right).is_ok());
        let mut wrong = right.clone().into_bytes();
        wrong[place] = b'0' + (wrong[place] - b'0' + more) % 10;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(
            parse(ResidentId, &wrong).err(),
            Some(vec![FieldProblem { field: Field::Number, reason: Reason::Checksum }])
        );
    }

    #[test]
    fn one_changed_character_of_a_credit_code_is_refused(place in 8usize..18, more in 1usize..31) {
        let right = "91220100MA00000077";
        let alphabet = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let mut wrong = right.as_bytes().to_vec();
        let value = alphabet.iter().position(|allowed| *allowed == wrong[place]).unwrap();
        wrong[place] = alphabet[(value + more) % alphabet.len()];
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(CreditCode::parse(&wrong), Err(Reason::Checksum));
    }
}
