//! Bringing what people type or paste into one form, before it is judged.
//!
//! Unicode's tables take 50 KB of compressed Wasm; every browser has them already, so that is asked there.

use zeroize::Zeroizing;

use crate::problem::Reason;

/// Longer input is refused before it is looked at, in bytes; nothing that a person fills in is as long.
pub(crate) const MAX_INPUT: usize = 1024;

/// A Unicode normalisation form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Composed; what names are kept in.
    Nfc,
    /// Composed, full-width and other look-alike forms made plain; what numbers are read from.
    Nfkc,
}

/// The text in a normalisation form. In one allocation, so that no other copy of it stays behind.
pub(crate) fn normalise(text: &str, form: Form) -> Result<Zeroizing<String>, Reason> {
    if text.len() > MAX_INPUT {
        return Err(Reason::TooLong);
    }
    Ok(platform::normalise(text, form))
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod platform {
    use unicode_normalization::UnicodeNormalization as _;
    use zeroize::Zeroizing;

    use super::Form;

    /// How much longer NFKC makes a text at worst (UAX 15), in bytes of UTF-8.
    const MAX_GROWTH: usize = 11;

    pub(super) fn normalise(text: &str, form: Form) -> Zeroizing<String> {
        let mut normal = Zeroizing::new(String::with_capacity(text.len() * MAX_GROWTH));
        match form {
            Form::Nfc => normal.extend(text.nfc()),
            Form::Nfkc => normal.extend(text.nfkc()),
        }
        normal
    }
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod platform {
    use zeroize::Zeroizing;

    use super::Form;

    pub(super) fn normalise(text: &str, form: Form) -> Zeroizing<String> {
        let form = match form {
            Form::Nfc => "NFC",
            Form::Nfkc => "NFKC",
        };
        Zeroizing::new(String::from(js_sys::JsString::from(text).normalize(form)))
    }
}

/// A number without its separators: NFKC, upper case, nothing but ASCII letters, digits and what `keep` allows.
pub(crate) fn compact(text: &str, keep: &[char]) -> Result<Zeroizing<String>, Reason> {
    let normal = normalise(text, Form::Nfkc)?;
    let mut compact = Zeroizing::new(String::with_capacity(normal.len()));
    for character in normal.chars() {
        if character.is_ascii_alphanumeric() || keep.contains(&character) {
            compact.push(character.to_ascii_uppercase());
        } else if !is_separator(character) {
            return Err(Reason::Characters);
        }
    }
    if compact.is_empty() { Err(Reason::Missing) } else { Ok(compact) }
}

/// What people and address books put between digits, including invisible marks that copying brings along.
pub(crate) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || is_invisible(character)
        || matches!(character, '-' | '.' | '/' | '_' | '(' | ')' | '·' | '•' | '\u{2010}'..='\u{2015}' | '−')
}

/// Marks without a picture of their own: they turn the direction of text, or only hide in it.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The value of an ASCII digit or letter, as ICAO 9303 and ISO 7064 count: 0 to 9, A = 10 to Z = 35; else 0.
pub(crate) fn value(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        _ => 0,
    }
}

/// Whether there is nothing in it to see.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_invisible(character))
}
