//! The live view, for a tablet at the door: who just came and went, how many are here, and the word that passes show.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use venue_protocol::instant::Instant;
use venue_protocol::wire::live::Arrival;
use venue_protocol::wire::manage::ManagedVenue;
use yew::{Callback, Html, Properties, classes, component, hook, html, use_effect_with, use_state};

use super::places::{direction_glyph, direction_word};
use super::{ConsolePage, VenueProps};
use crate::api::live::{EVENTS, stream_path};
use crate::components::button::Button;
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::notice::{Notice, Tone, badge, empty};
use crate::components::now::use_now;
use crate::components::word_card::word_card;
use crate::console::context::use_console;
use crate::console::kit::load::use_load;
use crate::console::kit::page::use_page;
use crate::console::state::live::{Line, LiveEvent, LiveView};
use crate::console::state::places::name;
use crate::i18n::text::console::{Live as Text, Shell, live};
use crate::i18n::{Words, clock, clock_with_seconds};
use crate::json;
use crate::pages::own::{Own, use_own};
use crate::platform::events::{Stream, StreamEvent};
use crate::platform::online::{self, PageEvent};
use crate::platform::{clock as device, dom, whole_screen};

/// A stream that the server refused is asked for again after so many milliseconds.
const AGAIN_MS: u32 = 5_000;

/// The live view of a venue.
#[component]
pub fn Live(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Live), "live-page");
    let venue =
        use_load(props.venue, |server, venue| async move { crate::api::manage::show(&*server, venue).await });
    let about = venue.ready().map(|venue| venue.name.clone().into());
    let children = venue.view(|venue| html! { <At venue={venue.clone()} /> });
    let whole = Button {
        glyph: Some(Glyph::Scan),
        ..Button::new(words.of(Text::WholeScreen), "whole-screen", Callback::from(|()| toggle_whole_screen()))
    };
    ConsolePage { about, actions: whole.view(), children, ..page }.view(&console)
}

fn toggle_whole_screen() {
    if whole_screen::is_whole() { whole_screen::leave() } else { whole_screen::enter() }
}

#[derive(Properties, PartialEq)]
struct AtProps {
    venue: Rc<ManagedVenue>,
}

/// What the view remembers.
struct Seen {
    view: LiveView,
    /// The browser has no streams.
    unable: bool,
}

#[component]
fn At(props: &AtProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(|| Seen { view: LiveView::default(), unable: false });
    let renew = console.renew.clone();
    let reopen = use_stream(&own, stream_path(props.venue.venue), renew);
    {
        // The tablet at the door stays on, where the browser lets it.
        use_effect_with((), |()| {
            let awake = whole_screen::Awake::keep(|_| ());
            move || drop(awake)
        });
    }
    let now = use_now(1000);
    {
        let own = own.clone();
        use_effect_with(now.seconds(), move |_| {
            let mut is_dead = false;
            own.change(|seen| is_dead = seen.view.gives_up(device::now()));
            if is_dead {
                reopen.emit(());
            }
        });
    }
    {
        // Names go after two minutes, from memory, too.
        let own = own.clone();
        use_effect_with(now.seconds() / 10, move |_| own.change(|seen| seen.view.prune(device::now())));
    }
    let seen = own.get();
    if seen.unable {
        return Notice::new(Tone::Bad, words.of(Text::NoStream)).view();
    }
    let view = &seen.view;
    html! {
        <div class="live">
            { line(words, view.line, view.heard()) }
            <div class="live__now">
                { headcount(words, view, &props.venue) }
                <section class="card stack live__word">
                    <h2 class="group__title">{ words.of(Text::WordTitle) }</h2>
                    { match view.word(now) {
                        Some(word) if view.line == Line::Live => word_card(words, word),
                        _ => html! { <p class="soft" data-testid="no-word">{ words.of(Text::NoWord) }</p> },
                    } }
                    <p class="soft small">{ words.of(Text::WordText) }</p>
                </section>
            </div>
            <section class="stack">
                <h2 class="lead">{ words.of(Text::Latest) }</h2>
                { ticker(words, view, &props.venue, now) }
            </section>
        </div>
    }
}

/// Opens the stream, and opens it again when the server refused, or when it is asked to: the browser does so by itself
/// only when it notices that the network broke off.
#[hook]
fn use_stream(own: &Own<Seen>, path: String, renew: Callback<()>) -> Callback<()> {
    let round = use_state(|| 0_u32);
    let reopen = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    let (own, next) = (own.clone(), round.clone());
    use_effect_with((path, *round), move |(path, _)| {
        let again = Rc::new(std::cell::RefCell::new(None));
        let (own, next) = (own.clone(), next.clone());
        let tell = {
            let (own, again, next) = (own.clone(), again.clone(), next.clone());
            move |event: StreamEvent| {
                let refused = event == StreamEvent::Refused;
                if let Some(event) = read(event) {
                    own.change(|seen| seen.view.apply(event, device::now()));
                }
                if refused {
                    // Perhaps the session is over.
                    renew.emit(());
                    let next = next.clone();
                    again.replace(Some(dom::after(AGAIN_MS, move || next.set(*next + 1))));
                }
            }
        };
        let stream = Stream::open(path, EVENTS, tell);
        if stream.is_none() {
            own.change(|seen| seen.unable = true);
        }
        // A stream over a network that is gone is silent for a while; the browser knows at once.
        let network = online::watch(Rc::new(move |event| match event {
            PageEvent::Offline => own.change(|seen| seen.view.apply(LiveEvent::Lost, device::now())),
            PageEvent::Online => next.set(*next + 1),
            PageEvent::Visible => {}
        }));
        move || drop((stream, network, again.take()))
    });
    reopen
}

