//! A visit in words: where, when, how far it has come. For the home page and the history.

use venue_protocol::instant::Instant;
use venue_protocol::wire::venues::Direction;
use yew::{Html, html};

use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::i18n::text::{Common, History as Text, history};
use crate::i18n::{Words, clock, moment};
use crate::state::history::History;
use crate::state::visit::{ShownName, Status, Visit};

/// The venue's name as a list shows it.
pub fn venue_name(words: Words, visit: &Visit) -> String {
    match visit.shown_name() {
        ShownName::Name { name, zone: Some(zone) } => format!("{name} · {zone}"),
        ShownName::Name { name, zone: None } => name.to_owned(),
        ShownName::Masked => words.of(Text::Masked).to_owned(),
        ShownName::Follows => words.of(Text::NameFollows).to_owned(),
    }
}

/// When, and until when if that is known.
pub fn visit_time(words: Words, visit: &Visit, all: &History, now: Instant) -> String {
    let from = moment(words, visit.scanned_at, now);
    match all.end_of(visit, now) {
        None => from,
        Some(end) => {
            let same_day = end.at.day() == visit.scanned_at.day();
            let to = if same_day { clock(end.at) } else { moment(words, end.at, now) };
            if end.by.is_stated() {
                history::stay(words, &from, &to)
            } else {
                history::stay_estimated(words, &from, &to)
            }
        }
    }
}

/// How far it has come.
pub fn visit_badge(words: Words, visit: &Visit) -> Html {
    match (&visit.status, visit.direction) {
        (Status::Waiting(_), _) => badge(Tone::Warn, Glyph::Wait, words.of(Text::Waiting)),
        (Status::Refused(_), _) => badge(Tone::Bad, Glyph::Refused, words.of(Text::Refused)),
        (Status::Undone | Status::Undoing(_), _) => badge(Tone::Info, Glyph::Undo, words.of(Text::Undone)),
        (Status::Registered(_), Direction::Entry) => badge(Tone::Good, Glyph::Enter, words.of(Common::Entry)),
        (Status::Registered(_), Direction::Exit) => badge(Tone::Info, Glyph::Leave, words.of(Common::Exit)),
    }
}

/// The whole line.
pub fn visit_line(words: Words, visit: &Visit, all: &History, now: Instant) -> Html {
    html! {
        <>
            <span class="line__top"><bdi>{ venue_name(words, visit) }</bdi>{ " " }{ visit_badge(words, visit) }</span>
            <span class="cell__note num">{ visit_time(words, visit, all, now) }</span>
            <span class="cell__note">
                { for visit.labels.iter().map(|label| html! { <><bdi>{ label }</bdi>{ " " }</> }) }
            </span>
        </>
    }
}
