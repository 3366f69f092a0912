//! The technicians' side of problem reports (F10): the queue, and one report.

mod answer;
mod one;
mod queue;
mod told;

use venue_protocol::wire::reports::{ReportKind, ReportLine, ReportState};
use yew::{Html, html};

pub use one::ReportOne;
pub use queue::Reports;

use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::i18n::Words;
use crate::i18n::text::Report as Visitors;
use crate::i18n::text::console::ReportsText as Text;

/// What a state is called.
const fn state_text(state: ReportState) -> Text {
    match state {
        ReportState::Open => Text::Open,
        ReportState::InWork => Text::InWork,
        ReportState::Answered => Text::Answered,
        ReportState::Closed => Text::Closed,
    }
}

fn state_badge(words: Words, state: ReportState) -> Html {
    let (tone, glyph) = match state {
        ReportState::Open => (Tone::Warn, Glyph::Wait),
        ReportState::InWork => (Tone::Info, Glyph::Edit),
        ReportState::Answered => (Tone::Good, Glyph::Done),
        ReportState::Closed => (Tone::Info, Glyph::Done),
    };
    badge(tone, glyph, words.of(state_text(state)))
}

/// What a kind of problem is called, in the words of the form.
const fn kind_text(kind: ReportKind) -> Visitors {
    match kind {
        ReportKind::CodeUnreadable => Visitors::KindCode,
        ReportKind::VenueWrong => Visitors::KindVenue,
        ReportKind::PersonWrong => Visitors::KindPerson,
        ReportKind::CannotRegister => Visitors::KindRegister,
        ReportKind::PosterDamaged => Visitors::KindPoster,
        ReportKind::Other => Visitors::KindOther,
    }
}

/// The venue, or the number that was typed for it.
fn venue(words: Words, line: &ReportLine) -> Html {
    match (&line.venue, &line.typed_code) {
        (Some(venue), _) => html! {
            <><bdi>{ &venue.name }</bdi>if let Some(zone) = &venue.zone { { " · " }<bdi>{ zone }</bdi> }</>
        },
        (None, Some(typed)) => html! { <span class="num">{ typed }</span> },
        (None, None) => html! { <span class="soft">{ words.of(Text::Unknown) }</span> },
    }
}

/// Who took it.
fn taken_by(words: Words, line: &ReportLine) -> Html {
    match (&line.taken_by, line.own) {
        (_, true) => words.of(Text::You).into(),
        (Some(name), false) => html! { <bdi>{ name }</bdi> },
        (None, false) => words.of(Text::Nobody).into(),
    }
}
