//! A clock that stands still until it is told to go on.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use venue_protocol::instant::Instant;
use venue_server::clock::Clock;

/// 2026-11-23T10:10:00+08:00: ten minutes past the hour, so that minutes may pass within a slot.
const START: i64 = 1_795_399_800_000;

#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl Default for ManualClock {
    fn default() -> Self {
        Self(AtomicI64::new(START))
    }
}

impl ManualClock {
    pub fn advance_s(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn ticks(&self) -> Duration {
        Duration::from_millis(self.now().millis_since(Instant::from_millis(START)).unsigned_abs())
    }
}
