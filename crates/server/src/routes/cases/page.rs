//! Pages of rows.

use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::cases::{PlaceInfo, Row, Rows};

use crate::directory::Snapshot;
use crate::problem::ApiProblem;
use crate::store::cases::{RowMark, RowPage};

/// Which page.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Behind the page that ended with this.
    after: Option<String>,
}

impl Asked {
    /// Behind which row.
    pub(super) fn mark(&self) -> Result<Option<RowMark>, ApiProblem> {
        let malformed = || ApiProblem::new(ProblemType::Malformed).with_detail("`after` is no end of a page");
        self.after.as_deref().map(|text| parse(text).ok_or_else(malformed)).transpose()
    }
}

/// Day 2 | place 6 | minute 4 | event 16 | index 1.
const MARK: usize = 29;

fn parse(text: &str) -> Option<RowMark> {
    let bytes: [u8; MARK] = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?;
    let (day, rest) = bytes.split_first_chunk()?;
    let (place, rest) = rest.split_first_chunk()?;
    let (minute, rest) = rest.split_first_chunk()?;
    let (event, rest) = rest.split_first_chunk()?;
    let [index] = rest else { return None };
    Some(RowMark {
        day: u16::from_be_bytes(*day),
        place: PlaceId(*place),
        minute: u32::from_be_bytes(*minute),
        event: EventId(*event),
        index: *index,
    })
}

fn text(mark: RowMark) -> String {
    let RowMark { day, place, minute, event, index } = mark;
    let bytes = [&day.to_be_bytes()[..], &place.0, &minute.to_be_bytes(), &event.0, &[index]].concat();
    BASE64URL_NOPAD.encode(&bytes)
}

/// A page as it is answered, with the places of its rows.
pub(super) fn answer(page: RowPage, directory: &Snapshot) -> Rows {
    let places: BTreeSet<PlaceId> = page.rows.iter().map(|row| row.place).collect();
    let places = places.into_iter().filter_map(|place| place_info(directory, place)).collect();
    Rows { rows: page.rows, places, total: page.total, next: page.next.map(text) }
}

fn place_info(directory: &Snapshot, place: PlaceId) -> Option<PlaceInfo> {
    let found = directory.place(place)?;
    let closed = directory.rules(found.venue).is_none_or(|rules| rules.closed);
    Some(PlaceInfo {
        place,
        venue: found.venue,
        name: found.name.clone(),
        zone: found.zone.clone(),
        gate: found.gate,
        gone: closed || directory.standing(place).is_none(),
    })
}

/// A page of rows that are all there already, by time.
pub(super) fn cut(mut rows: Vec<Row>, after: Option<RowMark>, most: usize) -> RowPage {
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.sort_unstable_by_key(|row| (row.minute, row.event, row.index));
    if let Some(mark) = after {
        rows.retain(|row| (row.minute, row.event, row.index) > (mark.minute, mark.event, mark.index));
    }
    let more = rows.len() > most;
    rows.truncate(most);
    let mark = |row: &Row| RowMark {
        day: 0,
        place: row.place,
        minute: row.minute,
        event: row.event,
        index: row.index,
    };
    let next = rows.last().filter(|_| more).map(mark);
    RowPage { rows, total, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_from_its_text_and_from_no_other() {
        let mark = RowMark {
            day: 2520,
            place: PlaceId([1; 6]),
            minute: 29_000_000,
            event: EventId([2; 16]),
            index: 3,
        };
        assert_eq!(parse(&text(mark)), Some(mark));
        for wrong in ["", "AAAA", "!", &text(mark)[1..]] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
