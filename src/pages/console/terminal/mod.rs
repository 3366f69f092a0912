//! The front desk: guests without a phone are registered by staff, each in under a quarter of a minute and by keyboard
//! alone.
//!
//! [`desk`] is what the page remembers, [`counter`] what its controls do, [`sending`] how a guest gets to the server,
//! [`fields`] what is typed, [`results`] what became of it, [`guest`] the form that is turned around to the guest.

mod counter;
mod desk;
pub(super) mod fields;
mod guest;
pub(super) mod results;
mod sending;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::{Direction, Gate};
use yew::{Callback, Html, Properties, component, hook, html, use_effect_with};

use self::counter::{Counter, open};
use self::desk::{Desk, PASS, Turn};
use self::fields::{fields, use_way_keys, ways};
use super::VenueProps;
use super::places::{direction_choice, no_place, place_choice};
use crate::components::button::{Button, Weight};
use crate::components::camera_view::CameraView;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::load::use_load;
use crate::console::kit::page::use_page;
use crate::console::state::pass_code::PassCodeError;
use crate::console::state::places::open_places;
use crate::console::state::shift::Way;
use crate::i18n::text::console::{Desk as Text, GuestLanguage, Shell, desk as phrases};
use crate::i18n::{Words, clock};
use crate::pages::own::use_own;
use crate::platform::keys;
use crate::scan::ScanEvent;

