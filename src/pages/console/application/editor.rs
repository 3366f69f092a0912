//! The form: saved as one types, checked by the code that the server checks it with.

use std::collections::HashSet;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use venue_protocol::application::{Against, CheckedForm};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{FormField, FormProblem, Reason};
use venue_protocol::wire::applications::{Applicant, Application, ApplicationForm, Purpose};
use venue_protocol::wire::manage::Service;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, component, html, use_effect_with};

use super::{LoadedProps, applicant, extras, places};
use crate::api::applications;
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::application::FIELDS;
use crate::console::application::saving::{Saved, Saving};
use crate::console::application::typed::TypedPosition;
use crate::console::context::{Console, use_console};
use crate::console::kit::dialog::Confirm;
use crate::console::kit::form::{Submit, form};
use crate::console::kit::load::{Doing, use_doing};
use crate::console::kit::trouble::fault_words;
use crate::console::kit::wrong::form_wrong;
use crate::console::route::ConsoleRoute;
use crate::i18n::clock;
use crate::i18n::text::console::{Application as Text, application as phrases};
use crate::pages::own::{Own, use_own};
use crate::platform::clock::{BrowserClock, Clock as _};
use crate::platform::{dom, leaving, online};

/// For so long nothing is typed before a draft is saved.
const PAUSE_MS: u32 = 800;
/// After so long it is tried again without a network.
const AGAIN_MS: u32 = 10_000;

/// So often it is looked whether a draft on its way has arrived.
const SENDING_MS: u32 = 100;

/// What the form remembers.
pub struct Filling {
    pub saving: Saving,
    pub position: TypedPosition,
    /// What was filled in for the kind of applicant that is not chosen.
    pub other_applicant: Applicant,
    /// The ID number until it is sealed: in memory only.
    pub id_number: String,
    pub id_wrong: Option<Reason>,
    pub cannot_seal: bool,
    pub locating: bool,
    pub no_position: Option<Text>,
    /// What is wrong is shown at fields that were left.
    touched: HashSet<FormField>,
    asks_to_drop: bool,
    /// Saves when it runs out.
    pause: Option<Timeout>,
}

/// The form and what its controls do.
#[derive(Clone)]
pub struct Editing {
    pub console: Console,
    pub own: Own<Filling>,
    pub id: PlaceId,
    pub purpose: Purpose,
    pub service: Rc<Service>,
    pub licence: bool,
    /// The zones that the venue has already.
    zones: Rc<[PlaceId]>,
    doing: Doing,
}

impl Editing {
    /// Changes the form, and saves it soon.
    pub fn change(&self, change: impl FnOnce(&mut ApplicationForm)) {
        // What the server found wrong may be mended now; it will tell.
        self.doing.forget();
        self.own.change(|filling| filling.saving.change(change));
        self.save_in(PAUSE_MS);
    }

