//! The modules of a code.

use std::fmt;

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

use crate::noise::Noise;

/// A code, before it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it says.
    pub text: String,
    /// Modules a side.
    pub side: usize,
    dark: Vec<bool>,
}

/// Without its modules, which nobody reads.
impl fmt::Debug for Symbol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Symbol")
            .field("text", &self.text)
            .field("side", &self.side)
            .finish_non_exhaustive()
    }
}

impl Symbol {
    /// The smallest code of level M that holds the text.
    ///
    /// # Errors
    /// If the text is too long.
    pub fn of(text: &str) -> Result<Self, QrError> {
        Ok(Self::from(&QrCode::with_error_correction_level(text, EcLevel::M)?, text))
    }

    /// A code that was made elsewhere.
    pub fn from(code: &QrCode, text: &str) -> Self {
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Self { text: text.to_owned(), side: code.width(), dark }
    }

    /// Any square of modules, row by row.
    pub fn from_modules(dark: Vec<bool>, text: &str) -> Self {
        Self { text: text.to_owned(), side: dark.len().isqrt(), dark }
    }

    /// As a venue's code: an address with a token, in capitals, or in small letters as others print it.
    pub(crate) fn venue(noise: &mut Noise) -> Self {
        let capitals = noise.below(3) > 0;
        let (start, letters, length): (_, &[u8], _) = if capitals {
            ("HTTPS://VENUE.EXAMPLE/V/", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 128)
        } else {
            (
                "https://venue.example/v/",
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
                86,
            )
        };
        Self::random(start, letters, length, noise)
    }

    /// A large code that says so many letters.
    pub(super) fn long(length: usize, noise: &mut Noise) -> Self {
        Self::random("long:", b"abcdefghijklmnopqrstuvwxyz", length, noise)
    }

    #[expect(clippy::expect_used, reason = "the callers' texts are short enough for a code")]
    fn random(start: &str, letters: &[u8], length: usize, noise: &mut Noise) -> Self {
        let mut text = start.to_owned();
        text.extend((0..length).map(|_| char::from(letters[noise.below(letters.len())])));
        Self::of(&text).expect("a text that fits")
    }

    /// Whether ink is printed there; beyond the sides there is none.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.side && row < self.side && self.dark[row * self.side + column]
    }
}
