//! What was found, in words.

use venue_protocol::instant::Instant;
use venue_protocol::seal::notice::QUARTER_MINUTES;
use venue_protocol::seal::receipt::TracedAs;
use yew::{Html, html};

use super::super::visit_line::venue_name;
use super::dispute::{Disputes, said_badge};
use crate::components::nav::Link;
use crate::components::page::Group;
use crate::i18n::text::{Notices as Text, notices};
use crate::i18n::{Words, clock, day, moment};
use crate::pages::context::App;
use crate::route::Route;
use crate::state::notices::{AffectedVisit, FoundReceipt, Notices, Said};
use crate::state::visit::Visit;

/// So many characters of a case's id tell it from others when one asks about it.
const CASE_DIGITS: usize = 8;

/// The affected visits, each with the way to it.
pub(super) fn visits(app: &App, visits: &[(&AffectedVisit, &Visit)], now: Instant) -> Html {
    let words = app.words;
    let line = |(found, visit): &(&AffectedVisit, &Visit)| {
        let children = html! {
            <>
                <span class="line__top"><bdi>{ venue_name(words, visit) }</bdi></span>
                { for stretches(&found.quarters).into_iter().map(|(from, to)| html! {
                    <span class="cell__note num">
                        { notices::stretch(words, &moment(words, from, now), &clock(to)) }
                    </span>
                }) }
                <span class="cell__note num">{ notices::published(words, &day(words, found.day, now.day())) }</span>
            </>
        };
        Link { testid: Some("affected"), children, ..app.nav.link(Route::Visit(visit.id.0)) }.cell()
    };
    Group { title: Some(words.of(Text::Affected).into()), children: visits.iter().map(line).collect() }.view()
}

/// What somebody does who was there.
pub(super) fn to_do(words: Words) -> Html {
    let steps = [Text::ToDoWatch, Text::ToDoAvoid, Text::ToDoTell, Text::ToDoCall];
    html! {
        <section class="stack">
            <div>
                <h2 class="group__title">{ words.of(Text::ToDo) }</h2>
                <ol class="card steps">{ for steps.iter().map(|step| html! { <li><span>{ words.of(*step) }</span></li> }) }</ol>
            </div>
            <p class="soft small">{ words.of(Text::OnlyNotice) }</p>
        </section>
    }
}

/// The receipts, each with what can be said of it.
pub(super) fn receipts(app: &App, disputes: &Disputes, found: &Notices, now: Instant) -> Html {
    let words = app.words;
    let line = |receipt: &FoundReceipt| {
        let case: String = receipt.case.to_string().chars().take(CASE_DIGITS).collect();
        let why = match receipt.traced_as {
            TracedAs::Subject => Text::AsSubject,
            TracedAs::Contact => Text::AsContact,
        };
        let at = |minute: u32| moment(words, Instant::from_millis(i64::from(minute) * 60_000), now);
        html! {
            <div class="cell" key={receipt.token.to_string()} data-testid="receipt">
                <div class="cell__body stack">
                    <p><bdi>{ &receipt.label }</bdi></p>
                    <p class="num">{ notices::window(words, &at(receipt.window.from), &at(receipt.window.to)) }</p>
                    <p>{ words.of(why) }</p>
                    <p class="soft small num">{ notices::case(words, &case, &day(words, receipt.day, now.day())) }</p>
                    { disputes.view(&receipt.disputed(), found, receipt.is_heard(now.day())) }
                </div>
            </div>
        }
    };
    html! {
        <section class="stack">
            { Group {
                title: Some(words.of(Text::Traced).into()),
                children: found.receipts().iter().map(line).collect(),
            }.view() }
            <p class="soft small">{ words.of(Text::TracedText) }</p>
        </section>
    }
}

/// The visits of which something was said, each with the way to its answer.
pub(super) fn said(app: &App, said: &[(&Said, &Visit)], now: Instant) -> Html {
    let words = app.words;
    let line = |(said, visit): &(&Said, &Visit)| {
        let children = html! {
            <>
                <span class="line__top"><bdi>{ venue_name(words, visit) }</bdi>{ " " }{ said_badge(words, said) }</span>
                <span class="cell__note num">{ notices::said(words, &moment(words, said.state.at, now)) }</span>
            </>
        };
        Link { testid: Some("said-of"), children, ..app.nav.link(Route::NotThere(visit.id.0)) }.cell()
    };
    Group { title: Some(words.of(Text::SaidOf).into()), children: said.iter().map(line).collect() }.view()
}

/// Quarters in a row as one stretch of time: its beginning and end.
fn stretches(quarters: &[u32]) -> Vec<(Instant, Instant)> {
    let begin = |quarter: u32| Instant::from_millis(i64::from(quarter) * i64::from(QUARTER_MINUTES) * 60_000);
    let rows = quarters.chunk_by(|one, next| one.checked_add(1) == Some(*next));
    rows.filter_map(|row| Some((begin(*row.first()?), begin(row.last()?.saturating_add(1))))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_in_a_row_are_one_stretch_of_time() {
        let minutes = |at: Instant| i64::from(at.minute());
        let stretches: Vec<_> =
            stretches(&[4, 5, 8]).into_iter().map(|(from, to)| (minutes(from), minutes(to))).collect();
        assert_eq!(stretches, [(60, 90), (120, 135)]);
    }
}
