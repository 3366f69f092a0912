//! Newtype ids: byte strings of a fixed length, shown as unpadded base64url.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

/// A text that is not an id of the expected kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {expected} bytes in unpadded base64url")]
pub struct IdError {
    /// How many bytes the id has.
    pub expected: usize,
}

/// Declares a newtype over `[u8; LEN]` that reads and writes itself as unpadded base64url.
#[macro_export]
macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);
        $crate::byte_text!($name, $len);
    };
}

/// As [`byte_id!`], for bytes that grant something to whoever shows them: hidden in `Debug`, wiped when dropped.
#[macro_export]
macro_rules! byte_secret {
    ($(#[$doc:meta])* $name:ident, $len:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name(pub [u8; $len]);
        $crate::byte_text!(@common $name, $len);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

/// The text form shared by [`byte_id!`] and [`byte_secret!`].
#[doc(hidden)]
#[macro_export]
macro_rules! byte_text {
    ($name:ident, $len:expr) => {
        $crate::byte_text!(@common $name, $len);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
    (@common $name:ident, $len:expr) => {
        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// The bytes themselves.
            pub fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::id::write_text(&self.0, f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::id::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::id::parse_text(text).map(Self)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::id::deserialize_text(deserializer).map(Self)
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::id::text_schema(Self::LEN)
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

#[doc(hidden)]
pub fn write_text(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&Base64UrlUnpadded::encode_string(bytes))
}

#[doc(hidden)]
pub fn parse_text<const N: usize>(text: &str) -> Result<[u8; N], IdError> {
    let error = IdError { expected: N };
    let mut bytes = [0; N];
    let decoded = Base64UrlUnpadded::decode(text, &mut bytes).map_err(|_| error)?;
    if decoded.len() == N { Ok(bytes) } else { Err(error) }
}

#[doc(hidden)]
pub fn deserialize_text<'de, D: serde::Deserializer<'de>, const N: usize>(
    deserializer: D,
) -> Result<[u8; N], D::Error> {
    struct Visitor<const N: usize>;
    impl<const N: usize> serde::de::Visitor<'_> for Visitor<N> {
        type Value = [u8; N];
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{N} bytes in unpadded base64url")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            parse_text(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Visitor)
}

#[cfg(feature = "openapi")]
#[doc(hidden)]
pub fn text_schema(len: usize) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    let chars = (len * 8).div_ceil(6);
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .pattern(Some(format!("^[A-Za-z0-9_-]{{{chars}}}$")))
        .description(Some(format!("{len} bytes in unpadded base64url")))
        .into()
}

byte_id!(
    /// A place: a venue, or one zone or gate of it. Drawn at random.
    PlaceId, 6
);
byte_id!(
    /// A check-in: hour of the scan (4 B, hours since the Unix epoch) | SHA-256 of the secret (12 B). SEALING 6.
    EventId, 16
);
byte_secret!(
    /// The secret of a check-in, drawn by the device. Whoever shows it owns the event. SEALING 6.
    EventSecret, 16
);
byte_secret!(
    /// `r` of SEALING 4: chosen by the device, sealed with the identity, kept to ask later for a receipt.
    ReceiptSecret, 16
);
byte_secret!(
    /// N of SEALING 10: given to those who visited a venue on a day, so that they can tell later whether the visit was
    /// affected.
    NoticeKey, 16
);
byte_secret!(
    /// What a device keeps after registering a person: opaque, 62 B. It checks in and withdraws its own
    /// registration, and reads nothing. SEALING 5.
    Credential, 62
);
byte_id!(
    /// A registration that is on its way to another device (F19). Drawn at random, good for one taking.
    TransferId, 16
);
byte_id!(
    /// Somebody who may sign in at a console. Drawn at random.
    AccountId, 8
);
byte_id!(
    /// A session of an account, as it is listed; the cookie holds another secret.
    SessionId, 8
);
byte_id!(
    /// The ID number of somebody who applies for a venue, sealed to the reviewers: 80 B. Made and opened by
    /// `crate::seal::applicant_number`.
    ApplicantNumber, 80
);
byte_id!(
    /// An invitation to a venue, as it is listed; the link holds another secret.
    InvitationId, 8
);
byte_secret!(
    /// What a one-time link (invitation, reset) holds behind its `#`. Drawn at random.
    LinkSecret, 16
);
byte_secret!(
    /// The secret of a problem report, drawn by the device. Whoever shows it is told the report's state and answer.
    ReportSecret, 16
);
byte_id!(
    /// A problem report: the first 16 bytes of the SHA-256 of its secret under a label. Made by `crate::seal::report`.
    ReportId, 16
);
byte_secret!(
    /// What a paper pass shows as a QR code: staff check its holder in with it; it says nothing about the person.
    PassSecret, 16
);

/// Which issue of a place's code: raised by reissuing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Serial(pub u32);

impl FromStr for Serial {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_id_reads_back_as_the_same_id() {
        let id = PlaceId([0, 1, 2, 253, 254, 255]);
        assert_eq!(id.to_string(), "AAEC_f7_");
        assert_eq!("AAEC_f7_".parse(), Ok(id));
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"AAEC_f7_\"");
    }

    #[test]
    fn a_text_of_another_length_or_alphabet_is_refused() {
        for text in ["", "AAEC_f7", "AAEC_f7_A", "AAEC+f7/", "AAEC_f7=", "场所码"] {
            assert_eq!(text.parse::<PlaceId>(), Err(IdError { expected: 6 }), "{text}");
        }
    }

    #[test]
    fn a_secret_does_not_show_in_debug() {
        assert_eq!(format!("{:?}", EventSecret([7; 16])), "EventSecret(..)");
    }
}
