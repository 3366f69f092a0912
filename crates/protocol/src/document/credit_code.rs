//! Unified social credit codes of organisations, 统一社会信用代码 (GB 32100).

use std::fmt;

use super::check_digits::mod_31;
use super::{all_digits, check_length, text};
use crate::problem::Reason;

/// The characters and, by their places, their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A code whose check character fits: register and kind (2), region (6 digits), organisation (9), check (1).
/// Codes are public, so it shows itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads a code as typed.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let code = text::compact(typed, &[])?;
        check_length(&code, 18..=18)?;
        let mut values = [0; 18];
        for (value, character) in values.iter_mut().zip(code.bytes()) {
            let place =
                ALPHABET.iter().position(|allowed| *allowed == character).ok_or(Reason::Characters)?;
            // A place in an alphabet of 31.
            *value = place as u8;
        }
        if !code.get(2..8).is_some_and(all_digits) {
            return Err(Reason::Shape);
        }
        let [body @ .., check] = values;
        if mod_31(body) == check { Ok(Self(code.to_string())) } else { Err(Reason::Checksum) }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
