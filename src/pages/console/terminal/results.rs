//! What became of the last guest, and the guests of the shift.

use venue_protocol::instant::Instant;
use venue_protocol::problem::ProblemType;
use venue_protocol::wire::persons::Warning;
use venue_protocol::wire::venues::Direction;
use yew::{AttrValue, Callback, Html, classes, html};

use super::counter::Counter;
use super::desk::{Desk, DeskFault, Missed, Receipt};
use super::fields::{warning_text, way_text};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::notice::{Notice, Tone, badge};
use crate::console::kit::table::{Row, Table};
use crate::console::kit::trouble::{fault_notice, fault_words};
use crate::console::state::places::name;
use crate::console::state::shift::Entry;
use crate::i18n::text::console::{Desk as Text, desk};
use crate::i18n::{Words, clock};
use crate::pages::console::places::{direction_glyph, direction_word};

/// From so few on the number of guests that are left in this hour is told.
const FEW_LEFT: u16 = 20;

/// What stands in the way of the guest that is being typed.
pub fn troubles(counter: &Counter, desk: &Desk) -> Html {
    let words = counter.console.words;
    let limit = desk.limited_until.filter(|_| counter.is_limited());
    html! {
        <>
            if let Some(until) = limit {
                { Notice {
                    title: Some(desk::limit_until(words, &clock(until)).into()),
                    testid: Some("desk-limit"),
                    ..Notice::of(Tone::Warn, Html::default())
                }.view() }
            }
            if let Some(minutes) = desk.twice {
                { Notice {
                    title: Some(twice(words, minutes)),
                    testid: Some("twice"),
                    ..Notice::new(Tone::Warn, words.of(Text::TwiceText))
                }.view() }
            }
            { match &desk.fault {
                None => Html::default(),
                Some(DeskFault::Api(error)) => {
                    lost_answer(words, error, Text::Kept).unwrap_or_else(|| fault_notice(words, error))
                }
                Some(fault) => {
                    let text = html! { <p>{ why(words, fault) }</p> };
                    Notice::of(Tone::Bad, text).view()
                }
            } }
            { missed(counter, desk) }
            if !desk.waiting.is_empty() {
                <p class="num" role="status" data-testid="passes-wait">{ desk::waiting(words, &desk.waiting.len()) }</p>
            }
        </>
    }
}

fn twice(words: Words, minutes: i64) -> AttrValue {
    if minutes == 0 { words.of(Text::TwiceNow).into() } else { desk::twice(words, &minutes).into() }
}

/// In a line, why a guest was not registered.
fn why(words: Words, fault: &DeskFault) -> AttrValue {
    match fault {
        DeskFault::Api(error) => fault_words(words, error).title.into(),
        DeskFault::NoRandom => words.of(Text::NoRandom).into(),
        DeskFault::Twice(minutes) => twice(words, *minutes),
    }
}

/// Whether nobody knows if it was done: the answer was lost on its way.
fn is_lost(error: &ApiError) -> bool {
    matches!(error, ApiError::Offline | ApiError::Timeout | ApiError::Unexpected { .. })
        || error.problem() == Some(ProblemType::Timeout)
}

/// What went wrong, and what to do: `again` where the answer was lost and another try does no harm. Whoever left the page
/// or loaded it anew would lose what makes it harmless, so that the words for other pages do not do.
pub(super) fn told(words: Words, error: &ApiError, again: Text) -> [&'static str; 2] {
    let said = fault_words(words, error);
    [said.title, if is_lost(error) { words.of(again) } else { said.text }]
}

/// The notice where the answer was lost.
pub fn lost_answer(words: Words, error: &ApiError, again: Text) -> Option<Html> {
    let [title, text] = told(words, error, again);
    is_lost(error).then(|| {
        Notice {
            title: Some(title.into()),
            testid: Some("fault"),
            ..Notice::of(Tone::Bad, html! { <p data-testid="kept">{ text }</p> })
        }
        .view()
    })
}

/// Who was not registered while staff had gone on to the next guest.
fn missed(counter: &Counter, desk: &Desk) -> Html {
    if desk.missed.is_empty() {
        return Html::default();
    }
    let words = counter.console.words;
    let line = |Missed { label, fault, .. }: &Missed| {
        html! { <p><bdi>{ who(words, label.as_deref()) }</bdi>{ " · " }{ why(words, fault) }</p> }
    };
    let seen = {
        let counter = counter.clone();
        Callback::from(move |()| counter.forget_missed())
    };
    Notice {
        title: Some(words.of(Text::Missed).into()),
        testid: Some("missed"),
        ..Notice::of(
            Tone::Bad,
            html! {
                <>
                    { for desk.missed.iter().map(line) }
                    <p>{ words.of(Text::MissedText) }</p>
                    { Button::new(words.of(Text::MissedSeen), "missed-seen", seen).view() }
                </>
            },
        )
    }
    .view()
}

