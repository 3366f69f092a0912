//! The text of a paper pass's QR code: [`PASS_PREFIX`] and the secret, in QR's alphanumeric mode.

use std::fmt;
use std::str::FromStr;

use crate::base32;
use crate::id::PassSecret;
use crate::wire::desk::PASS_PREFIX;

/// The text of a pass's QR code; prints in upper case, reads any letter case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassCode(pub PassSecret);

/// A text that is not that of a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the text of a pass")]
pub struct NoPass;

impl fmt::Display for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PASS_PREFIX)?;
        base32::write(self.0.as_bytes(), f)
    }
}

impl FromStr for PassCode {
    type Err = NoPass;

    fn from_str(text: &str) -> Result<Self, NoPass> {
        let (prefix, secret) = text.trim().split_at_checked(PASS_PREFIX.len()).ok_or(NoPass)?;
        if !prefix.eq_ignore_ascii_case(PASS_PREFIX) {
            return Err(NoPass);
        }
        base32::read(secret).map(|bytes| Self(PassSecret(bytes))).ok_or(NoPass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_s_code_reads_back_and_has_characters_of_the_alphanumeric_mode_only() {
        let code = PassCode(PassSecret([0xa5; 16]));
        let text = code.to_string();
        assert_eq!(text, "VENUE-PASS:UWS2LJNFUWS2LJNFUWS2LJNFUU");
        assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b":-".contains(&b)));
        assert_eq!(text.parse(), Ok(code.clone()));
        assert_eq!(format!(" {}\n", text.to_lowercase()).parse(), Ok(code));
    }

    #[test]
    fn what_is_cut_off_altered_or_something_else_is_no_pass() {
        let text = PassCode(PassSecret([0xa5; 16])).to_string();
        let others = [
            "".to_owned(),
            text[..text.len() - 1].to_owned(),
            format!("{text}A"),
            // The last letter has two bits that mean nothing and must be zero.
            format!("{}V", &text[..text.len() - 1]),
            text.replace("PASS", "PAST"),
            "HTTPS://EXAMPLE.ORG/V/AEBAGBAF".to_owned(),
            "通行证".to_owned(),
        ];
        for other in others {
            assert_eq!(other.parse::<PassCode>(), Err(NoPass), "{other}");
        }
    }
}
