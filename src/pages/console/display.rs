//! A place's code as large as the screen of a tablet: the fixed one of its poster, or one that rotates.

use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::wire::manage::ManagedVenue;
use venue_protocol::wire::venues::Gate;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, component, hook, html, use_effect_with, use_state_eq};

use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment};
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::components::page::{HEADING, use_heading};
use crate::components::qr::symbol;
use crate::components::trouble::TroubleScreen;
use crate::console::context::{Console, use_console};
use crate::console::kit::load::use_load;
use crate::console::kit::trouble::fault_notice;
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::rotation::{Rotation, Shown};
use crate::i18n::Words;
use crate::i18n::text::console::{Display as Text, display};
use crate::pages::own::{Own, use_own};
use crate::platform::{clock, online, whole_screen};

/// What the display is given.
#[derive(Properties, PartialEq)]
pub struct DisplayProps {
    /// The venue.
    pub venue: PlaceId,
    /// The place whose code is shown.
    pub place: PlaceId,
}

/// The code of a place, full-screen.
#[component]
pub fn Display(props: &DisplayProps) -> Html {
    let console = use_console();
    let words = console.words;
    use_heading(words, words.of(Text::CodeLabel), None);
    let venue =
        use_load(props.venue, |server, venue| async move { crate::api::manage::show(&*server, venue).await });
    let place = props.place;
    let content = venue.view(|venue| html! { <At venue={venue.clone()} {place} /> });
    html! { <main class="display" data-testid="display-page">{ content }</main> }
}

#[derive(Properties, PartialEq)]
struct AtProps {
    venue: Rc<ManagedVenue>,
    place: PlaceId,
}

/// What the display remembers.
#[derive(Default)]
struct Screen {
    rotation: Rotation,
    /// Why there are no newer codes.
    fault: Option<ApiError>,
}

#[component]
fn At(props: &AtProps) -> Html {
    let console = use_console();
    let words = console.words;
    let now = use_now(250);
    let rotating = use_state_eq(|| true);
    let awake = use_awake();
    let whole = use_whole_screen();
    let own = use_own(Screen::default);
    use_codes(&console, &own, props, *rotating, now);
    let Some(place) = props.venue.places.iter().find(|place| place.place == props.place) else {
        let out = close(&console, props.venue.venue);
        return TroubleScreen::new(
            Glyph::Place,
            words.of(Text::NoPlace),
            words.of(Text::NoPlaceText),
            "no-place",
            out,
        )
        .view();
    };
    let fixed_only = !props.venue.settings.rotating_only;
    let choose = {
        let rotating = rotating.clone();
        Callback::from(move |at| rotating.set(at == 0))
    };
    let title = if place.gate == Gate::Exit { Text::ScanExit } else { Text::Scan };
    let (title, other) = (words.of(title), words.other(title));
    html! {
        <>
            <header class="display__head">
                <h1 class="display__title" id={HEADING} tabindex="-1">
                    { title }<span class="display__other" lang={words.other_tag()}>{ other }</span>
                </h1>
                <p class="display__venue"><bdi>{ &props.venue.name }</bdi></p>
                if let Some(zone) = &place.zone { <p class="display__zone"><bdi>{ zone }</bdi></p> }
            </header>
            <div class="display__code">
                if *rotating { { rotating_code(words, &own.get(), now) } } else { <Fixed venue={props.venue.venue} place={props.place} /> }
            </div>
            <footer class="display__foot">
                if fixed_only && !*whole {
                    { Segment {
                        name: "kind",
                        label: words.of(Text::Kind),
                        choices: vec![
                            Choice { words: words.of(Text::Rotating), glyph: None, name: None, testid: "rotating" },
                            Choice { words: words.of(Text::Static), glyph: None, name: None, testid: "static" },
                        ],
                        chosen: usize::from(!*rotating),
                        onchoose: choose,
                    }.view() }
                }
                if !*whole {
                    <p class="soft small">{ words.of(if *awake { Text::Awake } else { Text::NotAwake }) }</p>
                    <div class="btns">
                        { Button {
                            weight: Weight::Primary,
                            glyph: Some(Glyph::Scan),
                            ..Button::new(words.of(Text::WholeScreen), "whole-screen", Callback::from(|()| whole_screen::enter()))
                        }.view() }
                        { close(&console, props.venue.venue) }
                    </div>
                }
            </footer>
        </>
    }
}

