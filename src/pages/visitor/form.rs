//! The form that registers or corrects a person.

use venue_protocol::document::DocumentKind;
use venue_protocol::problem::{Field, FieldProblem, ProblemType};
use venue_protocol::wire::persons::PersonRole;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, hook, html, use_state};

use super::draft::{Draft, FIELDS, Target};
use super::ways_out::{Fault, fault_notice};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::choice::{SwitchCell, TickCell};
use crate::components::field::{SelectField, TextField, error};
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone};
use crate::components::page::Page;
use crate::components::words::use_words;
use crate::i18n::text::{DocumentText, Form, person};
use crate::i18n::{Advice, Words, wrong};
use crate::pages::context::use_app;
use crate::platform::dom;
use crate::route::Route;
use crate::services::persons::{NewCard, RegisterError};

/// The documents in the order of the list.
const KINDS: [(DocumentKind, DocumentText); 7] = [
    (DocumentKind::ResidentId, DocumentText::ResidentId),
    (DocumentKind::Passport, DocumentText::Passport),
    (DocumentKind::PermanentResidence, DocumentText::PermanentResidence),
    (DocumentKind::HkMacauTaiwanResidence, DocumentText::HkMacauTaiwanResidence),
    (DocumentKind::HkMacauTravel, DocumentText::HkMacauTravel),
    (DocumentKind::TaiwanTravel, DocumentText::TaiwanTravel),
    (DocumentKind::None, DocumentText::None),
];

