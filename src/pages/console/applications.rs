//! The own applications, and beginning one.

use venue_protocol::wire::applications::{
    ApplicationForm, ApplicationLine, FORGOTTEN_AFTER_DAYS, NewApplication as Message, Purpose, Stage,
};
use venue_protocol::wire::venues::Gate;
use yew::{Callback, Html, component, html};

use crate::api::applications;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::notice::{Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{ConsolePage, section, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{Application as Text, Shell, application as phrases};
use crate::i18n::{Words, moment};

/// How far an application is, as a badge.
pub fn stage_badge(words: Words, stage: Stage) -> Html {
    let (tone, glyph, text) = match stage {
        Stage::Draft => (Tone::Info, Glyph::Edit, Text::StageDraft),
        Stage::Submitted => (Tone::Info, Glyph::Wait, Text::StageSubmitted),
        Stage::Returned => (Tone::Warn, Glyph::Warn, Text::StageReturned),
        Stage::Rejected => (Tone::Bad, Glyph::Refused, Text::StageRejected),
        Stage::Approved => (Tone::Good, Glyph::Done, Text::StageApproved),
    };
    badge(tone, glyph, words.of(text))
}

/// What is asked for.
pub const fn purpose_text(purpose: Purpose) -> Text {
    match purpose {
        Purpose::New => Text::KindNew,
        Purpose::Change => Text::KindChange,
    }
}

/// The name in a list.
pub fn name_of(words: Words, line: &ApplicationLine) -> String {
    if line.venue_name.trim().is_empty() {
        words.of(Text::Unnamed).to_owned()
    } else {
        line.venue_name.clone()
    }
}

/// The list.
#[component]
pub fn Applications() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::ListTitle), "applications-page");
    let listed = use_load((), |server, ()| async move { applications::list(&*server).await });
    let actions = console.nav.button(
        ConsoleRoute::NewApplication,
        "btn btn--primary",
        words.of(Text::New),
        "new-application",
    );
    let lead = Some(phrases::forgotten_after(words, &FORGOTTEN_AFTER_DAYS).into());
    ConsolePage { actions, lead, children: listed.view(|lines| table(&console, lines)), ..page }
        .view(&console)
}

fn table(console: &Console, lines: &[ApplicationLine]) -> Html {
    let words = console.words;
    Table {
        caption: words.of(Text::ListTitle),
        head: vec![
            words.of(Text::Name),
            words.of(Text::Kind),
            words.of(Text::Stage),
            words.of(Text::SavedAt),
        ],
        rows: lines
            .iter()
            .map(|line| Row {
                key: line.venue.to_string().into(),
                cells: vec![
                    Link {
                        testid: Some("application-link"),
                        children: html! { <bdi>{ name_of(words, line) }</bdi> },
                        ..console.nav.link(ConsoleRoute::Application(line.venue))
                    }
                    .view(),
                    words.of(purpose_text(line.purpose)).into(),
                    stage_badge(words, line.stage),
                    moment(words, line.saved_at, console.now()).into(),
                ],
            })
            .collect(),
        empty: (Glyph::Edit, words.of(Text::NoneYet), words.of(Text::NoneYetText)),
        testid: "applications",
    }
    .view()
}

/// A new form: most venues have one code, for both directions.
fn usual() -> Message {
    Message {
        venue: None,
        form: Some(ApplicationForm { gate: Some(Gate::Both), ..ApplicationForm::default() }),
    }
}

/// One venue, or many.
#[component]
pub fn NewApplication() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::NewTitle), "new-application-page");
    let doing = use_doing();
    let begin = {
        let (console, doing) = (console.clone(), doing.clone());
        Callback::from(move |()| {
            let (server, console) = (console.server.clone(), console.clone());
            doing.run(async move { applications::begin(&*server, &usual()).await }, move |application| {
                // The applicant is its first manager.
                console.renew.emit(());
                console.nav.replace.emit(ConsoleRoute::Application(application.venue));
            });
        })
    };
    let children = html! {
        <>
            { doing.notice() }
            <div class="columns">
                { section(words.of(Text::One), html! {
                    <>
                        <p>{ words.of(Text::OneText) }</p>
                        { Button {
                            weight: Weight::Primary,
                            busy: doing.busy(),
                            ..Button::new(words.of(Text::OneStart), "begin-application", begin)
                        }.view() }
                    </>
                }) }
                { section(words.of(Text::Many), html! {
                    <>
                        <p>{ words.of(Text::ManyText) }</p>
                        <div>{ console.nav.button(ConsoleRoute::Import, "btn", words.of(Text::ManyStart), "to-import") }</div>
                    </>
                }) }
            </div>
        </>
    };
    let up = Some((ConsoleRoute::Applications, words.of(Shell::Applications)));
    ConsolePage { up, lead: Some(words.of(Text::NewLead).into()), children, ..page }.view(&console)
}
