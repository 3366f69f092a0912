//! Exposure notices of a case: where and when its persons were, each to be published.

use std::rc::Rc;

use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::seal::notice::QUARTER_MINUTES;
use venue_protocol::wire::cases::{Case, Subject};
use venue_protocol::wire::notices::NewNotice;
use venue_trace::Results;
use yew::{Callback, Html, Properties, component, html};

use super::contacts::place_name;
use super::work::use_work;
use crate::api::cases;
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::page::{facts, section};
use crate::console::kit::table::{Row, Table};
use crate::console::state::exposures::exposures;
use crate::console::state::results::end_of;
use crate::i18n::moment;
use crate::i18n::text::console::Afterwards as Text;
use crate::pages::own::use_own;

/// The traced case.
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The case.
    pub case: Rc<Case>,
    /// Its results.
    pub results: Rc<Results>,
}

/// What came of a notice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Published,
    TooFew,
}

/// What was done since the page was opened; what was done before stands in the audit log.
#[derive(Default)]
struct Shown {
    asked: Option<NewNotice>,
    done: Vec<(NewNotice, Outcome)>,
}

/// The list, and the question before one is published.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(Shown::default);
    let work = use_work();
    let shown = own.get();
    let outcome_of =
        |notice: &NewNotice| shown.done.iter().find(|(done, _)| done == notice).map(|(_, outcome)| *outcome);
    let ask = |asked: Option<NewNotice>| {
        let (own, work) = (own.clone(), work.clone());
        Callback::from(move |()| {
            work.forget();
            own.change(|shown| shown.asked.clone_from(&asked));
        })
    };
    let publish = |notice: NewNotice| {
        let (own, work, server, id) = (own.clone(), work.clone(), console.server.clone(), props.case.id);
        Callback::from(move |()| {
            let (own, server, notice) = (own.clone(), server.clone(), notice.clone());
            let sent = notice.clone();
            let call = async move {
                match cases::notify(&*server, id, &sent).await {
                    Ok(()) => Ok(Outcome::Published),
                    Err(error) if error.problem() == Some(ProblemType::TooFewVisitors) => Ok(Outcome::TooFew),
                    Err(error) => Err(error.into()),
                }
            };
            work.run(call, move |outcome| {
                own.change(|shown| {
                    shown.asked = None;
                    shown.done.retain(|(done, _)| *done != notice);
                    shown.done.push((notice, outcome));
                });
            });
        })
    };
    let row = |notice: NewNotice| {
        let action = match outcome_of(&notice) {
            Some(Outcome::Published) => badge(Tone::Good, Glyph::Done, words.of(Text::Published)),
            Some(Outcome::TooFew) => badge(Tone::Warn, Glyph::Warn, words.of(Text::TooFew)),
            None => Button::new(words.of(Text::Publish), "publish-notice", ask(Some(notice.clone()))).view(),
        };
        Row {
            key: format!("{}-{}", notice.venue, notice.from_quarter).into(),
            cells: vec![
                html! { <bdi>{ venue_name(&props.case, &props.results, &notice) }</bdi> },
                when(&console, &notice).into(),
                action,
            ],
        }
    };
    let table = Table {
        caption: words.of(Text::NoticesTitle),
        head: vec![words.of(Text::Venue), words.of(Text::When), words.of(Text::Action)],
        rows: exposures(&props.case, &props.results).into_iter().map(row).collect(),
        empty: (Glyph::History, words.of(Text::NoNotices), words.of(Text::NoNoticesText)),
        testid: "exposures",
    };
    let any_few = shown.done.iter().any(|(_, outcome)| *outcome == Outcome::TooFew);
    section(
        words.of(Text::NoticesTitle),
        html! {
            <>
                <p>{ words.of(Text::NoticesText) }</p>
                if any_few { { Notice { testid: Some("by-telephone"), ..Notice::new(Tone::Warn, words.of(Text::ByTelephone)) }.view() } }
                { table.view() }
                if let Some(notice) = &shown.asked {
                    <Confirm title={words.of(Text::PublishTitle)} yes={words.of(Text::PublishYes)} busy={work.busy()}
                        onyes={publish(notice.clone())} onno={ask(None)}>
                        { facts([
                            (words.of(Text::Venue), html! { <bdi>{ venue_name(&props.case, &props.results, notice) }</bdi> }),
                            (words.of(Text::When), when(&console, notice).into()),
                        ]) }
                        <p>{ words.of(Text::PublishText) }</p>
                        <p><strong>{ words.of(Text::PublishFinal) }</strong></p>
                        <p class="small soft">{ words.of(Text::PublishFew) }</p>
                        { work.notice() }
                    </Confirm>
                }
            </>
        },
    )
}

fn venue_name(case: &Case, results: &Results, notice: &NewNotice) -> String {
    match case.subject {
        Subject::Place { .. } => case.venue_name.clone().unwrap_or_default(),
        Subject::Person | Subject::Contacts { .. } => place_name(results, notice.venue),
    }
}

fn when(console: &Console, notice: &NewNotice) -> String {
    let at = |quarter: u32| Instant::from_millis(i64::from(quarter) * i64::from(QUARTER_MINUTES) * 60_000);
    let (first, last) = (at(notice.from_quarter), at(notice.to_quarter + 1));
    let (words, now) = (console.words, console.now());
    format!("{} – {}", moment(words, first, now), end_of(words, first, last, now))
}
