//! One result a code, though the camera sees it on every frame.

use venue_protocol::instant::Instant;

use super::ScanEvent;

/// A refused code is reported again only if it is still there after this time.
const COOL_DOWN_MS: i64 = 4000;

/// Remembers what was reported.
#[derive(Debug, Default)]
pub struct Latch {
    closed: bool,
    last: Option<(ScanEvent, Instant)>,
}

impl Latch {
    /// Whether frames are worth looking at: not after a genuine code, until somebody says so.
    pub fn is_open(&self) -> bool {
        !self.closed
    }

    /// A genuine code was reported.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// Look again, and report everything anew.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Whether to report this now: not while the same is cooling down.
    pub fn admits(&mut self, event: &ScanEvent, now: Instant) -> bool {
        let cooling = self.last.as_ref().is_some_and(|(last, since)| {
            last == event && (0..COOL_DOWN_MS).contains(&now.millis_since(*since))
        });
        if self.closed || cooling {
            return false;
        }
        self.last = Some((event.clone(), now));
        true
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::token::CodeRefusal;

    use super::*;

    const T0: Instant = Instant::from_millis(1_000_000);
    const A: ScanEvent = ScanEvent::Refused(CodeRefusal::Forged);
    const B: ScanEvent = ScanEvent::NoKeys;

    #[test]
    fn the_same_code_is_reported_once_until_it_has_cooled_down() {
        let mut latch = Latch::default();
        assert!(latch.admits(&A, T0));
        assert!(!latch.admits(&A, T0.plus_millis(COOL_DOWN_MS - 1)));
        assert!(latch.admits(&A, T0.plus_millis(COOL_DOWN_MS)));
    }

    #[test]
    fn another_code_is_reported_at_once() {
        let mut latch = Latch::default();
        assert!(latch.admits(&A, T0) && latch.admits(&B, T0));
    }

    #[test]
    fn after_a_genuine_code_nothing_is_reported_until_it_is_reset() {
        let mut latch = Latch::default();
        assert!(latch.admits(&A, T0));
        latch.close();
        assert!(!latch.is_open() && !latch.admits(&B, T0));
        latch.reset();
        assert!(latch.is_open() && latch.admits(&A, T0));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_silence_a_code() {
        let mut latch = Latch::default();
        assert!(latch.admits(&A, T0));
        assert!(latch.admits(&A, Instant::EPOCH));
    }
}
