//! Travel permits: 港澳居民来往内地通行证 and 台湾居民来往大陆通行证. Their numbers have no check digit.

use zeroize::Zeroizing;

use super::{Checked, all_digits};
use crate::problem::Reason;
use crate::wire::persons::Warning;

/// Hong Kong and Macau: `H` or `M` and 8 digits. Older cards print two digits more, which count the issues and
/// do not belong to the person's number.
pub(super) fn parse_hk_macau(number: &str) -> Checked {
    let digits = number.strip_prefix(['H', 'M']).ok_or(Reason::Shape)?;
    if !all_digits(digits) {
        return Err(Reason::Shape);
    }
    match digits.len() {
        8 | 10 => Ok((Zeroizing::new(number[..9].to_owned()), None)),
        9 => Err(Reason::Shape),
        0..8 => Err(Reason::TooShort),
        _ => Err(Reason::TooLong),
    }
}

/// Taiwan: 8 digits. Booklets issued until 2015 have 10, and some a letter behind them, which is not kept.
pub(super) fn parse_taiwan(number: &str) -> Checked {
    let digits = match number.strip_suffix(|last: char| last.is_ascii_uppercase()) {
        Some(digits) if digits.len() == 10 => digits,
        _ => number,
    };
    if !all_digits(digits) {
        return Err(Reason::Shape);
    }
    let warning = match digits.len() {
        8 => None,
        10 => Some(Warning::LegacyDocument),
        9 => return Err(Reason::Shape),
        0..8 => return Err(Reason::TooShort),
        _ => return Err(Reason::TooLong),
    };
    Ok((Zeroizing::new(digits.to_owned()), warning))
}
