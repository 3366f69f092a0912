//! The codes of a venue's places, and issuing them anew.

use std::rc::Rc;

use venue_protocol::application::USUAL_OLD_CODES_DAYS;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::manage::{IssuedCode, ManagedPlace, ManagedVenue, Reissue};
use yew::{Callback, Html, Properties, component, html};

use crate::api::manage;
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::{DateInput, edit};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::console::route::{ConsoleRoute, VenuePage};
use crate::console::state::slips::in_threes;
use crate::i18n::text::console::VenueText as Text;
use crate::i18n::{Words, day, moment};
use crate::pages::console::application::gate_text;
use crate::pages::own::use_own;

/// A venue's codes.
#[derive(Properties, PartialEq)]
pub struct CodesProps {
    /// The venue.
    pub venue: Rc<ManagedVenue>,
    /// Whether codes can be issued anew here.
    pub may_change: bool,
    /// It changed at the server.
    pub onchange: Callback<()>,
}

#[derive(Default)]
struct Asked {
    /// For which place, or for all.
    open: Option<Option<PlaceId>>,
    until: Option<Day>,
}

/// The table, and the question before new ones.
#[component]
pub fn Codes(props: &CodesProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    let own = use_own(Asked::default);
    let today = console.now().day();
    let ask = |open: Option<Option<PlaceId>>| {
        let (own, doing) = (own.clone(), doing.clone());
        Callback::from(move |()| {
            doing.forget();
            own.change(|asked| *asked = Asked { open, until: Some(today.plus(USUAL_OLD_CODES_DAYS)) });
        })
    };
    let reissue = {
        let (console, doing, own, onchange) =
            (console.clone(), doing.clone(), own.clone(), props.onchange.clone());
        let venue = props.venue.venue;
        Callback::from(move |()| {
            let (server, console, own, onchange) =
                (console.server.clone(), console.clone(), own.clone(), onchange.clone());
            let message = {
                let asked = own.get();
                Reissue { place: asked.open.flatten(), old_until: asked.until }
            };
            doing.run(async move { manage::reissue(&*server, venue, &message).await }, move |_| {
                own.change(|asked| *asked = Asked::default());
                console.say.emit(console.words.of(Text::Reissued).to_owned());
                onchange.emit(());
            });
        })
    };
    let venue = &props.venue;
    let reissues = props.may_change && !is_revoked_for(&console, venue);
    let rows = venue
        .places
        .iter()
        .map(|place| row(&console, venue, place, reissues.then(|| ask(Some(Some(place.place))))));
    let asked = own.get();
    section(
        words.of(Text::Codes),
        html! {
            <>
                { ended(words, venue) }
                { Table {
                    caption: words.of(Text::Codes),
                    head: vec![words.of(Text::Place), words.of(Text::Registers), words.of(Text::TypedCode), words.of(Text::Issued), ""],
                    rows: rows.collect(),
                    empty: (Glyph::Scan, words.of(Text::NoCodes), words.of(Text::NoCodesText)),
                    testid: "codes",
                }.view() }
                if props.may_change {
                    <div class="row">
                        if console.manages(venue.venue) {
                        { console.nav.button(ConsoleRoute::Venue(venue.venue, VenuePage::Studio), "btn btn--primary", words.of(Text::Posters), "to-posters") }
                    }
                        if reissues {
                            { Button { glyph: Some(Glyph::Turn), ..Button::new(words.of(Text::Reissue), "reissue", ask(Some(None))) }.view() }
                        } else {
                            <button type="button" class="btn" disabled=true aria-describedby="reissue-why" data-testid="reissue">{ words.of(Text::Reissue) }</button>
                            <p class="soft small" id="reissue-why" data-testid="reissue-why">{ words.of(Text::RevokedWhyNot) }</p>
                        }
                    </div>
                }
                if asked.open.is_some() {
                    <Confirm title={words.of(Text::ReissueTitle)} yes={words.of(Text::ReissueOne)} busy={doing.busy()} danger={asked.until.is_none()} onyes={reissue} onno={ask(None)}>
                        <p>{ words.of(Text::ReissueText) }</p>
                        { Segment {
                            name: "reissue-when",
                            label: words.of(Text::LastDay),
                            choices: vec![
                                Choice { words: words.of(Text::OnDate), glyph: None, name: None, testid: "reissue-on-date" },
                                Choice { words: words.of(Text::AtOnce), glyph: None, name: None, testid: "reissue-at-once" },
                            ],
                            chosen: usize::from(asked.until.is_none()),
                            onchoose: {
                                let own = own.clone();
                                Callback::from(move |at: usize| {
                                    own.change(|asked| asked.until = (at == 0).then(|| today.plus(USUAL_OLD_CODES_DAYS)));
                                })
                            },
                        }.view() }
                        if let Some(until) = asked.until {
                            <DateInput id="old-until" label={words.of(Text::LastDay)} hint={words.of(Text::OnDateText)}
                                value={until} onchange={edit(&own, |asked: &mut Asked, day: Day| asked.until = Some(day))} />
                        } else {
                            { Notice::new(Tone::Warn, words.of(Text::AtOnceText)).view() }
                        }
                        { doing.notice() }
                    </Confirm>
                }
            </>
        },
    )
}

