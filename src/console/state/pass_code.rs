//! A paper pass's code as a camera or a handheld scanner gives it.

use venue_protocol::id::PassSecret;
use venue_protocol::pass_code::PassCode;
use venue_protocol::wire::desk::PASS_PREFIX;

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
    let code: PassCode = format!("{PASS_PREFIX}{secret}").parse().map_err(|_| PassCodeError::Torn)?;
    Ok(code.0)
}

/// Its letters and digits, in capitals.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
