//! A venue: its facts, places and codes, and what its managers do with it.

mod codes;
mod rules;

use std::rc::Rc;

use venue_protocol::problem::{FormField, ProblemType};
use venue_protocol::wire::accounts::{Membership, Right};
use venue_protocol::wire::applications::NewApplication;
use venue_protocol::wire::manage::{ManagedVenue, WithReason};
use yew::{Callback, Html, Properties, component, html, use_state};

pub use codes::Codes;

use super::VenueProps;
use super::application::form_facts;
use crate::api::{applications, manage};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::notice::{Tone, badge};
use crate::components::trouble::TroubleScreen;
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::Input;
use crate::console::kit::load::{Load, use_doing, use_load};
use crate::console::kit::page::{ConsolePage, section, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::i18n::Words;
use crate::i18n::text::console::{Shell, VenueText as Text};

/// What a member may do, in words.
pub const fn right_text(right: Right) -> Text {
    match right {
        Right::Manager => Text::RightManager,
        Right::Staff => Text::RightStaff,
    }
}

/// All venues of the account.
#[component]
pub fn Venues() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::ListTitle), "venues-page");
    let venues = console.me().map(|me| me.venues.clone()).unwrap_or_default();
    let children = Table {
        caption: words.of(Text::ListTitle),
        head: vec![words.of(Text::Name), words.of(Text::Right), words.of(Text::State)],
        rows: venues.iter().map(|venue| venue_row(&console, venue)).collect(),
        empty: (Glyph::Place, words.of(Text::NoneYet), words.of(Text::NoneYetText)),
        testid: "venues",
    }
    .view();
    ConsolePage { children, ..page }.view(&console)
}

fn venue_row(console: &Console, venue: &Membership) -> Row {
    let words = console.words;
    let link = Link {
        testid: Some("venue-link"),
        children: html! { <bdi>{ &venue.name }</bdi> },
        ..console.nav.link(ConsoleRoute::Venue(venue.venue, VenuePage::Facts))
    };
    let cells = vec![link.view(), words.of(right_text(venue.right)).into(), state_badge(words, venue.closed)];
    Row { key: venue.venue.to_string().into(), cells }
}

/// Open or closed.
pub fn state_badge(words: Words, closed: bool) -> Html {
    if closed {
        badge(Tone::Bad, Glyph::Refused, words.of(Text::Closed))
    } else {
        badge(Tone::Good, Glyph::Done, words.of(Text::Running))
    }
}

/// The page of a venue.
#[component]
pub fn Venue(props: &VenueProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "venue-page");
    let loaded = use_load(props.venue, |server, venue| async move {
        let shown = manage::show(&*server, venue).await?;
        let service = manage::service(&*server).await?;
        Ok((shown, service))
    });
    let about = match loaded.ready() {
        Some(both) => Some(both.0.name.clone()),
        None => console.membership(props.venue).map(|membership| membership.name.clone()),
    };
    let children = match loaded.state() {
        Load::Failed(error) if error.problem() == Some(ProblemType::NotApproved) => not_yet(&console, props),
        _ => loaded.view(|both| {
            let (venue, service) = &**both;
            let onchange = {
                let (loaded, console) = (loaded.clone(), console.clone());
                Callback::from(move |()| {
                    loaded.again.emit(());
                    console.renew.emit(());
                })
            };
            let manages = console.manages(venue.venue) && venue.closed_at.is_none();
            let shared = Rc::new(venue.clone());
            html! {
                <>
                    <Codes venue={shared.clone()} may_change={manages} onchange={onchange.clone()} />
                    if let Some(form) = &venue.form {
                        { section(words.of(Text::Profile), form_facts(words, form, service)) }
                    }
                    if manages {
                        <div class="columns">
                            <rules::Rules venue={shared.clone()} />
                            <Change venue={shared.clone()} onchange={onchange.clone()} />
                        </div>
                        <Close venue={shared} {onchange} />
                    }
                </>
            }
        }),
    };
    let up = Some((ConsoleRoute::Venues, words.of(Shell::Venues)));
    ConsolePage { up, about: about.map(Into::into), children, ..page }.view(&console)
}

