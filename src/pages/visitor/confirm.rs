//! What a code stands for, who is here, which direction: the last look before a check-in is sent.

use venue_protocol::instant::Instant;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::check_ins::Means;
use venue_protocol::wire::venues::{Direction, Gate};
use wasm_bindgen_futures::spawn_local;
use yew::{
    Callback, Html, Properties, component, hook, html, use_effect_with, use_memo, use_state, use_state_eq,
};

use super::settings::stays;
use super::ways_out::{Fault, FaultScreen, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment, TickCell};
use crate::components::field::SelectField;
use crate::components::icon::{Glyph, icon, sized_icon};
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone};
use crate::components::page::{Group, Page};
use crate::components::words::use_words;
use crate::i18n::text::{Common, Confirm as Text, Persons};
use crate::i18n::{Advice, Words};
use crate::pages::context::{App, use_app};
use crate::route::Route;
use crate::scan::ScanEvent;
use crate::scan::client::ScanWorker;
use crate::scan::message::ScanKeys;
use crate::services::venues::KnownVenue;
use crate::services::visits::NewCheckIn;
use crate::state::direction::propose;
use crate::state::profile::{PersonId, ProfileError};
use crate::state::visit::{ScannedCode, VenueCard};

/// The page of what follows `/V/` in the address. A text that is no token gets its own words.
#[hook]
pub fn use_confirm_page(text: &str) -> Html {
    let words = use_words();
    let text = text.split('/').next().unwrap_or_default();
    match text.parse::<VenueToken>() {
        Ok(token) => html! { <ConfirmToken key={text.to_owned()} {token} /> },
        Err(refusal) => html! {
            <Page title={words.of(Text::Title)} testid="confirm-page">
                <FaultScreen fault={Fault::of_refusal(&refusal)} onretry={Callback::noop()} testid="code-refused" />
            </Page>
        },
    }
}

/// What is known of the code.
#[derive(Clone, PartialEq)]
enum Found {
    /// The server is being asked.
    Looking,
    /// It is good, and this is the venue.
    Venue(VenueCard),
    /// It is genuine, but there is no network to ask for its name.
    Unnamed,
    /// It cannot be checked in with.
    Bad(Fault),
}

#[derive(Properties, PartialEq)]
struct TokenProps {
    token: VenueToken,
}

#[component]
fn ConfirmToken(props: &TokenProps) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let token = props.token;
    // Scanned in the app just now, or opened as a link: then this is the moment of the scan.
    let code = use_memo(token, |token| {
        app.memory.scanned(token).unwrap_or(ScannedCode { token: *token, means: Means::Link, at: app.now() })
    });
    let code = *code;
    let cached = app.state.venues.get(token.place).cloned();
    let found = use_state_eq(|| match (&cached, code.means) {
        // The device judged it already, and knows the venue: nothing to wait for.
        (Some(venue), Means::Camera | Means::Photo | Means::Typed) => Found::Venue(venue.clone()),
        _ => Found::Looking,
    });
    let round = use_state(|| 0_u32);
    let judge = use_state(|| None::<ScanWorker>);
    use_effect_with((token, *round), {
        let (app, found, judge) = (app.clone(), found.clone(), judge.clone());
        move |_| {
            spawn_local(async move {
                match app.services.look_up(&code).await {
                    Err(problem) => found.set(Found::Bad(Fault::of_problem(&problem))),
                    Ok(known) => {
                        // Neither the server nor the scanner has judged a link that was opened without a network.
                        let unjudged = code.means == Means::Link && !matches!(known, KnownVenue::Fresh(_));
                        let good = known.card().map_or(Found::Unnamed, Found::Venue);
                        if unjudged {
                            judge.set(Some(judge_here(&app, code, found, good)));
                        } else {
                            found.set(good);
                        }
                    }
                }
            });
        }
    });
    let retry = {
        let (round, found) = (round.clone(), found.clone());
        Callback::from(move |()| {
            found.set(Found::Looking);
            round.set(*round + 1);
        })
    };
    match &*found {
        Found::Looking => html! {
            <Page title={words.of(Text::Title)} testid="confirm-page">
                <p class="center" role="status">{ words.of(Text::Looking) }</p>
            </Page>
        },
        Found::Bad(fault) => html! {
            <Page title={words.of(Text::Title)} testid="confirm-page">
                <FaultScreen fault={fault.clone()} onretry={retry} testid="code-refused" />
            </Page>
        },
        Found::Venue(venue) => {
            html! { <Ready {code} venue={Some(venue.clone())} onwrong={nav.replace.clone()} /> }
        }
        Found::Unnamed => html! { <Ready {code} venue={None::<VenueCard>} onwrong={nav.replace.clone()} /> },
    }
}

