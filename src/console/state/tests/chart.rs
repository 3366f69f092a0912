use proptest::prelude::*;
use venue_protocol::instant::Day;
use venue_protocol::wire::dashboard::Pace;
use venue_protocol::wire::live::HourCount;

use super::{DOOR, TODAY, YARD, at};
use crate::console::state::chart::{by_day, by_hour, by_minute, hour_of_day, ticks};

fn counts() -> Vec<HourCount> {
    let noon = HourCount { hour: at("12:00:00"), place: DOOR, entries: 40, exits: 10 };
    let yesterday = HourCount { hour: at("12:00:00").plus_millis(-86_400_000), entries: 5, ..noon };
    let yard = HourCount { hour: at("00:00:00"), place: YARD, entries: 2, exits: 2 };
    vec![yesterday, noon, yard]
}

#[test]
fn every_day_of_the_range_has_a_bar_even_an_empty_one() {
    let chart = by_day(&counts(), None, TODAY.minus(2), TODAY);
    let bars: Vec<_> = chart.bars.iter().map(|bar| (bar.key, bar.entries, bar.exits)).collect();
    assert_eq!(bars, [(TODAY.minus(2), 0, 0), (TODAY.minus(1), 5, 10), (TODAY, 42, 12)]);
    assert_eq!(chart.totals(), (47, 22));
    assert_eq!(chart.busiest().map(|bar| bar.key), Some(TODAY));
}

#[test]
fn hours_are_those_of_the_venue_and_all_days_count_together() {
    let chart = by_hour(&counts(), None);
    assert_eq!(chart.bars.len(), 24);
    assert_eq!((chart.bars[12].entries, chart.bars[0].entries), (45, 2));
    assert_eq!(hour_of_day(at("23:59:59")), 23);
}

#[test]
fn one_place_counts_alone() {
    let chart = by_hour(&counts(), Some(YARD));
    assert_eq!(chart.totals(), (2, 2));
}

#[test]
fn without_visits_there_is_no_busiest_and_still_an_axis() {
    let chart = by_day(&[], None, Day(7), Day(7));
    assert_eq!(chart.busiest(), None);
    assert_eq!((chart.ticks.as_slice(), chart.top()), ([0, 1].as_slice(), 1));
}

#[test]
fn axes_have_round_numbers() {
    assert_eq!(ticks(4), [0, 1, 2, 3, 4]);
    assert_eq!(ticks(42), [0, 10, 20, 30, 40, 50]);
    assert_eq!(ticks(1001), [0, 500, 1000, 1500]);
}

proptest! {
    #[test]
    fn an_axis_reaches_over_every_bar_with_at_most_five_steps(highest: u32) {
        let ticks = ticks(highest);
        prop_assert!(ticks.len() <= 6 && ticks.last().copied() >= Some(highest));
    }
}

#[test]
fn every_minute_has_a_bar_named_by_its_time() {
    let pace = Pace { from: at("11:58:00"), minutes: vec![3, 0, 12] };
    let chart = by_minute(&pace);
    let bars: Vec<_> = chart.bars.iter().map(|bar| (bar.key, bar.entries, bar.exits)).collect();
    assert_eq!(bars, [(at("11:58:00"), 3, 0), (at("11:59:00"), 0, 0), (at("12:00:00"), 12, 0)]);
    assert_eq!((chart.busiest().map(|bar| bar.key), chart.top()), (Some(at("12:00:00")), 15));
    let nobody = by_minute(&Pace { minutes: vec![0; 60], ..pace });
    assert_eq!((nobody.busiest(), nobody.ticks.as_slice()), (None, &[0, 1][..]));
}
