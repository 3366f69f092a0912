//! The rest of the form: licence, contact, opening hours, codes and zones, the end of the old codes.

use venue_protocol::application::USUAL_OLD_CODES_DAYS;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::Day;
use venue_protocol::problem::FormField;
use venue_protocol::wire::applications::{ApplicationForm, MAX_ZONES, OpeningHours, Zone};
use venue_protocol::wire::venues::Gate;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use super::editor::Editing;
use crate::api::applications;
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment};
use crate::components::icon::Glyph;
use crate::console::application::typed;
use crate::console::context::use_console;
use crate::console::kit::form::{DateInput, Input, Select, error};
use crate::console::kit::load::use_doing;
use crate::console::kit::page::section;
use crate::console::kit::upload::{FileButton, progress_bar};
use crate::i18n::Words;
use crate::i18n::text::console::{Application as Text, Kit, application as phrases};
use crate::platform::dom;

/// Nine to nine, every day: a beginning that most venues only correct.
const USUAL_HOURS: OpeningHours = OpeningHours { days: 0b111_1111, from: 9 * 60, to: 21 * 60 };

/// The days of the week, Monday first.
pub const WEEK: [Text; 7] = [
    Text::Monday,
    Text::Tuesday,
    Text::Wednesday,
    Text::Thursday,
    Text::Friday,
    Text::Saturday,
    Text::Sunday,
];

/// The gates in the order of the list.
const GATES: [(Gate, Text); 3] =
    [(Gate::Both, Text::GateBoth), (Gate::Entry, Text::GateEntry), (Gate::Exit, Text::GateExit)];

/// What a gate registers, in words.
pub fn gate_text(words: Words, gate: Option<Gate>) -> &'static str {
    let found = GATES.iter().find(|(of, _)| Some(*of) == gate);
    words.of(found.map_or(Text::GateNone, |(_, text)| *text))
}

/// Whose licence.
#[derive(Properties, PartialEq)]
pub struct LicenceProps {
    /// The application's id.
    pub id: PlaceId,
    /// Whether there is a picture already.
    pub there: bool,
}

/// The licence's picture: chosen, sent with its progress, shown.
#[component]
pub fn Licence(props: &LicenceProps) -> Html {
    let console = use_console();
    let words = console.words;
    let doing = use_doing();
    // Counts the pictures that were sent: the address of the next one is another.
    let sent = use_state(|| u32::from(props.there));
    let progress = use_state(|| 0.0_f64);
    let onfile = {
        let (doing, sent, progress, id) = (doing.clone(), sent.clone(), progress.clone(), props.id);
        Callback::from(move |file| {
            let (bar, sent) = (progress.setter(), sent.clone());
            bar.set(0.0);
            let call = applications::put_licence(id, file, move |part| bar.set(part));
            doing.run(call, move |()| sent.set(*sent + 1));
        })
    };
    let remove = {
        let (console, doing, sent, id) = (console.clone(), doing.clone(), sent.clone(), props.id);
        Callback::from(move |()| {
            let (server, sent) = (console.server.clone(), sent.clone());
            doing.run(async move { applications::remove_licence(&*server, id).await }, move |()| sent.set(0));
        })
    };
    section(
        words.of(Text::Licence),
        html! {
            <>
                <p class="field__hint" id="licence-hint">{ words.of(Text::LicenceHint) }</p>
                if *sent > 0 {
                    <img class="preview" src={format!("{}?{}", applications::licence_url(props.id), *sent)}
                        alt={words.of(Text::LicenceAlt)} data-testid="licence-preview" />
                }
                if doing.busy() { { progress_bar(words.of(Text::Uploading), *progress) } }
                { doing.notice() }
                <div class="row">
                    { FileButton {
                        glyph: Glyph::Photo,
                        id: "licence",
                        text: words.of(if *sent > 0 { Text::ReplacePicture } else { Text::ChoosePicture }),
                        accept: "image/jpeg,image/png,image/webp",
                        onfile,
                    }.view() }
                    if *sent > 0 {
                        { Button { weight: Weight::QuietDanger, ..Button::new(words.of(Kit::Remove), "licence-remove", remove) }.view() }
                    }
                </div>
            </>
        },
    )
}

