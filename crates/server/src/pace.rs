//! How many check-ins each of the last minutes had, in memory.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use venue_protocol::wire::dashboard::PACE_MINUTES;

/// Counts by minute, oldest first: the minute since the Unix epoch, and its check-ins.
#[derive(Debug, Default)]
pub struct Pace(Mutex<VecDeque<(u32, u32)>>);

impl Pace {
    /// So many came in this minute.
    pub fn add(&self, minute: u32, check_ins: u32) {
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match minutes.iter_mut().rev().find(|(of, _)| *of == minute) {
            Some((_, count)) => *count = count.saturating_add(check_ins),
            None => minutes.push_back((minute, check_ins)),
        }
        while minutes.len() > PACE_MINUTES as usize {
            minutes.pop_front();
        }
    }

    /// Each of the last minutes up to this one, also those without any.
    pub fn until(&self, minute: u32) -> Vec<u32> {
        let minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |wanted| minutes.iter().find(|(of, _)| *of == wanted).map_or(0, |(_, count)| *count);
        (minute.saturating_sub(PACE_MINUTES - 1)..=minute).map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hour_is_told_minute_by_minute_and_no_more_is_kept() {
        let pace = Pace::default();
        for minute in 1000..1100 {
            pace.add(minute, minute - 999);
        }
        pace.add(1099, 5);
        assert_eq!(pace.until(1099), (41..100).chain([105]).collect::<Vec<_>>());
        assert_eq!(pace.0.lock().unwrap().len(), 60);
        // Nobody came for half an hour.
        let later = pace.until(1129);
        assert_eq!((later.len(), later[29], later[30..].iter().sum::<u32>()), (60, 105, 0));
        assert_eq!(pace.until(5000).iter().sum::<u32>(), 0);
    }
}
