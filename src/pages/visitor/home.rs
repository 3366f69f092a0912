//! Where everything begins: scanning, the last visit, what waits, and the way to everything else.

use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;
use yew::{Callback, Html, MouseEvent, hook, html, use_state};

use super::store_troubles::StoreTroubles;
use super::visit_line::visit_line;
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon};
use crate::components::nav::{Link, LinkCell, use_nav};
use crate::components::notice::{Notice, Tone, badge};
use crate::components::now::use_now;
use crate::components::page::{Group, Page};
use crate::components::words::use_words;
use crate::i18n::Words;
use crate::i18n::text::{Common, Home as Text, home};
use crate::pages::context::use_app;
use crate::route::Route;
use crate::state::AppState;
use crate::state::settings::Language;
use crate::state::visit::Status;

/// The home page.
#[hook]
pub fn use_home_page() -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let now = use_now(10_000);
    let said = use_state({
        let app = app.clone();
        move || app.memory.take_said()
    });
    let state = &app.state;
    let visitor = state.profile.visitor.as_ref();
    let registered = visitor.is_some_and(|card| !card.is_dead(now.day()));
    let scan = {
        let (app, go) = (app.clone(), nav.go.clone());
        Callback::from(move |()| {
            app.memory.want_camera();
            go.emit(Route::Scan);
        })
    };
    let register = nav.go.reform(|()| Route::Register);
    let switch_language = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| {
            let mut settings = app.state.settings.clone();
            settings.language = Some(match words.language {
                Language::ZhCn => Language::En,
                Language::En => Language::ZhCn,
            });
            app.services.save_settings(settings);
        })
    };
    let end = html! {
        <button type="button" class="bar__btn" onclick={switch_language} data-testid="language"
            lang={words.other_tag()} aria-label={words.of(Common::SwitchLanguage)}>
            { words.of(Common::OtherLanguage) }
        </button>
    };
    let actions = if registered {
        html! {
            { Button {
                weight: Weight::Primary,
                class: "scan-btn",
                glyph: Some(Glyph::Scan),
                onclick: scan,
                testid: "scan",
                children: html! { { words.of(Text::Scan) } },
                ..Button::default()
            }.view() }
        }
    } else {
        html! {
            <>
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Person),
                    onclick: register,
                    testid: "register",
                    children: html! { { words.of(Text::Register) } },
                    ..Button::default()
                }.view() }
                { Button {
                    weight: Weight::Quiet,
                    glyph: Some(Glyph::Scan),
                    onclick: scan,
                    testid: "scan",
                    children: html! { { words.of(Text::ScanFirst) } },
                    ..Button::default()
                }.view() }
            </>
        }
    };
    let here = state.profile.present(now.day()).len().saturating_sub(1);
    html! {
        <Page title={words.of(Common::App)} back={false} {end} testid="home-page" {actions}>
            <StoreTroubles />
            if let Some(said) = *said { { Notice { tone: Tone::Good, children: html! { <p>{ said }</p> }, ..Notice::default() }.view() } }
            if state.offline {
                { Notice {
                    tone: Tone::Warn,
                    glyph: Some(Glyph::Offline),
                    title: Some(words.of(Common::Offline).into()),
                    testid: "offline",
                    children: html! { <p>{ words.of(Text::OfflineText) }</p> },
                }.view() }
            }
            if let Some(card) = visitor {
                <section class="card hero">
                    <p>{
                        if registered { badge(Tone::Good, Glyph::Done, words.of(Text::Registered)) }
                        else { badge(Tone::Warn, Glyph::Warn, words.of(Text::Expired)) }
                    }</p>
                    <p class="hero__name"><bdi data-testid="visitor-label">{ &card.label }</bdi></p>
                    if here > 0 { <p class="soft">{ home::with_companions(words, &here) }</p> }
                    if !registered { <p>{ words.of(Text::ExpiredText) }</p> }
                </section>
            } else {
                <section class="hero">
                    <p class="hero__name">{ words.of(Text::Welcome) }</p>
                    <p>{ words.of(Text::WelcomeText) }</p>
                </section>
                { steps(words, &[Text::StepRegister, Text::StepScan, Text::StepShow]) }
                { Notice {
                    glyph: Some(Glyph::Lock),
                    children: html! { <p>{ words.of(Text::WelcomePrivacy) }</p> },
                    ..Notice::default()
                }.view() }
            }
            if registered && state.history.is_empty() { { steps(words, &[Text::StepScan, Text::StepShow]) } }
            { pending(words, state) }
            { last_visit(words, state, now) }
            <nav class="tiles">
                { tile(Route::Persons, Glyph::Persons, words.of(Text::Persons), "persons") }
                { tile(Route::History, Glyph::History, words.of(Text::History), "history") }
                { tile(Route::Settings, Glyph::Settings, words.of(Text::Settings), "settings") }
                <a class="tile" href={format!("/help/{}.html", words.tag())} data-testid="help">
                    { icon(Glyph::Help) }<span>{ words.of(Common::Help) }</span>
                </a>
            </nav>
            if visitor.is_none() {
                <div class="cells">
                    <LinkCell to={Route::Receive} glyph={Glyph::Phone}>{ words.of(Text::MoveHere) }</LinkCell>
                </div>
            }
        </Page>
    }
}

/// How it goes, for those who have not done it yet.
fn steps(words: Words, steps: &[Text]) -> Html {
    html! {
        <ol class="card steps">{ for steps.iter().map(|step| html! { <li><span>{ words.of(*step) }</span></li> }) }</ol>
    }
}

fn tile(to: Route, glyph: Glyph, words: &'static str, testid: &'static str) -> Html {
    html! { <Link {to} class="tile" {glyph} {testid}><span>{ words }</span></Link> }
}

/// What waits to be sent, and what was refused lately.
fn pending(words: Words, state: &AppState) -> Html {
    let waiting = state.history.waiting();
    let refused =
        state.history.visits().next().is_some_and(|visit| matches!(visit.status, Status::Refused(_)));
    html! {
        <>
            if waiting > 0 {
                { Notice {
                    tone: Tone::Warn,
                    glyph: Some(Glyph::Wait),
                    title: Some(home::waiting(words, &waiting).into()),
                    testid: "waiting",
                    children: html! { <p>{ words.of(Text::WaitingText) }</p> },
                }.view() }
            }
            if refused {
                { Notice {
                    tone: Tone::Bad,
                    title: Some(words.of(Text::RefusedTitle).into()),
                    testid: "refused",
                    children: html! { <p><Link to={Route::History}>{ words.of(Text::RefusedText) }</Link></p> },
                    ..Notice::default()
                }.view() }
            }
        </>
    }
}

/// The latest visit, which leads to its pass.
fn last_visit(words: Words, state: &AppState, now: Instant) -> Html {
    let Some(visit) = state.history.latest() else { return Html::default() };
    let inside =
        visit.counts() && visit.direction == Direction::Entry && state.history.end_of(visit, now).is_none();
    let title = words.of(if inside { Text::StillInside } else { Text::LastVisit });
    html! {
        { Group {
            title: Some(title.into()),
            children: html! { <><LinkCell to={Route::Visit(visit.id.0)} testid="last-visit">{ visit_line(words, visit, &state.history, now) }</LinkCell></> },
        }.view() }
    }
}