/// Lets the scan worker judge the code by the keys on this device.
fn judge_here(app: &App, code: ScannedCode, found: yew::UseStateHandle<Found>, good: Found) -> ScanWorker {
    let on_event = Callback::from(move |event| match event {
        ScanEvent::Code(_) => found.set(good.clone()),
        ScanEvent::Refused(refusal) => found.set(Found::Bad(Fault::of_refusal(&refusal))),
        _ => found.set(Found::Bad(Fault::new(Advice::NO_KEYS))),
    });
    let worker = ScanWorker::start(app.state.keys.as_ref().and_then(ScanKeys::of), on_event);
    worker.judge(Route::Code(code.token.to_string()).to_string(), code.means, code.at);
    worker
}

#[derive(Properties, PartialEq)]
struct ReadyProps {
    code: ScannedCode,
    venue: Option<VenueCard>,
    onwrong: Callback<Route>,
}

/// The code is good: who, which way, and go.
#[component]
fn Ready(props: &ReadyProps) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let code = props.code;
    let now: Instant = code.at;
    let venue = props.venue.as_ref();
    let gate = venue.map(|venue| venue.gate);
    let proposed = propose(gate, code.token.place, &app.state.history, now);
    let chosen = use_state(|| None::<Direction>);
    let direction = chosen.filter(|chosen| gate.is_none_or(|gate| gate.allows(*chosen))).unwrap_or(proposed);
    let stay = use_state(|| app.state.settings.stay);
    let fault = use_state(|| None::<Fault>);
    let too_many = use_state(|| false);
    let profile = &app.state.profile;
    let today = app.now().day();
    let registered = profile.visitor.as_ref().is_some_and(|card| !card.is_dead(today));

    let send = {
        let (app, nav, fault, stay) = (app.clone(), nav.clone(), fault.clone(), stay.clone());
        let venue = props.venue.clone();
        Callback::from(move |()| {
            let new = NewCheckIn { code, venue: venue.clone(), direction, stay: *stay };
            match app.services.check_in(new) {
                Ok(visit) => {
                    app.memory.forget_scanned();
                    nav.replace.emit(Route::Visit(visit.0));
                }
                Err(error) => fault.set(Some(Fault::of_check_in(error))),
            }
        })
    };
    let register = {
        let (app, nav) = (app.clone(), nav.clone());
        Callback::from(move |()| {
            app.memory.keep_scanned(code);
            app.memory.come_back_to(Route::Code(code.token.to_string()));
            nav.go.emit(Route::Register);
        })
    };
    let add = {
        let (app, nav) = (app.clone(), nav.clone());
        Callback::from(move |()| {
            app.memory.keep_scanned(code);
            nav.go.emit(Route::NewPerson);
        })
    };
    let scan = {
        let (app, onwrong) = (app.clone(), props.onwrong.clone());
        Callback::from(move |()| {
            app.memory.want_camera();
            onwrong.emit(Route::Scan);
        })
    };
    let tick = |id: PersonId| {
        let (app, too_many) = (app.clone(), too_many.clone());
        Callback::from(move |here: bool| {
            too_many.set(app.services.tick(id, here) == Err(ProfileError::TooManyPresent));
        })
    };
    let actions = if registered {
        let text = if direction == Direction::Entry { Text::Enter } else { Text::Leave };
        let glyph = if direction == Direction::Entry { Glyph::Enter } else { Glyph::Leave };
        html! {
            { Button {
                weight: Weight::Primary,
                glyph: Some(glyph),
                onclick: send,
                testid: "confirm",
                children: html! { { words.of(text) } },
                ..Button::default()
            }.view() }
        }
    } else {
        html! {
            { Button {
                weight: Weight::Primary,
                glyph: Some(Glyph::Person),
                onclick: register,
                testid: "register",
                children: html! { { words.of(Text::RegisterFirst) } },
                ..Button::default()
            }.view() }
        }
    };
    let stays = stays(words);
    let stay_values: Vec<_> = stays.iter().map(|(_, stay)| *stay).collect();
    let onstay = {
        let (stay, values) = (stay.clone(), stay_values.clone());
        Callback::from(move |index: usize| stay.set(values.get(index).copied().flatten()))
    };
    html! {
        <Page title={words.of(Text::Title)} testid="confirm-page" {actions}>
            { venue_card(words, venue) }
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "check-in-fault") }
            }
            if !registered {
                { Notice {
                    tone: Tone::Warn,
                    children: html! { <p>{ words.of(Text::RegisterFirstText) }</p> },
                    ..Notice::default()
                }.view() }
            } else {
                { way(words, gate, direction, proposed, chosen.clone()) }
                { Group {
                    title: Some(words.of(Text::Who).into()),
                    children: html! { <>if let Some(card) = &profile.visitor {
                        <div class="cell">
                            { icon(Glyph::Person) }
                            <span class="cell__body"><bdi>{ &card.label }</bdi><span class="cell__note">{ words.of(Persons::Me) }</span></span>
                            { sized_icon(Glyph::Done, "icon--here") }
                        </div>
                    }
                    { for profile.companions.iter().map(|card| html! {
                        { TickCell {
                            id: format!("here-{}", card.id.0).into(),
                            ticked: card.here && !card.is_dead(today),
                            disabled: card.is_dead(today),
                            onchange: tick(card.id),
                            note: card.is_dead(today).then(|| words.of(Persons::Expired).into()),
                            children: html! { <bdi>{ &card.label }</bdi> },
                        }.view() }
                    }) }
                    <button type="button" class="cell" onclick={add.reform(|_| ())} disabled={app.state.offline}
                        data-testid="companion-add">
                        { icon(Glyph::Add) }
                        <span class="cell__body">
                            { words.of(Text::AddPerson) }
                            if app.state.offline { <span class="cell__note">{ words.of(Text::AddNeedsNetwork) }</span> }
                        </span>
                    </button></> },
                }.view() }
                if *too_many {
                    { Notice {
                        tone: Tone::Warn,
                        testid: "too-many-present",
                        children: html! { <p>{ words.of(Persons::TooManyPresent) }</p> },
                        ..Notice::default()
                    }.view() }
                }
                if direction == Direction::Entry {
                    <div class="not-elder">
                        { SelectField {
                            id: "stay",
                            label: words.of(Text::Stay).into(),
                            hint: Some(words.of(Text::StayHint).into()),
                            options: stays.into_iter().map(|(text, _)| text.into()).collect::<Vec<_>>(),
                            chosen: stay_values.iter().position(|one| *one == *stay).unwrap_or_default(),
                            onchoose: onstay,
                            ..SelectField::default()
                        }.view() }
                    </div>
                }
            }
            { Button {
                weight: Weight::Quiet,
                onclick: scan,
                testid: "rescan",
                children: html! { { words.of(Text::NotThisVenue) } },
                ..Button::default()
            }.view() }
        </Page>
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
        None => html! {
            { Notice {
                tone: Tone::Warn,
                glyph: Some(Glyph::Offline),
                title: Some(words.of(Text::Genuine).into()),
                testid: "genuine",
                children: html! { <p>{ words.of(Text::GenuineText) }</p> },
            }.view() }
        },
    }
}

