//! When the database's log is folded. Pages of what was withdrawn, undone or retired stand in the log until then.

use std::time::Duration;

/// At most so often: to fold is to write every page that changed to its place, while check-ins wait.
const PAUSE: Duration = Duration::from_secs(60);
/// So long it waits for somebody who reads: check-ins wait, too.
pub(super) const PATIENCE: Duration = Duration::from_millis(100);
/// The same at the end, when nothing else is to be done.
pub(super) const LAST_PATIENCE: Duration = Duration::from_secs(2);
/// So long after somebody who read was in the way it is tried again.
const RETRY: Duration = Duration::from_secs(10);

/// Whether something is to be folded, and when it may be.
#[derive(Debug, Default)]
pub(super) struct Folding {
    owed: bool,
    not_before: Duration,
}

impl Folding {
    /// Something was destroyed.
    pub(super) fn owe(&mut self) {
        self.owed = true;
    }

    pub(super) fn is_owed(&self) -> bool {
        self.owed
    }

    pub(super) fn is_due(&self, now: Duration) -> bool {
        self.owed && now >= self.not_before
    }

    pub(super) fn done(&mut self, now: Duration) {
        *self = Self { owed: false, not_before: now + PAUSE };
    }

    /// It stays owed.
    pub(super) fn failed(&mut self, now: Duration) {
        self.not_before = now + RETRY;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_folded_at_once_and_then_once_a_minute_while_there_is_something_to_fold() {
        let (at, mut folding) = (Duration::from_secs, Folding::default());
        assert!(!folding.is_due(at(0)));
        folding.owe();
        assert!(folding.is_due(at(0)));
        folding.done(at(0));
        assert!(!folding.is_due(at(60)));
        folding.owe();
        assert!(!folding.is_due(at(59)) && folding.is_owed());
        assert!(folding.is_due(at(60)));
        folding.failed(at(60));
        assert!(folding.is_owed() && !folding.is_due(at(60)) && folding.is_due(at(70)));
    }
}