/// The form about somebody.
#[hook]
pub fn use_form_page(target: Target) -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let card = match target {
        Target::Person(id) => app.state.profile.person(id).cloned(),
        Target::Visitor | Target::Companion => None,
    };
    let role = match target {
        Target::Visitor => PersonRole::Visitor,
        Target::Companion => PersonRole::Companion,
        Target::Person(_) => card.as_ref().map_or(PersonRole::Companion, |card| card.role),
    };
    let draft = {
        let (app, kind) = (app.clone(), card.as_ref().and_then(|card| card.document));
        use_state(move || {
            let fresh = || Draft { kind: kind.unwrap_or(DocumentKind::ResidentId), ..Draft::default() };
            app.memory.draft(target).unwrap_or_else(fresh)
        })
    };
    // What the server found wrong with this draft; it may know better than this version of the app.
    let found = use_state(Vec::<FieldProblem>::new);
    let fault = use_state(|| None::<Fault>);
    let busy = use_state(|| false);

    let change = {
        let (app, draft, found) = (app.clone(), draft.clone(), found.clone());
        move |next: Draft| {
            app.memory.keep_draft(Some((target, next.clone())));
            found.set(Vec::new());
            draft.set(next);
        }
    };
    let edit = |put: fn(&mut Draft, String)| {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |text: String| {
            let mut next = (*draft).clone();
            put(&mut next, text);
            change(next);
        })
    };
    let leave = |field: Field| {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |()| {
            let mut next = (*draft).clone();
            next.touch(field);
            change(next);
        })
    };
    let problems = {
        let own = draft.problems(role, app.now().day());
        if own.is_empty() { (*found).clone() } else { own }
    };
    let problem = |field: Field| -> Option<AttrValue> {
        let shown = draft.touched.contains(&field);
        let problem = problems.iter().find(|problem| shown && problem.field == field)?;
        Some(words.of(wrong(*problem)).into())
    };

    let submit = {
        let (app, nav, draft, change) = (app.clone(), nav.clone(), draft.clone(), change.clone());
        let (found, fault, busy, problems) = (found.clone(), fault.clone(), busy.clone(), problems.clone());
        Callback::from(move |()| {
            let mut next = (*draft).clone();
            next.touch_all();
            if let Some((_, id)) = FIELDS.iter().find(|(field, _)| problems.iter().any(|p| p.field == *field))
            {
                change(next);
                dom::focus(id);
                return;
            }
            let (app, nav, found) = (app.clone(), nav.clone(), found.clone());
            let (fault, busy) = (fault.clone(), busy.clone());
            busy.set(true);
            fault.set(None);
            spawn_local(async move {
                let person = next.to_person(role);
                let outcome = match target {
                    Target::Person(id) => app.services.correct(id, &person).await,
                    Target::Visitor | Target::Companion => app.services.register(&person).await,
                };
                busy.set(false);
                match outcome {
                    Ok(NewCard { warnings, .. }) => {
                        app.memory.keep_draft(None);
                        let done = match target {
                            Target::Visitor => None,
                            Target::Companion => Some(Form::DoneCompanion),
                            Target::Person(_) => Some(Form::DoneCorrected),
                        };
                        let said = warnings.first().map(|warning| crate::i18n::warning(*warning)).or(done);
                        if let Some(said) = said {
                            app.memory.say_next(words.of(said));
                        }
                        match (app.memory.take_after_registering(), target) {
                            (Some(route), _) => nav.replace.emit(route),
                            (None, Target::Visitor) => nav.replace.emit(Route::Home),
                            (None, _) => nav.back.emit(()),
                        }
                    }
                    Err(RegisterError::Api(ApiError::Problem(problem)))
                        if problem.kind == ProblemType::Invalid =>
                    {
                        found.set(problem.fields.clone());
                        if problem.fields.is_empty() {
                            fault.set(Some(Fault::of_problem(&problem)));
                        }
                    }
                    Err(error) => fault.set(Some(Fault::of_register(&error))),
                }
            });
        })
    };

    let (title, lead, action) = match (target, role) {
        (Target::Visitor, _) => (Form::TitleSelf, Form::LeadSelf, Form::Submit),
        (Target::Companion, _) => (Form::TitleNew, Form::LeadCompanion, Form::SubmitCompanion),
        (Target::Person(_), PersonRole::Visitor) => {
            (Form::TitleCorrectSelf, Form::LeadCorrect, Form::SubmitCorrect)
        }
        (Target::Person(_), PersonRole::Companion) => {
            (Form::TitleCorrect, Form::LeadCorrect, Form::SubmitCorrect)
        }
    };
    let kind = draft.kind;
    let shown = |field: Field| problems.iter().any(|p| p.field == field && draft.touched.contains(&field));
    let any_shown = FIELDS.iter().any(|(field, _)| shown(*field));
    let phone_needed = role == PersonRole::Visitor || kind == DocumentKind::None;
    let onkind = {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |index: usize| {
            let kind = KINDS.get(index).map_or(DocumentKind::None, |(kind, _)| *kind);
            let mut next = Draft { kind, ..(*draft).clone() };
            // Another document, another rule: judge the number when it is left again.
            next.touched.retain(|field| !matches!(field, Field::Number | Field::IssuingState));
            change(next);
        })
    };
    let flag = |put: fn(&mut Draft, bool)| {
        let (draft, change) = (draft.clone(), change.clone());
        Callback::from(move |on: bool| {
            let mut next = (*draft).clone();
            put(&mut next, on);
            change(next);
        })
    };
    let registration_closed = app.state.keys.as_ref().is_some_and(|keys| !keys.registration_open);
    let actions = html! {
        { Button {
            weight: Weight::Primary,
            onclick: submit,
            busy: *busy,
            testid: "submit",
            children: html! { { words.of(if *busy { Form::Sending } else { action }) } },
            ..Button::default()
        }.view() }
    };
    html! {
        <Page title={words.of(title)} testid="form-page" {actions}>
            <p>{ words.of(lead) }</p>
            if let Some(card) = &card {
                <p class="lead"><bdi>{ &card.label }</bdi></p>
            }
            if registration_closed {
                { fault_notice(words, &Fault::new(Advice::of_problem(ProblemType::NoAuthorityKeys)), "not-open") }
            }
            if app.state.offline {
                { Notice {
                    tone: Tone::Warn,
                    children: html! { <p>{ words.of(Form::NeedsNetwork) }</p> },
                    ..Notice::default()
                }.view() }
            }
            { SelectField {
                id: "document",
                label: words.of(Form::Kind).into(),
                error: problem(Field::Document),
                options: KINDS.iter().map(|(_, text)| words.of(*text).into()).collect::<Vec<AttrValue>>(),
                chosen: KINDS.iter().position(|(of, _)| *of == kind).unwrap_or_default(),
                onchoose: onkind,
                ..SelectField::default()
            }.view() }
            if kind == DocumentKind::Passport {
                { TextField {
                    id: "state",
                    label: words.of(Form::State).into(),
                    hint: Some(words.of(Form::StateHint).into()),
                    list: Some("states"),
                    value: draft.state.clone().into(),
                    oninput: edit(|draft, text| draft.state = text),
                    onblur: leave(Field::IssuingState),
                    error: problem(Field::IssuingState),
                    maxlength: 3,
                    ..TextField::default()
                }.view() }
                { states(words) }
            }
            if kind != DocumentKind::None {
                { TextField {
                    id: "number",
                    label: words.of(Form::Number).into(),
                    hint: Some(words.of(Form::NumberHint).into()),
                    value: draft.number.clone().into(),
                    oninput: edit(|draft, text| draft.number = text),
                    onblur: leave(Field::Number),
                    error: problem(Field::Number),
                    maxlength: 100,
                    ..TextField::default()
                }.view() }
            }
            { TextField {
                id: "name",
                label: words.of(Form::Name).into(),
                hint: Some(words.of(Form::NameHint).into()),
                autocomplete: "name",
                value: draft.name.clone().into(),
                oninput: edit(|draft, text| draft.name = text),
                onblur: leave(Field::Name),
                error: problem(Field::Name),
                ..TextField::default()
            }.view() }
            { TextField {
                id: "phone",
                hint: Some(words.of(Form::PhoneHint).into()),
                keyboard: "tel",
                autocomplete: "tel",
                label: words.of(if phone_needed { Form::Phone } else { Form::PhoneOptional }).into(),
                value: draft.phone.clone().into(),
                oninput: edit(|draft, text| draft.phone = text),
                onblur: leave(Field::Phone),
                error: problem(Field::Phone),
                maxlength: 30,
                ..TextField::default()
            }.view() }
            if target == Target::Companion {
                <div class="cells">
                    { SwitchCell {
                        id: "once".into(),
                        ticked: draft.once,
                        note: Some(words.of(Form::OnceHint).into()),
                        onchange: flag(|draft, on| draft.once = on),
                        children: html! { { words.of(Form::Once) } },
                    }.view() }
                </div>
            }
            { consent_text(words, app.state.keys.as_ref().map(|keys| keys.retention_days)) }
            <div>
                <div class="cells">
                    { TickCell {
                        id: "consent".into(),
                        ticked: draft.consent,
                        onchange: flag(|draft, on| draft.consent = on),
                        children: html! { { words.of(if role == PersonRole::Visitor { Form::Consent } else { Form::ConsentCompanion }) } },
                        ..TickCell::default()
                    }.view() }
                </div>
                { error("consent", problem(Field::Consent).as_ref()) }
            </div>
            if any_shown {
                { Notice {
                    tone: Tone::Warn,
                    title: Some(words.of(Form::FixErrors).into()),
                    testid: "fix-errors",
                    ..Notice::default()
                }.view() }
            }
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "form-fault") }
            }
            <p class="soft small">{ words.of(Form::DraftNote) }</p>
        </Page>
    }
}

/// What happens with the details: in short, and in full behind a tap.
fn consent_text(words: Words, retention_days: Option<u16>) -> Html {
    let full = [Form::ConsentPurpose, Form::ConsentWho, Form::ConsentKeep, Form::ConsentWithdraw];
    html! {
        <section class="card stack">
            <h2 class="lead">{ words.of(Form::ConsentTitle) }</h2>
            <p>{ words.of(Form::ConsentShort) }</p>
            <details>
                <summary>{ words.of(Form::ConsentMore) }</summary>
                <div class="stack">
                    { for full.iter().map(|part| html! { <p>{ words.of(*part) }</p> }) }
                    if let Some(days) = retention_days { <p>{ person::retention(words, &days) }</p> }
                </div>
            </details>
        </section>
    }
}

/// The states whose passports are shown most often, by their three letters.
fn states(words: Words) -> Html {
    html! {
        <datalist id="states">
            { for crate::i18n::text::states(words).map(|(code, name)| html! { <option value={code}>{ name }</option> }) }
        </datalist>
    }
}
