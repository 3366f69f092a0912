//! The pass: the signature piece. Staff read the band from two metres; the visitor does the rest below it.

use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::venues::Direction;
use wasm_bindgen_futures::spawn_local;
use yew::{
    Callback, Html, MouseEvent, Properties, classes, component, hook, html, use_effect_with, use_state,
};

use super::ways_out::{Fault, WayOutButton, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone};
use crate::components::now::use_now;
use crate::components::page::{HEADING, Page};
use crate::components::trouble::TroubleScreen;
use crate::components::word_card::word_card;
use crate::components::words::use_words;
use crate::i18n::text::{Common, Pass as Text, common, pass};
use crate::i18n::{Advice, WayOut, Words, clock_with_seconds, moment};
use crate::pages::context::use_app;
use crate::platform::dom;
use crate::route::Route;
use crate::state::pass::{ExitOffer, Pass, PassState, Undo, Word};
use crate::state::visit::{Visit, VisitId};

/// The pass of a visit; none: of the latest one.
#[hook]
pub fn use_pass_page(visit: Option<VisitId>) -> Html {
    let words = use_words();
    let app = use_app();
    let found = match visit {
        Some(id) => app.state.history.visit(id),
        None => app.state.history.latest(),
    };
    match found {
        Some(visit) => html! { <PassView key={visit.id.0} visit={visit.clone()} /> },
        None => html! {
            <Page title={words.of(Text::Title)} testid="pass-page">
                { TroubleScreen {
                    glyph: Glyph::Scan,
                    title: words.of(Text::None).into(),
                    text: words.of(Text::NoneText).into(),
                    testid: "no-pass",
                    children: html! { <><WayOutButton way_out={WayOut::Scan} onretry={Callback::noop()} /></> },
                    ..TroubleScreen::default()
                }.view() }
            </Page>
        },
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

#[derive(Properties, PartialEq)]
struct ViewProps {
    visit: Visit,
}

#[component]
fn PassView(props: &ViewProps) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let now = use_now(1000);
    let visit = &props.visit;
    let pass = Pass::of(visit, &app.state.history, now);
    // In the first moments "waiting" is only the way to the server and back: say so, rather than flash amber at staff.
    let on_the_way = app.state.sending
        && !app.state.offline
        && (0..ON_THE_WAY_MS).contains(&now.millis_since(visit.scanned_at));
    let look =
        if pass.state == PassState::Waiting && on_the_way { Look::SENDING } else { Look::of(pass.state) };
    use_effect_with(common::title(words, &words.of(Text::Title)), |title| dom::set_title(title));
    use_effect_with(visit.id, |_| dom::focus_page(HEADING));
    // One question for the word at a time; another one with the next word, or when the network is back.
    let wanted = (pass.word == Word::Ask).then_some((visit.id, now.seconds() / 20, app.state.offline));
    use_effect_with(wanted, {
        let app = app.clone();
        move |wanted| {
            if let Some((id, _, false)) = *wanted {
                spawn_local(async move {
                    // If it fails the pass says that the word needs the network, and asks again.
                    let _ = app.services.refresh_words(id).await;
                });
            }
        }
    });
    let entry = visit.direction == Direction::Entry;
    let direction = words.of(if entry { Text::Entered } else { Text::Left });
    let other_direction = words.other(if entry { Text::Entered } else { Text::Left });
    let home = nav.go.reform(|_: MouseEvent| Route::Home);
    html! {
        <div class={classes!("pass", look.class)} data-testid="pass" data-state={look.class}
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
                { notes(words, &pass, on_the_way) }
            </main>
            <PassTools visit={visit.id} pass={ToolsOf::of(&pass)} />
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
    let flag = |flag: &Flag| match flag {
        Flag::Late => Text::FlagLate,
        Flag::ClockOff | Flag::SentBeforeScan | Flag::TimeImplausible => Text::FlagClock,
        Flag::CodeRevoked => Text::FlagRevoked,
        Flag::DirectionCorrected => Text::FlagDirection,
    };
    let advice = match pass.state {
        PassState::Refused(kind) => Some(Advice::of_problem(kind)),
        _ => None,
    };
    html! {
        <>
            if let Some(advice) = advice {
                { Notice {
                    tone: Tone::Bad,
                    title: Some(advice.title.text(words).into()),
                    testid: "refusal",
                    children: html! { <p>{ advice.text.text(words) }</p> },
                    ..Notice::default()
                }.view() }
            }
            if pass.state == PassState::Waiting && !on_the_way {
                { Notice {
                    tone: Tone::Warn,
                    glyph: Some(Glyph::Wait),
                    testid: "pass-waiting",
                    children: html! { <><p>{ words.of(Text::WaitingText) }</p>
                    <p>{ words.of(Text::WaitingNoWord) }</p></> },
                    ..Notice::default()
                }.view() }
            }
            if pass.state == PassState::Undone { <p class="center">{ words.of(Text::UndoneText) }</p> }
            if pass.state == PassState::Undoing { <p class="center">{ words.of(Text::UndoLater) }</p> }
            if pass.undo_failed {
                { Notice {
                    tone: Tone::Bad,
                    title: Some(words.of(Text::UndoFailed).into()),
                    testid: "undo-failed",
                    children: html! { <p>{ words.of(crate::i18n::text::Trouble::UndoTooLateText) }</p> },
                    ..Notice::default()
                }.view() }
            }
            { for pass.flags.iter().map(|one| html! {
                { Notice { children: html! { <p>{ words.of(flag(one)) }</p> }, ..Notice::default() }.view() }
            }) }
        </>
    }
}

/// What the buttons below depend on; the clock is not part of it but for the seconds.
#[derive(Clone, Copy, PartialEq)]
struct ToolsOf {
    undo: Undo,
    exit: ExitOffer,
    state: PassState,
}

impl ToolsOf {
    const fn of(pass: &Pass) -> Self {
        Self { undo: pass.undo, exit: pass.exit, state: pass.state }
    }
}

#[derive(Properties, PartialEq)]
struct ToolsProps {
    visit: VisitId,
    pass: ToolsOf,
}

/// Leaving, "wrong check-in", the next scan.
#[component]
fn PassTools(props: &ToolsProps) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let fault = use_state(|| None::<Fault>);
    let id = props.visit;
    let leave = {
        let (app, nav, fault) = (app.clone(), nav.clone(), fault.clone());
        Callback::from(move |()| match app.services.check_out(id) {
            Ok(exit) => nav.replace.emit(Route::Visit(exit.0)),
            Err(error) => fault.set(Some(Fault::of_check_in(error))),
        })
    };
    let undo = {
        let app = app.clone();
        Callback::from(move |()| app.services.undo(id))
    };
    let scan = {
        let (app, nav) = (app.clone(), nav.clone());
        Callback::from(move |()| {
            app.memory.want_camera();
            nav.go.emit(Route::Scan);
        })
    };
    let undo_text = match props.pass.undo {
        Undo::Seconds(seconds) => Some(pass::undo(words, &seconds)),
        Undo::AnyTime => Some(words.of(Text::UndoWaiting).to_owned()),
        Undo::No => None,
    };
    let leaving = props.pass.exit != ExitOffer::No;
    html! {
        <div class="actions pass__actions">
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "exit-fault") }
            }
            if leaving {
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Leave),
                    onclick: leave,
                    testid: "exit",
                    children: html! { { words.of(if props.pass.exit == ExitOffer::NoteOnly { Text::NoteLeft } else { Text::CheckOut }) } },
                    ..Button::default()
                }.view() }
            }
            if let PassState::Refused(kind) = props.pass.state {
                <WayOutButton way_out={Advice::of_problem(kind).way_out} onretry={scan} />
            } else if !leaving {
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Scan),
                    onclick: scan,
                    testid: "scan",
                    children: html! { { words.of(Text::ScanNext) } },
                    ..Button::default()
                }.view() }
            }
            if let Some(text) = undo_text {
                { Button {
                    weight: Weight::QuietDanger,
                    glyph: Some(Glyph::Undo),
                    onclick: undo,
                    testid: "undo",
                    children: html! { <span class="num">{ text }</span> },
                    ..Button::default()
                }.view() }
            }
        </div>
    }
}
