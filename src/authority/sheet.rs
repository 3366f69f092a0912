//! The recovery sheet (SEALING 2): a role's private key on paper, as words and as the text of a QR code.

use bip39::Mnemonic;
use venue_protocol::seal::PrivateKey;

use super::message::Secret;

/// The key as 24 English words (BIP 39: the last one checks the others).
///
/// # Errors
/// Never for a key of 32 bytes.
pub fn to_words(key: &PrivateKey) -> Result<Secret, bip39::Error> {
    Ok(Secret(Mnemonic::from_entropy(key.as_bytes())?.to_string()))
}

/// Reads what was typed or pasted from a sheet: its words, or the text of its QR code.
pub fn read(typed: &Secret) -> Option<PrivateKey> {
    let text = typed.0.trim();
    if let Ok(key) = text.parse() {
        return Some(key);
    }
    // Whatever stands between and around the words on paper: numbers, commas, lines.
    let letters = |c: char| !c.is_ascii_alphabetic();
    let words: Vec<_> =
        text.split(letters).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let (entropy, len) = Mnemonic::parse_normalized(&words.join(" ")).ok()?.to_entropy_array();
    Some(PrivateKey(entropy.get(..len)?.try_into().ok()?))
}