/// Which way: a choice where both are registered, else what it is.
fn way(
    words: Words,
    gate: Option<Gate>,
    direction: Direction,
    proposed: Direction,
    chosen: yew::UseStateHandle<Option<Direction>>,
) -> Html {
    const WAYS: [Direction; 2] = [Direction::Entry, Direction::Exit];
    match gate {
        Some(Gate::Entry) => {
            html! { { Notice {
                glyph: Some(Glyph::Enter),
                children: html! { <p>{ words.of(Text::EntryOnly) }</p> },
                ..Notice::default()
            }.view() } }
        }
        Some(Gate::Exit) => {
            html! { { Notice {
                glyph: Some(Glyph::Leave),
                children: html! { <p>{ words.of(Text::ExitOnly) }</p> },
                ..Notice::default()
            }.view() } }
        }
        Some(Gate::Both) | None => html! {
            <div class="stack">
                { Segment {
                    name: "direction",
                    label: words.of(Text::Direction).into(),
                    choices: vec![
                        Choice { words: words.of(Common::Entry).into(), glyph: Some(Glyph::Enter), name: None, testid: "entry" },
                        Choice { words: words.of(Common::Exit).into(), glyph: Some(Glyph::Leave), name: None, testid: "leave" },
                    ],
                    chosen: WAYS.iter().position(|way| *way == direction).unwrap_or_default(),
                    onchoose: Callback::from(move |index: usize| chosen.set(WAYS.get(index).copied())),
                }.view() }
                if proposed == Direction::Exit && direction == Direction::Exit {
                    <p class="soft small">{ words.of(Text::ProposedExit) }</p>
                }
            </div>
        },
    }
}
