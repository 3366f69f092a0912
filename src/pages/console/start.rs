//! What to do next.

use venue_protocol::wire::accounts::{AccountRole, Membership, Right};
use venue_protocol::wire::applications::{ApplicationLine, Stage};
use yew::{Html, component, html, use_effect_with};

use super::applications::{name_of, stage_badge};
use crate::api::report_desk::{self, Asked};
use crate::api::{applications, reviews};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::use_load;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::i18n::text::console::{Shell, StartText as Text, reports, start as phrases};
use venue_protocol::wire::reports::ReportState;

/// The first page.
#[component]
pub fn Start() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "start-page");
    let Some(me) = console.me() else { return Html::default() };
    let children = match me.role {
        AccountRole::Manager => html! { <ForManagers /> },
        AccountRole::Reviewer => html! { <ForReviewers /> },
        AccountRole::Technician => html! { <ForTechnicians /> },
        AccountRole::Tracer | AccountRole::Approver => for_authority(&console),
        _ => html! { <p class="card">{ words.of(Text::Other) }</p> },
    };
    let about = Some(phrases::hello(words, &me.name).into());
    ConsolePage { about, children, ..page }.view(&console)
}

/// The key first: without it no case can be opened.
fn for_authority(console: &Console) -> Html {
    let words = console.words;
    let title = |text: Shell| html! { <span class="lead">{ words.of(text) }</span> };
    html! {
        <div class="stack">
            <h2 class="lead">{ words.of(Text::NextTitle) }</h2>
            { task(
                title(Shell::Cases),
                words.of(Text::CasesText),
                console.nav.button(ConsoleRoute::Cases, "btn btn--primary", words.of(Text::CasesGo), "next-cases"),
            ) }
            { task(
                title(Shell::Keys),
                words.of(Text::KeysText),
                console.nav.button(ConsoleRoute::Keys, "btn", words.of(Text::KeysGo), "next-keys"),
            ) }
        </div>
    }
}

/// Something to do: about what, why, and the button that leads there.
fn task(about: Html, text: &'static str, action: Html) -> Html {
    html! {
        <section class="card stack" data-testid="task">
            <div class="row">{ about }</div>
            <p>{ text }</p>
            <div class="row">{ action }</div>
        </section>
    }
}

#[component]
fn ForManagers() -> Html {
    let console = use_console();
    let words = console.words;
    let listed = use_load((), |server, ()| async move { applications::list(&*server).await });
    {
        // An approval makes a venue while the console is open.
        let renew = console.renew.clone();
        use_effect_with((), move |()| renew.emit(()));
    }
    let venues = console.me().map(|me| me.venues.clone()).unwrap_or_default();
    listed.view(|lines| {
        // What is approved stands among the venues. What only waits comes last.
        let of = |stages: &[Stage]| -> Vec<_> {
            lines.iter().filter(|line| stages.contains(&line.stage)).collect()
        };
        let (open, waiting) = (of(&[Stage::Returned, Stage::Draft]), of(&[Stage::Submitted]));
        let running = venues.iter().filter(|venue| !venue.closed);
        let running: Vec<_> = running.map(|venue| venue_task(&console, venue)).collect();
        let nothing = open.is_empty() && waiting.is_empty() && running.is_empty();
        html! {
            <div class="stack">
                <h2 class="lead">{ words.of(Text::NextTitle) }</h2>
                if nothing {
                    { task(
                        html! { <span class="lead">{ words.of(Text::Apply) }</span> },
                        words.of(Text::ApplyText),
                        console.nav.button(ConsoleRoute::NewApplication, "btn btn--primary", words.of(Text::Apply), "next-apply"),
                    ) }
                    <p class="soft">{ words.of(Text::InvitedText) }</p>
                }
                { for open.into_iter().map(|line| application_task(&console, line)) }
                { for running }
                { for waiting.into_iter().map(|line| application_task(&console, line)) }
            </div>
        }
    })
}

fn application_task(console: &Console, line: &ApplicationLine) -> Html {
    let words = console.words;
    let (text, verb, class) = match line.stage {
        Stage::Draft => (Text::ContinueText, Text::Continue, "btn btn--primary"),
        Stage::Returned => (Text::ReturnedText, Text::Correct, "btn btn--primary"),
        _ => (Text::WaitText, Text::See, "btn"),
    };
    let about = html! {
        <><span class="lead"><bdi>{ name_of(words, line) }</bdi></span>{ stage_badge(words, line.stage) }</>
    };
    let to = ConsoleRoute::Application(line.venue);
    task(about, words.of(text), console.nav.button(to, class, words.of(verb), "next-application"))
}

fn venue_task(console: &Console, venue: &Membership) -> Html {
    let words = console.words;
    let about = html! { <span class="lead"><bdi>{ &venue.name }</bdi></span> };
    let to = |page| ConsoleRoute::Venue(venue.venue, page);
    let desk = |class| console.nav.button(to(VenuePage::Terminal), class, words.of(Text::Desk), "next-desk");
    match venue.right {
        Right::Manager => task(
            about,
            words.of(Text::PrintText),
            html! {
                <>
                    { console.nav.button(to(VenuePage::Studio), "btn btn--primary", words.of(Text::Print), "next-print") }
                    { desk("btn") }
                </>
            },
        ),
        Right::Staff => task(about, words.of(Text::DeskText), desk("btn btn--primary")),
    }
}

#[component]
fn ForReviewers() -> Html {
    let console = use_console();
    let words = console.words;
    let queue =
        use_load((), |server, ()| async move { reviews::queue(&*server, Stage::Submitted, None).await });
    queue.view(|queue| {
        let about = html! { <span class="lead num">{ phrases::waiting(words, &queue.total) }</span> };
        let text = words.of(if queue.total == 0 { Text::ReviewNone } else { Text::ReviewText });
        let class = if queue.total == 0 { "btn" } else { "btn btn--primary" };
        task(
            about,
            text,
            console.nav.button(ConsoleRoute::Review, class, words.of(Text::Review), "next-review"),
        )
    })
}

#[component]
fn ForTechnicians() -> Html {
    let console = use_console();
    let words = console.words;
    let queue = use_load((), |server, ()| async move {
        let open = Asked { state: Some(ReportState::Open), ..Asked::default() };
        report_desk::queue(&*server, &open, None).await
    });
    queue.view(|queue| {
        let about = html! { <span class="lead num">{ reports::waiting(words, &queue.total) }</span> };
        let text = words.of(if queue.total == 0 { Text::ReviewNone } else { Text::ReportsText });
        let class = if queue.total == 0 { "btn" } else { "btn btn--primary" };
        let verb = words.of(Text::Reports);
        task(about, text, console.nav.button(ConsoleRoute::Reports, class, verb, "next-reports"))
    })
}
