//! Base32 (RFC 4648, section 6) without padding: what QR codes in alphanumeric mode hold. Letters of any case are read.

use std::fmt::{self, Write as _};

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS: u32 = 5;

pub(crate) fn write(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (mut waiting, mut bits) = (0_u32, 0);
    for byte in bytes {
        waiting = waiting << 8 | u32::from(*byte);
        bits += 8;
        while bits >= BITS {
            bits -= BITS;
            f.write_char(letter(waiting >> bits))?;
        }
    }
    if bits > 0 { f.write_char(letter(waiting << (BITS - bits))) } else { Ok(()) }
}

fn letter(bits: u32) -> char {
    char::from(ALPHABET[(bits & 31) as usize])
}

/// `None` unless these are exactly `N` bytes, written in the one way.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != (N * 8).div_ceil(BITS as usize) {
        return None;
    }
    let mut bytes = [0; N];
    let mut free = bytes.iter_mut();
    let (mut waiting, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let digit = match letter.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' => letter - b'A',
            digit @ b'2'..=b'7' => digit - b'2' + 26,
            _ => return None,
        };
        waiting = waiting << BITS | u32::from(digit);
        bits += BITS;
        if bits >= 8 {
            bits -= 8;
            *free.next()? = (waiting >> bits) as u8;
            waiting &= (1 << bits) - 1;
        }
    }
    (waiting == 0).then_some(bytes)
}
