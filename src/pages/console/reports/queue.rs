//! The queue.

use venue_protocol::desk_numbers::TicketNumber;
use venue_protocol::wire::reports::{ReportKind, ReportLine, ReportState};
use yew::{AttrValue, Callback, Html, component, html, use_effect_with, use_state, use_state_eq};

use super::{kind_text, state_badge, state_text, taken_by, venue};
use crate::api::report_desk::{self, Asked};
use crate::components::button::Button;
use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Select, Submit, edit, form};
use crate::console::kit::load::{use_doing, use_load};
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::kit::table::{Row, Table};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{ReportsText as Text, reports as phrases};
use crate::i18n::{Words, moment};
use crate::pages::own::use_own;
use crate::platform::dom;

/// What came behind the first lines.
struct More {
    lines: Vec<ReportLine>,
    next: Option<i64>,
}

/// What stands in the fields for texts; it counts once "Filter" is pressed.
#[derive(Default)]
struct Typed {
    venue: String,
    ticket: String,
    ticket_wrong: bool,
}

impl Typed {
    /// What is asked for by it; `None` if the number is none.
    fn asked(&self, before: &Asked) -> Option<Asked> {
        let (venue, ticket) = (self.venue.trim().to_owned(), self.ticket.trim());
        if ticket.is_empty() {
            return Some(Asked { venue, ticket: String::new(), ..before.clone() });
        }
        let ticket: TicketNumber = ticket.parse().ok()?;
        // Whoever names a number wants that report, whatever its state.
        Some(Asked { ticket: ticket.to_string(), state: None, kind: None, venue })
    }
}

/// The page.
#[component]
pub fn Reports() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::Title), "reports-page");
    let asked = use_state_eq(|| Asked { state: Some(ReportState::Open), ..Asked::default() });
    let typed = use_own(Typed::default);
    let first = use_load((*asked).clone(), |server, asked| async move {
        report_desk::queue(&*server, &asked, None).await
    });
    let more = use_state(|| None::<More>);
    let doing = use_doing();
    {
        let more = more.setter();
        use_effect_with((*asked).clone(), move |_| more.set(None));
    }
    let filter = {
        let (asked, typed) = (asked.clone(), typed.clone());
        Callback::from(move |()| {
            let wanted = typed.get().asked(&asked);
            typed.change(|typed| typed.ticket_wrong = wanted.is_none());
            match wanted {
                Some(wanted) => asked.set(wanted),
                None => dom::focus("filter-ticket"),
            }
        })
    };
    let wrong = typed.get().ticket_wrong.then(|| words.of(Text::TicketWrong).into());
    let filters = form(
        "report-filters",
        filter,
        html! {
            <div class="filters">
                { state_filter(words, asked.state, {
                    let asked = asked.clone();
                    Callback::from(move |state| asked.set(Asked { state, ..(*asked).clone() }))
                }) }
                { kind_filter(words, asked.kind, {
                    let asked = asked.clone();
                    Callback::from(move |kind| asked.set(Asked { kind, ..(*asked).clone() }))
                }) }
                { Input::new("filter-venue", words.of(Text::FindVenue), &typed.get().venue, edit(&typed, |typed: &mut Typed, text| typed.venue = text)).view() }
                { Input {
                    keyboard: "numeric",
                    maxlength: 15,
                    error: wrong,
                    ..Input::new("filter-ticket", words.of(Text::FindTicket), &typed.get().ticket, edit(&typed, |typed: &mut Typed, text| typed.ticket = text))
                }.view() }
                { Submit { text: words.of(Text::Find), testid: "filter", busy: false, why_not: None }.view() }
            </div>
        },
    );
    let list = first.view(|queue| {
        let behind = more.as_ref().map_or(&[][..], |more| &more.lines);
        let all: Vec<&ReportLine> = queue.lines.iter().chain(behind).collect();
        let next = more.as_ref().map_or(queue.next, |more| more.next);
        let load_more = {
            let (console, doing, more, asked) =
                (console.clone(), doing.clone(), more.clone(), (*asked).clone());
            Callback::from(move |()| {
                let (server, more, asked) = (console.server.clone(), more.clone(), asked.clone());
                doing.run(async move { report_desk::queue(&*server, &asked, next).await }, move |queue| {
                    let before = more.as_ref().map_or(&[][..], |more| &more.lines);
                    let lines = before.iter().cloned().chain(queue.lines).collect();
                    more.set(Some(More { lines, next: queue.next }));
                });
            })
        };
        html! {
            <div class="stack">
                <p class="soft small num" role="status">{ phrases::shown_of(words, &all.len(), &queue.total) }</p>
                { table(&console, &all) }
                { doing.notice() }
                if next.is_some() { <div>{ Button { busy: doing.busy(), ..Button::new(words.of(Text::More), "more", load_more) }.view() }</div> }
            </div>
        }
    });
    let children = html! { <>{ filters }{ list }</> };
    ConsolePage { lead: Some(words.of(Text::Lead).into()), children, ..page }.view(&console)
}

