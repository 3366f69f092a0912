//! `GET /api/v1/keys`: what a device needs to tell genuine codes from others.

use serde::{Deserialize, Serialize};

use crate::instant::Instant;

crate::byte_id!(
    /// An Ed25519 public key.
    PublicKey, 32
);

/// The public side of this service. Devices keep the latest one for offline use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKeys {
    /// The host in this service's venue codes, upper case, with the port if it has one.
    pub host: String,
    /// The keys that sign venue codes, newest first.
    pub token_keys: Vec<TokenKey>,
    /// Whether persons can be registered now (the authority has keys).
    pub registration_open: bool,
    /// Whether problem reports can be sent now (the technicians have a key).
    #[serde(default)]
    pub reports_open: bool,
    /// Which consent text is current.
    pub consent_version: u16,
    /// For how many days check-ins are kept.
    pub retention_days: u16,
    /// The telephone numbers of the technical support.
    pub hotlines: Vec<String>,
    /// The server's clock.
    pub now: Instant,
}

/// A key that signs venue codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenKey {
    /// The key id in the token.
    pub id: u8,
    /// The key.
    pub public_key: PublicKey,
}
