//! Phone numbers: mainland mobiles as people write them, all others as E.164.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{all_digits, check_length, text};
use crate::problem::Reason;

/// A phone number as E.164 writes it: `+`, then 7 to 15 digits. Hidden in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Phone(Zeroizing<String>);

impl Phone {
    /// Reads a number as typed. Behind `+`, `00` or `0086` it is international; otherwise it must be a mainland
    /// mobile (`1[3-9]` and nine digits), which may have `86` before it.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let compact = text::compact(typed, &['+'])?;
        let (international, digits) = match compact.strip_prefix('+').or_else(|| compact.strip_prefix("00")) {
            Some(digits) => (true, digits),
            None => (false, compact.as_str()),
        };
        if !all_digits(digits) {
            return Err(Reason::Characters);
        }
        let mobile = match digits.strip_prefix("86") {
            Some(mobile) if international || mobile.len() == 11 => Some(mobile),
            _ if international => None,
            _ => Some(digits),
        };
        match mobile {
            Some(mobile) => check_mainland_mobile(mobile)?,
            None => check_e164(digits)?,
        }
        let mut phone = Zeroizing::new(String::with_capacity(16));
        phone.push('+');
        if let Some(mobile) = mobile {
            phone.push_str("86");
            phone.push_str(mobile);
        } else {
            phone.push_str(digits);
        }
        Ok(Self(phone))
    }

    /// `+` and the digits, at most 16 bytes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_mainland_mobile(digits: &str) -> Result<(), Reason> {
    check_length(digits, 11..=11)?;
    if matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) { Ok(()) } else { Err(Reason::Shape) }
}

fn check_e164(digits: &str) -> Result<(), Reason> {
    // The shortest numbers in use (Niue, Saint Helena) have seven and eight digits with their country code.
    check_length(digits, 7..=15)?;
    if digits.starts_with('0') { Err(Reason::Shape) } else { Ok(()) }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}