fn state_filter(words: Words, chosen: Option<ReportState>, onchoose: Callback<Option<ReportState>>) -> Html {
    let states: Vec<_> = ReportState::ALL.into_iter().map(Some).chain([None]).collect();
    let text =
        |state: &Option<ReportState>| AttrValue::from(words.of(state.map_or(Text::AllStates, state_text)));
    Select {
        id: "filter-state".into(),
        label: words.of(Text::State).into(),
        hint: None,
        error: None,
        options: states.iter().map(text).collect(),
        chosen: states.iter().position(|state| *state == chosen).unwrap_or_default(),
        onchoose: onchoose.reform(move |at: usize| states.get(at).copied().flatten()),
    }
    .view()
}

fn kind_filter(words: Words, chosen: Option<ReportKind>, onchoose: Callback<Option<ReportKind>>) -> Html {
    let kinds = ReportKind::ALL;
    let all = AttrValue::from(words.of(Text::AllKinds));
    let named = kinds.iter().map(|kind| AttrValue::from(words.of(kind_text(*kind))));
    Select {
        id: "filter-kind".into(),
        label: words.of(Text::Kind).into(),
        hint: None,
        error: None,
        options: [all].into_iter().chain(named).collect(),
        chosen: kinds.iter().position(|kind| Some(*kind) == chosen).map_or(0, |at| at + 1),
        onchoose: onchoose.reform(move |at: usize| kinds.get(at.checked_sub(1)?).copied()),
    }
    .view()
}

fn table(console: &Console, lines: &[&ReportLine]) -> Html {
    let words = console.words;
    Table {
        caption: words.of(Text::Title),
        head: vec![
            words.of(Text::Ticket),
            words.of(Text::Kind),
            words.of(Text::Venue),
            words.of(Text::Received),
            words.of(Text::State),
            words.of(Text::By),
        ],
        rows: lines
            .iter()
            .map(|line| Row {
                key: line.id.to_string().into(),
                cells: vec![
                    Link {
                        class: "num",
                        testid: Some("report-link"),
                        children: line.ticket.clone().into(),
                        ..console.nav.link(ConsoleRoute::Report(line.id))
                    }
                    .view(),
                    words.of(kind_text(line.kind)).into(),
                    venue(words, line),
                    moment(words, line.received_at, console.now()).into(),
                    state_badge(words, line.state),
                    taken_by(words, line),
                ],
            })
            .collect(),
        empty: (Glyph::Done, words.of(Text::Empty), words.of(Text::EmptyText)),
        testid: "reports",
    }
    .view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> Asked {
        Asked { state: Some(ReportState::Open), ..Asked::default() }
    }

    #[test]
    fn a_number_is_looked_for_whatever_its_state_and_a_wrong_one_not_at_all() {
        let typed = |venue: &str, ticket: &str| Typed {
            venue: venue.into(),
            ticket: ticket.into(),
            ticket_wrong: false,
        };
        let found = typed(" ", "012 345 679").asked(&before()).unwrap();
        assert_eq!((found.ticket.as_str(), found.state), ("012345679", None));
        assert_eq!(typed("", "012345678").asked(&before()), None);
        let found = typed(" 南湖 ", "").asked(&before()).unwrap();
        assert_eq!((found.venue.as_str(), found.state), ("南湖", Some(ReportState::Open)));
    }
}
