//! Oneself and the accompanying persons: who is here today, adding, correcting, removing.

use yew::{Callback, Html, hook, html};

use crate::components::button::{Button, Weight};
use crate::components::choice::TickCell;
use crate::components::icon::{Glyph, icon};
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone, badge, empty};
use crate::components::page::{Group, Page, use_frame};
use crate::components::question::question;
use crate::i18n::day;
use crate::i18n::text::{Home, Persons as Text, persons};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::route::Route;
use crate::state::profile::{PersonCard, PersonId, ProfileError};

struct Persons {
    said: Option<&'static str>,
    too_many: bool,
    /// Whose removal is being asked about.
    asking: Option<PersonId>,
}

/// The persons of this device.
#[hook]
pub fn use_persons_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "persons-page");
    let own = use_own(|| Persons { said: app.memory.take_said(), too_many: false, asking: None });
    let Persons { said, too_many, .. } = *own.get();
    let profile = &app.state.profile;
    let add = Button {
        weight: Weight::Primary,
        glyph: Some(Glyph::Add),
        ..Button::new(words.of(Text::Add), "companion-add", app.nav.to(Route::NewPerson))
    };
    let children = html! {
        <>
            if let Some(said) = said { { Notice::new(Tone::Good, said).view() } }
            if too_many { { too_many_present(&app) } }
            { Group { title: Some(words.of(Text::Me).into()), children: visitor(&app, &own) }.view() }
            if profile.companions.is_empty() {
                { empty(Glyph::Persons, words.of(Text::Empty), words.of(Text::EmptyText)) }
            } else {
                <p class="soft">{ words.of(Text::HereHint) }</p>
                { for profile.companions.iter().map(|card| companion(&app, &own, card)) }
            }
        </>
    };
    Page { actions: Some(add.view()), children, ..page }.view()
}

/// Nobody more can be ticked.
pub fn too_many_present(app: &App) -> Html {
    Notice { testid: Some("too-many-present"), ..Notice::new(Tone::Warn, app.words.of(Text::TooManyPresent)) }
        .view()
}

fn visitor(app: &App, own: &Own<Persons>) -> Html {
    let words = app.words;
    match &app.state.profile.visitor {
        Some(card) => html! {
            <>
                <div class="cell">
                    { icon(Glyph::Person) }
                    <span class="cell__body"><bdi data-testid="visitor-label">{ &card.label }</bdi></span>
                </div>
                { tools(app, own, card, Text::RemoveSelf) }
            </>
        },
        None => Link {
            class: "cell",
            glyph: Some(Glyph::Person),
            testid: Some("register"),
            children: html! {
                <span class="cell__body">
                    { words.of(Text::NotRegistered) }
                    <span class="cell__note">{ words.of(Home::Register) }</span>
                </span>
            },
            ..app.nav.link(Route::Register)
        }
        .view(),
    }
}

fn companion(app: &App, own: &Own<Persons>, card: &PersonCard) -> Html {
    let (services, own_too, id) = (app.services.clone(), own.clone(), card.id);
    let tick = TickCell {
        id: format!("here-{}", id.0).into(),
        ticked: card.here,
        onchange: Callback::from(move |here: bool| {
            let too_many = services.tick(id, here) == Err(ProfileError::TooManyPresent);
            own_too.change(|own| own.too_many = too_many);
        }),
        disabled: false,
        note: None,
        children: html! {
            <>
                <bdi>{ &card.label }</bdi>
                if card.once { { " " }{ badge(Tone::Info, Glyph::Wait, app.words.of(Text::Once)) } }
            </>
        },
    };
    html! {
        <div class="cells" key={id.0} data-testid="companion">
            { tick.view() }
            { tools(app, own, card, Text::Remove) }
        </div>
    }
}

/// Correcting and removing one person. Removing asks first, in its place.
fn tools(app: &App, own: &Own<Persons>, card: &PersonCard, remove: Text) -> Html {
    let (words, id, today) = (app.words, card.id, app.now().day());
    let ask = |who: Option<PersonId>| {
        let own = own.clone();
        Callback::from(move |()| own.change(|own| own.asking = who))
    };
    html! {
        <div class="card">
            if card.is_dead(today) {
                { Notice {
                    testid: Some("person-dead"),
                    ..Notice::new(Tone::Warn, words.of(Text::Expired))
                }.view() }
            } else if let Some(last) = card.expires_on {
                <p class="soft small">{ persons::valid_until(words, &day(words, last, today)) }</p>
            }
            if own.get().asking == Some(id) {
                { question(
                    None,
                    html! {
                        <>
                            <p class="lead"><bdi>{ persons::remove_whom(words, &card.label) }</bdi></p>
                            <p>{ words.of(Text::RemoveAsk) }</p>
                        </>
                    },
                    Button::new(words.of(Text::RemoveNo), "remove-no", ask(None)),
                    Button::new(words.of(Text::RemoveYes), "remove-yes", removal(app, own, id)),
                ) }
            } else {
                <div class="btns">
                    { Button {
                        weight: Weight::Quiet,
                        glyph: Some(Glyph::Edit),
                        label: Some(persons::correct_whom(words, &card.label).into()),
                        ..Button::new(words.of(Text::Correct), "correct", app.nav.to(Route::Person(id.0)))
                    }.view() }
                    { Button {
                        weight: Weight::QuietDanger,
                        glyph: Some(Glyph::Delete),
                        ..Button::new(words.of(remove), "remove", ask(Some(id)))
                    }.view() }
                </div>
            }
        </div>
    }
}

fn removal(app: &App, own: &Own<Persons>, id: PersonId) -> Callback<()> {
    let (app, own) = (app.clone(), own.clone());
    Callback::from(move |()| {
        // Somebody who is gone already is what was asked for.
        let _ = app.services.remove(id);
        let said = app.words.of(if app.state.offline { Text::RemovedLater } else { Text::Removed });
        own.change(|own| own.said = Some(said));
    })
}
