//! The pass: the signature piece. Staff read the band from two metres; the visitor does the rest below it.

use venue_protocol::instant::Instant;
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::reports::ReportKind;
use venue_protocol::wire::venues::Direction;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, classes, hook, html, use_effect_with};

use super::report::report_button;
use super::ways_out::{Fault, fault_notice, way_out_button};
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::nav::Link;
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::components::page::{HEADING, Page, use_heading};
use crate::components::trouble::TroubleScreen;
use crate::components::word_card::word_card;
use crate::i18n::text::{Common, Pass as Text, Trouble, pass};
use crate::i18n::{Advice, WayOut, Words, clock_with_seconds, moment};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::route::Route;
use crate::state::pass::{ExitOffer, Pass, PassState, Undo, Word};
use crate::state::visit::{Visit, VisitId};

/// Why a visit could not be ended, and which one: another one may be shown by now.
type Failed = Option<(VisitId, Fault)>;

/// The pass of a visit; none: of the latest one.
#[hook]
pub fn use_pass_page(visit: Option<VisitId>) -> Html {
    let app = use_app();
    let words = app.words;
    let now = use_now(1000);
    let own = use_own(|| Failed::None);
    // What the scan had to say besides, if it led here without a question.
    let said = use_own(|| app.memory.take_said());
    let history = &app.state.history;
    let visit = match visit {
        Some(id) => history.visit(id),
        None => history.latest(),
    };
    let shown = visit.map(|visit| (visit, Pass::of(visit, history, now)));
    use_heading(words, words.of(Text::Title), visit.map(|visit| visit.id.0));
    // One question for the word at a time; another one with the next word, or when the network is back.
    let wanted = shown
        .as_ref()
        .filter(|(_, pass)| pass.word == Word::Ask)
        .map(|(visit, _)| (visit.id, now.seconds() / 20, app.state.offline));
    use_effect_with(wanted, {
        let services = app.services.clone();
        move |wanted| {
            if let Some((id, _, false)) = *wanted {
                spawn_local(async move {
                    // If it fails the pass says that the word needs the network, and asks again.
                    let _ = services.refresh_words(id).await;
                });
            }
        }
    });
    match &shown {
        Some((visit, pass)) => view(&app, &own, visit, pass, now, *said.get()),
        None => {
            let out = way_out_button(&app, WayOut::Scan, Callback::noop());
            let (title, text) = (words.of(Text::None), words.of(Text::NoneText));
            let children = TroubleScreen::new(Glyph::Scan, title, text, "no-pass", out).view();
            let page = Page::new(words, &app.nav, words.of(Text::Title), "pass-page");
            Page { children, ..page }.view()
        }
    }
}

/// How a state looks: the class of its colours, its icon, its word.
struct Look {
    class: &'static str,
    glyph: Glyph,
    word: Text,
}

/// So long a fresh check-in may be on its way before the pass says that it waits.
const ON_THE_WAY_MS: i64 = 5000;

impl Look {
    const SENDING: Self = Self { class: "pass--undone", glyph: Glyph::Wait, word: Text::Sending };

    const fn of(state: PassState) -> Self {
        let (class, glyph, word) = match state {
            PassState::Waiting => ("pass--waiting", Glyph::Wait, Text::Waiting),
            PassState::Entered => ("pass--entry", Glyph::Done, Text::Registered),
            PassState::Left => ("pass--exit", Glyph::Done, Text::Registered),
            PassState::Ended => ("pass--undone", Glyph::Leave, Text::Ended),
            PassState::Refused(_) => ("pass--refused", Glyph::Refused, Text::Refused),
            PassState::Undoing | PassState::Undone => ("pass--undone", Glyph::Undo, Text::Undone),
        };
        Self { class, glyph, word }
    }
}