fn not_yet(console: &Console, props: &VenueProps) -> Html {
    let words = console.words;
    let to = ConsoleRoute::Application(props.venue);
    let out = console.nav.button(to, "btn btn--primary", words.of(Text::ToApplication), "to-application");
    TroubleScreen::new(Glyph::Wait, words.of(Text::NotYet), words.of(Text::NotYetText), "not-approved", out)
        .view()
}

/// A venue, and what to call when it changed.
#[derive(Properties, PartialEq)]
pub struct ManagedProps {
    /// The venue.
    pub venue: Rc<ManagedVenue>,
    /// It changed at the server.
    pub onchange: Callback<()>,
}

/// Asks for another name, address or zones.
#[component]
fn Change(props: &ManagedProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let begin = {
        let (console, doing, venue) = (console.clone(), doing.clone(), props.venue.venue);
        Callback::from(move |()| {
            let (server, console) = (console.server.clone(), console.clone());
            let new = NewApplication { venue: Some(venue), form: None };
            let call = async move {
                match applications::begin(&*server, &new).await {
                    // There is one already.
                    Err(error) if error.problem() == Some(ProblemType::ApplicationChanged) => Ok(()),
                    answer => answer.map(|_| ()),
                }
            };
            doing.run(call, move |()| console.nav.go.emit(ConsoleRoute::Application(venue)));
        })
    };
    section(
        words.of(Text::Change),
        html! {
            <>
                <p>{ words.of(Text::ChangeText) }</p>
                { doing.notice() }
                <div>{ Button { busy: doing.busy(), glyph: Some(Glyph::Edit), ..Button::new(words.of(Text::BeginChange), "begin-change", begin) }.view() }</div>
            </>
        },
    )
}

/// Closes the venue for good.
#[component]
fn Close(props: &ManagedProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let asks = use_state(|| false);
    let reason = use_state(String::new);
    let close = {
        let (console, doing, asks, reason) = (console.clone(), doing.clone(), asks.clone(), reason.clone());
        let (venue, onchange) = (props.venue.venue, props.onchange.clone());
        Callback::from(move |()| {
            let (server, console, asks, onchange) =
                (console.server.clone(), console.clone(), asks.clone(), onchange.clone());
            let message = WithReason { reason: reason.trim().to_owned() };
            doing.run(async move { manage::close(&*server, venue, &message).await }, move |()| {
                asks.set(false);
                console.say.emit(console.words.of(Text::ClosedNow).to_owned());
                onchange.emit(());
            });
        })
    };
    let ask = |on: bool| {
        let asks = asks.setter();
        Callback::from(move |()| asks.set(on))
    };
    let typed = {
        let reason = reason.setter();
        Callback::from(move |text: String| reason.set(text))
    };
    section(
        words.of(Text::Close),
        html! {
            <>
                <p>{ words.of(Text::CloseText) }</p>
                <div>{ Button { weight: Weight::QuietDanger, ..Button::new(words.of(Text::Close), "close-venue", ask(true)) }.view() }</div>
                if *asks {
                    <Confirm title={words.of(Text::CloseTitle)} yes={words.of(Text::CloseYes)} busy={doing.busy()} onyes={close} onno={ask(false)}>
                        <p><bdi>{ &props.venue.name }</bdi></p>
                        <p>{ words.of(Text::CloseText) }</p>
                        { Input {
                            rows: 3,
                            maxlength: 500,
                            error: doing.wrong(FormField::Reason).map(Into::into),
                            ..Input::new("reason", words.of(Text::Reason), &reason, typed)
                        }.view() }
                        { doing.notice() }
                    </Confirm>
                }
            </>
        },
    )
}
