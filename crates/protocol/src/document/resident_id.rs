//! Resident identity numbers (GB 11643): 居民身份证, and 港澳台居民居住证, which follows the same rule.

use zeroize::Zeroizing;

use super::check_digits::mod_11_2;
use super::{Checked, all_digits, date, region, text};
use crate::instant::Day;
use crate::problem::Reason;
use crate::wire::persons::Warning;

/// Region (6), date of birth (8), sequence (3), check digit (1).
const LENGTH: usize = 18;
/// Before 1999: region (6), date of birth without its century (6), sequence (3).
const OLD_LENGTH: usize = 15;
/// What the residence permits of Hong Kong, Macau and Taiwan residents begin with.
const PERMIT_REGIONS: [&str; 3] = ["810000", "820000", "830000"];

/// A resident identity card. 15 digits become 18, so that a person has one number.
pub(super) fn parse_card(number: &str, today: Day) -> Checked {
    let number =
        if number.len() == OLD_LENGTH { lengthen(number)? } else { Zeroizing::new(number.to_owned()) };
    check_last(&number)?;
    if !region::is_province(&number) {
        return Err(Reason::Region);
    }
    check_date(&number, today)?;
    let warning = (!region::is_known_county(&number)).then_some(Warning::UnknownCounty);
    Ok((number, warning))
}

/// A residence permit of Hong Kong, Macau and Taiwan residents.
pub(super) fn parse_permit(number: &str, today: Day) -> Checked {
    check_last(number)?;
    if !PERMIT_REGIONS.iter().any(|region| number.starts_with(region)) {
        return Err(Reason::Region);
    }
    check_date(number, today)?;
    Ok((Zeroizing::new(number.to_owned()), None))
}

/// Checks the length, the characters and the check digit, which goes first: most often a digit is mistyped.
/// Also for the permanent residence card of 2023.
pub(super) fn check_last(number: &str) -> Result<(), Reason> {
    super::check_length(number, LENGTH..=LENGTH)?;
    let (body, last) = number.split_at_checked(LENGTH - 1).ok_or(Reason::Characters)?;
    if !all_digits(body) || !matches!(last.as_bytes(), [b'0'..=b'9' | b'X']) {
        return Err(Reason::Shape);
    }
    if last == check_digit(body) { Ok(()) } else { Err(Reason::Checksum) }
}

fn check_date(number: &str, today: Day) -> Result<(), Reason> {
    date::check_eight(number.get(6..14).ok_or(Reason::Shape)?, today)
}

fn check_digit(body: &str) -> &'static str {
    const WRITTEN: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"];
    WRITTEN[usize::from(mod_11_2(body.bytes().map(text::value)))]
}

/// The 18 digits of 15. The sequences 996 to 999 were kept for persons born before 1900.
fn lengthen(number: &str) -> Result<Zeroizing<String>, Reason> {
    if !all_digits(number) {
        return Err(Reason::Shape);
    }
    let (region, rest) = number.split_at(6);
    let century = if matches!(&rest[6..], "996" | "997" | "998" | "999") { "18" } else { "19" };
    let mut long = Zeroizing::new(String::with_capacity(LENGTH));
    for part in [region, century, rest] {
        long.push_str(part);
    }
    let last = check_digit(&long);
    long.push_str(last);
    Ok(long)
}