fn view(
    app: &App,
    own: &Own<Failed>,
    visit: &Visit,
    pass: &Pass,
    now: Instant,
    said: Option<&'static str>,
) -> Html {
    let words = app.words;
    // In the first moments "waiting" is only the way to the server and back: say so, rather than flash amber at staff.
    let on_the_way = app.state.sending
        && !app.state.offline
        && (0..ON_THE_WAY_MS).contains(&now.millis_since(visit.scanned_at));
    let look =
        if pass.state == PassState::Waiting && on_the_way { Look::SENDING } else { Look::of(pass.state) };
    let entry = visit.direction == Direction::Entry;
    let direction = words.of(if entry { Text::Entered } else { Text::Left });
    let other_direction = words.other(if entry { Text::Entered } else { Text::Left });
    let home = app.nav.to(Route::Home).reform(|_: MouseEvent| ());
    html! {
        <div key={visit.id.0} class={classes!("pass", look.class)} data-testid="pass" data-state={look.class}
            aria-busy={on_the_way.then_some("true")}>
            <header class="pass__band">
                <div class="pass__inner">
                    <div class="pass__top">
                        <button type="button" class="bar__btn" onclick={home} data-testid="pass-home">
                            { icon(Glyph::Back) }{ words.of(Common::Home) }
                        </button>
                        <time class="pass__clock" aria-hidden="true">{ clock_with_seconds(now) }</time>
                    </div>
                    <div role="status">
                        { sized_icon(look.glyph, "pass__icon") }
                        <h1 id={HEADING} tabindex="-1" class="pass__word" data-testid="pass-status">{ words.of(look.word) }</h1>
                        <p class="pass__word-other" lang={words.other_tag()}>{ words.other(look.word) }</p>
                    </div>
                    <p class="pass__direction" data-testid="pass-direction">
                        { icon(if entry { Glyph::Enter } else { Glyph::Leave }) }
                        <span>{ direction }</span><span lang={words.other_tag()}>{ other_direction }</span>
                    </p>
                    <div class="pass__pulse" aria-hidden="true"></div>
                </div>
            </header>
            <main class="pass__inner pass__body main">
                { place(words, visit) }
                { word(words, pass.word) }
                <ul class="pass__names" aria-label={words.of(Text::Persons)}>
                    { for visit.labels.iter().map(|label| html! { <li><bdi>{ label }</bdi></li> }) }
                </ul>
                <p class="center soft num">
                    { pass::at(words, &moment(words, visit.scanned_at, now)) }
                    if let Some(end) = pass.end {
                        <br />
                        if end.by.is_stated() { { pass::out(words, &moment(words, end.at, now)) } }
                        else { { pass::out_estimated(words, &moment(words, end.at, now)) } }
                    }
                </p>
                { notes(words, pass, on_the_way) }
                if let Some(said) = said { <p class="center soft small">{ said }</p> }
                if pass.undo == Undo::No && app.state.can_dispute(visit, now.day()) {
                    { Link {
                        class: Weight::Quiet.class(),
                        glyph: Some(Glyph::Edit),
                        testid: Some("not-there"),
                        children: words.of(Text::NotThere).into(),
                        ..app.nav.link(Route::NotThere(visit.id.0))
                    }.view() }
                }
                { report_button(app, ReportKind::VenueWrong, Some(visit.token.place)) }
            </main>
            { tools(app, own, visit.id, pass) }
        </div>
    }
}

/// The venue, as large as it can be: this is the visitor's own screen, so a sensitive one is named, too.
fn place(words: Words, visit: &Visit) -> Html {
    match &visit.venue {
        Some(venue) => html! {
            <div>
                <p class="pass__venue" data-testid="pass-venue"><bdi>{ &venue.name }</bdi></p>
                if let Some(zone) = &venue.zone { <p class="pass__zone"><bdi>{ zone }</bdi></p> }
            </div>
        },
        None => html! { <p class="pass__venue" data-testid="pass-venue">{ words.of(Text::NameFollows) }</p> },
    }
}

fn word(words: Words, word: Word) -> Html {
    match word {
        Word::Now(word, seconds) => html! {
            <div>
                { word_card(words, word) }
                <p class="center soft small num">
                    { words.of(Text::WordText) }{ " · " }{ format!("{}:{:02}", seconds / 60, seconds % 60) }
                </p>
            </div>
        },
        Word::Ask => html! { <p class="center soft">{ words.of(Text::WordOver) }</p> },
        Word::None => Html::default(),
    }
}

