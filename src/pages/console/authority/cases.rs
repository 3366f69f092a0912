//! The list of cases.

use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::roster::Role;
use venue_protocol::wire::cases::{Case, CaseState, Subject, Window};
use yew::{Html, component, html};

use super::ready::not_ready;
use crate::api::{ApiError, cases};
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::notice::{Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::{Load, use_load};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{Cases as Text, Shell};
use crate::i18n::{Words, moment};
use crate::pages::console::missing::Missing;

/// The page.
#[component]
pub fn Cases() -> Html {
    match use_console().authority_role() {
        Some(_) => html! { <List /> },
        None => html! { <Missing /> },
    }
}

#[component]
fn List() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Shell::Cases), "cases-page");
    let listed = use_load((), |server, ()| async move { cases::list(&*server).await });
    let refused = |error: &ApiError| error.problem() == Some(ProblemType::NotAllowed);
    if matches!(listed.state(), Load::Failed(error) if refused(&error)) {
        let children = not_ready(&console, Tone::Warn, words.of(Text::NotReady));
        return ConsolePage { lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console);
    }
    let actions = html! {
        if console.authority_role() == Some(Role::Tracer) {
            { console.nav.button(ConsoleRoute::NewCase, "btn btn--primary", words.of(Text::New), "new-case") }
        }
    };
    let children = listed.view(|all| {
        Table {
            caption: words.of(Shell::Cases),
            head: vec![
                words.of(Text::Number),
                words.of(Text::Subject),
                words.of(Text::Window),
                words.of(Text::State),
                words.of(Text::FiledBy),
                words.of(Text::FiledAt),
            ],
            rows: all.iter().map(|case| row(&console, case)).collect(),
            empty: (Glyph::History, words.of(Text::None), words.of(Text::NoneText)),
            testid: "cases",
        }
        .view()
    });
    ConsolePage { actions, lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn row(console: &Console, case: &Case) -> Row {
    let words = console.words;
    let link = Link {
        testid: Some("case-link"),
        children: html! { <bdi>{ &case.number }</bdi> },
        ..console.nav.link(ConsoleRoute::Case(case.id))
    };
    Row {
        key: case.id.to_string().into(),
        cells: vec![
            link.view(),
            subject_text(words, case),
            window_text(console, case.window).into(),
            state_badge(words, case.state),
            html! { <bdi>{ &case.tracer_name }</bdi> },
            moment(words, case.filed_at, console.now()).into(),
        ],
    }
}

/// What a case is about; who it is about stands in its sealed request only.
pub(super) fn subject_text(words: Words, case: &Case) -> Html {
    match case.subject {
        Subject::Person => words.of(Text::Person).into(),
        Subject::Contacts { .. } => words.of(Text::Contacts).into(),
        Subject::Place { .. } => html! {
            <>{ words.of(Text::Place) }{ " · " }<bdi>{ case.venue_name.clone().unwrap_or_default() }</bdi></>
        },
    }
}

/// From when to when.
pub(super) fn window_text(console: &Console, window: Window) -> String {
    let at =
        |minute: u32| moment(console.words, Instant::from_millis(i64::from(minute) * 60_000), console.now());
    format!("{} – {}", at(window.from), at(window.to))
}

/// How far it is.
pub(super) fn state_badge(words: Words, state: CaseState) -> Html {
    let (tone, glyph, text) = match state {
        CaseState::Filed => (Tone::Warn, Glyph::Wait, Text::StateFiled),
        CaseState::Taken => (Tone::Info, Glyph::Wait, Text::StateTaken),
        CaseState::Approved => (Tone::Good, Glyph::Done, Text::StateApproved),
        CaseState::Refused => (Tone::Bad, Glyph::Refused, Text::StateRefused),
        CaseState::Withdrawn => (Tone::Info, Glyph::Undo, Text::StateWithdrawn),
        CaseState::Closed => (Tone::Info, Glyph::Done, Text::StateClosed),
        CaseState::Expired => (Tone::Info, Glyph::History, Text::StateExpired),
    };
    badge(tone, glyph, words.of(text))
}
