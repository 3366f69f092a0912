//! Visits as lanes, one for each person. What they show stands in the tables, too.

use venue_protocol::instant::Instant;
use venue_trace::Results;
use yew::{Html, html};

use super::contacts::{name_of, place_name};
use crate::console::context::Console;
use crate::console::state::results::{Bar, LANE, Mark, timeline as lanes_of};
use crate::i18n::text::console::Tracing as Text;
use crate::i18n::{clock, day, moment};

/// The height of a lane.
const HEIGHT: f64 = 24.0;

/// The lanes of the case's persons and of these contacts.
pub(super) fn timeline(console: &Console, results: &Results, shown: &[usize]) -> Html {
    let words = console.words;
    let met: Vec<usize> = shown
        .iter()
        .filter_map(|n| results.stays.get(results.encounters.get(*n)?.other))
        .map(|stay| stay.person)
        .collect();
    let is_subject = |person: usize| results.persons.get(person).is_some_and(|person| person.degree == 0);
    let Some(timeline) = lanes_of(results, |person| is_subject(person) || met.contains(&person)) else {
        return Html::default();
    };
    let at = |second: u32| moment(words, Instant::from_millis(i64::from(second) * 1000), console.now());
    html! {
        <div class="timeline" data-testid="timeline">
            <p class="small soft">{ words.of(Text::Legend) }</p>
            <p class="small soft num">{ at(timeline.from) }{ " – " }{ at(timeline.to) }</p>
            <div class="lane lane--axis">{ axis(console, &timeline.marks) }</div>
            { for timeline.lanes.iter().map(|lane| html! {
                <div class="lane" data-testid="lane">
                    <span class="lane__name small"><bdi>{ name_of(words, results, lane.person) }</bdi></span>
                    <svg viewBox={format!("0 0 {LANE} {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true">
                        { hatch() }
                        { for timeline.marks.iter().map(|mark| html! {
                            <line class={if mark.is_day { "lane__mark lane__mark--day" } else { "lane__mark" }}
                                x1={mark.at.to_string()} x2={mark.at.to_string()} y1="0" y2={HEIGHT.to_string()} />
                        }) }
                        { for lane.bars.iter().map(|bar| visit(results, bar)) }
                    </svg>
                </div>
            }) }
        </div>
    }
}

/// What the marks stand for. Words keep their shape while the lanes stretch: so they stand in a picture of their own.
fn axis(console: &Console, marks: &[Mark]) -> Html {
    let words = console.words;
    html! {
        <svg class="lane__axis" aria-hidden="true">
            { for marks.iter().map(|mark| {
                let at = Instant::from_millis(i64::from(mark.second) * 1000);
                let text = if mark.is_day { day(words, at.day(), console.now().day()) } else { clock(at) };
                // Words at an end stay within it.
                let anchor = match mark.at / LANE {
                    part if part < 0.08 => "start",
                    part if part > 0.92 => "end",
                    _ => "middle",
                };
                html! { <text x={format!("{}%", mark.at / LANE * 100.0)} y="16" text-anchor={anchor}>{ text }</text> }
            }) }
        </svg>
    }
}

fn visit(results: &Results, bar: &Bar) -> Html {
    // A short visit is still to be seen.
    let rect = |class: &'static str, fill: Option<&'static str>, from: f64, to: f64| {
        html! {
            <rect {class} {fill} x={from.to_string()} y="4" width={(to - from).max(2.0).to_string()} height="16" />
        }
    };
    let venue = results.stays.get(bar.stay).map(|stay| place_name(results, stay.venue));
    html! {
        <g>
            <title>{ venue.unwrap_or_default() }</title>
            { rect("lane__perhaps", Some("url(#hatch)"), bar.from, bar.to) }
            if let Some((from, to)) = bar.certain { { rect("lane__certain", None, from, to) } }
        </g>
    }
}

fn hatch() -> Html {
    html! {
        <defs>
            <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line class="lane__hatch" x1="0" y1="0" x2="0" y2="8" />
            </pattern>
        </defs>
    }
}
