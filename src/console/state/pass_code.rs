//! A paper pass's code as a camera or a handheld scanner gives it.

use venue_protocol::id::PassSecret;
use venue_protocol::wire::desk::PASS_PREFIX;

/// Letters and digits of the secret in base32.
const LENGTH: usize = 26;
/// A longer text is not a pass, however it is spaced.
const MAX_TEXT: usize = 128;

/// Why a text is no pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassCodeError {
    /// Nothing is there.
    #[error("nothing is there")]
    Empty,
    /// It is another code, such as a venue's.
    #[error("not the code of a pass")]
    Other,
    /// It begins as a pass's, but is torn.
    #[error("the code of a pass is not whole")]
    Torn,
}

/// Reads a pass's code. Handheld scanners type it, as the keyboard's layout would have it: the colon may come as another
/// sign, and letters small.
///
/// # Errors
/// Why it is none.
pub fn parse(text: &str) -> Result<PassSecret, PassCodeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PassCodeError::Empty);
    }
    if text.len() > MAX_TEXT {
        return Err(PassCodeError::Other);
    }
    let compact = letters(text);
    let secret = compact.strip_prefix(&letters(PASS_PREFIX)).ok_or(PassCodeError::Other)?;
    decode(secret).map(PassSecret).ok_or(PassCodeError::Torn)
}

/// Its letters and digits, in capitals.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Base32 (RFC 4648) of sixteen bytes; the two bits left over are zero.
fn decode(text: &str) -> Option<[u8; PassSecret::LEN]> {
    if text.len() != LENGTH {
        return None;
    }
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::with_capacity(PassSecret::LEN);
    for letter in text.bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    if bits == 0 { bytes.try_into().ok() } else { None }
}
