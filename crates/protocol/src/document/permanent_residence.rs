//! Foreign permanent residents' cards, 外国人永久居留身份证.

use zeroize::Zeroizing;

use super::check_digits::weights_7_3_1;
use super::{Checked, State, all_digits, date, digits, region, resident_id, text};
use crate::instant::Day;
use crate::problem::Reason;
use crate::wire::persons::Warning;

/// The form of 2023, 18 digits: 9, province (2), ISO 3166-1 numeric (3), date of birth (8), sequence (3), check.
/// The form of 2017, 15 characters: state (3 letters), region (4), date of birth without century (6), a digit, check.
pub(super) fn parse(number: &str, today: Day) -> Checked {
    let warning = if number.starts_with(|first: char| first.is_ascii_uppercase()) {
        check_2017(number, today)?
    } else {
        check_2023(number, today)?
    };
    Ok((Zeroizing::new(number.to_owned()), warning))
}

fn check_2023(number: &str, today: Day) -> Result<Option<Warning>, Reason> {
    resident_id::check_last(number)?;
    let part = |range| number.get(range).ok_or(Reason::Shape);
    if part(0..1)? != "9" {
        return Err(Reason::Shape);
    }
    if !region::is_province(part(1..3)?) {
        return Err(Reason::Region);
    }
    if !State::is_numeric(part(3..6)?) {
        return Err(Reason::State);
    }
    date::check_eight(part(6..14)?, today)?;
    Ok(None)
}

fn check_2017(number: &str, today: Day) -> Result<Option<Warning>, Reason> {
    super::check_length(number, 15..=15)?;
    let part = |range| number.get(range).ok_or(Reason::Shape);
    if !part(0..3)?.bytes().all(|byte| byte.is_ascii_uppercase()) || !all_digits(part(3..15)?) {
        return Err(Reason::Shape);
    }
    State::parse(part(0..3)?)?;
    if !region::is_province(part(3..5)?) {
        return Err(Reason::Region);
    }
    date::check_six(part(7..13)?, today)?;
    // Cards are known whose check digit does not fit: worth a look, no refusal.
    let computed = weights_7_3_1(part(0..14)?.bytes().map(text::value));
    Ok((digits(number, 14..15) != Some(computed.into())).then_some(Warning::WeakChecksum))
}
