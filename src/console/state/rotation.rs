//! The rotating code on a tablet: which one is shown by the server's clock, and how long those at hand last.

use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::{RotatingCode, RotatingCodes};

/// A code is shown for so long, in milliseconds, unless the next one comes earlier.
const SHOWN_MS: i64 = 30_000;
/// With less than so many milliseconds at hand, of the ten minutes that the server gives, more are asked for: so a lost
/// network is noticed, too.
const LOW_MS: i64 = 9 * 60_000;
/// As long as there is less, so often, in milliseconds.
const ASK_EVERY_MS: i64 = 10_000;

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Nothing has come yet.
    Nothing,
    /// This code, for so many more milliseconds.
    Code(&'a RotatingCode, i64),
    /// Those at hand are over: the network has been away for too long.
    Over,
}

/// The codes at hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rotation {
    codes: Vec<RotatingCode>,
    /// How far the server's clock is ahead of the device's, in milliseconds.
    ahead_ms: i64,
    asked: Option<Instant>,
}

impl Rotation {
    /// Takes an answer that was asked for and came at these times of the device. The server's clock is set by the middle
    /// between them.
    pub fn take(&mut self, answer: RotatingCodes, sent: Instant, came: Instant) {
        let middle = sent.plus_millis(came.millis_since(sent).max(0) / 2);
        self.ahead_ms = answer.now.millis_since(middle);
        self.codes = answer.codes;
    }

    /// The server's time.
    pub const fn server_time(&self, device: Instant) -> Instant {
        device.plus_millis(self.ahead_ms)
    }

    /// What the screen shows at this time of the device.
    pub fn shown(&self, device: Instant) -> Shown<'_> {
        let now = self.server_time(device);
        let Some(at) = self.codes.iter().rposition(|code| code.from <= now) else {
            return if self.codes.is_empty() { Shown::Nothing } else { Shown::Over };
        };
        let Some(code) = self.codes.get(at) else { return Shown::Nothing };
        let by_itself = code.from.plus_millis(SHOWN_MS);
        let until = self.codes.get(at + 1).map_or(by_itself, |next| next.from.min(by_itself));
        let left = until.millis_since(now);
        if left > 0 { Shown::Code(code, left) } else { Shown::Over }
    }

    /// For how many milliseconds the codes at hand last.
    pub fn lasts_ms(&self, device: Instant) -> i64 {
        let end = self.codes.last().map(|code| code.from.plus_millis(SHOWN_MS));
        end.map_or(0, |end| end.millis_since(self.server_time(device)).max(0))
    }

    /// Whether to ask for more now; if so, it is noted as asked.
    pub fn wants_more(&mut self, device: Instant) -> bool {
        let waited = self.asked.is_none_or(|asked| !(0..ASK_EVERY_MS).contains(&device.millis_since(asked)));
        let wants = waited && self.lasts_ms(device) < LOW_MS;
        if wants {
            self.asked = Some(device);
        }
        wants
    }
}
