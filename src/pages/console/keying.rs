//! Keying in slips after an outage, one after the other by keyboard.

use std::rc::Rc;

use venue_protocol::id::{EventSecret, PlaceId, ReceiptSecret};
use venue_protocol::instant::Instant;
use venue_protocol::problem::{FormField, ProblemType};
use venue_protocol::typed_code::TypedCode;
use venue_protocol::wire::desk::Guest;
use venue_protocol::wire::manage::{ManagedPlace, ManagedVenue};
use venue_protocol::wire::venues::{Direction, Gate};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::places::{direction_choice, place_choice};
use super::terminal::fields::{field_id, fields, use_way_keys, ways};
use super::terminal::results::lost_answer;
use crate::api::{self, ApiError};
use crate::components::icon::{Glyph, icon};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, form};
use crate::console::kit::page::section;
use crate::console::kit::table::{Row, Table};
use crate::console::kit::trouble::{fault_notice, fault_words};
use crate::console::kit::wrong::form_wrong;
use crate::console::state::attempt::{Unanswered, Wanted};
use crate::console::state::desk::{DeskForm, Edit};
use crate::console::state::places::only_direction;
use crate::console::state::shift::Way;
use crate::console::state::slips::{SlipNumber, TimeWrong, day_and_time, digits, in_threes, judge, time_of};
use crate::i18n::text::console::{Desk, Slips as Text, slips};
use crate::i18n::{Words, moment};
use crate::json;
use crate::pages::own::{Own, use_own};
use crate::platform::random::{BrowserRandom, NoRandom};
use crate::platform::{clock, dom, session};

const NUMBER: &str = "slip";
const DAY: &str = "slip-day";
const TIME: &str = "slip-time";
/// A slip says who came by a document or by name and phone.
const WAYS: [Way; 3] = [Way::IdNumber, Way::Certificate, Way::Manual];

/// What the form is given.
#[derive(Properties, PartialEq)]
pub struct KeyingProps {
    /// The venue.
    pub venue: Rc<ManagedVenue>,
    /// Its places with a code in force.
    pub places: Rc<Vec<ManagedPlace>>,
}

/// A slip that was keyed in.
struct Keyed {
    code: TypedCode,
    label: Option<String>,
    at: Instant,
}

/// What the form remembers.
struct Slip {
    number: String,
    day: String,
    time: String,
    form: DeskForm,
    place: PlaceId,
    direction: Direction,
    /// It was sent: what is missing is shown.
    touched: bool,
    busy: bool,
    fault: Option<ApiError>,
    unanswered: Unanswered,
    done: Vec<Keyed>,
    /// The numbers of this tab, also of before a reload.
    numbers: Vec<u32>,
}

#[derive(Clone)]
struct Hand {
    console: Console,
    venue: Rc<ManagedVenue>,
    places: Rc<Vec<ManagedPlace>>,
    own: Own<Slip>,
}

fn key(venue: PlaceId) -> String {
    format!("venue-code/slips/{venue}")
}

/// Keys slips in.
#[component]
pub fn Keying(props: &KeyingProps) -> Html {
    let console = use_console();
    let words = console.words;
    let own = use_own(|| {
        let (day, time) = day_and_time(clock::now());
        let kept = session::get(&key(props.venue.venue)).and_then(|text| json::from_text(&text).ok());
        let first = props.places.first();
        Slip {
            number: String::new(),
            day,
            time,
            form: DeskForm::default(),
            place: first.map_or(props.venue.venue, |place| place.place),
            direction: first.and_then(|place| only_direction(place.gate)).unwrap_or(Direction::Entry),
            touched: false,
            busy: false,
            fault: None,
            unanswered: Unanswered::default(),
            done: Vec::new(),
            numbers: kept.unwrap_or_default(),
        }
    });
    let hand = Hand { console, venue: props.venue.clone(), places: props.places.clone(), own };
    use_way_keys(&WAYS, &hand.edit(), false);
    let slip = hand.own.get();
    let submit = {
        let hand = hand.clone();
        Callback::from(move |()| hand.submit())
    };
    let text = if slip.busy { words.of(Desk::Sending) } else { words.of(Text::Save) };
    let content = html! {
        <>
            { form("key-slips", submit, html! {
                <>
                    { head(&hand, &slip) }
                    { ways(words, &WAYS, slip.form.way, &hand.edit()) }
                    { fields(words, &slip.form, clock::now().day(), &hand.edit()) }
                    { fault(words, &slip) }
                    { Submit { text, testid: "key-slip", busy: slip.busy, why_not: None }.view() }
                </>
            }) }
            <p class="num" role="status" data-testid="keyed-count">{ slips::keyed(words, &slip.numbers.len()) }</p>
        </>
    };
    html! {
        <>
            { section(words.of(Text::KeyTitle), content) }
            { list(words, &slip) }
        </>
    }
}

