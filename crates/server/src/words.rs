//! The shared word of a venue (F41), chosen by a key that only this server has.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::shared_word::SharedWord;

use crate::keys::Secret;

/// For so long after a scan its device is told the venue's words.
const TOLD_FOR_MS: i64 = 12 * 3600 * 1000;
/// So far in the future a scan may lie, by a device whose clock jumped between scan and sending.
const AHEAD_MS: i64 = 10 * 60 * 1000;
/// The current five minutes, and so many steps after them, so that a pass outlives a short loss of the network.
const AHEAD: i64 = 2;

/// Chooses words.
pub struct Words(Hmac<Sha256>);

impl Words {
    /// With this key.
    pub fn new(key: &Secret) -> Self {
        let mut block = zeroize::Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(key.as_slice());
        Self(Hmac::new((&*block).into()))
    }

    /// The words of a venue from `now` on, for who was there at `scanned`; none if that is too long ago or still to come.
    pub fn told(&self, venue: PlaceId, scanned: Instant, now: Instant) -> Vec<SharedWord> {
        let age = now.millis() - scanned.millis();
        if !(-AHEAD_MS..TOLD_FOR_MS).contains(&age) {
            return Vec::new();
        }
        let step = SharedWord::step(now);
        (step..=step + AHEAD).map(|step| self.word(venue, step)).collect()
    }

    fn word(&self, venue: PlaceId, step: i64) -> SharedWord {
        let mac = self
            .0
            .clone()
            .chain_update(b"venue-code/v1/word\0")
            .chain_update(venue.0)
            .chain_update(step.to_be_bytes());
        let hash: [u8; 32] = mac.finalize().into_bytes().into();
        SharedWord::pick(step, [hash[0], hash[1], hash[2], hash[3]])
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(..)")
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::shared_word::WORD_STEP_S;

    use super::*;

    const AT: Instant = Instant::from_millis(1_790_000_123_456);

    fn words() -> Words {
        Words::new(&Secret::new([7; 32]))
    }

    #[test]
    fn a_venue_has_one_word_for_five_minutes_and_its_device_knows_the_next_two() {
        let told = words().told(PlaceId([1; 6]), AT, AT);
        assert_eq!(told.len(), 3);
        assert_eq!(told[1].from, told[0].from.plus_millis(WORD_STEP_S * 1000));
        assert_eq!(words().told(PlaceId([1; 6]), AT, told[1].from)[0], told[1]);
    }

    #[test]
    fn two_venues_do_not_share_their_words() {
        let sequence = |venue| {
            (0..20).map(|n| words().told(venue, AT, AT.plus_millis(n * 900_000))[0]).collect::<Vec<_>>()
        };
        assert_ne!(sequence(PlaceId([1; 6])), sequence(PlaceId([2; 6])));
    }

    #[test]
    fn after_twelve_hours_no_word_is_told() {
        assert!(words().told(PlaceId([1; 6]), AT, AT.plus_millis(TOLD_FOR_MS)).is_empty());
        assert!(!words().told(PlaceId([1; 6]), AT, AT.plus_millis(TOLD_FOR_MS - 1)).is_empty());
    }

    #[test]
    fn no_word_is_told_for_a_scan_that_is_still_to_come() {
        assert!(!words().told(PlaceId([1; 6]), AT, AT.plus_millis(-AHEAD_MS)).is_empty());
        assert!(words().told(PlaceId([1; 6]), AT, AT.plus_millis(-AHEAD_MS - 1)).is_empty());
    }
}
