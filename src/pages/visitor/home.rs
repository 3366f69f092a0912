//! Where everything begins: scanning, the last visit, what waits, and the way to everything else.

use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;
use yew::{Html, MouseEvent, hook, html};

use super::store_troubles::store_troubles;
use super::visit_line::visit_line;
use super::ways_out::register_button;
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon};
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone, badge};
use crate::components::now::use_now;
use crate::components::page::{Group, Page, use_frame};
use crate::i18n::Words;
use crate::i18n::text::{Common, Home as Text, home};
use crate::pages::context::{App, use_app};
use crate::pages::own::use_own;
use crate::route::Route;
use crate::state::notices::News;
use crate::state::settings::Language;
use crate::state::visit::Status;

/// The home page.
#[hook]
pub fn use_home_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Common::App), "home-page");
    let now = use_now(10_000);
    let said = use_own(|| app.memory.take_said());
    let said = *said.get();
    let state = &app.state;
    let visitor = state.profile.visitor.as_ref();
    let registered = visitor.is_some_and(|card| !card.is_dead(now.day()));
    let children = html! {
        <>
            { store_troubles(&app) }
            if let Some(said) = said { { Notice::new(Tone::Good, said).view() } }
            if state.offline {
                { Notice {
                    glyph: Some(Glyph::Offline),
                    title: Some(words.of(Common::Offline).into()),
                    testid: Some("offline"),
                    ..Notice::new(Tone::Warn, words.of(Text::OfflineText))
                }.view() }
            }
            { news(&app) }
            { hero(&app, registered, now) }
            if registered && state.history.is_empty() { { steps(words, &[Text::StepScan, Text::StepShow]) } }
            { pending(&app) }
            { last_visit(&app, now) }
            <nav class="tiles">
                { tile(&app, Route::Persons, Glyph::Persons, Text::Persons, "persons") }
                { tile(&app, Route::History, Glyph::History, Text::History, "history") }
                { tile(&app, Route::Settings, Glyph::Settings, Text::Settings, "settings") }
                <a class="tile" href={format!("/help/{}.html", words.tag())} data-testid="help">
                    { icon(Glyph::Help) }<span>{ words.of(Common::Help) }</span>
                </a>
            </nav>
            <div class="cells">
                if visitor.is_none() {
                    { Link {
                        glyph: Some(Glyph::Phone),
                        children: words.of(Text::MoveHere).into(),
                        ..app.nav.link(Route::Receive)
                    }.cell() }
                }
                { Link {
                    glyph: Some(Glyph::Edit),
                    testid: Some("report"),
                    children: words.of(Text::Report).into(),
                    ..app.nav.link(Route::Report)
                }.cell() }
            </div>
        </>
    };
    Page { back: None, end: other_language(&app), actions: Some(actions(&app, registered)), children, ..page }
        .view()
}

/// The button for the other language.
fn other_language(app: &App) -> Html {
    let (words, app) = (app.words, app.clone());
    let switch = move |_: MouseEvent| {
        let mut settings = app.state.settings.clone();
        settings.language = Some(match words.language {
            Language::ZhCn => Language::En,
            Language::En => Language::ZhCn,
        });
        app.services.save_settings(settings);
    };
    html! {
        <button type="button" class="bar__btn" onclick={switch} data-testid="language" lang={words.other_tag()}
            aria-label={words.of(Common::SwitchLanguage)}>
            { words.of(Common::OtherLanguage) }
        </button>
    }
}

/// Scanning, and before it registering.
fn actions(app: &App, registered: bool) -> Html {
    let text = if registered { Text::Scan } else { Text::ScanFirst };
    let scan = Button {
        glyph: Some(Glyph::Scan),
        ..Button::new(app.words.of(text), "scan", app.to_camera(&app.nav.go))
    };
    if registered {
        return Button { weight: Weight::Primary, class: "scan-btn", ..scan }.view();
    }
    html! {
        <>
            { register_button(app.words.of(Text::Register), app.nav.to(Route::Register)) }
            { Button { weight: Weight::Quiet, ..scan }.view() }
        </>
    }
}

