//! What an authenticator app shows (RFC 6238, SHA-1, six digits, 30 seconds).

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// The code of a secret in base32 at a time in seconds since the Unix epoch; `None` if the secret is not in base32.
/// A server takes each code once: for a second sign-in within 30 seconds take the code of 30 seconds later.
pub fn one_time_code(secret: &str, seconds: u64) -> Option<String> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let mut mac = Hmac::<Sha1>::new_from_slice(&secret).ok()?;
    mac.update(&(seconds / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = hash[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    Some(format!("{:06}", (number & 0x7fff_ffff) % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        assert_eq!(one_time_code(&secret, 59).unwrap(), "287082");
        assert_eq!(one_time_code(&secret, 20_000_000_000).unwrap(), "353130");
        assert_eq!(one_time_code("not base32", 59), None);
    }
}
