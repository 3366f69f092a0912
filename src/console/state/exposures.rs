//! When venues were affected by a case: what exposure notices are about.

use venue_protocol::id::PlaceId;
use venue_protocol::seal::notice::QUARTER_MINUTES;
use venue_protocol::wire::cases::{Case, Subject};
use venue_protocol::wire::notices::NewNotice;
use venue_trace::Results;

const QUARTER: u32 = QUARTER_MINUTES * 60;
/// The longest notice, in quarters of an hour: a day.
const LONGEST: u32 = 24 * 60 / QUARTER_MINUTES;

/// The notices that a case gives rise to, earliest first: where and when its persons may have been, at most, within its
/// window; or its venue. Times at one venue that touch are one notice, and more than a day is several. A stay that was
/// disputed with success affects nobody, and nor does where mere contacts were.
pub fn exposures(case: &Case, results: &Results) -> Vec<NewNotice> {
    let window = (case.window.from / QUARTER_MINUTES, case.window.to / QUARTER_MINUTES);
    let mut times: Vec<(PlaceId, u32, u32)> = match case.subject {
        Subject::Place { venue } => vec![(venue, window.0, window.1)],
        Subject::Contacts { .. } => Vec::new(),
        Subject::Person => results
            .stays
            .iter()
            .filter(|stay| results.persons.get(stay.person).is_some_and(|person| person.degree == 0))
            .filter(|stay| !stay.is_disputed())
            .map(|stay| {
                let (start, end) =
                    (stay.interval.start.earliest / QUARTER, stay.interval.end.latest / QUARTER);
                (stay.venue, start.max(window.0), end.min(window.1))
            })
            .filter(|(_, from, to)| from <= to)
            .collect(),
    };
    times.sort_unstable();
    let mut merged: Vec<(PlaceId, u32, u32)> = Vec::new();
    for (venue, from, to) in times {
        match merged.last_mut() {
            Some((same, _, end)) if *same == venue && from <= *end + 1 => *end = to.max(*end),
            _ => merged.push((venue, from, to)),
        }
    }
    let mut notices: Vec<NewNotice> = merged
        .into_iter()
        .flat_map(|(venue, from, to)| {
            (from..=to).step_by(LONGEST as usize).map(move |from_quarter| {
                let to_quarter = to.min(from_quarter + LONGEST - 1);
                NewNotice { venue, from_quarter, to_quarter }
            })
        })
        .collect();
    notices.sort_by_key(|notice| (notice.from_quarter, notice.venue));
    notices
}