    /// What a control does: it puts its value into the form.
    pub fn edit<V: 'static>(&self, put: fn(&mut ApplicationForm, V)) -> Callback<V> {
        let editing = self.clone();
        Callback::from(move |value: V| editing.change(|form| put(form, value)))
    }

    /// The field was left: what is wrong with it is shown from now on.
    pub fn left(&self, field: FormField) -> Callback<()> {
        let own = self.own.clone();
        Callback::from(move |()| own.change(|filling| _ = filling.touched.insert(field)))
    }

    /// The same, at once.
    pub fn touch(&self, field: FormField) {
        self.own.change(|filling| _ = filling.touched.insert(field));
    }

    fn save_in(&self, millis: u32) {
        let editing = self.clone();
        let pause = dom::after(millis, move || editing.save());
        self.own.change(|filling| filling.pause = Some(pause));
    }

    /// Saves what is not saved.
    fn save(&self) {
        let mut message = None;
        self.own.change(|filling| message = filling.saving.begin());
        let Some(message) = message else { return };
        let editing = self.clone();
        spawn_local(async move {
            let answer = applications::save(&*editing.console.server, editing.id, &message).await;
            editing.own.change(|filling| filling.saving.answered(answer.as_ref()));
            match answer {
                // What was typed meanwhile.
                Ok(_) => editing.save(),
                Err(error) => {
                    editing.console.notice(&error);
                    if editing.own.get().saving.is_worth_another_try() {
                        editing.save_in(AGAIN_MS);
                    }
                }
            }
        });
    }

    /// All that stands in the way of submitting it.
    fn problems(&self) -> Vec<FormProblem> {
        let filling = self.own.get();
        let against = Against {
            divisions: &self.service.divisions,
            purpose: self.purpose,
            zones: &self.zones,
            today: self.console.now().day(),
        };
        let mut found = CheckedForm::parse(filling.saving.form(), &against).err().unwrap_or_default();
        if filling.position.parse().is_err() {
            found.push(FormProblem { field: FormField::Position, entry: None, reason: Reason::Range });
        }
        found
    }

    /// What is wrong with a field, or with one entry of it, in words, once it was left.
    pub fn wrong(&self, field: FormField, entry: Option<u16>) -> Option<AttrValue> {
        let here = |problem: &FormProblem| problem.field == field && problem.entry == entry;
        let touched = self.own.get().touched.contains(&field);
        let own = touched.then(|| self.problems().into_iter().find(|problem| here(problem))).flatten();
        let problem = own.or_else(|| self.doing.problems().into_iter().find(|problem| here(problem)))?;
        Some(form_wrong(self.console.words, problem).into())
    }

    fn submit(&self, onchange: Callback<Option<Application>>) {
        let editing = self.clone();
        let call = async move {
            // A draft that is still on its way would make this one too late.
            while editing.own.get().saving.is_sending() {
                BrowserClock.sleep(SENDING_MS).await;
            }
            let message = editing.own.get().saving.message();
            applications::submit(&*editing.console.server, editing.id, &message).await
        };
        let (console, own) = (self.console.clone(), self.own.clone());
        self.doing.run(call, move |application| {
            own.change(|filling| filling.saving = Saving::new(&application));
            console.say.emit(console.words.of(Text::Submitted).to_owned());
            onchange.emit(Some(application));
        });
    }
}

/// The form.
#[component]
pub fn Editor(props: &LoadedProps) -> Html {
    let console = use_console();
    let words = console.words;
    let application = &props.application;
    let doing = use_doing();
    let dropping = use_doing();
    let own = use_own(|| Filling {
        saving: Saving::new(application),
        position: TypedPosition::of(application.form.position),
        other_applicant: applicant::other_kind(&application.form.applicant),
        id_number: String::new(),
        id_wrong: None,
        cannot_seal: false,
        locating: false,
        no_position: None,
        touched: HashSet::new(),
        asks_to_drop: false,
        pause: None,
    });
    let editing = Editing {
        console: console.clone(),
        own: own.clone(),
        id: application.venue,
        purpose: application.purpose,
        service: props.service.clone(),
        licence: application.licence,
        zones: application.form.zones.iter().filter_map(|zone| zone.place).collect(),
        doing: doing.clone(),
    };
    {
        let editing = editing.clone();
        use_effect_with((), move |()| {
            let saving = editing.clone();
            let listeners = online::watch(Rc::new(move |_| saving.save()));
            let (hiding, closing) = (editing.clone(), editing.own.clone());
            let leaving = leaving::watch(move || hiding.save(), move || closing.get().saving.is_dirty());
            move || {
                drop((listeners, leaving));
                // Leaving the page loses nothing.
                editing.save();
            }
        });
    }
    {
        // What could not be saved since the session was over need not wait.
        let editing = editing.clone();
        use_effect_with(console.session.is_in(), move |is_in| {
            if *is_in {
                editing.save();
            }
        });
    }
    let problems = editing.problems();
    let submit = {
        let (editing, onchange) = (editing.clone(), props.onchange.clone());
        Callback::from(move |()| {
            if editing.problems().is_empty() {
                editing.submit(onchange.clone());
            }
        })
    };
    let conflict = own.get().saving.saved() == Saved::Conflict;
    let fields = html! {
        <>
            { applicant::section_of(&editing) }
            <extras::Licence id={editing.id} there={editing.licence} />
            { places::venue_section(&editing) }
            { places::position_section(&editing) }
            { extras::contact_section(&editing) }
            { extras::hours_section(&editing) }
            { extras::codes_section(&editing) }
            if editing.purpose == Purpose::Change { { extras::old_codes_section(&editing) } }
            { doing.notice() }
            { Submit {
                text: words.of(if doing.busy() { Text::Submitting } else { Text::Submit }),
                testid: "submit-application",
                busy: doing.busy(),
                why_not: why_not(&console, &problems, conflict),
            }.view() }
        </>
    };
    let asks = own.get().asks_to_drop;
    let ask_to_drop = |asks: bool| {
        let own = own.clone();
        Callback::from(move |()| own.change(|filling| filling.asks_to_drop = asks))
    };
    let drop_it = {
        let (console, dropping, own, id) = (console.clone(), dropping.clone(), own.clone(), editing.id);
        Callback::from(move |()| {
            let (server, console, own) = (console.server.clone(), console.clone(), own.clone());
            dropping.run(async move { applications::drop_it(&*server, id).await }, move |()| {
                own.change(|filling| filling.saving.give_up());
                console.renew.emit(());
                console.say.emit(console.words.of(Text::Dropped).to_owned());
                console.nav.replace.emit(ConsoleRoute::Applications);
            });
        })
    };
    html! {
        <div class="stack">
            if let Some(reason) = &application.reason {
                { Notice {
                    title: Some(words.of(Text::ReasonTitle).into()),
                    testid: Some("reason"),
                    ..Notice::of(Tone::Warn, html! { <p><bdi>{ reason }</bdi></p> })
                }.view() }
            }
            { form("application-form", submit, fields) }
            { saved_line(&editing, &props.onchange) }
            { dropping.notice() }
            <div>
                { Button { weight: Weight::QuietDanger, ..Button::new(words.of(Text::Drop), "drop-draft", ask_to_drop(true)) }.view() }
            </div>
            if asks {
                <Confirm title={words.of(Text::DropTitle)} yes={words.of(Text::DropYes)} busy={dropping.busy()}
                    onyes={drop_it} onno={ask_to_drop(false)}>
                    <p>{ words.of(Text::DropText) }</p>
                </Confirm>
            }
        </div>
    }
}

