//! A paper pass's code as a camera or a handheld scanner gives it.

use venue_protocol::id::PassSecret;
use venue_protocol::pass_code::PassCode;
use venue_protocol::wire::desk::PASS_PREFIX;

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
/// sign, and letters small. They type it behind whatever stands in the field, so that the last code counts.
///
/// # Errors
/// Why it is none.
pub fn parse(text: &str) -> Result<PassSecret, PassCodeError> {
    if text.trim().is_empty() {
        return Err(PassCodeError::Empty);
    }
    let (compact, prefix) = (letters(text), letters(PASS_PREFIX));
    let (_, secret) = compact.rsplit_once(&prefix).ok_or(PassCodeError::Other)?;
    let code: PassCode = format!("{PASS_PREFIX}{secret}").parse().map_err(|_| PassCodeError::Torn)?;
    Ok(code.0)
}

/// Its letters and digits, in capitals.
fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