/// What an event of the stream means; what this version does not understand means nothing.
fn read(event: StreamEvent) -> Option<LiveEvent> {
    fn of<T: DeserializeOwned>(text: &str, event: fn(T) -> LiveEvent) -> Option<LiveEvent> {
        json::from_text(text).ok().map(event)
    }
    match event {
        StreamEvent::Opened => Some(LiveEvent::Opened),
        StreamEvent::Lost | StreamEvent::Refused => Some(LiveEvent::Lost),
        StreamEvent::Came("state", text) => of(&text, LiveEvent::State),
        StreamEvent::Came("arrival", text) => of(&text, LiveEvent::Arrival),
        StreamEvent::Came("undone", text) => of(&text, LiveEvent::Undone),
        StreamEvent::Came("words", text) => of(&text, LiveEvent::Words),
        StreamEvent::Came("beat", _) => Some(LiveEvent::Beat),
        StreamEvent::Came(..) => None,
    }
}

/// Whether what stands here is what the server sees.
fn line(words: Words, line: Line, heard: Option<Instant>) -> Html {
    match line {
        Line::Connecting => Notice {
            glyph: Some(Glyph::Wait),
            testid: Some("live-connecting"),
            ..Notice::new(Tone::Info, words.of(Text::Connecting))
        }
        .view(),
        Line::Live => html! {
            <p class="row soft" data-testid="live-on">
                { badge(Tone::Good, Glyph::Done, words.of(Text::On)) }
                if let Some(heard) = heard {
                    <span class="num">{ live::updated(words, &clock_with_seconds(heard)) }</span>
                }
                { words.of(Text::OnText) }
            </p>
        },
        Line::Lost(since) => Notice {
            glyph: Some(Glyph::Offline),
            title: Some(live::lost_since(words, &clock(since)).into()),
            testid: Some("live-lost"),
            ..Notice::new(Tone::Warn, words.of(Text::LostText))
        }
        .view(),
    }
}

fn headcount(words: Words, view: &LiveView, venue: &ManagedVenue) -> Html {
    let count = view.headcount.map_or_else(|| "–".to_owned(), |count| count.to_string());
    html! {
        <section class="card live__count" data-testid="headcount">
            <h2 class="group__title">{ words.of(Text::Headcount) }</h2>
            <p class="live__number num" data-testid="headcount-number">{ count }</p>
            if venue.places.len() > 1 {
                <p class="live__caption soft small">{ words.of(Text::Gates) }</p>
                <dl class="live__gates">
                    { for venue.places.iter().map(|place| html! {
                        <div>
                            <dt><bdi>{ name(venue, place.place) }</bdi></dt>
                            <dd class="num">{ signed(view.count_at(place.place).unwrap_or_default()) }</dd>
                        </div>
                    }) }
                </dl>
            }
        </section>
    }
}

/// With its sign: through a gate of one direction people only come, or only go.
fn signed(count: i32) -> String {
    match count {
        0 => "0".to_owned(),
        1.. => format!("+{count}"),
        _ => format!("\u{2212}{}", count.unsigned_abs()),
    }
}

fn ticker(words: Words, view: &LiveView, venue: &ManagedVenue, now: Instant) -> Html {
    let mut arrivals = view.arrivals(now).peekable();
    if arrivals.peek().is_none() {
        return html! {
            <div class="card" data-testid="ticker-empty">
                { empty(Glyph::Persons, words.of(Text::Empty), words.of(Text::EmptyText)) }
            </div>
        };
    }
    let several = venue.places.len() > 1;
    html! {
        <ol class="ticker" aria-live="polite" aria-relevant="additions" data-testid="ticker">
            { for arrivals.map(|arrival| one(words, view, venue, several, arrival, now)) }
        </ol>
    }
}

fn one(
    words: Words,
    view: &LiveView,
    venue: &ManagedVenue,
    several: bool,
    arrival: &Arrival,
    now: Instant,
) -> Html {
    let entry = arrival.direction == venue_protocol::wire::venues::Direction::Entry;
    let seconds = (view.server_time(now).millis_since(arrival.at) / 1000).max(0);
    let ago = if seconds < 2 { words.of(Text::JustNow).to_owned() } else { live::ago(words, &seconds) };
    let new = view.is_new(arrival, now).then_some("ticker__one--new");
    let label = arrival.label.clone().unwrap_or_else(|| words.of(Text::Nameless).to_owned());
    html! {
        <li key={arrival.n} class={classes!("ticker__one", if entry { "ticker__one--entry" } else { "ticker__one--exit" }, new)}
            data-testid="arrival">
            { sized_icon(direction_glyph(arrival.direction), "ticker__icon") }
            <span class="ticker__who"><bdi>{ label }</bdi></span>
            <span class="ticker__word">{ direction_word(words, arrival.direction) }</span>
            if arrival.persons > 1 { <span class="num">{ live::persons(words, &arrival.persons) }</span> }
            if several { <span class="soft"><bdi>{ name(venue, arrival.place) }</bdi></span> }
            if arrival.by_staff { <span class="soft">{ icon(Glyph::Person) }{ words.of(Text::ByStaff) }</span> }
            <span class="ticker__ago num soft">{ ago }</span>
        </li>
    }
}