/// The front desk of a venue.
#[component]
pub fn Terminal(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Terminal), "terminal-page");
    let venue =
        use_load(props.venue, |server, venue| async move { crate::api::manage::show(&*server, venue).await });
    let children = venue.view(|venue| {
        let places = open_places(venue, console.now());
        if places.is_empty() {
            return no_place(words);
        }
        html! { <At venue={venue.clone()} places={Rc::new(places)} /> }
    });
    let about = venue.ready().map(|venue| venue.name.clone().into());
    super::ConsolePage { about, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

/// The desk of a venue with a code.
#[derive(Properties, PartialEq)]
struct AtProps {
    venue: Rc<ManagedVenue>,
    places: Rc<Vec<ManagedPlace>>,
}

#[component]
fn At(props: &AtProps) -> Html {
    let console = use_console();
    let words = console.words;
    let now = use_now(1000);
    let own = use_own(|| open(&console, props.venue.venue, &props.places));
    let counter =
        Counter { console, venue: props.venue.clone(), places: props.places.clone(), own: own.clone() };
    use_keys(&counter);
    let turned = own.get().turn != Turn::Staff;
    use_way_keys(&Way::ALL, &counter.edit(), turned);
    {
        let counter = counter.clone();
        use_effect_with((), move |()| counter.focus_soon());
    }
    let desk = own.get();
    let place = {
        let counter = counter.clone();
        Callback::from(move |place| counter.choose_place(place))
    };
    let direction = {
        let counter = counter.clone();
        Callback::from(move |direction| counter.choose_direction(direction))
    };
    let gate = props.places.iter().find(|one| one.place == desk.place).map_or(Gate::Both, |one| one.gate);
    html! {
        <div class="desk">
            <div class="desk__receipt">
                { results::receipt(&counter, &desk, now) }
                { results::undo_trouble(words, &desk) }
            </div>
            <div class="desk__form stack">
                <div class="desk__where">
                    { place_choice(words.of(Text::Place), &props.venue, &props.places, desk.place, &place) }
                    if gate == Gate::Both { { direction_choice(words, desk.direction, &direction) } }
                </div>
                { match desk.turn {
                    Turn::Staff => guest_of_staff(&counter, &desk),
                    // Nothing of what the guest types stands on the staff's page.
                    Turn::Guest(_) | Turn::HandBack(_) => Html::default(),
                    Turn::Review(language) => html! {
                        <>
                            { results::troubles(&counter, &desk) }
                            { guest::review(&counter, &desk, language) }
                        </>
                    },
                } }
                { shortcuts(words) }
            </div>
            <div class="desk__shift">{ results::shift(&counter, &desk, now) }</div>
            { guest::guest_screen(&counter, &desk) }
            <p class="sr" role="status" aria-live="polite" data-testid="said-desk">{ &desk.said }</p>
        </div>
    }
}

/// The form as staff fill it in.
fn guest_of_staff(counter: &Counter, desk: &Desk) -> Html {
    let words = counter.console.words;
    let edit = counter.edit();
    let submit = {
        let counter = counter.clone();
        Callback::from(move |()| counter.submit())
    };
    let turn = {
        let counter = counter.clone();
        Callback::from(move |()| counter.turn(Turn::Guest(GuestLanguage::default())))
    };
    let text = match (desk.is_busy(), desk.twice.is_some(), desk.direction) {
        (true, ..) => Text::Sending,
        (_, true, _) => Text::Again,
        (_, _, Direction::Entry) => Text::CheckIn,
        (_, _, Direction::Exit) => Text::CheckOut,
    };
    let why_not = desk
        .limited_until
        .filter(|_| counter.is_limited())
        .map(|until| phrases::limit_until(words, &clock(until)).into());
    html! {
        <section class="card stack">
            { ways(words, &Way::ALL, desk.form.way, &edit) }
            { form("desk-form", submit, html! {
                <>
                    if desk.form.way == Way::Pass {
                        { pass_field(counter, desk) }
                    } else {
                        { fields(words, &desk.form, Counter::today(), &edit) }
                    }
                    { results::troubles(counter, desk) }
                    { Submit { text: words.of(text), testid: "desk-submit", busy: desk.is_busy(), why_not }.view() }
                </>
            }) }
            { Button { weight: Weight::Quiet, glyph: Some(Glyph::Turn), ..Button::new(words.of(Text::Turn), "turn", turn) }.view() }
        </section>
    }
}

fn pass_field(counter: &Counter, desk: &Desk) -> Html {
    let words = counter.console.words;
    let typed = {
        let own = counter.own.clone();
        Callback::from(move |text: String| own.change(|desk| desk.type_pass(text)))
    };
    let toggle = {
        let counter = counter.clone();
        Callback::from(move |()| counter.toggle_camera())
    };
    let on_event = {
        let counter = counter.clone();
        Callback::from(move |event| match event {
            ScanEvent::Pass(text) => counter.submit_pass(&text, true),
            ScanEvent::Code(_) | ScanEvent::Refused(_) | ScanEvent::NoKeys => {
                counter.own.change(|desk| desk.pass_wrong = Some(PassCodeError::Other));
            }
            ScanEvent::CameraFailed(_) | ScanEvent::NoScanner => {
                counter.own.change(|desk| (desk.camera, desk.camera_failed) = (None, true));
            }
            _ => {}
        })
    };
    let is_open = desk.camera.is_some();
    let (text, glyph) =
        if is_open { (Text::CloseCamera, Glyph::CameraOff) } else { (Text::OpenCamera, Glyph::Camera) };
    html! {
        <>
            { Input {
                hint: Some(words.of(Text::PassHint).into()),
                error: desk.pass_wrong.map(|error| words.of(pass_wrong(error)).into()),
                ..Input::new(PASS, words.of(Text::PassCode), &desk.pass, typed)
            }.view() }
            if is_open {
                <CameraView {words} keys={None} {on_event} />
            }
            if desk.camera_failed { { Notice::new(Tone::Warn, words.of(Text::CameraFailed)).view() } }
            { Button { glyph: Some(glyph), ..Button::new(words.of(text), "desk-camera", toggle) }.view() }
        </>
    }
}

/// What is wrong with a pass's code.
pub(super) const fn pass_wrong(error: PassCodeError) -> Text {
    match error {
        PassCodeError::Empty => Text::PassEmpty,
        PassCodeError::Other => Text::PassOther,
        PassCodeError::Torn => Text::PassTorn,
    }
}

const ESCAPE: &str = "Esc";
const FLIP: &str = "F7";
const UNDO: &str = "Alt + Z";

fn shortcuts(words: Words) -> Html {
    let rows = [(ESCAPE, Text::Escape), (FLIP, Text::Flip), (UNDO, Text::UndoLast)];
    html! {
        <p class="shortcuts soft small">
            { for rows.into_iter().map(|(key, text)| html! { <span><kbd class="key">{ key }</kbd>{ " " }{ words.of(text) }</span> }) }
        </p>
    }
}

/// The keys of the desk, wherever the focus is; not while the screen is turned to the guest.
#[hook]
fn use_keys(counter: &Counter) {
    let counter = counter.clone();
    use_effect_with((counter.console.words, counter.places.clone()), move |_| {
        let listener = keys::listen(move |key| {
            let (turn, direction) = {
                let desk = counter.own.get();
                (desk.turn, desk.direction)
            };
            if turn != Turn::Staff {
                return false;
            }
            match key.name.as_str() {
                "Escape" => {
                    counter.forget_missed();
                    counter.clear();
                }
                FLIP => counter.choose_direction(direction.opposite()),
                _ if key.alt && key.place == "KeyZ" => counter.undo_last(),
                _ => return false,
            }
            true
        });
        move || drop(listener)
    });
}
