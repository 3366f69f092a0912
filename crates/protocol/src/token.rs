//! The venue-code token (DESIGN 4): what a poster's QR code says, and how it is judged.
//!
//! Reading, printing and judging the time need no cryptography; signing and verifying come with the feature
//! `sign`, so that a program which only passes tokens on stays small.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base32;
use crate::id::{PlaceId, Serial};
use crate::instant::{Day, Instant};
use crate::problem::ProblemType;

#[cfg(feature = "sign")]
mod signature;
#[cfg(feature = "sign")]
pub use ed25519_dalek::SigningKey;
#[cfg(feature = "sign")]
pub use signature::GenuineToken;

/// Length of a token in bytes; its base32 text has [`TOKEN_CHARS`] characters.
pub const TOKEN_LEN: usize = 80;
/// Length of a token's text: 80 B are 128 characters of base32 without padding.
pub const TOKEN_CHARS: usize = 128;
/// How much of a token the signature covers.
const SIGNED_LEN: usize = 16;
/// A longer text is not a venue code.
const MAX_TEXT: usize = 1024;
/// A longer host is not a DNS name (RFC 1035) with a port.
const MAX_HOST: usize = 253 + 6;
/// Length of one step of a rotating code.
const STEP_MS: i64 = 30_000;
/// A rotating code is dead so long after its step began: its own step and the next one, for who raised the phone in time.
const STEP_LIFE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// Why a code is not accepted. The client has words for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CodeRefusal {
    /// The text is not a venue code of any service.
    #[error("not a venue code")]
    Unreadable,
    /// A venue code of another service.
    #[error("a venue code of another service, {host}")]
    Foreign {
        /// The host that it names.
        host: CodeHost,
    },
    /// It names this service, but its token is cut off, altered, or of a version that this program does not know.
    #[error("a damaged venue code")]
    Damaged,
    /// Signed with a key that is not known here: forged, or newer than the keys of this device.
    #[error("signed with the unknown key {key_id}")]
    UnknownKey {
        /// The key that it names.
        key_id: u8,
    },
    /// The signature does not fit: nobody of this service made it.
    #[error("the signature does not fit")]
    Forged,
    /// Scanned before its time.
    #[error("not valid before {from}")]
    NotYetValid {
        /// The first instant of its time.
        from: Instant,
    },
    /// Scanned after its time.
    #[error("no longer valid since {since}")]
    Expired {
        /// The first instant after its time.
        since: Instant,
    },
}

impl CodeRefusal {
    /// The problem type that the server answers.
    pub const fn problem(&self) -> ProblemType {
        match self {
            Self::Unreadable | Self::Damaged => ProblemType::CodeUnreadable,
            Self::Foreign { .. } => ProblemType::CodeForeign,
            Self::UnknownKey { .. } | Self::Forged => ProblemType::CodeForged,
            Self::NotYetValid { .. } | Self::Expired { .. } => ProblemType::CodeExpired,
        }
    }
}

/// When a code is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// Version 1: all of these days, both ends included. If `to` lies before `from` the code is never good.
    Days {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
    /// Version 2, a rotating code: one step of 30 s, counted since the Unix epoch.
    Step(u32),
}

impl Validity {
    /// The step that a time lies in, for a rotating code.
    pub fn step_of(now: Instant) -> Self {
        Self::Step(u32::try_from(now.millis() / STEP_MS).unwrap_or(u32::MAX))
    }

    /// The first instant at which the code is good.
    pub const fn from(self) -> Instant {
        match self {
            Self::Days { from, .. } => from.start(),
            Self::Step(step) => Instant::from_millis(step as i64 * STEP_MS),
        }
    }

    /// The first instant at which it is no longer good.
    pub const fn until(self) -> Instant {
        match self {
            Self::Days { to, .. } => to.start().plus_millis(DAY_MS),
            Self::Step(_) => self.from().plus_millis(STEP_LIFE_MS),
        }
    }

    const fn version(self) -> u8 {
        match self {
            Self::Days { .. } => 1,
            Self::Step(_) => 2,
        }
    }

    fn to_bytes(self) -> [u8; 4] {
        match self {
            Self::Days { from, to } => {
                let ([a, b], [c, d]) = (from.0.to_be_bytes(), to.0.to_be_bytes());
                [a, b, c, d]
            }
            Self::Step(step) => step.to_be_bytes(),
        }
    }

    const fn from_bytes(version: u8, [a, b, c, d]: [u8; 4]) -> Option<Self> {
        match version {
            1 => Some(Self::Days {
                from: Day(u16::from_be_bytes([a, b])),
                to: Day(u16::from_be_bytes([c, d])),
            }),
            2 => Some(Self::Step(u32::from_be_bytes([a, b, c, d]))),
            _ => None,
        }
    }
}

/// A token of the right shape. Who made it is not known before `VenueToken::verify` (feature `sign`).
///
/// Layout, 80 B, big-endian: version 1 | key id 1 | place 6 | serial 4 | validity 4 (version 1: first day 2, last
/// day 2, in days since 2020-01-01 in Asia/Shanghai; version 2: step 4) | Ed25519 signature 64.
/// Its text is upper-case base32 (RFC 4648) without padding; any letter case is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VenueToken {
    /// Which key signed it.
    pub key_id: u8,
    /// The venue or zone.
    pub place: PlaceId,
    /// Which issue of the place's code.
    pub serial: Serial,
    /// When it is good.
    pub validity: Validity,
    signature: [u8; 64],
}

