//! What a code stands for, who is here, which direction: the last look before a check-in is sent.

use std::cell::RefCell;
use std::rc::Rc;

use venue_protocol::token::VenueToken;
use venue_protocol::wire::check_ins::Means;
use venue_protocol::wire::reports::ReportKind;
use venue_protocol::wire::venues::{Direction, Gate};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, hook, html, use_effect_with, use_mut_ref};

use super::persons::too_many_present;
use super::report::report_button;
use super::settings::stay_field;
use super::ways_out::{Fault, fault_notice, fault_screen, register_button};
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment, TickCell};
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::notice::{Notice, Tone};
use crate::components::page::{Group, Page, use_frame};
use crate::i18n::text::{Common, Confirm as Text, Persons};
use crate::i18n::{Advice, Words};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::route::Route;
use crate::scan::ScanEvent;
use crate::scan::client::ScanWorker;
use crate::scan::message::ScanKeys;
use crate::services::venues::KnownVenue;
use crate::services::visits::NewCheckIn;
use crate::state::direction::{party_inside, propose};
use crate::state::profile::{PersonCard, ProfileError};
use crate::state::settings::StayMinutes;
use crate::state::visit::{ScannedCode, VenueCard};

/// What is known of the code.
enum Found {
    /// The server is being asked.
    Looking,
    /// It is good. The venue is named unless there is no network to ask.
    Good(Option<VenueCard>),
    /// It cannot be checked in with.
    Bad(Fault),
}

/// Judges a link that was opened without a network. It calls the page's memory, so it is no part of it.
type Judge = Rc<RefCell<Option<ScanWorker>>>;

/// What the page remembers.
struct Look {
    /// `None`: the address holds no code.
    code: Option<ScannedCode>,
    found: Found,
    /// The direction that the visitor chose instead of the proposed one.
    chosen: Option<Direction>,
    stay: Option<StayMinutes>,
    fault: Option<Fault>,
    too_many: bool,
    /// What the scan had to say besides.
    said: Option<&'static str>,
}

impl Look {
    /// At what follows `/V/` in the address. A text that is no token gets its own words.
    fn at(app: &App, text: &str) -> Self {
        let text = text.split('/').next().unwrap_or_default();
        let code = text.parse::<VenueToken>().map(|token| {
            // Scanned in the app just now, or opened as a link: then this is the moment of the scan.
            let link = || ScannedCode { token, means: Means::Link, at: app.now() };
            app.memory.scanned(&token).unwrap_or_else(link)
        });
        let found = match &code {
            // The device judged it already, and knows the venue: nothing to wait for.
            Ok(code) if code.means != Means::Link && known(app, code).is_some() => {
                Found::Good(known(app, code))
            }
            Ok(_) => Found::Looking,
            Err(refusal) => Found::Bad(Fault::of_refusal(refusal)),
        };
        let stay = app.state.settings.stay;
        let said = app.memory.take_said();
        Self { code: code.ok(), found, chosen: None, stay, fault: None, too_many: false, said }
    }
}

fn known(app: &App, code: &ScannedCode) -> Option<VenueCard> {
    app.state.venues.get(code.token.place).cloned()
}

/// The page of what follows `/V/` in the address.
#[hook]
pub fn use_confirm_page(text: &str) -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "confirm-page");
    let own = use_own(|| Look::at(&app, text));
    let judge = use_mut_ref(|| None::<ScanWorker>);
    let ask = {
        let (app, own) = (app.clone(), own.clone());
        move || look_up(app.clone(), own.clone(), judge.clone())
    };
    use_effect_with((), {
        let ask = ask.clone();
        move |()| ask()
    });
    let look = own.get();
    match (&look.found, look.code) {
        (Found::Good(venue), Some(code)) => ready(&app, &own, &look, code, venue.as_ref(), page),
        (Found::Bad(fault), _) => {
            let own = own.clone();
            let retry = Callback::from(move |()| {
                own.change(|look| look.found = Found::Looking);
                ask();
            });
            let place = look.code.map(|code| code.token.place);
            let report = report_button(&app, ReportKind::CodeUnreadable, place);
            Page { children: fault_screen(&app, fault, retry, "code-refused", report), ..page }.view()
        }
        _ => {
            let children = html! { <p class="center" role="status">{ words.of(Text::Looking) }</p> };
            Page { children, ..page }.view()
        }
    }
}

