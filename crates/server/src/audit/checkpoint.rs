//! A checkpoint: how far the audit chain had come, signed; one line of a file.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use venue_protocol::instant::Instant;

use crate::store::audit::Head;

/// Why the line was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The chain had come so far.
    Checkpoint,
    /// The chain was set back to here, from a backup.
    Restored,
}

impl Mark {
    const fn name(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Restored => "restored",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Checkpoint => 1,
            Self::Restored => 2,
        }
    }
}

/// A line: mark, number and hash of the chain's last entry, time, and an Ed25519 signature over
/// `'audit-checkpoint'` | mark 1 | number 8 | hash 32 | milliseconds since the Unix epoch 8 | SHA-256 of the line before.
/// So a line counts in its place only: none can be taken out, or be written down once more later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Why it was written.
    pub mark: Mark,
    /// The chain's end.
    pub head: Head,
    /// When.
    pub at: Instant,
    signature: [u8; 64],
}

/// A text that is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a checkpoint")]
pub struct CheckpointError;

impl Checkpoint {
    /// Signs that the chain has come so far. `before` is the line before it, empty for the first one.
    pub fn sign(mark: Mark, head: Head, at: Instant, before: &[u8], key: &SigningKey) -> Self {
        let signature = key.sign(&message(mark, head, at, before)).to_bytes();
        Self { mark, head, at, signature }
    }

    /// Whether one of these keys signed it to stand after that line.
    pub fn is_signed_by(&self, keys: &[VerifyingKey], before: &[u8]) -> bool {
        let (message, signature) = (message(self.mark, self.head, self.at, before), &self.signature);
        let signature = Signature::from_bytes(signature);
        keys.iter().any(|key| key.verify_strict(&message, &signature).is_ok())
    }
}

fn message(mark: Mark, head: Head, at: Instant, before: &[u8]) -> Vec<u8> {
    let (n, at, before) = (head.n.to_be_bytes(), at.millis().to_be_bytes(), Sha256::digest(before));
    [b"venue-code/v1/audit-checkpoint\0".as_slice(), &[mark.byte()], &n, &head.hash, &at, &before].concat()
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mark, head, at, signature } = self;
        let [hash, signature] = [&head.hash[..], signature].map(|bytes| BASE64URL_NOPAD.encode(bytes));
        write!(f, "{} {} {hash} {at} {signature}", mark.name(), head.n)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        fn bytes<const N: usize>(text: &str) -> Result<[u8; N], CheckpointError> {
            let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| CheckpointError)?;
            bytes.try_into().map_err(|_| CheckpointError)
        }
        let words: Vec<&str> = text.split(' ').collect();
        let [mark, n, hash, at, signature] = words[..] else { return Err(CheckpointError) };
        let marks = [Mark::Checkpoint, Mark::Restored];
        let mark = marks.into_iter().find(|known| known.name() == mark).ok_or(CheckpointError)?;
        let n = n.parse().map_err(|_| CheckpointError)?;
        let at = at.parse().map_err(|_| CheckpointError)?;
        let this = Self { mark, head: Head { n, hash: bytes(hash)? }, at, signature: bytes(signature)? };
        // There is one way to write it, since the next line is signed over it as it stands.
        if this.to_string() == text { Ok(this) } else { Err(CheckpointError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_and_its_signature_covers_every_word() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let head = Head { n: 17, hash: [3; 32] };
        let at = Instant::from_millis(1_795_399_800_123);
        let checkpoint = Checkpoint::sign(Mark::Checkpoint, head, at, b"before", &key);
        let line = checkpoint.to_string();
        assert!(line.starts_with("checkpoint 17 AwMD") && line.contains(" 2026-11-23T"), "{line}");
        assert_eq!(line.parse(), Ok(checkpoint));
        let keys = [SigningKey::from_bytes(&[8; 32]).verifying_key(), key.verifying_key()];
        assert!(checkpoint.is_signed_by(&keys, b"before") && !checkpoint.is_signed_by(&keys[..1], b"before"));
        assert!(!checkpoint.is_signed_by(&keys, b"") && !checkpoint.is_signed_by(&keys, b"befora"));
        for (from, to) in [("checkpoint", "restored"), (" 17 ", " 18 "), ("AwMD", "AwME"), ("123Z", "124Z")] {
            let other: Checkpoint = line.replacen(from, to, 1).parse().unwrap();
            assert!(!other.is_signed_by(&keys, b"before"), "{other}");
        }
        let other = line.replace(" 17 ", " +17 ");
        for text in ["", "checkpoint", &line[1..], &line[..line.len() - 1], &format!("{line} "), &other] {
            assert_eq!(text.parse::<Checkpoint>(), Err(CheckpointError), "{text}");
        }
    }
}
