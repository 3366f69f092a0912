//! One-time links: the secret stands behind `#`, so that it is in no log and no `Referer`.

use venue_protocol::id::LinkSecret;
use venue_protocol::instant::Instant;
use venue_protocol::wire::accounts::Link;

use super::secret_hash;
use crate::config::PublicUrl;
use crate::random::SharedRandom;
use crate::store::accounts::SecretHash;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTo {
    /// Becoming a member of a venue.
    Invitation,
    /// A new password.
    Reset,
}

impl LinkTo {
    /// Draws a link, and what the database holds of it.
    pub fn draw(self, url: &PublicUrl, now: Instant, random: &SharedRandom) -> (Link, SecretHash) {
        let secret = LinkSecret(random.bytes());
        let (page, lasts_ms) = match self {
            Self::Invitation => ("invitation", 7 * 24 * HOUR_MS),
            Self::Reset => ("reset", 24 * HOUR_MS),
        };
        let url = format!("{url}/console/{page}#{secret}");
        (Link { url, expires_at: now.plus_millis(lasts_ms) }, secret_hash(secret.as_bytes()))
    }
}
