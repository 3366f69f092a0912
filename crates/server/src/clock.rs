//! The time, passed in wherever it is needed.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant as Ticks, SystemTime, UNIX_EPOCH};

use venue_protocol::instant::Instant;

/// Tells the time.
pub trait Clock: Debug + Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;
    /// How long it has run: for intervals, since the time may be set forward or back.
    fn ticks(&self) -> Duration;
}

/// A clock that several parts share.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    begun: Ticks,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self { begun: Ticks::now() }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the server asks the machine for the time"
    )]
    fn now(&self) -> Instant {
        let millis = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(_) => 0,
        };
        Instant::from_millis(millis)
    }

    fn ticks(&self) -> Duration {
        self.begun.elapsed()
    }
}