/// Why it cannot be submitted yet: what is still to be filled in, in the order of the form.
fn why_not(console: &Console, problems: &[FormProblem], conflict: bool) -> Option<AttrValue> {
    let words = console.words;
    if conflict {
        return Some(words.of(Text::SaveConflict).into());
    }
    let fields = FIELDS.iter().filter(|(field, _)| problems.iter().any(|problem| problem.field == *field));
    let names: Vec<_> = fields.map(|(field, _)| words.of(label(*field))).collect();
    let between = if words.tag() == "en" { ", " } else { "\u{3001}" };
    (!names.is_empty()).then(|| phrases::still_missing(words, &names.join(between)).into())
}

/// What a field is called.
pub const fn label(field: FormField) -> Text {
    match field {
        FormField::CreditCode => Text::CreditCode,
        FormField::ApplicantName => Text::ApplicantName,
        FormField::IdNumber => Text::IdNumber,
        FormField::Licence => Text::Licence,
        FormField::VenueName => Text::VenueName,
        FormField::Category => Text::Category,
        FormField::Division => Text::Division,
        FormField::Street => Text::Street,
        FormField::Address => Text::Address,
        FormField::Position => Text::Position,
        FormField::ContactName => Text::ContactName,
        FormField::ContactPhone => Text::ContactPhone,
        FormField::OpeningHours => Text::OpeningHours,
        FormField::Zones => Text::Codes,
        FormField::OldCodesUntil => Text::OldCodes,
        _ => Text::Organisation,
    }
}

/// How far the draft is saved; read out when it changes for the worse.
fn saved_line(editing: &Editing, onchange: &Callback<Option<Application>>) -> Html {
    let words = editing.console.words;
    let saved = editing.own.get().saving.saved();
    let quiet = |text: AttrValue| html! { <p class="soft small num" data-testid="saved">{ text }</p> };
    let loud = |tone, text: &'static str, out: Html| {
        Notice { testid: Some("not-saved"), ..Notice::of(tone, html! { <><p>{ text }</p>{ out }</> }) }.view()
    };
    match saved {
        Saved::All(at) => quiet(phrases::saved_at(words, &clock(at)).into()),
        Saved::Waiting => quiet(words.of(Text::Unsaved).into()),
        Saved::Sending => quiet(words.of(Text::Saving).into()),
        Saved::Offline => loud(Tone::Warn, words.of(Text::SaveOffline), Html::default()),
        Saved::Conflict => {
            let load = onchange.reform(|()| None);
            loud(
                Tone::Bad,
                words.of(Text::SaveConflict),
                Button::new(words.of(Text::LoadAgain), "load-again", load).view(),
            )
        }
        Saved::Failed(error) => {
            let said = fault_words(words, &error);
            loud(Tone::Bad, words.of(Text::SaveFailed), html! { <p>{ said.title }{ " · " }{ said.text }</p> })
        }
    }
}