fn notes(words: Words, pass: &Pass, on_the_way: bool) -> Html {
    let flag = |flag: &Flag| {
        let text = match flag {
            Flag::Late => Text::FlagLate,
            Flag::ClockOff | Flag::SentBeforeScan | Flag::TimeImplausible => Text::FlagClock,
            Flag::CodeRevoked => Text::FlagRevoked,
            Flag::DirectionCorrected => Text::FlagDirection,
        };
        Notice::new(Tone::Info, words.of(text)).view()
    };
    let state = match pass.state {
        PassState::Refused(kind) => {
            let advice = Advice::of_problem(kind);
            Notice {
                title: Some(advice.title.text(words).into()),
                testid: Some("refusal"),
                ..Notice::new(Tone::Bad, advice.text.text(words))
            }
            .view()
        }
        PassState::Waiting if !on_the_way => {
            let text = html! {
                <><p>{ words.of(Text::WaitingText) }</p><p>{ words.of(Text::WaitingNoWord) }</p></>
            };
            Notice { glyph: Some(Glyph::Wait), testid: Some("pass-waiting"), ..Notice::of(Tone::Warn, text) }
                .view()
        }
        PassState::Undone => html! { <p class="center">{ words.of(Text::UndoneText) }</p> },
        PassState::Undoing => html! { <p class="center">{ words.of(Text::UndoLater) }</p> },
        _ => Html::default(),
    };
    html! {
        <>
            { state }
            if pass.undo_failed {
                { Notice {
                    title: Some(words.of(Text::UndoFailed).into()),
                    testid: Some("undo-failed"),
                    ..Notice::new(Tone::Bad, words.of(Trouble::UndoTooLateText))
                }.view() }
            }
            { for pass.flags.iter().map(flag) }
        </>
    }
}

/// Leaving, "wrong check-in", the next scan.
fn tools(app: &App, own: &Own<Failed>, id: VisitId, pass: &Pass) -> Html {
    let words = app.words;
    let undo_text = match pass.undo {
        Undo::Seconds(seconds) => Some(pass::undo(words, &seconds)),
        Undo::AnyTime => Some(words.of(Text::UndoWaiting).to_owned()),
        Undo::No => None,
    };
    let scan = app.to_camera(&app.nav.go);
    let failed = own.get();
    html! {
        <div class="actions pass__actions">
            if let Some((_, fault)) = failed.as_ref().filter(|(of, _)| *of == id) {
                { fault_notice(words, fault, "exit-fault") }
            }
            if pass.exit != ExitOffer::No {
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Leave),
                    ..Button::new(
                        words.of(if pass.exit == ExitOffer::NoteOnly { Text::NoteLeft } else { Text::CheckOut }),
                        "exit",
                        leave(app, own, id),
                    )
                }.view() }
            }
            if let PassState::Refused(kind) = pass.state {
                { way_out_button(app, Advice::of_problem(kind).way_out, scan) }
            } else if pass.exit == ExitOffer::No {
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Scan),
                    ..Button::new(words.of(Text::ScanNext), "scan", scan)
                }.view() }
            }
            if let Some(text) = undo_text {
                { Button {
                    weight: Weight::QuietDanger,
                    glyph: Some(Glyph::Undo),
                    class: "num",
                    ..Button::new(text, "undo", undo(app, id))
                }.view() }
            }
        </div>
    }
}

fn leave(app: &App, own: &Own<Failed>, id: VisitId) -> Callback<()> {
    let (app, own) = (app.clone(), own.clone());
    Callback::from(move |()| match app.services.check_out(id) {
        Ok(exit) => app.nav.replace.emit(Route::Visit(exit.0)),
        Err(error) => own.change(|failed| *failed = Some((id, Fault::of_check_in(error)))),
    })
}

fn undo(app: &App, id: VisitId) -> Callback<()> {
    let services = app.services.clone();
    Callback::from(move |()| services.undo(id))
}
