//! Passport numbers. States form them as they like, within what ICAO 9303-4 leaves room for.

use zeroize::Zeroizing;

use super::{Checked, check_length};
use crate::problem::Reason;

/// 3 to 9 letters and digits, with a digit among them.
pub(super) fn parse(number: &str) -> Checked {
    check_length(number, 3..=9)?;
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Reason::Shape);
    }
    Ok((Zeroizing::new(number.to_owned()), None))
}