/// Asks what stands behind the code.
fn look_up(app: App, own: Own<Look>, judge: Judge) {
    let Some(code) = own.get().code else { return };
    spawn_local(async move {
        match app.services.look_up(&code).await {
            Err(problem) => own.change(|look| look.found = Found::Bad(Fault::of_problem(&problem))),
            Ok(known) => {
                // Neither the server nor the scanner has judged a link that was opened without a network.
                let unjudged = code.means == Means::Link && !matches!(known, KnownVenue::Fresh(_));
                let venue = known.card();
                if unjudged {
                    judge.replace(Some(judge_here(&app, code, own, venue)));
                } else {
                    own.change(|look| look.found = Found::Good(venue));
                }
            }
        }
    });
}

/// Lets the scan worker judge the code by the keys on this device.
fn judge_here(app: &App, code: ScannedCode, own: Own<Look>, venue: Option<VenueCard>) -> ScanWorker {
    let on_event = Callback::from(move |event| {
        let found = match event {
            ScanEvent::Code(_) => Found::Good(venue.clone()),
            ScanEvent::Refused(refusal) => Found::Bad(Fault::of_refusal(&refusal)),
            _ => Found::Bad(Fault::new(Advice::NO_KEYS)),
        };
        own.change(|look| look.found = found);
    });
    let worker = ScanWorker::start(app.state.keys.as_ref().and_then(ScanKeys::of), on_event);
    worker.judge(Route::Code(code.token.to_string()).to_string(), code.means, code.at);
    worker
}

/// The code is good: who, which way, and go.
fn ready(
    app: &App,
    own: &Own<Look>,
    look: &Look,
    code: ScannedCode,
    venue: Option<&VenueCard>,
    page: Page,
) -> Html {
    let words = app.words;
    let gate = venue.map(|venue| venue.gate);
    let proposed = propose(gate, code.token.place, &app.state.history, code.at);
    let allowed = |direction: &Direction| gate.is_none_or(|gate| gate.allows(*direction));
    let direction = look.chosen.filter(allowed).unwrap_or(proposed);
    let today = app.now().day();
    let registered = app.state.profile.visitor.as_ref().is_some_and(|card| !card.is_dead(today));
    let actions = if registered {
        let (text, glyph) = match direction {
            Direction::Entry => (Text::Enter, Glyph::Enter),
            Direction::Exit => (Text::Leave, Glyph::Leave),
        };
        let new = NewCheckIn { code, venue: venue.cloned(), direction, stay: look.stay };
        Button {
            weight: Weight::Primary,
            glyph: Some(glyph),
            ..Button::new(words.of(text), "confirm", send(app, own, new))
        }
        .view()
    } else {
        let app = app.clone();
        register_button(
            words.of(Text::RegisterFirst),
            Callback::from(move |()| {
                app.memory.keep_scanned(code);
                app.memory.come_back_to(Route::Code(code.token.to_string()));
                app.nav.go.emit(Route::Register);
            }),
        )
    };
    let onstay = {
        let own = own.clone();
        Callback::from(move |stay| own.change(|look| look.stay = stay))
    };
    let children = html! {
        <>
            { venue_card(words, venue) }
            if let Some(said) = look.said {
                { Notice { testid: Some("others-ignored"), ..Notice::new(Tone::Info, said) }.view() }
            }
            if let Some(fault) = &look.fault { { fault_notice(words, fault, "check-in-fault") } }
            if !registered {
                { Notice::new(Tone::Warn, words.of(Text::RegisterFirstText)).view() }
            } else {
                { way(words, own, gate, direction, proposed) }
                { Group { title: Some(words.of(Text::Who).into()), children: who(app, own, code, direction) }.view() }
                if look.too_many { { too_many_present(app) } }
                if direction == Direction::Entry {
                    <div class="not-elder">
                        { stay_field(words, (words.of(Text::Stay), words.of(Text::StayHint)), look.stay, onstay) }
                    </div>
                }
            }
            { Button {
                weight: Weight::Quiet,
                ..Button::new(words.of(Text::NotThisVenue), "rescan", app.to_camera(&app.nav.replace))
            }.view() }
        </>
    };
    Page { actions: Some(actions), children, ..page }.view()
}

fn send(app: &App, own: &Own<Look>, new: NewCheckIn) -> Callback<()> {
    let (app, own) = (app.clone(), own.clone());
    Callback::from(move |()| match app.services.check_in(new.clone()) {
        Ok(visit) => {
            app.memory.forget_scanned();
            app.nav.replace.emit(Route::Visit(visit.0));
        }
        Err(error) => own.change(|look| look.fault = Some(Fault::of_check_in(error))),
    })
}

