//! Visits by hour and day: charts, the same as tables, and files.

use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Day;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::live::HourCount;
use venue_protocol::wire::manage::ManagedVenue;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::chart::{Named, chart};
use super::{ConsolePage, VenueProps};
use crate::api;
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, empty};
use crate::console::context::use_console;
use crate::console::kit::download::FileLink;
use crate::console::kit::form::{Input, Select};
use crate::console::kit::load::{Load, use_doing, use_load};
use crate::console::kit::page::{section, use_page};
use crate::console::state::chart::{by_day, by_hour};
use crate::console::state::places::name;
use crate::console::state::slips::parse_day;
use crate::i18n::text::console::{Counts as Text, Shell, counts};
use crate::i18n::{Words, day};

/// A week, and twice that.
const WEEK: u16 = 7;
const FORTNIGHT: u16 = 14;

/// Visits of a venue.
#[component]
pub fn Counts(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Counts), "counts-page");
    let venue =
        use_load(props.venue, |server, venue| async move { api::manage::show(&*server, venue).await });
    let about = venue.ready().map(|venue| venue.name.clone().into());
    let children = venue.view(|venue| html! { <Of venue={venue.clone()} /> });
    ConsolePage { about, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct OfProps {
    venue: Rc<ManagedVenue>,
}

/// The chosen days as typed, and the chosen place.
#[derive(Clone, PartialEq)]
struct Chosen {
    from: String,
    to: String,
    place: Option<PlaceId>,
}

impl Chosen {
    fn last(today: Day, days: u16) -> Self {
        Self { from: today.minus(days - 1).to_string(), to: today.to_string(), place: None }
    }

    /// The days, if they are some.
    fn days(&self) -> Option<(Day, Day)> {
        let (from, to) = (parse_day(&self.from)?, parse_day(&self.to)?);
        (from <= to).then_some((from, to))
    }
}

#[component]
fn Of(props: &OfProps) -> Html {
    let console = use_console();
    let words = console.words;
    let today = console.now().day();
    let chosen = use_state_eq(|| Chosen::last(today, WEEK));
    // While the days are being typed the last good ones stand.
    let days = use_state_eq(|| (today.minus(WEEK - 1), today));
    let change = {
        let (chosen, days) = (chosen.clone(), days.clone());
        Callback::from(move |changed: Chosen| {
            if let Some(good) = changed.days() {
                days.set(good);
            }
            chosen.set(changed);
        })
    };
    let venue = props.venue.venue;
    let counts = use_load((venue, *days), |server, (venue, (from, to))| async move {
        api::live::counts(&*server, venue, from, to).await
    });
    let saving = use_doing();
    let file = |text: Text, format: &str| {
        let (from, to) = *days;
        FileLink {
            href: api::live::counts_file(venue, from, to, format),
            class: "btn",
            words: words.of(text),
            testid: format!("export-{format}").into(),
            done: Callback::noop(),
        }
        .view(&saving)
    };
    html! {
        <>
            { filters(words, &props.venue, &chosen, today, &change) }
            { match counts.state() {
                Load::Failed(error) if error.problem() == Some(ProblemType::Invalid) => {
                    Notice { testid: Some("too-many-days"), ..Notice::new(Tone::Warn, words.of(Text::TooManyDays)) }.view()
                }
                _ => counts.view(|answer| charts(words, &answer.hours, chosen.place, *days, today)),
            } }
            <div class="btns" role="group">
                { file(Text::Csv, "csv") }
                { file(Text::Xlsx, "xlsx") }
            </div>
            { saving.notice() }
        </>
    }
}

fn filters(
    words: Words,
    venue: &ManagedVenue,
    chosen: &Chosen,
    today: Day,
    change: &Callback<Chosen>,
) -> Html {
    let field = |id: &'static str, label: Text, value: &str, put: fn(&mut Chosen, String)| {
        let now = chosen.clone();
        let error = parse_day(value).is_none().then(|| AttrValue::from(words.of(Text::DayWrong)));
        Input {
            kind: "date",
            error,
            ..Input::new(
                id,
                words.of(label),
                value,
                change.reform(move |text: String| {
                    let mut next = now.clone();
                    put(&mut next, text);
                    next
                }),
            )
        }
    };
    let order = parse_day(&chosen.from).zip(parse_day(&chosen.to)).is_some_and(|(from, to)| from > to);
    let mut to = field("to", Text::To, &chosen.to, |chosen, text| chosen.to = text);
    if order {
        to.error = Some(words.of(Text::OrderWrong).into());
    }
    let quick = |text: Text, days: u16, testid| {
        let place = chosen.place;
        Button::new(
            words.of(text),
            testid,
            change.reform(move |()| Chosen { place, ..Chosen::last(today, days) }),
        )
        .view()
    };
    let places: Vec<_> = venue.places.iter().map(|place| place.place).collect();
    let gate = (places.len() > 1).then(|| {
        let names = places.iter().map(|place| AttrValue::from(name(venue, *place).to_owned()));
        let now = chosen.clone();
        Select {
            id: "gate".into(),
            label: words.of(Text::Gate).into(),
            hint: None,
            error: None,
            options: std::iter::once(AttrValue::from(words.of(Text::AllGates))).chain(names).collect(),
            chosen: chosen
                .place
                .and_then(|place| places.iter().position(|one| *one == place))
                .map_or(0, |at| at + 1),
            onchoose: change.reform(move |at: usize| Chosen {
                place: at.checked_sub(1).and_then(|at| places.get(at)).copied(),
                ..now.clone()
            }),
        }
        .view()
    });
    html! {
        <div class="card stack">
            <div class="filters">
                { field("from", Text::From, &chosen.from, |chosen, text| chosen.from = text).view() }
                { to.view() }
                { gate.unwrap_or_default() }
            </div>
            <div class="row">
                { quick(Text::Today, 1, "days-1") }
                { quick(Text::Week, WEEK, "days-7") }
                { quick(Text::Fortnight, FORTNIGHT, "days-14") }
            </div>
        </div>
    }
}

