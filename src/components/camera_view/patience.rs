//! How long a camera that shows nothing is waited for: it is restarted once, and then given up.

use venue_protocol::instant::Instant;

/// A camera that shows nothing for so long is restarted.
const FIRST_MS: i64 = 2000;
/// What it gets the second time: a slow camera is better than none.
const SECOND_MS: i64 = 5000;

/// Watches whether the picture moves.
#[derive(Debug)]
pub struct Patience {
    /// When the picture last moved, or when it should have begun to.
    alive_at: Instant,
    restarted: bool,
}

/// What is to be done with the camera.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Wait,
    /// Open it anew.
    Restart,
    /// Tell the visitor.
    GiveUp,
}

impl Patience {
    /// The camera is about to be opened.
    pub const fn new(now: Instant) -> Self {
        Self { alive_at: now, restarted: false }
    }

    /// The picture moved, or should begin to.
    pub const fn alive(&mut self, now: Instant) {
        self.alive_at = now;
    }

    /// The next trouble is a new one.
    pub const fn renew(&mut self) {
        self.restarted = false;
    }

    /// Looks at a camera that shows a picture or none yet, and may have been taken away.
    pub fn judge(&mut self, showing: bool, ended: bool, now: Instant) -> Verdict {
        let silent = now.millis_since(self.alive_at);
        if !ended && silent < if self.restarted { SECOND_MS } else { FIRST_MS } {
            if showing && silent < FIRST_MS {
                self.renew();
            }
            return Verdict::Wait;
        }
        if self.restarted {
            return Verdict::GiveUp;
        }
        self.restarted = true;
        Verdict::Restart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Instant = Instant::from_millis(1_000_000);

    fn after(ms: i64) -> Instant {
        T0.plus_millis(ms)
    }

    /// Watching a camera that showed nothing and was restarted at [`T0`].
    fn restarted() -> Patience {
        let mut patience = Patience::new(after(-FIRST_MS));
        assert_eq!(patience.judge(false, false, T0), Verdict::Restart);
        patience.alive(T0);
        patience
    }

    #[test]
    fn a_camera_that_shows_nothing_is_restarted_when_its_time_is_over() {
        let mut patience = Patience::new(T0);
        assert_eq!(patience.judge(false, false, after(FIRST_MS - 1)), Verdict::Wait);
        assert_eq!(patience.judge(false, false, after(FIRST_MS)), Verdict::Restart);
    }

    #[test]
    fn a_restarted_camera_gets_more_time_and_is_then_given_up() {
        let mut patience = restarted();
        assert_eq!(patience.judge(false, false, after(SECOND_MS - 1)), Verdict::Wait);
        assert_eq!(patience.judge(false, false, after(SECOND_MS)), Verdict::GiveUp);
    }

    #[test]
    fn a_camera_that_was_taken_away_is_not_waited_for() {
        assert_eq!(Patience::new(T0).judge(true, true, T0), Verdict::Restart);
        assert_eq!(restarted().judge(true, true, T0), Verdict::GiveUp);
    }

    #[test]
    fn a_picture_that_came_back_makes_the_next_trouble_a_new_one() {
        let mut patience = restarted();
        patience.alive(after(1000));
        assert_eq!(patience.judge(true, false, after(1500)), Verdict::Wait);
        assert_eq!(patience.judge(true, false, after(1000 + FIRST_MS)), Verdict::Restart);
    }
}