/// The visitor, and who comes along.
fn who(app: &App, own: &Own<Look>, code: ScannedCode, direction: Direction) -> Html {
    let (words, profile, today) = (app.words, &app.state.profile, app.now().day());
    let party = match direction {
        Direction::Entry => &[],
        Direction::Exit => party_inside(code.token.place, &app.state.history, code.at),
    };
    let companion = |card: &PersonCard| {
        let (services, own, id) = (app.services.clone(), own.clone(), card.id);
        let dead = card.is_dead(today);
        let leaves = card.once && !card.here && party.contains(&card.id);
        TickCell {
            id: format!("here-{}", id.0).into(),
            ticked: (card.here || leaves) && !dead,
            disabled: dead || leaves,
            onchange: Callback::from(move |here: bool| {
                let too_many = services.tick(id, here) == Err(ProfileError::TooManyPresent);
                own.change(|look| look.too_many = too_many);
            }),
            note: match (dead, leaves) {
                (true, _) => Some(words.of(Persons::Expired)),
                (false, true) => Some(words.of(Text::GuestLeaves)),
                (false, false) => None,
            },
            children: html! { <bdi>{ &card.label }</bdi> },
        }
        .view()
    };
    let add = {
        let app = app.clone();
        move |_: MouseEvent| {
            app.memory.keep_scanned(code);
            app.nav.go.emit(Route::NewPerson);
        }
    };
    let offline = app.state.offline;
    html! {
        <>
            if let Some(card) = &profile.visitor {
                <div class="cell">
                    { icon(Glyph::Person) }
                    <span class="cell__body"><bdi>{ &card.label }</bdi><span class="cell__note">{ words.of(Persons::Me) }</span></span>
                    { sized_icon(Glyph::Done, "icon--here") }
                </div>
            }
            { for profile.companions.iter().map(companion) }
            <button type="button" class="cell" onclick={add} disabled={offline} data-testid="companion-add">
                { icon(Glyph::Add) }
                <span class="cell__body">
                    { words.of(Text::AddPerson) }
                    if offline { <span class="cell__note">{ words.of(Text::AddNeedsNetwork) }</span> }
                </span>
            </button>
        </>
    }
}

/// The venue's name, larger than anything else on the page.
fn venue_card(words: Words, venue: Option<&VenueCard>) -> Html {
    match venue {
        Some(venue) => html! {
            <section class="card venue">
                { icon(Glyph::Place) }
                <div>
                    <p class="hero__name" data-testid="venue"><bdi>{ &venue.name }</bdi></p>
                    if let Some(zone) = &venue.zone { <p class="lead soft" data-testid="zone"><bdi>{ zone }</bdi></p> }
                    if venue.sensitive { <p class="soft small">{ words.of(Text::Sensitive) }</p> }
                </div>
            </section>
        },
        None => Notice {
            glyph: Some(Glyph::Offline),
            title: Some(words.of(Text::Genuine).into()),
            testid: Some("genuine"),
            ..Notice::new(Tone::Warn, words.of(Text::GenuineText))
        }
        .view(),
    }
}

/// Which way: a choice where both are registered, else what it is.
fn way(words: Words, own: &Own<Look>, gate: Option<Gate>, direction: Direction, proposed: Direction) -> Html {
    const WAYS: [Direction; 2] = [Direction::Entry, Direction::Exit];
    let only =
        |glyph, text: Text| Notice { glyph: Some(glyph), ..Notice::new(Tone::Info, words.of(text)) }.view();
    let choice = |text: Common, glyph, testid| Choice {
        words: words.of(text),
        glyph: Some(glyph),
        name: None,
        testid,
    };
    match gate {
        Some(Gate::Entry) => only(Glyph::Enter, Text::EntryOnly),
        Some(Gate::Exit) => only(Glyph::Leave, Text::ExitOnly),
        Some(Gate::Both) | None => {
            let own = own.clone();
            let segment = Segment {
                name: "direction",
                label: words.of(Text::Direction),
                choices: vec![
                    choice(Common::Entry, Glyph::Enter, "entry"),
                    choice(Common::Exit, Glyph::Leave, "leave"),
                ],
                chosen: WAYS.iter().position(|way| *way == direction).unwrap_or_default(),
                onchoose: Callback::from(move |index: usize| {
                    own.change(|look| look.chosen = WAYS.get(index).copied());
                }),
            };
            html! {
                <div class="stack">
                    { segment.view() }
                    if proposed == Direction::Exit && direction == Direction::Exit {
                        <p class="soft small">{ words.of(Text::ProposedExit) }</p>
                    }
                </div>
            }
        }
    }
}
