//! The results: persons and contacts as a table, visits as lanes, and who met whom as a graph.

use std::rc::Rc;

use venue_protocol::bytes::Bytes;
use venue_protocol::id::PlaceId;
use venue_protocol::wire::cases::Case;
use venue_trace::Results;
use venue_trace::confidence::{Confidence, Doubt};
use venue_trace::contact::Overlap;
use venue_trace::person::Who;
use venue_trace::results::{Encounter, Stay};
use yew::{Html, Properties, component, html};

use super::exporting::Exporting;
use super::graph::graph;
use super::second_degree::SecondDegree;
use super::timeline::timeline;
use crate::authority::export::{confidence_text, doubt_text};
use crate::components::choice::{Choice, Segment, TickCell};
use crate::components::icon::Glyph;
use crate::components::notice::{Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Select, edit};
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::console::state::results::{Order, contacts, from_to};
use crate::i18n::Words;
use crate::i18n::text::console::{Tracing as Text, afterwards, tracing as phrases};
use crate::pages::own::{Own, use_own};

/// The results of a case.
#[derive(Properties, PartialEq)]
pub struct ContactsProps {
    /// The case.
    pub case: Rc<Case>,
    /// Its results.
    pub results: Rc<Results>,
}

#[derive(Default)]
struct View {
    shows: usize,
    minutes: String,
    order: Order,
    /// The persons that were ticked, by their numbers.
    chosen: Vec<usize>,
}

/// Table, timeline and graph.
#[component]
pub fn Contacts(props: &ContactsProps) -> Html {
    const VIEWS: [(Text, &str); 3] = [
        (Text::ViewTable, "view-table"),
        (Text::ViewTimeline, "view-timeline"),
        (Text::ViewGraph, "view-graph"),
    ];
    let console = use_console();
    let words = console.words;
    let own = use_own(View::default);
    let view = own.get();
    let results = &props.results;
    let shown = contacts(results, view.minutes.trim().parse().unwrap_or_default(), view.order);
    let orders = [Text::OrderLongest, Text::OrderSurest, Text::OrderEarliest];
    let chosen: Vec<Bytes> = view.chosen.iter().filter_map(|person| document_of(results, *person)).collect();
    html! {
        <>
            { section(words.of(Text::SubjectsTitle), subjects(&console, results)) }
            { section(words.of(Text::ContactsTitle), html! {
                <>
                    { Segment {
                        name: "view",
                        label: words.of(Text::View),
                        chosen: view.shows,
                        choices: VIEWS.map(|(text, testid)| Choice { words: words.of(text), glyph: None, name: None, testid }).into(),
                        onchoose: edit(&own, |view: &mut View, at| view.shows = at),
                    }.view() }
                    <div class="filters">
                        { Input { keyboard: "numeric", class: "input--short", maxlength: 5, ..Input::new("min-minutes", words.of(Text::MinMinutes), &view.minutes, edit(&own, |view: &mut View, text| view.minutes = text)) }.view() }
                        { Select {
                            id: "order".into(),
                            label: words.of(Text::Order).into(),
                            hint: None,
                            error: None,
                            options: orders.map(|text| words.of(text).into()).into(),
                            chosen: Order::ALL.iter().position(|order| *order == view.order).unwrap_or_default(),
                            onchoose: edit(&own, |view: &mut View, at: usize| view.order = Order::ALL.get(at).copied().unwrap_or_default()),
                        }.view() }
                    </div>
                    { match view.shows {
                        1 => timeline(&console, results, &shown),
                        2 => graph(words, results, &shown),
                        _ => Html::default(),
                    } }
                    // The graph's and the timeline's content for who does not see them.
                    { contact_table(&console, results, &shown, &own, &view.chosen) }
                </>
            }) }
            <Exporting case={props.case.clone()} results={results.clone()} />
            <SecondDegree case={props.case.clone()} documents={chosen} />
        </>
    }
}

fn document_of(results: &Results, person: usize) -> Option<Bytes> {
    match &results.persons.get(person)?.who {
        Who::Known { document, .. } => Some(document.clone()),
        Who::Destroyed | Who::Sealed | Who::NotAsked => None,
    }
}

fn is_contact(results: &Results, person: usize) -> bool {
    results.persons.get(person).is_some_and(|person| person.degree > 0)
}

/// A person's name, or why there is none.
pub(super) fn name_of(words: Words, results: &Results, person: usize) -> String {
    match results.persons.get(person).map(|person| &person.who) {
        Some(Who::Known { name, .. }) => name.clone(),
        Some(Who::Destroyed) => words.of(Text::Destroyed).to_owned(),
        Some(Who::Sealed) => words.of(Text::Sealed).to_owned(),
        Some(Who::NotAsked) | None => words.of(Text::NotAsked).to_owned(),
    }
}

/// The name of a venue or zone.
pub(super) fn place_name(results: &Results, place: PlaceId) -> String {
    let info = results.places.iter().find(|info| info.place == place);
    match info {
        Some(info) => {
            let zone = info.zone.as_ref().map(|zone| format!(" · {zone}"));
            format!("{}{}", info.name, zone.unwrap_or_default())
        }
        None => place.to_string(),
    }
}

/// From when to when somebody stayed, as far as it is known.
pub(super) fn when(console: &Console, stay: &Stay) -> String {
    from_to(console.words, &stay.interval, console.now())
}