/// That the venue was closed or its codes were revoked, and why.
fn ended(words: Words, venue: &ManagedVenue) -> Html {
    let (text, testid) = match (venue.closed_at, &venue.ended_reason) {
        (Some(_), _) => (Text::ClosedText, "closed"),
        (None, Some(_)) => (Text::RevokedText, "revoked"),
        (None, None) => return Html::default(),
    };
    let reason = venue.ended_reason.as_ref().map(|reason| {
        html! { <p>{ words.of(Text::Reason) }{ " · " }<bdi>{ reason }</bdi></p> }
    });
    Notice {
        title: Some(words.of(text).into()),
        testid: Some(testid),
        ..Notice::of(Tone::Bad, reason.unwrap_or_default())
    }
    .view()
}

/// Whether reviewers revoked the codes: then only one of them who is no member issues new ones.
fn is_revoked_for(console: &Console, venue: &ManagedVenue) -> bool {
    venue.ended_reason.is_some() && console.membership(venue.venue).is_some()
}

fn row(console: &Console, venue: &ManagedVenue, place: &ManagedPlace, reissue: Option<Callback<()>>) -> Row {
    let (words, now) = (console.words, console.now());
    let name = place.zone.clone().unwrap_or_else(|| words.of(Text::Itself).to_owned());
    let living: Vec<&IssuedCode> = place.codes.iter().filter(|code| is_alive(code, now)).collect();
    let display = ConsoleRoute::Venue(venue.venue, VenuePage::Display(place.place));
    Row {
        key: place.place.to_string().into(),
        cells: vec![
            html! { <bdi>{ name }</bdi> },
            gate_text(words, Some(place.gate)).into(),
            if living.is_empty() {
                badge(Tone::Bad, Glyph::Refused, words.of(Text::NoCode))
            } else {
                html! { <ul>{ for living.iter().map(|code| html! { <li class="num" data-testid="typed-code">{ in_threes(&code.typed_code) }</li> }) }</ul> }
            },
            html! {
                <ul>{ for living.iter().map(|code| html! {
                    <li>{ moment(words, code.issued_at, now) }{ " · " }{ words.of(Text::GoodUntil) }{ " " }<span class="num">{ day(words, last_day(code), now.day()) }</span></li>
                }) }</ul>
            },
            html! {
                <div class="row">
                    if !living.is_empty() && console.membership(venue.venue).is_some() {
                        { console.nav.button(display, "btn", words.of(Text::Show), "show-code") }
                    }
                    if let Some(reissue) = reissue {
                        { Button { weight: Weight::Quiet, ..Button::new(words.of(Text::ReissueOne), "reissue-one", reissue) }.view() }
                    }
                </div>
            },
        ],
    }
}

fn is_alive(code: &IssuedCode, now: Instant) -> bool {
    !code.revoked && code.dead_from > now
}

/// The last day on which a code works.
fn last_day(code: &IssuedCode) -> Day {
    code.dead_from.plus_millis(-1).day()
}

#[cfg(test)]
mod tests {
    use venue_protocol::id::Serial;

    use super::*;

    fn code(dead_from: &str, revoked: bool) -> IssuedCode {
        IssuedCode {
            serial: Serial(1),
            typed_code: "123456789".into(),
            issued_at: "2026-11-01T09:00:00+08:00".parse().unwrap(),
            dead_from: dead_from.parse().unwrap(),
            revoked,
        }
    }

    #[test]
    fn a_code_works_to_the_end_of_its_last_day_unless_it_was_revoked() {
        let now = "2026-11-23T23:59:00+08:00".parse().unwrap();
        assert!(is_alive(&code("2026-11-24T00:00:00+08:00", false), now));
        assert!(!is_alive(&code("2026-11-24T00:00:00+08:00", true), now));
        assert!(!is_alive(&code("2026-11-23T23:59:00+08:00", false), now));
        assert_eq!(last_day(&code("2026-11-24T00:00:00+08:00", false)).to_string(), "2026-11-23");
    }
}
