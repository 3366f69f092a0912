//! Oneself and the accompanying persons: who is here today, adding, correcting, removing.

use yew::{Callback, Html, Properties, component, hook, html, use_state};

use crate::components::button::{Button, Weight};
use crate::components::choice::TickCell;
use crate::components::icon::{Glyph, icon};
use crate::components::nav::{Link, use_nav};
use crate::components::notice::{Notice, Tone, badge, empty};
use crate::components::page::{Group, Page};
use crate::components::words::use_words;
use crate::i18n::day;
use crate::i18n::text::{Home, Persons as Text, persons};
use crate::pages::context::use_app;
use crate::route::Route;
use crate::state::profile::{PersonCard, ProfileError};

/// The persons of this device.
#[hook]
pub fn use_persons_page() -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let said = use_state({
        let app = app.clone();
        move || app.memory.take_said()
    });
    let removed = {
        let (app, said) = (app.clone(), said.clone());
        Callback::from(move |_: bool| {
            said.set(Some(words.of(if app.state.offline { Text::RemovedLater } else { Text::Removed })));
        })
    };
    let trouble = use_state(|| None::<ProfileError>);
    let profile = &app.state.profile;
    let tick = |card: &PersonCard| {
        let (app, id, trouble) = (app.clone(), card.id, trouble.clone());
        Callback::from(move |here: bool| trouble.set(app.services.tick(id, here).err()))
    };
    let add = nav.go.reform(|()| Route::NewPerson);
    let actions = html! {
        { Button {
            weight: Weight::Primary,
            glyph: Some(Glyph::Add),
            onclick: add,
            testid: "companion-add",
            children: html! { { words.of(Text::Add) } },
            ..Button::default()
        }.view() }
    };
    html! {
        <Page title={words.of(Text::Title)} testid="persons-page" {actions}>
            if let Some(said) = *said { { Notice { tone: Tone::Good, children: html! { <p>{ said }</p> }, ..Notice::default() }.view() } }
            if *trouble == Some(ProfileError::TooManyPresent) {
                { Notice {
                    tone: Tone::Warn,
                    testid: "too-many-present",
                    children: html! { <p>{ words.of(Text::TooManyPresent) }</p> },
                    ..Notice::default()
                }.view() }
            }
            { Group {
                title: Some(words.of(Text::Me).into()),
                children: html! { <>if let Some(card) = &profile.visitor {
                    <div class="cell">
                        { icon(Glyph::Person) }
                        <span class="cell__body"><bdi data-testid="visitor-label">{ &card.label }</bdi></span>
                    </div>
                    <PersonTools card={card.clone()} removed={removed.clone()} />
                } else {
                    <Link to={Route::Register} class="cell" glyph={Glyph::Person} testid="register">
                        <span class="cell__body">
                            { words.of(Text::NotRegistered) }
                            <span class="cell__note">{ words.of(Home::Register) }</span>
                        </span>
                    </Link>
                }</> },
            }.view() }
            if profile.companions.is_empty() {
                { empty(Glyph::Persons, words.of(Text::Empty), words.of(Text::EmptyText)) }
            } else {
                <p class="soft">{ words.of(Text::HereHint) }</p>
                { for profile.companions.iter().map(|card| html! {
                    <div class="cells" key={card.id.0} data-testid="companion">
                        { TickCell {
                            id: format!("here-{}", card.id.0).into(),
                            ticked: card.here,
                            onchange: tick(card),
                            children: html! { <><bdi>{ &card.label }</bdi>
                            if card.once { { " " }{ badge(Tone::Info, Glyph::Wait, words.of(Text::Once)) } }</> },
                            ..TickCell::default()
                        }.view() }
                        <PersonTools card={card.clone()} removed={removed.clone()} />
                    </div>
                }) }
            }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ToolsProps {
    card: PersonCard,
    removed: Callback<bool>,
}

/// Correcting and removing one person. Removing asks first, in its place.
#[component]
fn PersonTools(props: &ToolsProps) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let asking = use_state(|| false);
    let card = &props.card;
    let today = app.now().day();
    let is_visitor = app.state.profile.visitor.as_ref().is_some_and(|visitor| visitor.id == card.id);
    let ask = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let remove = {
        let (app, id, removed) = (app.clone(), card.id, props.removed.clone());
        // Somebody who is gone already is what was asked for.
        Callback::from(move |()| removed.emit(app.services.remove(id).is_ok()))
    };
    let correct = {
        let (go, id) = (nav.go.clone(), card.id);
        Callback::from(move |()| go.emit(Route::Person(id.0)))
    };
    html! {
        <div class="card">
            if card.is_dead(today) {
                { Notice {
                    tone: Tone::Warn,
                    testid: "person-dead",
                    children: html! { <p>{ words.of(Text::Expired) }</p> },
                    ..Notice::default()
                }.view() }
            } else if let Some(last) = card.expires_on {
                <p class="soft small">{ persons::valid_until(words, &day(words, last, today)) }</p>
            }
            if *asking {
                <div class="stack" role="group">
                    <p class="lead"><bdi>{ persons::remove_whom(words, &card.label) }</bdi></p>
                    <p>{ words.of(Text::RemoveAsk) }</p>
                    <div class="btns">
                        { Button {
                            onclick: ask(false),
                            children: html! { { words.of(Text::RemoveNo) } },
                            ..Button::default()
                        }.view() }
                        { Button {
                            weight: Weight::Danger,
                            onclick: remove,
                            testid: "remove-yes",
                            children: html! { { words.of(Text::RemoveYes) } },
                            ..Button::default()
                        }.view() }
                    </div>
                </div>
            } else {
                <div class="btns">
                    { Button {
                        weight: Weight::Quiet,
                        glyph: Some(Glyph::Edit),
                        onclick: correct,
                        testid: "correct",
                        label: Some(persons::correct_whom(words, &card.label).into()),
                        children: html! { { words.of(Text::Correct) } },
                        ..Button::default()
                    }.view() }
                    { Button {
                        weight: Weight::QuietDanger,
                        glyph: Some(Glyph::Delete),
                        onclick: ask(true),
                        testid: "remove",
                        children: html! { { words.of(if is_visitor { Text::RemoveSelf } else { Text::Remove }) } },
                        ..Button::default()
                    }.view() }
                </div>
            }
        </div>
    }
}
