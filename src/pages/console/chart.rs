//! A chart of bars, or of pairs of them, with the same numbers as a table: for screen readers, and for who wants to read them.

use yew::{Html, classes, html};

use crate::console::state::chart::Chart;

/// The words on a chart.
pub struct Named {
    /// What the first bars are.
    pub entries: &'static str,
    /// What the second bars are; none if there is one bar for each key.
    pub exits: Option<&'static str>,
    /// What opens the table.
    pub table: &'static str,
}

/// The drawing's units: it is as wide as its card, whatever that is.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 28.0;
const TOP: f64 = 12.0;
/// So much of a bar's room is gap.
const GAP: f64 = 0.3;
/// With more bars not every one has its name below.
const MAX_NAMES: usize = 12;

/// The chart. `label` names a bar.
pub fn chart<K: Copy>(
    named: &Named,
    title: &'static str,
    column: &'static str,
    chart: &Chart<K>,
    testid: &'static str,
    label: impl Fn(&K) -> String,
) -> Html {
    html! {
        <figure class="chart" data-testid={testid}>
            <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} aria-hidden="true" focusable="false">
                { axis(chart) }
                { bars(chart, named.exits.is_some(), &label) }
            </svg>
            <figcaption class="chart__legend small">
                <span><span class="chart__key chart__key--entries"></span>{ named.entries }</span>
                if let Some(exits) = named.exits {
                    <span><span class="chart__key chart__key--exits"></span>{ exits }</span>
                }
            </figcaption>
            <details>
                <summary>{ named.table }</summary>
                <table class="table" data-testid={format!("{testid}-table")}>
                    <caption class="sr">{ title }</caption>
                    <thead><tr><th scope="col">{ column }</th><th scope="col">{ named.entries }</th>{ for named.exits.map(|exits| html! { <th scope="col">{ exits }</th> }) }</tr></thead>
                    <tbody>
                        { for chart.bars.iter().map(|bar| html! {
                            <tr>
                                <th scope="row">{ label(&bar.key) }</th>
                                <td class="num" data-name={named.entries}>{ bar.entries }</td>
                                if let Some(exits) = named.exits { <td class="num" data-name={exits}>{ bar.exits }</td> }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </details>
        </figure>
    }
}

fn height_of<K: Copy>(chart: &Chart<K>, value: u32) -> f64 {
    f64::from(value) / f64::from(chart.top()) * (HEIGHT - TOP - BOTTOM)
}

fn axis<K: Copy>(chart: &Chart<K>) -> Html {
    html! {
        { for chart.ticks.iter().map(|tick| {
            let y = HEIGHT - BOTTOM - height_of(chart, *tick);
            html! {
                <>
                    <path class="chart__line" d={format!("M{LEFT} {y:.1}H{WIDTH}")} />
                    <text class="chart__text" x={(LEFT - 8.0).to_string()} y={format!("{:.1}", y + 5.0)} text-anchor="end">{ tick }</text>
                </>
            }
        }) }
    }
}

fn bars<K: Copy>(chart: &Chart<K>, pairs: bool, label: &impl Fn(&K) -> String) -> Html {
    let count = chart.bars.len().max(1);
    let room = (WIDTH - LEFT) / count as f64;
    let width = room * (1.0 - GAP) / if pairs { 2.0 } else { 1.0 };
    let every = count.div_ceil(MAX_NAMES);
    // On a phone every other name goes.
    let many = count > MAX_NAMES / 2;
    html! {
        { for chart.bars.iter().enumerate().map(|(at, bar)| {
            let left = LEFT + room * (at as f64 + GAP / 2.0);
            let one = |value: u32, x: f64, class: &'static str| {
                let height = height_of(chart, value);
                html! {
                    <rect {class} x={format!("{x:.1}")} y={format!("{:.1}", HEIGHT - BOTTOM - height)} width={format!("{width:.1}")}
                        height={format!("{height:.1}")} rx="1.5" />
                }
            };
            html! {
                <>
                    { one(bar.entries, left, "chart__bar--entries") }
                    if pairs { { one(bar.exits, left + width, "chart__bar--exits") } }
                    if at % every == 0 {
                        <text class={classes!("chart__text", (many && at / every % 2 == 1).then_some("chart__text--second"))}
                            x={format!("{:.1}", left + room * (1.0 - GAP) / 2.0)} y={(HEIGHT - 8.0).to_string()} text-anchor="middle">
                            { label(&bar.key) }
                        </text>
                    }
                </>
            }
        }) }
    }
}
