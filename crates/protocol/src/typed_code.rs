//! The typed code: nine digits below a poster's QR code, for who cannot scan it (DESIGN 4).
//!
//! The first eight are drawn at random by the server, which binds them to a place and a serial in its table; the
//! last is a check digit by ISO 7064 MOD 11,10, so that a slip of the finger is told without asking the server.

use std::fmt;
use std::str::FromStr;

use crate::document::check_digits::mod_11_10;

/// How many numbers there are: eight digits are free.
pub const NUMBERS: u32 = 100_000_000;
/// A longer text is not a typed code, however it is spaced.
const MAX_TEXT: usize = 128;

/// The eight free digits; the check digit follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypedCode(u32);

/// Why a text is not a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedCodeError {
    /// Not nine digits.
    #[error("not nine digits")]
    Shape,
    /// The check digit does not fit: a digit is mistyped.
    #[error("the check digit does not fit")]
    Checksum,
}

impl TypedCode {
    /// From a random number below [`NUMBERS`]; `None` for a greater one.
    pub const fn from_number(number: u32) -> Option<Self> {
        if number < NUMBERS { Some(Self(number)) } else { None }
    }

    /// The number behind it, below [`NUMBERS`]: what the server's table holds.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// All nine digits as a number.
    pub(crate) fn with_check_digit(self) -> u32 {
        self.0 * 10 + u32::from(check_digit(self))
    }
}

impl FromStr for TypedCode {
    type Err = TypedCodeError;

    /// Nine digits, also full-width ones; spaces and hyphens may stand anywhere.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_TEXT {
            return Err(TypedCodeError::Shape);
        }
        let mut digits = text.chars().filter(|c| !is_separator(*c)).map(digit);
        let mut number = 0;
        for _ in 0..8 {
            let digit = digits.next().flatten().ok_or(TypedCodeError::Shape)?;
            number = number * 10 + u32::from(digit);
        }
        let check = digits.next().flatten().ok_or(TypedCodeError::Shape)?;
        if digits.next().is_some() {
            return Err(TypedCodeError::Shape);
        }
        let code = Self(number);
        if check == check_digit(code) { Ok(code) } else { Err(TypedCodeError::Checksum) }
    }
}

impl fmt::Display for TypedCode {
    /// All nine digits in groups of three: `012 345 678`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.with_check_digit();
        write!(f, "{:03} {:03} {:03}", all / 1_000_000, all / 1000 % 1000, all % 1000)
    }
}

fn check_digit(code: TypedCode) -> u8 {
    let digits = (0..8).rev().map(|place| (code.0 / 10_u32.pow(place) % 10) as u8);
    mod_11_10(digits)
}

fn is_separator(c: char) -> bool {
    // U+2010 to U+2015 are hyphens and dashes, U+2212 the minus sign, U+FF0D the full-width hyphen.
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}
