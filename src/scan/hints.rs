//! Which hint to show while nothing is read: at most one, and calmly, though every frame has an opinion. Pure.

use venue_protocol::instant::Instant;

use super::message::Hint;

/// A hint that was right for so long, taken together, is shown.
const CONVINCING_MS: i64 = 700;
/// More than this does not count, or a hint that was right for a minute would take a minute to go.
const MOST_MS: i64 = 1000;
/// A frame that says nothing is not against a hint: the scanner looks at each in another way. So it takes off only
/// this part of its time.
const SILENCE: i64 = 3;
/// A hint that is shown stays at least so long, or nobody could read it.
const READABLE_MS: i64 = 2500;
/// Between two frames no more than this counts: the page may have been away.
const LONGEST_GAP_MS: i64 = 250;

/// What the frames said, and what is shown of it.
#[derive(Debug, Default)]
pub struct Hints {
    /// For how long each was right lately, in the order of [`Hint::ALL`]; time in which it was not is taken off.
    right_for: [i64; Hint::ALL.len()],
    looked_at: Option<Instant>,
    shown: Option<(Hint, Instant)>,
}

impl Hints {
    /// The hint to show.
    pub fn shown(&self) -> Option<Hint> {
        self.shown.map(|(hint, _)| hint)
    }

    /// A frame without a code was looked at. Returns whether [`Hints::shown`] changed.
    pub fn looked(&mut self, hint: Option<Hint>, now: Instant) -> bool {
        let gap = self.looked_at.map_or(0, |before| now.millis_since(before).clamp(0, LONGEST_GAP_MS));
        self.looked_at = Some(now);
        for (one, right_for) in Hint::ALL.into_iter().zip(&mut self.right_for) {
            let change = match hint {
                Some(said) if said == one => gap,
                Some(_) => -gap,
                None => -gap / SILENCE,
            };
            *right_for = (*right_for + change).clamp(0, MOST_MS);
        }
        let is_readable = |since: Instant| !(0..READABLE_MS).contains(&now.millis_since(since));
        if self.shown.is_some_and(|(_, since)| !is_readable(since)) {
            return false;
        }
        let before = self.shown();
        let best = Hint::ALL.into_iter().max_by_key(|one| (self.of(*one), before == Some(*one)));
        let next = best
            .filter(|one| self.of(*one) >= CONVINCING_MS)
            .or_else(|| before.filter(|one| self.of(*one) > 0));
        if next == before {
            return false;
        }
        self.shown = next.map(|hint| (hint, now));
        true
    }

    /// A code was read, or the camera is another one. Returns whether [`Hints::shown`] changed.
    pub fn clear(&mut self) -> bool {
        std::mem::take(self).shown.is_some()
    }

    fn of(&self, hint: Hint) -> i64 {
        Hint::ALL.into_iter().zip(self.right_for).find(|(one, _)| *one == hint).map_or(0, |(_, ms)| ms)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const T0: Instant = Instant::from_millis(1_000_000);
    const FRAME_MS: i64 = 66;

    /// Frames one after another, each with what it says; gives what was shown after each.
    fn show(hints: &mut Hints, from: Instant, said: &[Option<Hint>]) -> Vec<Option<Hint>> {
        let frame = |(index, hint): (usize, &Option<Hint>)| {
            hints.looked(*hint, from.plus_millis(FRAME_MS * index as i64));
            hints.shown()
        };
        said.iter().enumerate().map(frame).collect()
    }

    #[test]
    fn a_hint_that_persists_is_shown_and_one_that_does_not_is_not() {
        let mut hints = Hints::default();
        assert_eq!(show(&mut hints, T0, &[Some(Hint::Closer); 11]), [None; 11]);
        let later = T0.plus_millis(11 * FRAME_MS);
        assert_eq!(show(&mut hints, later, &[Some(Hint::Closer)]), [Some(Hint::Closer)]);
    }

    #[test]
    fn frames_that_disagree_show_nothing() {
        let said = [Some(Hint::Closer), Some(Hint::HoldStill)].repeat(60);
        assert!(show(&mut Hints::default(), T0, &said).iter().all(Option::is_none));
    }

    #[test]
    fn a_hint_of_every_other_frame_is_shown_if_the_others_say_nothing() {
        let said = [Some(Hint::Closer), None].repeat(40);
        assert_eq!(show(&mut Hints::default(), T0, &said).last(), Some(&Some(Hint::Closer)));
    }

    #[test]
    fn a_hint_goes_when_it_is_no_longer_right_but_not_before_it_was_read() {
        let mut hints = Hints::default();
        let mut said = vec![Some(Hint::TooDark); 30];
        said.extend([None; 60]);
        let shown = show(&mut hints, T0, &said);
        let first = shown.iter().position(Option::is_some).unwrap();
        let gone = first + shown[first..].iter().position(Option::is_none).unwrap();
        assert!((gone - first) as i64 * FRAME_MS >= READABLE_MS);
        assert!(shown[gone..].iter().all(Option::is_none));
    }

    #[test]
    fn a_code_that_is_read_takes_the_hint_away_at_once() {
        let mut hints = Hints::default();
        show(&mut hints, T0, &[Some(Hint::Glare); 20]);
        assert_eq!(hints.shown(), Some(Hint::Glare));
        assert!(hints.clear() && hints.shown().is_none());
        assert!(!hints.clear());
    }

    #[test]
    fn a_page_that_was_away_is_shown_no_hint_of_two_frames() {
        let mut hints = Hints::default();
        hints.looked(Some(Hint::Closer), T0);
        hints.looked(Some(Hint::Closer), T0.plus_millis(60_000));
        assert_eq!(hints.shown(), None);
        // Nor does a clock that was set back keep one for ever.
        show(&mut hints, T0, &[Some(Hint::Closer); 20]);
        show(&mut hints, Instant::EPOCH, &[None; 60]);
        assert_eq!(hints.shown(), None);
    }

    fn any_hint() -> impl Strategy<Value = Option<Hint>> {
        proptest::option::of(proptest::sample::select(Hint::ALL.to_vec()))
    }

    proptest! {
        #[test]
        fn whatever_the_frames_say_nothing_flickers(said in proptest::collection::vec(any_hint(), 1..300)) {
            let shown = show(&mut Hints::default(), T0, &said);
            let changes: Vec<usize> = (1..shown.len()).filter(|at| shown[*at] != shown[*at - 1]).collect();
            for pair in changes.windows(2).filter(|pair| shown[pair[0]].is_some()) {
                prop_assert!((pair[1] - pair[0]) as i64 * FRAME_MS >= READABLE_MS);
            }
        }
    }
}