fn close(console: &Console, venue: PlaceId) -> Html {
    let go = console.nav.to(ConsoleRoute::Venue(venue, VenuePage::Facts));
    Button::new(console.words.of(Text::Close), "display-close", go).view()
}

#[hook]
fn use_awake() -> yew::UseStateHandle<bool> {
    let awake = use_state_eq(|| false);
    let setter = awake.setter();
    use_effect_with((), move |()| {
        let kept = whole_screen::Awake::keep(move |kept| setter.set(kept));
        move || drop(kept)
    });
    awake
}

#[hook]
fn use_whole_screen() -> yew::UseStateHandle<bool> {
    let whole = use_state_eq(whole_screen::is_whole);
    let setter = whole.setter();
    use_effect_with((), move |()| {
        let listener = whole_screen::on_change(move || setter.set(whole_screen::is_whole()));
        move || {
            drop(listener);
            whole_screen::leave();
        }
    });
    whole
}

/// Asks for more codes whenever there are few left.
#[hook]
fn use_codes(console: &Console, own: &Own<Screen>, props: &AtProps, rotating: bool, now: Instant) {
    let (console, own) = (console.clone(), own.clone());
    let (venue, place) = (props.venue.venue, props.place);
    use_effect_with((now.seconds(), rotating), move |_| {
        let mut wants = false;
        if rotating {
            own.change(|screen| wants = screen.rotation.wants_more(clock::now()));
        }
        if wants {
            spawn_local(async move {
                let sent = clock::now();
                let answer = crate::api::live::rotating(&*console.server, venue, place).await;
                if let Err(error) = &answer {
                    console.notice(error);
                }
                own.change(|screen| match answer {
                    Ok(codes) => {
                        screen.rotation.take(codes, sent, clock::now());
                        screen.fault = None;
                    }
                    Err(error) => screen.fault = Some(error),
                });
            });
        }
    });
}

fn rotating_code(words: Words, screen: &Screen, now: Instant) -> Html {
    let shown = screen.rotation.shown(now);
    let unreachable = matches!(screen.fault, Some(ApiError::Offline | ApiError::Timeout));
    let lost = match &screen.fault {
        _ if matches!(shown, Shown::Code(..)) && (unreachable || !online::is_online()) => {
            let minutes = screen.rotation.lasts_ms(now) / 60_000;
            html! {
                <p class="display__lost" role="status" data-testid="display-offline">
                    { icon(Glyph::Offline) }{ display::lasts(words, &minutes) }
                </p>
            }
        }
        Some(error) => fault_notice(words, error),
        None => Html::default(),
    };
    match shown {
        Shown::Code(code, left) => html! {
            <>
                { code_view(words, &code.url) }
                <p class="display__next num" data-testid="display-next">
                    <progress max="30" value={(left / 1000).to_string()} aria-hidden="true" />
                    { display::next_in(words, &((left + 999) / 1000)) }
                </p>
                { lost }
            </>
        },
        Shown::Nothing => lost,
        Shown::Over => html! {
            <>
                { Notice {
                    title: Some(words.of(Text::Over).into()),
                    testid: Some("display-over"),
                    ..Notice::new(Tone::Bad, words.of(Text::OverText))
                }.view() }
                { lost }
            </>
        },
    }
}

fn code_view(words: Words, url: &str) -> Html {
    html! {
        <div class="display__qr" role="img" aria-label={words.of(Text::CodeLabel)} data-testid="display-qr" data-url={url.to_owned()}>
            { symbol(url) }
        </div>
    }
}

/// The code of the poster.
#[component]
fn Fixed(props: &DisplayProps) -> Html {
    let words = use_console().words;
    let poster = use_load((props.venue, props.place), |server, (venue, place)| async move {
        crate::api::posters::preview(&*server, venue, place).await
    });
    poster.view(|preview| {
        html! {
            <>
                { code_view(words, &preview.poster.url) }
                <p class="display__typed num">{ &preview.poster.typed_code }</p>
            </>
        }
    })
}
