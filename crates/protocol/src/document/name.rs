//! Names of persons.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::text::{self, Form};
use crate::problem::Reason;

/// A person's name: NFC, trimmed, single spaces, 1 to 100 characters and at most 120 bytes of UTF-8 (SEALING 4),
/// with a letter and nothing invisible in it. Hidden in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Name(Zeroizing<String>);

impl Name {
    /// At most so many characters.
    pub const MAX_CHARS: usize = 100;
    /// At most so many bytes of UTF-8.
    pub const MAX_BYTES: usize = 120;

    /// Reads a name as typed.
    ///
    /// # Errors
    /// [`Reason::Missing`], [`Reason::TooLong`], or [`Reason::Characters`] for control characters, marks that turn
    /// the direction of text or hide in it, and names without any letter.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let normal = text::normalise(typed, Form::Nfc)?;
        if text::is_blank(&normal) {
            return Err(Reason::Missing);
        }
        let mut name = Zeroizing::new(String::with_capacity(normal.len()));
        for word in normal.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        if name.len() > Self::MAX_BYTES || name.chars().count() > Self::MAX_CHARS {
            return Err(Reason::TooLong);
        }
        if name.chars().any(|c| c.is_control() || text::is_invisible(c)) || !name.chars().any(may_be_letter) {
            return Err(Reason::Characters);
        }
        Ok(Self(name))
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What tells persons without a document apart behind their phone number: the name without spaces, dots and
    /// other ASCII marks, ASCII letters in upper case.
    pub fn key(&self) -> Zeroizing<String> {
        let mut key = Zeroizing::new(String::with_capacity(self.0.len()));
        key.extend(
            self.0
                .chars()
                .filter(|c| may_be_letter(*c) || c.is_ascii_digit())
                .map(|c| c.to_ascii_uppercase()),
        );
        key
    }
}

/// Everything beyond ASCII passes: the tables of letters are not worth their bytes in the Wasm.
fn may_be_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || (!character.is_ascii() && !text::is_separator(character))
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(..)")
    }
}
