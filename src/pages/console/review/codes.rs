//! Revoking a venue's codes, and issuing them anew, by a reviewer.

use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::problem::FormField;
use venue_protocol::wire::manage::WithReason;
use yew::{Callback, Html, Properties, component, html, use_state, use_state_eq};

use crate::api::manage;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::console::context::use_console;
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::table::{Row, Table};
use crate::i18n::text::console::{Kit, ReviewText as Text};
use crate::pages::console::venue::{Codes, state_badge};

/// The page: a search, then a venue.
#[component]
pub fn ReviewVenues() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::CodesTitle), "review-venues-page");
    let name = use_state_eq(String::new);
    let wanted = use_state_eq(|| None::<String>);
    let chosen = use_state_eq(|| None::<PlaceId>);
    let typed = {
        let name = name.setter();
        Callback::from(move |text: String| name.set(text))
    };
    let search = {
        let (name, wanted) = (name.clone(), wanted.setter());
        Callback::from(move |()| wanted.set(Some(name.trim().to_owned()).filter(|name| !name.is_empty())))
    };
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |venue: Option<PlaceId>| chosen.set(venue))
    };
    let children = match *chosen {
        Some(venue) => {
            let back = choose.reform(|()| None);
            html! {
                <>
                    <div>{ Button { weight: Weight::Quiet, glyph: Some(Glyph::Back), ..Button::new(words.of(Text::Back), "back-to-search", back) }.view() }</div>
                    <OneVenue {venue} />
                </>
            }
        }
        None => html! {
            <>
                <div class="card">
                    { form("search-form", search, html! {
                        <>
                            { Input::new("search", words.of(Text::Search), &name, typed).view() }
                            { Submit {
                                text: words.of(Text::SearchGo),
                                testid: "search-go",
                                busy: false,
                                why_not: name.trim().is_empty().then(|| words.of(Kit::Unread).into()),
                            }.view() }
                        </>
                    }) }
                </div>
                if let Some(name) = &*wanted { <Found name={name.clone()} onchoose={choose.reform(Some)} /> }
            </>
        },
    };
    ConsolePage { lead: Some(words.of(Text::CodesLead).into()), children, ..page }.view(&console)
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    name: String,
    onchoose: Callback<PlaceId>,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let words = use_console().words;
    let found =
        use_load(props.name.clone(), |server, name| async move { manage::find(&*server, &name).await });
    found.view(|lines| {
        Table {
            caption: words.of(Text::CodesTitle),
            head: vec![words.of(Text::Name), words.of(Text::State)],
            rows: lines
                .iter()
                .map(|line| {
                    let (choose, venue) = (props.onchoose.clone(), line.venue);
                    let open = Button {
                        weight: Weight::Quiet,
                        ..Button::new(
                            line.name.clone(),
                            "found",
                            Callback::from(move |()| choose.emit(venue)),
                        )
                    };
                    Row {
                        key: venue.to_string().into(),
                        cells: vec![open.view(), state_badge(words, line.closed)],
                    }
                })
                .collect(),
            empty: (Glyph::Help, words.of(Text::NothingFound), words.of(Text::NothingFoundText)),
            testid: "found-venues",
        }
        .view()
    })
}

#[derive(Properties, PartialEq)]
struct OneProps {
    venue: PlaceId,
}

/// A venue's codes, and the end of all of them.
#[component]
fn OneVenue(props: &OneProps) -> Html {
    let console = use_console();
    let words = console.words;
    let loaded = use_load(props.venue, |server, venue| async move { manage::show(&*server, venue).await });
    let doing = use_doing();
    let asks = use_state(|| false);
    let reason = use_state(String::new);
    let ask = |on: bool| {
        let asks = asks.setter();
        Callback::from(move |()| asks.set(on))
    };
    let typed = {
        let reason = reason.setter();
        Callback::from(move |text: String| reason.set(text))
    };
    let revoke = {
        let (console, doing, asks, reason) = (console.clone(), doing.clone(), asks.setter(), reason.clone());
        let (venue, again) = (props.venue, loaded.again.clone());
        Callback::from(move |()| {
            let (server, console, asks, again) =
                (console.server.clone(), console.clone(), asks.clone(), again.clone());
            let message = WithReason { reason: reason.trim().to_owned() };
            doing.run(async move { manage::revoke(&*server, venue, &message).await }, move |()| {
                asks.set(false);
                console.say.emit(console.words.of(Text::Revoked).to_owned());
                again.emit(());
            });
        })
    };
    loaded.view(|venue| {
        let open = venue.closed_at.is_none();
        html! {
            <>
                <p class="lead"><bdi>{ &venue.name }</bdi>{ " " }{ state_badge(words, !open) }</p>
                <Codes venue={Rc::clone(venue)} may_change={open} onchange={loaded.again.clone()} />
                if open {
                    <div>{ Button { weight: Weight::QuietDanger, ..Button::new(words.of(Text::Revoke), "revoke", ask(true)) }.view() }</div>
                }
                if *asks {
                    <Confirm title={words.of(Text::RevokeTitle)} yes={words.of(Text::Revoke)} busy={doing.busy()} onyes={revoke.clone()} onno={ask(false)}>
                        <p><bdi>{ &venue.name }</bdi></p>
                        <p>{ words.of(Text::RevokeText) }</p>
                        { Input {
                            rows: 3,
                            maxlength: 500,
                            error: doing.wrong(FormField::Reason).map(Into::into),
                            ..Input::new("reason", words.of(Text::Reason), &reason, typed.clone())
                        }.view() }
                        { doing.notice() }
                    </Confirm>
                }
            </>
        }
    })
}