/// Number, place and time: what stands on the slip beside the guest.
fn head(hand: &Hand, slip: &Slip) -> Html {
    let words = hand.console.words;
    let put = |put: fn(&mut Slip, String)| {
        let own = hand.own.clone();
        Callback::from(move |text: String| {
            own.change(|slip| {
                put(slip, text);
                slip.fault = None;
            })
        })
    };
    let (place, direction) = (hand.clone(), hand.clone());
    let choose_place = Callback::from(move |chosen: PlaceId| {
        let gate = place.places.iter().find(|one| one.place == chosen).map_or(Gate::Both, |one| one.gate);
        place.own.change(|slip| {
            slip.place = chosen;
            slip.direction = only_direction(gate).unwrap_or(slip.direction);
        });
    });
    let choose_direction = Callback::from(move |chosen| direction.own.change(|slip| slip.direction = chosen));
    let gate = hand.places.iter().find(|one| one.place == slip.place).map_or(Gate::Both, |one| one.gate);
    let judged = judge(&slip.number, &slip.numbers);
    let time = slip.touched.then(|| time_of(&slip.day, &slip.time, clock::now()).err()).flatten();
    let time = time.map(|wrong| match wrong {
        TimeWrong::Missing => words.of(Text::TimeMissing),
        TimeWrong::Future => words.of(Text::TimeFuture),
    });
    let time = time.map(AttrValue::from).or_else(|| of_form(words, slip, FormField::OccurredAt));
    html! {
        <>
            { Input {
                error: number_wrong(words, slip, judged),
                keyboard: "numeric",
                maxlength: 13,
                class: "input--number",
                ..Input::new(NUMBER, words.of(Text::Number), &slip.number, put(|slip, text| slip.number = text))
            }.view() }
            <p class="soft" role="status" data-testid="slip-feedback">
                { match judged {
                    SlipNumber::Good(_) => html! { <span class="good">{ icon(Glyph::Done) }{ words.of(Text::NumberGood) }</span> },
                    SlipNumber::Incomplete(missing) => slips::missing_digits(words, &missing).into(),
                    _ => Html::default(),
                } }
            </p>
            <div class="row">
                { Input { kind: "date", ..Input::new(DAY, words.of(Text::Day), &slip.day, put(|slip, text| slip.day = text)) }.view() }
                { Input { kind: "time", error: time, ..Input::new(TIME, words.of(Text::Clock), &slip.time, put(|slip, text| slip.time = text)) }.view() }
            </div>
            { place_choice(words.of(Desk::Place), &hand.venue, &hand.places, slip.place, &choose_place) }
            if gate == Gate::Both { { direction_choice(words, slip.direction, &choose_direction) } }
        </>
    }
}

/// What is wrong with the number: told as it is typed, since another digit does not mend it.
fn number_wrong(words: Words, slip: &Slip, judged: SlipNumber) -> Option<AttrValue> {
    let own = match judged {
        SlipNumber::Mistyped => Some(Text::NumberMistyped),
        SlipNumber::Odd => Some(Text::NumberOdd),
        SlipNumber::Again(_) => Some(Text::NumberAgain),
        SlipNumber::Empty | SlipNumber::Incomplete(_) => slip.touched.then_some(Text::NumberMissing),
        SlipNumber::Good(_) => None,
    };
    own.map(|text| words.of(text).into()).or_else(|| of_form(words, slip, FormField::SlipNumber)).or_else(
        || {
            slip.fault
                .as_ref()
                .filter(|error| is_of_slip(error))
                .map(|error| fault_words(words, error).title.into())
        },
    )
}

fn is_of_slip(error: &ApiError) -> bool {
    matches!(error.problem(), Some(ProblemType::SlipUnknown | ProblemType::SlipUsed))
}

/// What the server found wrong with one of this form's own fields.
fn of_form(words: Words, slip: &Slip, field: FormField) -> Option<AttrValue> {
    let Some(ApiError::Problem(problem)) = &slip.fault else { return None };
    problem.form.iter().find(|wrong| wrong.field == field).map(|wrong| form_wrong(words, *wrong).into())
}

fn fault(words: Words, slip: &Slip) -> Html {
    match &slip.fault {
        Some(ApiError::Problem(problem)) if !problem.fields.is_empty() || !problem.form.is_empty() => {
            Html::default()
        }
        Some(error) => lost_answer(words, error, Desk::Kept).unwrap_or_else(|| fault_notice(words, error)),
        None => Html::default(),
    }
}