/// Whom to ask.
pub fn contact_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let form = editing.own.get().saving.form().clone();
    section(
        words.of(Text::Contact),
        html! {
            <div class="columns">
                { Input {
                    error: editing.wrong(FormField::ContactName, None),
                    onblur: editing.left(FormField::ContactName),
                    autocomplete: "name",
                    ..Input::new("contact-name", words.of(Text::ContactName), &form.contact_name, editing.edit(|form, text| form.contact_name = text))
                }.view() }
                { Input {
                    hint: Some(words.of(Text::ContactPhoneHint).into()),
                    error: editing.wrong(FormField::ContactPhone, None),
                    onblur: editing.left(FormField::ContactPhone),
                    keyboard: "tel",
                    autocomplete: "tel",
                    maxlength: 30,
                    class: "num",
                    ..Input::new("contact-phone", words.of(Text::ContactPhone), &form.contact_phone, editing.edit(|form, text| form.contact_phone = text))
                }.view() }
            </div>
        },
    )
}

/// What a control of one entry does.
fn at<V: 'static, T>(
    editing: &Editing,
    index: usize,
    list: fn(&mut ApplicationForm) -> &mut Vec<T>,
    put: fn(&mut T, V),
) -> Callback<V>
where
    T: 'static,
{
    let editing = editing.clone();
    Callback::from(move |value: V| {
        editing.change(|form| {
            if let Some(entry) = list(form).get_mut(index) {
                put(entry, value);
            }
        });
    })
}

/// The button that takes an entry away.
fn remove<T: 'static>(
    editing: &Editing,
    index: usize,
    name: String,
    list: fn(&mut ApplicationForm) -> &mut Vec<T>,
) -> Html {
    let words = editing.console.words;
    let take = {
        let editing = editing.clone();
        Callback::from(move |()| {
            editing.change(|form| {
                let list = list(form);
                if index < list.len() {
                    list.remove(index);
                }
            });
        })
    };
    Button {
        weight: Weight::QuietDanger,
        glyph: Some(Glyph::Delete),
        label: Some(format!("{} {name}", words.of(Kit::Remove)).into()),
        ..Button::new(words.of(Kit::Remove), "remove-entry", take)
    }
    .view()
}

fn hours_of(form: &mut ApplicationForm) -> &mut Vec<OpeningHours> {
    &mut form.opening_hours
}

fn zones_of(form: &mut ApplicationForm) -> &mut Vec<Zone> {
    &mut form.zones
}

/// When it is open.
pub fn hours_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let all = editing.own.get().saving.form().opening_hours.clone();
    let add = {
        let editing = editing.clone();
        Callback::from(move |()| editing.change(|form| form.opening_hours.push(USUAL_HOURS)))
    };
    section(
        words.of(Text::Hours),
        html! {
            <>
                if !all.is_empty() { <p class="field__hint">{ words.of(Text::HoursHint) }</p> }
                { for all.iter().enumerate().map(|(index, hours)| hours_entry(editing, index, hours)) }
                { error("add-hours", editing.wrong(FormField::OpeningHours, None)) }
                <div>{ Button { glyph: Some(Glyph::Add), ..Button::new(words.of(Text::AddHours), "add-hours", add) }.view() }</div>
            </>
        },
    )
}

fn hours_entry(editing: &Editing, index: usize, hours: &OpeningHours) -> Html {
    let words = editing.console.words;
    let name = phrases::hours_line(words, &(index + 1));
    let entry = u16::try_from(index).ok();
    let day_box = |day: usize| {
        let editing = editing.clone();
        let onchange = Callback::from(move |event| {
            let on = dom::ticked(&event);
            editing.touch(FormField::OpeningHours);
            editing.change(|form| {
                if let Some(hours) = form.opening_hours.get_mut(index) {
                    hours.days = if on { hours.days | 1 << day } else { hours.days & !(1 << day) };
                }
            });
        });
        html! {
            <label>
                <input type="checkbox" checked={hours.days & (1 << day) != 0} {onchange} data-testid={format!("day-{index}-{day}")} />
                <span>{ words.of(WEEK[day]) }</span>
            </label>
        }
    };
    let time = |id: &str, label: Text, value: u16, put: fn(&mut OpeningHours, String)| {
        Input {
            kind: "time",
            onblur: editing.left(FormField::OpeningHours),
            class: "input--short",
            ..Input::new(
                format!("{id}-{index}"),
                words.of(label),
                &typed::time(value),
                at(editing, index, hours_of, put),
            )
        }
        .view()
    };
    html! {
        <fieldset class="entry stack" key={index}>
            <legend class="sr">{ &name }</legend>
            <div class="days" role="group" aria-label={words.of(Text::Days)}>{ for (0..7).map(day_box) }</div>
            <div class="row row--end">
                { time("from", Text::From, hours.from, |hours, text| {
                    if let Some(minutes) = typed::minutes(&text) { hours.from = minutes; }
                }) }
                { time("to", Text::To, hours.to, |hours, text| {
                    if let Some(minutes) = typed::end_minutes(&text) { hours.to = minutes; }
                }) }
                { remove(editing, index, name, hours_of) }
            </div>
            { error(&format!("hours-{index}"), editing.wrong(FormField::OpeningHours, entry)) }
        </fieldset>
    }
}

