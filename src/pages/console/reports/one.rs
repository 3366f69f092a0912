//! One report: its facts, taking it, what is sealed in it, the answer.

use std::rc::Rc;

use venue_protocol::id::ReportId;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::reports::{Report, ReportLine, ReportVersion, Whom};
use yew::{Callback, Html, Properties, component, html};

use super::answer::Answering;
use super::told::Told;
use super::{kind_text, state_badge, taken_by, venue};
use crate::api::report_desk;
use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::load::{Doing, Loading, use_doing, use_load};
use crate::console::kit::page::{ConsolePage, facts, use_page};
use crate::console::route::ConsoleRoute;
use crate::i18n::moment;
use crate::i18n::text::console::{ReportsText as Text, Shell};

/// Which report.
#[derive(Properties, PartialEq)]
pub struct ReportProps {
    /// Its id.
    pub id: ReportId,
}

/// The page.
#[component]
pub fn ReportOne(props: &ReportProps) -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::OneTitle), "report-one-page");
    let loaded = use_load(props.id, |server, id| async move { report_desk::show(&*server, id).await });
    let doing = use_doing();
    let children = loaded.view(|report| {
        let again = {
            let (doing, again) = (doing.clone(), loaded.again.clone());
            Callback::from(move |()| {
                doing.forget();
                again.emit(());
            })
        };
        let onchange = {
            let (loaded, before) = (loaded.clone(), report.clone());
            Callback::from(move |(line, answer): (ReportLine, Option<String>)| {
                let answer = answer.or_else(|| before.answer.clone());
                loaded.put(Report { line, answer, sealed: before.sealed.clone() });
            })
        };
        html! {
            <>
                { facts_of(&console, &report.line) }
                { taking(&console, &doing, &loaded, report) }
                if is_changed(&doing) { { quicker(&console, again.clone()) } } else { { doing.notice() } }
                <Told report={report.clone()} />
                <Answering report={report.clone()} {onchange} {again} />
            </>
        }
    });
    let about = loaded.ready().map(|report| report.line.ticket.clone().into());
    let up = Some((ConsoleRoute::Reports, words.of(Shell::Reports)));
    ConsolePage { up, about, children, ..page }.view(&console)
}

/// Whether somebody was quicker.
pub(super) fn is_changed(doing: &Doing) -> bool {
    doing.fault().and_then(|error| error.problem()) == Some(ProblemType::ReportChanged)
}

/// Somebody was quicker; nothing typed is lost.
pub(super) fn quicker(console: &Console, again: Callback<()>) -> Html {
    let words = console.words;
    let children = html! {
        <>
            <p>{ words.of(Text::Quicker) }</p>
            <div>{ Button::new(words.of(Text::Reload), "load-again", again).view() }</div>
        </>
    };
    Notice { testid: Some("quicker"), ..Notice::of(Tone::Warn, children) }.view()
}

fn facts_of(console: &Console, line: &ReportLine) -> Html {
    let words = console.words;
    let whom = match line.whom {
        Whom::Myself => Text::Myself,
        Whom::Another => Text::Another,
    };
    let mut rows = vec![
        (
            words.of(Text::State),
            html! { <span data-testid="state">{ state_badge(words, line.state) }</span> },
        ),
        (words.of(Text::Kind), words.of(kind_text(line.kind)).into()),
        (words.of(Text::Whom), words.of(whom).into()),
        (words.of(Text::Venue), venue(words, line)),
        (words.of(Text::Received), moment(words, line.received_at, console.now()).into()),
        (words.of(Text::By), taken_by(words, line)),
    ];
    // Without a venue it stands in its place.
    if let (Some(typed), Some(_)) = (&line.typed_code, &line.venue) {
        rows.insert(4, (words.of(Text::Typed), html! { <span class="num">{ typed }</span> }));
    }
    html! { <div class="card">{ facts(rows) }</div> }
}

fn taking(console: &Console, doing: &Doing, loaded: &Loading<Report>, report: &Rc<Report>) -> Html {
    let words = console.words;
    let line = &report.line;
    let act = |mine: bool| {
        let (console, doing, loaded, report) =
            (console.clone(), doing.clone(), loaded.clone(), report.clone());
        Callback::from(move |()| {
            let (server, console, loaded, report) =
                (console.server.clone(), console.clone(), loaded.clone(), report.clone());
            let (id, version) = (report.line.id, ReportVersion { version: report.line.version });
            let call = async move {
                if mine {
                    report_desk::take(&*server, id, version).await
                } else {
                    report_desk::leave(&*server, id, version).await
                }
            };
            doing.run(call, move |line| {
                let said = if mine { Text::Taken } else { Text::Left };
                console.say.emit(console.words.of(said).to_owned());
                loaded.put(Report { line, ..(*report).clone() });
            });
        })
    };
    let button = match (line.own, &line.taken_by) {
        (true, _) => Button::new(words.of(Text::Leave), "leave", act(false)),
        (false, Some(_)) => Button::new(words.of(Text::TakeOver), "take", act(true)),
        (false, None) => Button::new(words.of(Text::Take), "take", act(true)),
    };
    html! { <div class="row">{ Button { busy: doing.busy(), ..button }.view() }</div> }
}