fn list(words: Words, slip: &Slip) -> Html {
    if slip.done.is_empty() {
        return Html::default();
    }
    let now = clock::now();
    let row = |one: &Keyed| Row {
        key: one.code.to_string().into(),
        cells: vec![
            html! { <span class="num">{ in_threes(&digits(one.code)) }</span> },
            html! { <bdi>{ one.label.clone().unwrap_or_default() }</bdi> },
            html! { <time class="num">{ moment(words, one.at, now) }</time> },
        ],
    };
    let table = Table {
        caption: words.of(Text::Done),
        head: vec![words.of(Text::Number), words.of(Desk::Who), words.of(Text::Clock)],
        rows: slip.done.iter().rev().map(row).collect(),
        empty: (Glyph::History, words.of(Text::Done), words.of(Text::Lead)),
        testid: "keyed",
    };
    section(words.of(Text::Done), table.view())
}

impl Hand {
    fn edit(&self) -> Callback<Edit> {
        let own = self.own.clone();
        Callback::from(move |edit| {
            let mut focus = None;
            own.change(|slip| focus = slip.form.apply(edit, clock::now().day()));
            if let Some(field) = focus {
                dom::focus(field_id(field));
            }
        })
    }

    fn submit(&self) {
        if self.own.get().busy {
            return;
        }
        let now = clock::now();
        self.own.change(|slip| slip.touched = true);
        let ready = self.ready(now);
        let (code, at) = match ready {
            Ok(ready) => ready,
            Err(field) => {
                self.own.change(|slip| slip.form.touch_all());
                return dom::focus(field);
            }
        };
        let wanted = {
            let slip = self.own.get();
            // The receipt's secret is drawn when the message is made.
            let guest = Guest::Person(slip.form.person(ReceiptSecret([0; ReceiptSecret::LEN])));
            Wanted {
                place: slip.place,
                direction: slip.direction,
                at: Some(at),
                slip: Some(digits(code)),
                guest,
            }
        };
        let mut message = Err(NoRandom);
        self.own.change(|slip| message = slip.unanswered.next(&wanted, now, &BrowserRandom));
        let Ok(message) = message else {
            return self.console.say.emit(self.console.words.of(Desk::NoRandom).to_owned());
        };
        self.own.change(|slip| (slip.busy, slip.fault) = (true, None));
        let sent = self.own.get().form.clone();
        let hand = self.clone();
        spawn_local(async move {
            let answer = api::desk::check_in(&*hand.console.server, hand.venue.venue, &message).await;
            match answer {
                Ok(receipt) => hand.done(&message.secret, &sent, Keyed { code, label: receipt.label, at }),
                Err(error) => hand.failed(&message.secret, error),
            }
        });
    }

    /// Number and time, or the control that is to be put right first.
    fn ready(&self, now: Instant) -> Result<(TypedCode, Instant), &'static str> {
        let slip = self.own.get();
        let SlipNumber::Good(code) = judge(&slip.number, &slip.numbers) else { return Err(NUMBER) };
        let at = time_of(&slip.day, &slip.time, now).map_err(|_| TIME)?;
        match slip.form.first_wrong(now.day()) {
            Some(field) => Err(field_id(field)),
            None => Ok((code, at)),
        }
    }

    fn done(&self, secret: &EventSecret, sent: &DeskForm, keyed: Keyed) {
        let said = self.console.words.of(Text::Saved);
        let mut emptied = false;
        self.own.change(|slip| {
            slip.busy = false;
            slip.unanswered.answered(secret);
            // The next slip may be on the form by now.
            let same_number = judge(&slip.number, &[]) == SlipNumber::Good(keyed.code);
            slip.numbers.push(keyed.code.number());
            slip.done.push(keyed);
            emptied = same_number && slip.form.clear_of(sent);
            if emptied {
                slip.number.clear();
                slip.touched = false;
            }
        });
        if let Ok(text) = json::to_text(&self.own.get().numbers) {
            session::set(&key(self.venue.venue), &text);
        }
        self.console.say.emit(said.to_owned());
        if emptied {
            dom::focus_soon(NUMBER);
        }
    }

    fn failed(&self, secret: &EventSecret, error: ApiError) {
        self.console.notice(&error);
        let mut focus = None;
        self.own.change(|slip| {
            slip.busy = false;
            if let ApiError::Problem(problem) = &error {
                if !problem.fields.is_empty() {
                    slip.form.refused(&problem.fields);
                }
                focus = problem.fields.first().map(|wrong| field_id(wrong.field));
                if is_of_slip(&error) {
                    focus = Some(NUMBER);
                }
                if problem.kind == ProblemType::EventConflict {
                    slip.unanswered.answered(secret);
                }
            }
            slip.fault = Some(error);
        });
        if let Some(field) = focus {
            dom::focus(field);
        }
    }
}
