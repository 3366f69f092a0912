use venue_protocol::id::PassSecret;

use crate::console::state::pass_code::{PassCodeError, parse};

/// Sixteen bytes of 0xff are 25 sevens and a last letter of which three bits count.
const ALL_ONES: &str = "VENUE-PASS:77777777777777777777777774";

#[test]
fn a_code_is_read_in_either_case_and_as_a_scanner_types_it() {
    for text in [
        ALL_ONES.to_owned(),
        ALL_ONES.to_lowercase(),
        ALL_ONES.replace([':', '-'], "/"),
        format!(" {ALL_ONES}\r\n"),
    ] {
        assert_eq!(parse(&text), Ok(PassSecret([0xff; 16])), "{text}");
    }
    assert_eq!(parse(&format!("VENUE-PASS:{}", "A".repeat(26))), Ok(PassSecret([0; 16])));
    let counting = "VENUE-PASS:AAAQEAYEAUDAOCAJBIFQYDIOB4";
    assert_eq!(parse(counting), Ok(PassSecret(std::array::from_fn(|n| n as u8))));
}

#[test]
fn a_code_that_was_scanned_behind_another_or_a_torn_one_is_the_one_that_counts() {
    let counting = Ok(PassSecret(std::array::from_fn(|n| n as u8)));
    for before in [ALL_ONES, &ALL_ONES[..30], "HTTPS://EXAMPLE.ORG/V/AEAQ", &ALL_ONES.repeat(5)] {
        assert_eq!(parse(&format!("{before}venue-pass:aaaqeayeaudaocajbifqydiob4")), counting, "{before}");
    }
    let torn = format!("{ALL_ONES}{}", &ALL_ONES[..30]);
    assert_eq!(parse(&torn), Err(PassCodeError::Torn), "the one before does not stand in for it");
}

#[test]
fn what_is_no_pass_is_told_from_a_torn_one() {
    assert_eq!(parse("  "), Err(PassCodeError::Empty));
    for text in ["HTTPS://EXAMPLE.ORG/V/AEAQ", "220102190001010016", "场所码", &"A".repeat(200)] {
        assert_eq!(parse(text), Err(PassCodeError::Other), "{text}");
    }
    // Cut off, a letter too many, a digit that base32 does not have, bits behind the last byte.
    let torn =
        [&ALL_ONES[..30], &format!("{ALL_ONES}7"), &ALL_ONES.replace('4', "1"), &ALL_ONES.replace('4', "7")];
    for text in torn {
        assert_eq!(parse(text), Err(PassCodeError::Torn), "{text}");
    }
}
