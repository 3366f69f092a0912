//! Who met whom where: the case's persons, the venues and the contacts beside each other. The tables say the same.

use venue_trace::Results;
use yew::{Html, html};

use super::contacts::{name_of, place_name};
use crate::console::state::results::graph as graph_of;
use crate::i18n::Words;
use crate::i18n::text::console::Tracing as Text;

/// Where the three columns stand, and how wide the picture is.
const COLUMNS: [f64; 3] = [2.0, 260.0, 518.0];
const WIDTH: f64 = 720.0;
const BOX: (f64, f64) = (200.0, 36.0);
const LINE: f64 = 48.0;
/// Longer names are cut off in the picture; a Chinese character counts for two.
const LONGEST: usize = 20;

/// The graph of these encounters.
pub(super) fn graph(words: Words, results: &Results, shown: &[usize]) -> Html {
    let graph = graph_of(results, shown);
    let columns: [Vec<String>; 3] = [
        graph.subjects.iter().map(|person| name_of(words, results, *person)).collect(),
        graph.venues.iter().map(|venue| place_name(results, *venue)).collect(),
        graph.contacts.iter().map(|person| name_of(words, results, *person)).collect(),
    ];
    let most = columns.iter().map(Vec::len).max().unwrap_or_default();
    let height = most as f64 * LINE + 10.0;
    // Shorter columns stand in the middle.
    let y = |column: usize, at: usize| (at as f64 + (most - columns[column].len()) as f64 / 2.0) * LINE + 8.0;
    let line = |column: usize, (from, to): &(usize, usize)| {
        html! {
            <line class="graph__line"
                x1={(COLUMNS[column] + BOX.0).to_string()} y1={(y(column, *from) + BOX.1 / 2.0).to_string()}
                x2={COLUMNS[column + 1].to_string()} y2={(y(column + 1, *to) + BOX.1 / 2.0).to_string()} />
        }
    };
    let node = |column: usize, at: usize, name: &str| {
        html! {
            <g>
                <title>{ name.to_owned() }</title>
                <rect class={format!("graph__box graph__box--{column}")} rx="6" x={COLUMNS[column].to_string()} y={y(column, at).to_string()}
                    width={BOX.0.to_string()} height={BOX.1.to_string()} />
                <text class="graph__name" x={(COLUMNS[column] + 12.0).to_string()} y={(y(column, at) + 24.0).to_string()}>{ short(name) }</text>
            </g>
        }
    };
    html! {
        // A phone shows a part of it at a time.
        <div class="graph" tabindex="0" role="region" aria-label={words.of(Text::ViewGraph)} data-testid="graph">
            <svg viewBox={format!("0 0 {WIDTH} {height}")} aria-hidden="true">
                { for graph.visits.iter().map(|edge| line(0, edge)) }
                { for graph.meetings.iter().map(|edge| line(1, edge)) }
                { for columns.iter().enumerate().flat_map(|(column, names)| {
                    names.iter().enumerate().map(move |(at, name)| node(column, at, name)).collect::<Vec<_>>()
                }) }
            </svg>
        </div>
    }
}

/// As much of a name as its box has room for.
fn short(name: &str) -> String {
    let mut room = LONGEST;
    let mut cut = String::new();
    for letter in name.chars() {
        let width = if letter.is_ascii() { 1 } else { 2 };
        if room < width {
            cut.push('…');
            break;
        }
        room -= width;
        cut.push(letter);
    }
    cut
}
