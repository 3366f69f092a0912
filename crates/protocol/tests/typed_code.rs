//! The typed code below a poster's QR code.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test by panicking")]

use proptest::prelude::*;
use venue_protocol::typed_code::{NUMBERS, TypedCode, TypedCodeError};

fn code(number: u32) -> TypedCode {
    TypedCode::from_number(number).unwrap()
}

#[test]
fn a_code_is_printed_in_groups_of_three_with_its_check_digit() {
    // Check digits by ISO 7064 MOD 11,10.
    for (number, text) in [
        (0, "000 000 003"),
        (12_345_678, "123 456 788"),
        (30_719_904, "307 199 043"),
        (99_999_999, "999 999 995"),
    ] {
        assert_eq!(code(number).to_string(), text);
    }
}

#[test]
fn people_may_type_it_as_they_like() {
    let typed = code(12_345_678);
    for text in [
        "123456788",
        "123 456 788",
        "123-456-788",
        " 12 34-56 – 788\t",
        "１２３４５６７８８",
        "１２３　４５６　７８８",
        "123－456‐788",
    ] {
        assert_eq!(text.parse(), Ok(typed), "{text}");
    }
}

#[test]
fn a_slip_of_the_finger_is_told_from_something_else() {
    for text in ["", " - ", "12345678", "1234567880", "12345678x", "123.456.788", "٣٤٥٦٧٨٩٠١", "场所码"]
    {
        assert_eq!(text.parse::<TypedCode>(), Err(TypedCodeError::Shape), "{text}");
    }
    assert_eq!("123456789".parse::<TypedCode>(), Err(TypedCodeError::Checksum));
    assert_eq!(" ".repeat(1000).parse::<TypedCode>(), Err(TypedCodeError::Shape));
}

#[test]
fn there_is_no_code_beyond_the_last_number() {
    assert!(TypedCode::from_number(NUMBERS - 1).is_some());
    assert_eq!(TypedCode::from_number(NUMBERS), None);
}

proptest! {
    #[test]
    fn reading_what_was_printed_gives_the_same_code(number in 0..NUMBERS) {
        prop_assert_eq!(code(number).to_string().parse(), Ok(code(number)));
        prop_assert_eq!(code(number).number(), number);
    }

    #[test]
    fn one_wrong_digit_is_always_found(number in 0..NUMBERS, place in 0..9_usize, by in 1..10_u8) {
        let mut digits: Vec<u8> = code(number).to_string().bytes().filter(u8::is_ascii_digit).collect();
        digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
        let text = String::from_utf8(digits).unwrap();
        prop_assert_eq!(text.parse::<TypedCode>(), Err(TypedCodeError::Checksum));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,40}", digits in "[0-9０-９ -]{0,40}") {
        let _ = text.parse::<TypedCode>();
        let _ = digits.parse::<TypedCode>();
    }
}