/// What staff should look at, if anything.
pub fn warnings(words: Words, warnings: &[Warning]) -> Html {
    html! {
        if !warnings.is_empty() {
            { Notice {
                title: Some(words.of(Text::Look).into()),
                testid: Some("look-at"),
                ..Notice::of(Tone::Warn, html! {
                    <>{ for warnings.iter().map(|one| html! { <p>{ words.of(warning_text(*one)) }</p> }) }</>
                })
            }.view() }
        }
    }
}

/// The guest that was registered last.
pub fn receipt(counter: &Counter, desk: &Desk, now: Instant) -> Html {
    let words = counter.console.words;
    let Some(Receipt { entry, label, direction, warnings: found, left }) = &desk.receipt else {
        return Html::default();
    };
    let (done, class) = match direction {
        Direction::Entry => (Text::DoneEntry, "done--entry"),
        Direction::Exit => (Text::DoneExit, "done--exit"),
    };
    html! {
        <section class={classes!("done", class)} data-testid="receipt">
            <div class="done__head">
                { sized_icon(Glyph::Done, "done__icon") }
                <div>
                    <p class="done__word">{ words.of(done) }</p>
                    <p class="done__label"><bdi>{ who(words, label.as_deref()) }</bdi></p>
                </div>
            </div>
            { warnings(words, found) }
            if *left <= FEW_LEFT { <p class="num">{ desk::left(words, left) }</p> }
            { undo_button(counter, desk, *entry, now, (desk::undo_in, "undo")) }
        </section>
    }
}

/// What was not taken back.
pub fn undo_trouble(words: Words, desk: &Desk) -> Html {
    let Some(error) = &desk.undo_fault else { return Html::default() };
    let children =
        html! { { for told(words, error, Text::UndoAgain).map(|line| html! { <p>{ line }</p> }) } };
    Notice {
        title: Some(words.of(Text::UndoFailed).into()),
        testid: Some("undo-fault"),
        ..Notice::of(Tone::Bad, children)
    }
    .view()
}

fn who(words: Words, label: Option<&str>) -> AttrValue {
    label.map_or_else(|| words.of(Text::PassHolder).into(), |label| label.to_owned().into())
}

/// Words with seconds, and what tests find the button by.
type UndoWords = (fn(Words, &dyn std::fmt::Display) -> String, &'static str);

fn undo_button(counter: &Counter, desk: &Desk, entry: u32, now: Instant, (text, testid): UndoWords) -> Html {
    let Some(seconds) = desk.shift.undo_left_s(entry, now) else { return Html::default() };
    let counter = counter.clone();
    let words = counter.console.words;
    Button {
        weight: Weight::QuietDanger,
        glyph: Some(Glyph::Undo),
        class: "num",
        ..Button::new(text(words, &seconds), testid, Callback::from(move |()| counter.undo(entry)))
    }
    .view()
}

/// The guests of the shift.
pub fn shift(counter: &Counter, desk: &Desk, now: Instant) -> Html {
    let words = counter.console.words;
    let latest = desk.receipt.as_ref().map(|receipt| receipt.entry);
    let row = |entry: &Entry| {
        let state = if entry.undone {
            badge(Tone::Info, Glyph::Undo, words.of(Text::Undone))
        } else if latest == Some(entry.id) {
            Html::default() // Its button stands with the receipt.
        } else {
            undo_button(counter, desk, entry.id, now, (desk::undo_short, "undo-entry"))
        };
        let place = (counter.places.len() > 1).then(|| name(&counter.venue, entry.place));
        let cells = vec![
            html! { <time class="num">{ clock(entry.at) }</time> },
            html! {
                <>
                    <bdi>{ who(words, entry.label.as_deref()) }</bdi>
                    <span class="cell__note">
                        { words.of(way_text(entry.way)) }
                        if let Some(place) = place { { " · " }<bdi>{ place }</bdi> }
                    </span>
                </>
            },
            html! {
                <span class="row">{ icon(direction_glyph(entry.direction)) }{ direction_word(words, entry.direction) }</span>
            },
            state,
        ];
        Row { key: entry.id.to_string().into(), cells }
    };
    let head = vec![words.of(Text::Time), words.of(Text::Who), words.of(Text::WhichWay), ""];
    html! {
        <section class="stack">
            <h2 class="lead">{ words.of(Text::ShiftTitle) }</h2>
            <p class="soft">
                <span class="num" data-testid="shift-count">{ desk::shift_count(words, &desk.shift.count()) }</span>
                { " · " }{ words.of(Text::ShiftNote) }
            </p>
            { Table {
                caption: words.of(Text::ShiftTitle),
                head,
                rows: desk.shift.entries().iter().map(row).collect(),
                empty: (Glyph::Persons, words.of(Text::ShiftEmpty), words.of(Text::ShiftEmptyText)),
                testid: "shift",
            }.view() }
        </section>
    }
}