impl VenueToken {
    /// Reads the 80 bytes.
    pub fn from_bytes(bytes: &[u8; TOKEN_LEN]) -> Result<Self, CodeRefusal> {
        let [version, key_id, p0, p1, p2, p3, p4, p5, s0, s1, s2, s3, v0, v1, v2, v3, signature @ ..] =
            *bytes;
        Ok(Self {
            key_id,
            place: PlaceId([p0, p1, p2, p3, p4, p5]),
            serial: Serial(u32::from_be_bytes([s0, s1, s2, s3])),
            validity: Validity::from_bytes(version, [v0, v1, v2, v3]).ok_or(CodeRefusal::Damaged)?,
            signature,
        })
    }

    /// The 80 bytes.
    pub fn to_bytes(&self) -> [u8; TOKEN_LEN] {
        let mut bytes = [0; TOKEN_LEN];
        let (head, signature) = bytes.split_at_mut(SIGNED_LEN);
        head.copy_from_slice(&self.signed_bytes());
        signature.copy_from_slice(&self.signature);
        bytes
    }

    /// Whether the code was good when it was scanned.
    pub fn judge_at(&self, scanned_at: Instant) -> Result<(), CodeRefusal> {
        let (from, since) = (self.validity.from(), self.validity.until());
        if scanned_at < from {
            Err(CodeRefusal::NotYetValid { from })
        } else if scanned_at >= since {
            Err(CodeRefusal::Expired { since })
        } else {
            Ok(())
        }
    }

    /// The URL for the QR code, all in QR's alphanumeric mode.
    pub fn url(&self, host: &CodeHost) -> String {
        format!("HTTPS://{host}/V/{self}")
    }

    fn signed_bytes(&self) -> [u8; SIGNED_LEN] {
        let mut bytes = [0; SIGNED_LEN];
        bytes[0] = self.validity.version();
        bytes[1] = self.key_id;
        bytes[2..8].copy_from_slice(&self.place.0);
        bytes[8..12].copy_from_slice(&self.serial.0.to_be_bytes());
        bytes[12..].copy_from_slice(&self.validity.to_bytes());
        bytes
    }
}

impl fmt::Display for VenueToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base32::write(&self.to_bytes(), f)
    }
}

impl FromStr for VenueToken {
    type Err = CodeRefusal;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = base32::read::<TOKEN_LEN>(text).ok_or(CodeRefusal::Damaged)?;
        Self::from_bytes(&bytes)
    }
}

/// The URL in a venue code's symbol, or the path of one: `HTTPS://HOST/V/TOKEN`.
#[derive(Debug, Clone, Copy)]
pub enum CodeUrl {}

impl CodeUrl {
    /// Reads the text of a QR code, or the path `/V/TOKEN` of a page that was opened from one, in any letter case.
    /// Plain `http` is read too, for trials on one's own machine. Whatever follows the token as query, fragment
    /// or further path is ignored: apps that open links add such things.
    pub fn parse(text: &str, own_host: &CodeHost) -> Result<VenueToken, CodeRefusal> {
        let text = text.trim();
        if text.len() > MAX_TEXT {
            return Err(CodeRefusal::Unreadable);
        }
        let (host, path) = if text.starts_with('/') {
            (None, text)
        } else {
            let rest = strip_prefix(text, "https://").or_else(|| strip_prefix(text, "http://"));
            let (host, path) = rest
                .and_then(|rest| rest.split_at_checked(rest.find('/')?))
                .ok_or(CodeRefusal::Unreadable)?;
            (Some(host.parse::<CodeHost>().map_err(|_| CodeRefusal::Unreadable)?), path)
        };
        let token = strip_prefix(path, "/v/").ok_or(CodeRefusal::Unreadable)?;
        let token = token.split(['/', '?', '#']).next().unwrap_or_default();
        match (host, token.parse()) {
            (None, token) => token,
            (Some(host), token) if host == *own_host => token,
            (Some(host), Ok(_)) => Err(CodeRefusal::Foreign { host }),
            // Any other site may have pages below /v/.
            (Some(_), Err(_)) => Err(CodeRefusal::Unreadable),
        }
    }
}

/// `prefix` is ASCII, and is taken off in any letter case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The host in a service's venue codes, upper case, with its port if it has one: letters, digits, `.`, `-`, `:`,
/// all of which QR's alphanumeric mode has. (An IPv6 address has brackets, which it has not.)
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CodeHost(String);

/// A text that is no host, or one that a venue code cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a host name or IPv4 address, with or without a port")]
pub struct CodeHostError;

impl CodeHost {
    /// The host itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CodeHost {
    type Err = CodeHostError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, port) = text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port)));
        let name_fits = !name.is_empty()
            && name.split('.').all(|label| !label.is_empty())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let port_fits = port.is_none_or(|port| {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port != 0)
        });
        if text.len() <= MAX_HOST && name_fits && port_fits {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(CodeHostError)
        }
    }
}

impl fmt::Display for CodeHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CodeHost {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