/// The venue's own code and its zones'.
pub fn codes_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let form = editing.own.get().saving.form().clone();
    let add = {
        let editing = editing.clone();
        Callback::from(move |()| {
            let count = editing.own.get().saving.form().zones.len();
            editing
                .change(|form| form.zones.push(Zone { place: None, name: String::new(), gate: Gate::Both }));
            dom::focus_soon(format!("zone-{count}"));
        })
    };
    let full = form.zones.len() >= MAX_ZONES;
    let options = GATES.iter().map(|(_, text)| AttrValue::from(words.of(*text)));
    section(
        words.of(Text::Codes),
        html! {
            <>
                { Select {
                    id: "gate".into(),
                    label: words.of(Text::OwnCode).into(),
                    hint: Some(words.of(Text::ZonesHint).into()),
                    error: editing.wrong(FormField::Zones, None),
                    options: options.chain(std::iter::once(words.of(Text::GateNone).into())).collect(),
                    chosen: GATES.iter().position(|(gate, _)| Some(*gate) == form.gate).unwrap_or(GATES.len()),
                    onchoose: editing.edit(|form, at: usize| form.gate = GATES.get(at).map(|(gate, _)| *gate)),
                }.view() }
                { for form.zones.iter().enumerate().map(|(index, zone)| zone_entry(editing, index, zone)) }
                if !full {
                    <div>{ Button { glyph: Some(Glyph::Add), ..Button::new(words.of(Text::AddZone), "add-zone", add) }.view() }</div>
                }
            </>
        },
    )
}

fn zone_entry(editing: &Editing, index: usize, zone: &Zone) -> Html {
    let words = editing.console.words;
    let name = phrases::zone(words, &(index + 1));
    html! {
        <fieldset class="entry stack" key={index}>
            <legend class="sr">{ &name }</legend>
            <div class="row row--end">
                { Input {
                    error: editing.wrong(FormField::Zones, u16::try_from(index).ok()),
                    onblur: editing.left(FormField::Zones),
                    maxlength: 400,
                    ..Input::new(format!("zone-{index}"), words.of(Text::ZoneName), &zone.name,
                        at(editing, index, zones_of, |zone: &mut Zone, text| zone.name = text))
                }.view() }
                { Select {
                    id: format!("zone-gate-{index}").into(),
                    label: words.of(Text::ZoneGate).into(),
                    hint: None,
                    error: None,
                    options: GATES.iter().map(|(_, text)| words.of(*text).into()).collect(),
                    chosen: GATES.iter().position(|(gate, _)| *gate == zone.gate).unwrap_or_default(),
                    onchoose: at(editing, index, zones_of, |zone: &mut Zone, at: usize| {
                        zone.gate = GATES.get(at).map_or(Gate::Both, |(gate, _)| *gate);
                    }),
                }.view() }
                { remove(editing, index, name, zones_of) }
            </div>
        </fieldset>
    }
}

/// How long the old codes of a change work.
pub fn old_codes_section(editing: &Editing) -> Html {
    let words = editing.console.words;
    let until = editing.own.get().saving.form().old_codes_until;
    let today = editing.console.now().day();
    let choice = |text: Text, testid| Choice { words: words.of(text), glyph: None, name: None, testid };
    let onchoose = {
        let editing = editing.clone();
        Callback::from(move |at: usize| {
            editing.change(|form| form.old_codes_until = (at == 1).then(|| today.plus(USUAL_OLD_CODES_DAYS)));
        })
    };
    section(
        words.of(Text::OldCodes),
        html! {
            <>
                { Segment {
                    name: "old-codes",
                    label: words.of(Text::OldCodes),
                    choices: vec![choice(Text::OldAtOnce, "old-at-once"), choice(Text::OldUntil, "old-until")],
                    chosen: usize::from(until.is_some()),
                    onchoose,
                }.view() }
                if let Some(until) = until {
                    <DateInput id="old-codes-until" label={words.of(Text::OldUntilDay)} hint={words.of(Text::OldUntilHint)} value={until}
                        error={editing.wrong(FormField::OldCodesUntil, None)}
                        onchange={editing.edit(|form, day: Day| form.old_codes_until = Some(day))}
                        onblur={editing.left(FormField::OldCodesUntil)} />
                }
            </>
        },
    )
}