fn subjects(console: &Console, results: &Results) -> Html {
    let words = console.words;
    let row = |(n, stay): (usize, &Stay)| Row {
        key: n.to_string().into(),
        cells: vec![
            html! { <bdi data-testid="subject-name">{ name_of(words, results, stay.person) }</bdi> },
            html! { <bdi>{ place_name(results, stay.venue) }</bdi> },
            html! { <span class="when">{ when(console, stay) }</span> },
            trust(words, stay.confidence, &stay.doubts),
        ],
    };
    let track = results
        .stays
        .iter()
        .enumerate()
        .filter(|(_, stay)| results.persons.get(stay.person).is_some_and(|person| person.degree == 0));
    Table {
        caption: words.of(Text::StaysTitle),
        head: vec![words.of(Text::Name), words.of(Text::Where), words.of(Text::When), words.of(Text::Trust)],
        rows: track.map(row).collect(),
        empty: (Glyph::History, words.of(Text::NoTrack), words.of(Text::NoTrackText)),
        testid: "track",
    }
    .view()
}

fn contact_table(
    console: &Console,
    results: &Results,
    shown: &[usize],
    own: &Own<View>,
    chosen: &[usize],
) -> Html {
    let words = console.words;
    let row = |n: &usize| {
        let met = results.encounters.get(*n)?;
        let stay = results.stays.get(met.other)?;
        Some(contact_row(console, results, *n, met, stay, own, chosen))
    };
    Table {
        caption: words.of(Text::ContactsTitle),
        head: vec![
            words.of(Text::Name),
            words.of(Text::Phone),
            words.of(Text::Minutes),
            words.of(Text::Where),
            words.of(Text::When),
            words.of(Text::Trust),
            "",
        ],
        rows: shown.iter().filter_map(row).collect(),
        empty: (Glyph::Persons, words.of(Text::NoContacts), words.of(Text::NoContactsText)),
        testid: "contacts",
    }
    .view()
}

fn contact_row(
    console: &Console,
    results: &Results,
    n: usize,
    met: &Encounter,
    stay: &Stay,
    own: &Own<View>,
    chosen: &[usize],
) -> Row {
    let words = console.words;
    let person = stay.person;
    let phone = match results.persons.get(person).map(|person| &person.who) {
        Some(Who::Known { phone, .. }) if !phone.is_empty() => phone.clone(),
        _ => "–".to_owned(),
    };
    let minutes = match met.overlap {
        Overlap { best, worst } if best == worst => best.to_string(),
        Overlap { best, worst } => phrases::between(words, &best, &worst),
    };
    let subject = met.subject.and_then(|subject| results.stays.get(subject));
    let mut doubts: Vec<Doubt> =
        subject.into_iter().chain([stay]).flat_map(|stay| stay.doubts.iter().copied()).collect();
    doubts.sort_unstable();
    doubts.dedup();
    let tick = {
        let own = own.clone();
        move |on: bool| {
            own.change(|view| {
                view.chosen.retain(|other| *other != person);
                if on {
                    view.chosen.push(person);
                }
            });
        }
    };
    Row {
        key: n.to_string().into(),
        cells: vec![
            html! {
                <>
                    <bdi data-testid="contact-name">{ name_of(words, results, person) }</bdi>
                    // Of a case about contacts.
                    if let Some(of) = subject.map(|stay| stay.person).filter(|of| is_contact(results, *of)) {
                        <br /><span class="small">{ afterwards::contact_of(words, &name_of(words, results, of)) }</span>
                    }
                </>
            },
            html! { <bdi class="num" data-testid="contact-phone">{ phone }</bdi> },
            html! { <span class="num">{ minutes }</span> },
            html! {
                <span class="where">
                    <bdi>{ place_name(results, stay.venue) }</bdi>
                    if met.same_place.is_some() { <br /><span class="small">{ words.of(Text::SameZone) }</span> }
                    if met.came_along { <br /><span class="small">{ words.of(Text::CameAlong) }</span> }
                </span>
            },
            html! { <span class="when">{ when(console, stay) }</span> },
            trust(words, met.confidence, &doubts),
            if document_of(results, person).is_some() {
                TickCell {
                    id: format!("choose-{n}").into(),
                    ticked: chosen.contains(&person),
                    onchange: yew::Callback::from(tick),
                    disabled: false,
                    note: None,
                    children: html! { <span class="small">{ words.of(Text::Choose) }</span> },
                }
                .view()
            } else {
                Html::default()
            },
        ],
    }
}

/// How far something is to be trusted, and why not beyond doubt.
fn trust(words: Words, confidence: Confidence, doubts: &[Doubt]) -> Html {
    let (tone, glyph) = match confidence {
        Confidence::Confirmed => (Tone::Good, Glyph::Done),
        Confidence::Likely => (Tone::Info, Glyph::Info),
        Confidence::Uncertain => (Tone::Warn, Glyph::Warn),
    };
    let doubts: Vec<_> = doubts.iter().map(|doubt| words.of(doubt_text(*doubt))).collect();
    html! {
        <>
            { badge(tone, glyph, words.of(confidence_text(confidence))) }
            if !doubts.is_empty() { <br /><span class="small soft">{ doubts.join(" · ") }</span> }
        </>
    }
}
