//! When something happened, by what a device's clock says of scan and sending (DESIGN 5).

use venue_protocol::instant::Instant;
use venue_protocol::wire::cases::{EARLY_MINUTES, LATE_MINUTES};
use venue_protocol::wire::check_ins::Flag;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Later than so is flagged; a clock that is more than so off, too.
pub const ODD_MS: i64 = 10 * MINUTE_MS;

/// What the clocks say of a check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// When it happened, by the server's clock.
    pub occurred_at: Instant,
    /// When it was received.
    pub received_at: Instant,
    /// How long it waited on the device; negative if the device says that it was sent before it happened.
    pub waited_ms: i64,
    /// Whether it lies within the retention, and not in the future beyond belief.
    pub is_plausible: bool,
    clock_off_ms: i64,
}

impl Timing {
    /// Of what happened and was sent at these times of the device's clock. What is not plausible stands at the time of
    /// its arrival, and so does what comes later than a case looks for.
    pub fn new(happened_at: Instant, sent_at: Instant, received_at: Instant, retention_days: u16) -> Self {
        let waited_ms = sent_at.millis_since(happened_at);
        let late_ms = (i64::from(retention_days) * DAY_MS).min(i64::from(LATE_MINUTES) * MINUTE_MS);
        let early_ms = i64::from(EARLY_MINUTES) * MINUTE_MS;
        let is_plausible = (-early_ms..=late_ms).contains(&waited_ms);
        let occurred_at = if is_plausible { received_at.plus_millis(-waited_ms) } else { received_at };
        let clock_off_ms = received_at.millis_since(sent_at).abs();
        Self { occurred_at, received_at, waited_ms, is_plausible, clock_off_ms }
    }

    /// How long after it happened it was received, in minutes.
    pub fn late_minutes(&self) -> u16 {
        u16::try_from(self.waited_ms.max(0) / MINUTE_MS).unwrap_or(u16::MAX)
    }

    /// What is odd about it.
    pub fn flags(&self) -> impl Iterator<Item = Flag> {
        let Self { waited_ms, is_plausible, clock_off_ms, .. } = *self;
        [
            (Flag::Late, waited_ms > ODD_MS),
            (Flag::ClockOff, clock_off_ms > ODD_MS),
            (Flag::SentBeforeScan, waited_ms < 0),
            (Flag::TimeImplausible, !is_plausible),
        ]
        .into_iter()
        .filter_map(|(flag, odd)| odd.then_some(flag))
    }
}

/// The time as stored: an earlier delivery's, to the minute, if this is a repetition under another correction.
pub fn as_stored(occurred_at: Instant, minute: Option<u32>) -> Instant {
    match minute {
        Some(minute) if minute != occurred_at.minute() => Instant::from_millis(i64::from(minute) * MINUTE_MS),
        _ => occurred_at,
    }
}
