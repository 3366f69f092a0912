use venue_protocol::instant::Day;
use venue_protocol::typed_code::TypedCode;

use super::{TODAY, at};
use crate::console::state::slips::{
    SlipNumber, TimeWrong, day_and_time, digits, in_threes, judge, parse_day, time_of,
};

#[test]
fn a_number_is_judged_as_it_is_typed() {
    let code = TypedCode::from_number(1_234_567).unwrap();
    let text = code.to_string();
    assert_eq!(judge("", &[]), SlipNumber::Empty);
    assert_eq!(judge("012 3", &[]), SlipNumber::Incomplete(5));
    assert_eq!(judge(&text, &[]), SlipNumber::Good(code));
    assert_eq!(judge(&text, &[1_234_567]), SlipNumber::Again(code));
    assert_eq!(judge("01234567a", &[]), SlipNumber::Odd);
    assert_eq!(judge(&format!("{text}1"), &[]), SlipNumber::Odd);
}

#[test]
fn one_mistyped_digit_is_noticed_wherever_it_is() {
    let good = digits(TypedCode::from_number(1_234_567).unwrap());
    for at in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
        let typed = String::from_utf8(bytes).unwrap();
        assert_eq!(judge(&typed, &[]), SlipNumber::Mistyped, "{typed}");
    }
}

#[test]
fn a_number_is_shown_in_groups_of_three() {
    for number in ["012345678", "012 345 678"] {
        assert_eq!(in_threes(number), "012 345 678");
    }
}

#[test]
fn a_number_is_sent_without_spaces() {
    assert_eq!(digits(TypedCode::from_number(1).unwrap()).len(), 9);
}

#[test]
fn the_time_on_a_slip_is_that_of_the_venue_and_not_in_the_future() {
    let now = at("10:00:00");
    assert_eq!(time_of("2026-11-23", "09:05", now), Ok(at("09:05:00")));
    assert_eq!(time_of("2026-11-23", "10:01", now), Err(TimeWrong::Future));
    for (day, time) in [("", "09:05"), ("2026-11-23", ""), ("2026-02-30", "09:05"), ("2026-11-23", "25:00")] {
        assert_eq!(time_of(day, time, now), Err(TimeWrong::Missing), "{day} {time}");
    }
    let (day, time) = day_and_time(at("00:07:59"));
    assert_eq!((day.as_str(), time.as_str()), ("2026-11-23", "00:07"));
}

#[test]
fn a_day_reads_back_as_printed_and_nothing_else_is_one() {
    assert_eq!(parse_day(&TODAY.to_string()), Some(TODAY));
    assert_eq!(parse_day("2020-01-01"), Some(Day(0)));
    for text in ["2019-12-31", "2026-11-31", "", "23.11.2026"] {
        assert_eq!(parse_day(text), None, "{text}");
    }
}