fn charts(
    words: Words,
    hours: &[HourCount],
    place: Option<PlaceId>,
    (from, to): (Day, Day),
    today: Day,
) -> Html {
    let days = by_day(hours, place, from, to);
    let (came, went) = days.totals();
    if came + went == 0 {
        return html! {
            <div class="card" data-testid="counts-empty">{ empty(Glyph::History, words.of(Text::Empty), words.of(Text::EmptyText)) }</div>
        };
    }
    let of_day = by_hour(hours, place);
    let busiest_day =
        days.busiest().map(|bar| counts::busiest_day(words, &day(words, bar.key, today), &bar.entries));
    let busiest_hour = of_day
        .busiest()
        .map(|bar| counts::busiest_hour(words, &bar.key, &(u16::from(bar.key) + 1), &bar.entries));
    let names = Named {
        entries: words.of(Text::Entries),
        exits: Some(words.of(Text::Exits)),
        table: words.of(Text::AsTable),
    };
    html! {
        <>
            <p class="lead num" data-testid="totals">{ counts::totals(words, &came, &went) }</p>
            if from < to {
                { section(words.of(Text::ByDay), html! {
                    <>
                        <p>{ busiest_day.unwrap_or_default() }</p>
                        { chart(&names, words.of(Text::ByDay), words.of(Text::Day), &days, "by-day", |key| day(words, *key, today)) }
                    </>
                }) }
            }
            { section(words.of(Text::ByHour), html! {
                <>
                    <p>{ busiest_hour.unwrap_or_default() }</p>
                    { chart(&names, words.of(Text::ByHour), words.of(Text::Hour), &of_day, "by-hour", |key| format!("{key}:00")) }
                </>
            }) }
        </>
    }
}