/// What the device found out, until the visitor has looked at it.
fn news(app: &App) -> Html {
    let words = app.words;
    let title = match app.state.news {
        None => return Html::default(),
        Some(News::Affected) => Text::Affected,
        Some(News::Traced) => Text::Traced,
    };
    let link = Link { children: words.of(Text::NewsText).into(), ..app.nav.link(Route::Notices) };
    Notice {
        title: Some(words.of(title).into()),
        testid: Some("news"),
        ..Notice::of(Tone::Warn, html! { <p>{ link.view() }</p> })
    }
    .view()
}

/// Who is registered, or what this is about.
fn hero(app: &App, registered: bool, now: Instant) -> Html {
    let (words, profile) = (app.words, &app.state.profile);
    let here = profile.present(now.day()).len().saturating_sub(1);
    match &profile.visitor {
        Some(card) => html! {
            <section class="card hero">
                <p>{
                    if registered { badge(Tone::Good, Glyph::Done, words.of(Text::Registered)) }
                    else { badge(Tone::Warn, Glyph::Warn, words.of(Text::Expired)) }
                }</p>
                <p class="hero__name"><bdi data-testid="visitor-label">{ &card.label }</bdi></p>
                if here > 0 { <p class="soft">{ home::with_companions(words, &here) }</p> }
                if !registered { <p>{ words.of(Text::ExpiredText) }</p> }
            </section>
        },
        None => html! {
            <>
                <section class="hero">
                    <p class="hero__name">{ words.of(Text::Welcome) }</p>
                    <p>{ words.of(Text::WelcomeText) }</p>
                </section>
                { steps(words, &[Text::StepRegister, Text::StepScan, Text::StepShow]) }
                { Notice {
                    glyph: Some(Glyph::Lock),
                    ..Notice::new(Tone::Info, words.of(Text::WelcomePrivacy))
                }.view() }
            </>
        },
    }
}

/// How it goes, for those who have not done it yet.
fn steps(words: Words, steps: &[Text]) -> Html {
    html! {
        <ol class="card steps">{ for steps.iter().map(|step| html! { <li><span>{ words.of(*step) }</span></li> }) }</ol>
    }
}

fn tile(app: &App, to: Route, glyph: Glyph, text: Text, testid: &'static str) -> Html {
    let children = html! { <span>{ app.words.of(text) }</span> };
    Link { class: "tile", glyph: Some(glyph), testid: Some(testid), children, ..app.nav.link(to) }.view()
}

/// What waits to be sent, and what was refused lately.
fn pending(app: &App) -> Html {
    let (words, history) = (app.words, &app.state.history);
    let waiting = history.waiting();
    let refused = history.visits().next().is_some_and(|visit| matches!(visit.status, Status::Refused(_)));
    let details =
        || Link { children: words.of(Text::RefusedText).into(), ..app.nav.link(Route::History) }.view();
    html! {
        <>
            if waiting > 0 {
                { Notice {
                    glyph: Some(Glyph::Wait),
                    title: Some(home::waiting(words, &waiting).into()),
                    testid: Some("waiting"),
                    ..Notice::new(Tone::Warn, words.of(Text::WaitingText))
                }.view() }
            }
            if refused {
                { Notice {
                    title: Some(words.of(Text::RefusedTitle).into()),
                    testid: Some("refused"),
                    ..Notice::of(Tone::Bad, html! { <p>{ details() }</p> })
                }.view() }
            }
        </>
    }
}

/// The latest visit, which leads to its pass.
fn last_visit(app: &App, now: Instant) -> Html {
    let (words, history) = (app.words, &app.state.history);
    let Some(visit) = history.latest() else { return Html::default() };
    let inside =
        visit.counts() && visit.direction == Direction::Entry && history.end_of(visit, now).is_none();
    let title = words.of(if inside { Text::StillInside } else { Text::LastVisit });
    let cell = Link {
        testid: Some("last-visit"),
        children: visit_line(words, visit, history, now),
        ..app.nav.link(Route::Visit(visit.id.0))
    };
    Group { title: Some(title.into()), children: cell.cell() }.view()
}
