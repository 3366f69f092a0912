//! Base32 (RFC 4648, section 6) without padding, for whole groups of 5 bytes: the token's text. Letters of any case are read.

use std::fmt::{self, Write as _};

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

pub(super) fn write(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for group in bytes.chunks_exact(5) {
        let bits = group.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for place in (0..8).rev() {
            f.write_char(char::from(ALPHABET[(bits >> (5 * place) & 31) as usize]))?;
        }
    }
    Ok(())
}

/// `None` unless these are exactly `N` bytes; `N` is a multiple of 5.
pub(super) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() * 5 != N * 8 {
        return None;
    }
    let mut bytes = [0; N];
    for (group, letters) in bytes.chunks_exact_mut(5).zip(text.as_bytes().chunks_exact(8)) {
        let bits = letters.iter().try_fold(0_u64, |bits, letter| {
            let digit = match letter.to_ascii_uppercase() {
                letter @ b'A'..=b'Z' => letter - b'A',
                digit @ b'2'..=b'7' => digit - b'2' + 26,
                _ => return None,
            };
            Some(bits << 5 | u64::from(digit))
        })?;
        group.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    Some(bytes)
}
