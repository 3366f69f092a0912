//! How the service does: figures, check-ins a minute, retention and audit.

use std::rc::Rc;

use venue_protocol::wire::dashboard::{CheckpointState, Dashboard as Figures, Pace, RetentionState};
use yew::{Html, component, html, use_effect_with, use_mut_ref};

use super::ConsolePage;
use super::chart::{Named, chart};
use crate::api;
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::load::{Load, use_load};
use crate::console::kit::page::{facts, section, use_page};
use crate::console::state::chart::by_minute;
use crate::i18n::text::console::{DashboardText as Text, Shell, dashboard};
use crate::i18n::{Words, clock, clock_with_seconds, day, moment};
use crate::platform::dom;
use crate::platform::online::{self, PageEvent};

/// So often it comes anew while the page can be seen, in milliseconds.
const EVERY_MS: u32 = 10_000;

/// The dashboard.
#[component]
pub fn Dashboard() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Dashboard), "dashboard-page");
    let loading = use_load((), |server, ()| async move { api::dashboard::show(&*server).await });
    // What came last stays, also while the server cannot be reached.
    let last = use_mut_ref(|| None::<Rc<Figures>>);
    {
        let again = loading.again.clone();
        use_effect_with(console.session.is_in(), move |is_in| {
            let refreshing = is_in.then(|| {
                let by_time = again.clone();
                let ticking = dom::every(EVERY_MS, move || {
                    if online::is_visible() {
                        by_time.emit(());
                    }
                });
                let by_sight = online::watch(Rc::new(move |event| {
                    if event != PageEvent::Offline {
                        again.emit(());
                    }
                }));
                (ticking, by_sight)
            });
            move || drop(refreshing)
        });
    }
    let state = loading.state();
    if let Load::Ready(figures) = &state {
        last.replace(Some(figures.clone()));
    }
    let known = last.borrow().clone();
    let children = match known {
        None => loading.view(|_| Html::default()),
        Some(figures) => {
            let time = clock_with_seconds(figures.now);
            let age = match state {
                Load::Ready(_) => {
                    html! { <p class="small soft num" data-testid="as-of">{ dashboard::as_of(words, &time) }</p> }
                }
                _ => Notice {
                    title: Some(dashboard::stale(words, &time).into()),
                    testid: Some("stale"),
                    ..Notice::new(Tone::Warn, words.of(Text::StaleText))
                }
                .view(),
            };
            html! { <>{ age }{ view(words, &figures) }</> }
        }
    };
    ConsolePage { lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn view(words: Words, figures: &Figures) -> Html {
    html! {
        <>
            { tiles(words, figures) }
            { section(words.of(Text::PaceTitle), pace(words, &figures.pace)) }
            <div class="columns">
                { section(words.of(Text::Retention), retention(words, figures)) }
                { section(words.of(Text::Audit), audit(words, figures)) }
            </div>
        </>
    }
}

/// A figure: its name, its value, and what is to be said of it.
fn tile(name: &'static str, value: String, more: Option<String>, testid: &'static str) -> Html {
    html! {
        <div class="card figure" data-testid={testid}>
            <dt>{ name }</dt>
            <dd class="figure__value num">{ value }</dd>
            if let Some(more) = more { <dd class="small soft num">{ more }</dd> }
        </div>
    }
}

fn tiles(words: Words, figures: &Figures) -> Html {
    let Figures { now, venues, applications, pace, sealer, database_bytes, .. } = figures;
    let closed = (venues.closed > 0).then(|| dashboard::closed(words, &venues.closed));
    let longest = match applications.since {
        Some(since) => dashboard::longest(words, &moment(words, since, *now)),
        None => words.of(Text::NoneWait).to_owned(),
    };
    // The last minute is not over.
    let minute = pace.minutes.iter().rev().nth(1).copied().unwrap_or_default();
    html! {
        <dl class="figures">
            { tile(words.of(Text::Venues), venues.in_force.to_string(), closed, "figure-venues") }
            { tile(words.of(Text::Applications), applications.waiting.to_string(), Some(longest), "figure-applications") }
            { tile(words.of(Text::Pace), minute.to_string(), None, "figure-pace") }
            { tile(words.of(Text::Queue), sealer.waiting.to_string(), Some(dashboard::room(words, &sealer.room)), "figure-queue") }
            { tile(words.of(Text::Database), size(*database_bytes), None, "figure-database") }
        </dl>
    }
}

/// Bytes, in units that people read.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let mut value = bytes as f64 / 1024.0;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < UNITS.len() {
        value /= 1024.0;
        unit += 1;
    }
    format!("{value:.1} {}", UNITS[unit])
}

fn pace(words: Words, pace: &Pace) -> Html {
    let bars = by_minute(pace);
    let Some(busiest) = bars.busiest() else {
        return html! { <p data-testid="pace-empty">{ words.of(Text::PaceEmpty) }</p> };
    };
    let names = Named { entries: words.of(Text::CheckIns), exits: None, table: words.of(Text::AsTable) };
    html! {
        <>
            <p class="num">{ dashboard::busiest(words, &clock(busiest.key), &busiest.entries) }</p>
            { chart(&names, words.of(Text::PaceTitle), words.of(Text::Minute), &bars, "pace", |at| clock(*at)) }
        </>
    }
}

fn retention(words: Words, figures: &Figures) -> Html {
    let RetentionState { days, last_run, next_run, oldest_day, day_tables } = figures.retention;
    let now = figures.now;
    let next = if next_run <= now { words.of(Text::Due).to_owned() } else { moment(words, next_run, now) };
    let last = last_run.map_or_else(|| words.of(Text::NotYet).to_owned(), |at| moment(words, at, now));
    let oldest =
        oldest_day.map_or_else(|| words.of(Text::NoDay).to_owned(), |oldest| day(words, oldest, now.day()));
    facts([
        (words.of(Text::Kept), dashboard::days(words, &days).into()),
        (words.of(Text::LastRun), last.into()),
        (words.of(Text::NextRun), next.into()),
        (words.of(Text::OldestDay), oldest.into()),
        (words.of(Text::DayTables), day_tables.to_string().into()),
    ])
}

fn audit(words: Words, figures: &Figures) -> Html {
    let warn =
        |text, testid| Notice { testid: Some(testid), ..Notice::new(Tone::Warn, words.of(text)) }.view();
    match figures.checkpoint {
        None => warn(Text::NoPlace, "no-place"),
        Some(CheckpointState { at: None, .. }) => warn(Text::PlaceFails, "place-fails"),
        Some(CheckpointState { entries, at: Some(at) }) => facts([
            (words.of(Text::Covered), dashboard::entries(words, &entries).into()),
            (words.of(Text::CoveredAt), moment(words, at, figures.now).into()),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_units_that_people_read() {
        let told = [512, 1024, 1_500_000, 5_000_000_000, u64::MAX].map(size);
        assert_eq!(told, ["0.5 KB", "1.0 KB", "1.4 MB", "4.7 GB", "16777216.0 TB"]);
    }
}
