//! The form that registers or corrects a person.

use venue_protocol::document::DocumentKind;
use venue_protocol::problem::{Field, FieldProblem, ProblemType};
use venue_protocol::wire::persons::PersonRole;
use venue_protocol::wire::reports::ReportKind;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Html, hook, html};

use super::draft::{Draft, FIELDS, Target};
use super::report::report_button;
use super::ways_out::{Fault, fault_notice};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::choice::{SwitchCell, TickCell};
use crate::components::field::{SelectField, TextField, error};
use crate::components::notice::{Notice, Tone};
use crate::components::page::{Page, use_frame};
use crate::i18n::text::{DocumentText, Form, person};
use crate::i18n::{Advice, Words, warning, wrong};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::platform::dom;
use crate::route::Route;
use crate::services::persons::{NewCard, RegisterError};
use crate::state::profile::PersonCard;

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

/// What the form remembers.
struct Filled {
    draft: Draft,
    /// What the server found wrong with this draft; it may know better than this version of the app.
    found: Vec<FieldProblem>,
    fault: Option<Fault>,
    busy: bool,
}

/// The form and what its controls change.
#[derive(Clone)]
struct Filling {
    app: App,
    target: Target,
    role: PersonRole,
    own: Own<Filled>,
}

impl Filling {
    fn change(&self, change: impl FnOnce(&mut Draft)) {
        self.own.change(|filled| {
            change(&mut filled.draft);
            self.app.memory.keep_draft(Some((self.target, filled.draft.clone())));
        });
    }

    /// What a control does: it puts its value into the draft.
    fn edit<T: 'static>(&self, put: fn(&mut Draft, T)) -> Callback<T> {
        let form = self.clone();
        Callback::from(move |value: T| {
            // What the server found wrong with it may be mended now; it will tell.
            form.own.change(|filled| filled.found.clear());
            form.change(|draft| put(draft, value));
        })
    }

    /// The field was left.
    fn left(&self, field: Field) -> Option<Callback<()>> {
        let form = self.clone();
        Some(Callback::from(move |()| form.change(|draft| draft.touch(field))))
    }

    /// Everything that is wrong.
    fn problems(&self) -> Vec<FieldProblem> {
        let filled = self.own.get();
        let own = filled.draft.problems(self.role, self.app.now().day());
        if own.is_empty() { filled.found.clone() } else { own }
    }

    fn submit(&self) {
        let problems = self.problems();
        let wrong = FIELDS.iter().find(|(field, _)| problems.iter().any(|problem| problem.field == *field));
        if let Some((_, id)) = wrong {
            self.change(Draft::touch_all);
            dom::focus(id);
            return;
        }
        self.own.change(|filled| (filled.busy, filled.fault) = (true, None));
        let form = self.clone();
        spawn_local(async move {
            let person = form.own.get().draft.to_person(form.role);
            let outcome = match form.target {
                Target::Person(id) => form.app.services.correct(id, &person).await,
                Target::Visitor | Target::Companion => form.app.services.register(&person).await,
            };
            form.own.change(|filled| filled.busy = false);
            match outcome {
                Ok(card) => form.done(&card),
                Err(error) => form.own.change(|filled| filled.refused(&error)),
            }
        });
    }

    /// On to where the visitor wanted to go.
    fn done(&self, card: &NewCard) {
        let Self { app, target, .. } = self;
        app.memory.keep_draft(None);
        let done = match target {
            Target::Visitor => None,
            Target::Companion => Some(Form::DoneCompanion),
            Target::Person(_) => Some(Form::DoneCorrected),
        };
        if let Some(said) = card.warnings.first().map(|one| warning(*one)).or(done) {
            app.memory.say_next(app.words.of(said));
        }
        match (app.memory.take_after_registering(), target) {
            (Some(route), _) => app.nav.replace.emit(route),
            (None, Target::Visitor) => app.nav.replace.emit(Route::Home),
            (None, _) => app.nav.back.emit(()),
        }
    }
}

impl Filled {
    fn refused(&mut self, error: &RegisterError) {
        self.fault = Some(Fault::of_register(error));
        if let RegisterError::Api(ApiError::Problem(problem)) = error
            && problem.kind == ProblemType::Invalid
        {
            self.found.clone_from(&problem.fields);
            self.draft.touch_all();
            if !problem.fields.is_empty() {
                self.fault = None;
            }
        }
    }
}

/// The form about somebody.
#[hook]
pub fn use_form_page(target: Target) -> Html {
    let app = use_app();
    let words = app.words;
    let card = match target {
        Target::Person(id) => app.state.profile.person(id),
        Target::Visitor | Target::Companion => None,
    };
    let role = match target {
        Target::Visitor => PersonRole::Visitor,
        Target::Companion => PersonRole::Companion,
        Target::Person(_) => card.map_or(PersonRole::Companion, |card| card.role),
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
    let page = use_frame(words, &app.nav, words.of(title), "form-page");
    let own = use_own(|| {
        let kind = card.and_then(|card| card.document).unwrap_or(DocumentKind::ResidentId);
        let draft = app.memory.draft(target).unwrap_or_else(|| Draft { kind, ..Draft::default() });
        Filled { draft, found: Vec::new(), fault: None, busy: false }
    });
    let form = Filling { app: app.clone(), target, role, own: own.clone() };
    let busy = own.get().busy;
    let submit = Button {
        weight: Weight::Primary,
        busy,
        ..Button::new(words.of(if busy { Form::Sending } else { action }), "submit", {
            let form = form.clone();
            Callback::from(move |()| form.submit())
        })
    };
    let children = html! {
        <>
            <p>{ words.of(lead) }</p>
            { before(&app, card) }
            { fields(&form) }
            if let Some(fault) = &own.get().fault {
                { fault_notice(words, fault, "form-fault") }
                { report_button(&app, ReportKind::CannotRegister, None) }
            }
            <p class="soft small">{ words.of(Form::DraftNote) }</p>
        </>
    };
    Page { actions: Some(submit.view()), children, ..page }.view()
}

/// Whom it is about, and what stands in the way.
fn before(app: &App, card: Option<&PersonCard>) -> Html {
    let closed = app.state.keys.as_ref().is_some_and(|keys| !keys.registration_open);
    html! {
        <>
            if let Some(card) = card { <p class="lead"><bdi>{ &card.label }</bdi></p> }
            if closed {
                { fault_notice(app.words, &Fault::new(Advice::of_problem(ProblemType::NoAuthorityKeys)), "not-open") }
            }
            if app.state.offline { { Notice::new(Tone::Warn, app.words.of(Form::NeedsNetwork)).view() } }
        </>
    }
}

fn fields(form: &Filling) -> Html {
    let Filling { app, target, role, own } = form;
    let words = app.words;
    let draft = &own.get().draft;
    let problems = form.problems();
    let problem = |field: Field| {
        let shown = draft.touched.contains(&field);
        let problem = problems.iter().find(|problem| shown && problem.field == field)?;
        Some(words.of(wrong(*problem)))
    };
    let kind = draft.kind;
    let phone_needed = *role == PersonRole::Visitor || kind == DocumentKind::None;
    let consent = if *role == PersonRole::Visitor { Form::Consent } else { Form::ConsentCompanion };
    html! {
        <>
            { SelectField {
                id: "document",
                label: words.of(Form::Kind),
                hint: None,
                error: problem(Field::Document),
                options: KINDS.iter().map(|(_, text)| words.of(*text).into()).collect::<Vec<AttrValue>>(),
                chosen: KINDS.iter().position(|(of, _)| *of == kind).unwrap_or_default(),
                onchoose: form.edit(choose_kind),
            }.view() }
            if kind == DocumentKind::Passport {
                { TextField {
                    hint: Some(words.of(Form::StateHint)),
                    list: Some("states"),
                    onblur: form.left(Field::IssuingState),
                    error: problem(Field::IssuingState),
                    maxlength: 3,
                    ..TextField::new("state", words.of(Form::State), &draft.state, form.edit(|draft, text| draft.state = text))
                }.view() }
                { states(words) }
            }
            if kind != DocumentKind::None {
                { TextField {
                    hint: Some(words.of(Form::NumberHint)),
                    onblur: form.left(Field::Number),
                    error: problem(Field::Number),
                    maxlength: 100,
                    ..TextField::new("number", words.of(Form::Number), &draft.number, form.edit(|draft, text| draft.number = text))
                }.view() }
            }
            { TextField {
                hint: Some(words.of(Form::NameHint)),
                autocomplete: "name",
                onblur: form.left(Field::Name),
                error: problem(Field::Name),
                ..TextField::new("name", words.of(Form::Name), &draft.name, form.edit(|draft, text| draft.name = text))
            }.view() }
            { TextField {
                hint: Some(words.of(Form::PhoneHint)),
                keyboard: "tel",
                autocomplete: "tel",
                onblur: form.left(Field::Phone),
                error: problem(Field::Phone),
                maxlength: 30,
                ..TextField::new(
                    "phone",
                    words.of(if phone_needed { Form::Phone } else { Form::PhoneOptional }),
                    &draft.phone,
                    form.edit(|draft, text| draft.phone = text),
                )
            }.view() }
            if *target == Target::Companion {
                <div class="cells">
                    { SwitchCell {
                        id: "once",
                        ticked: draft.once,
                        note: Some(words.of(Form::OnceHint)),
                        onchange: form.edit(|draft, on| draft.once = on),
                        label: words.of(Form::Once),
                    }.view() }
                </div>
            }
            { consent_text(words, app.state.keys.as_ref().map(|keys| keys.retention_days)) }
            <div>
                <div class="cells">
                    { TickCell {
                        id: "consent".into(),
                        ticked: draft.consent,
                        onchange: form.edit(|draft, on| draft.consent = on),
                        disabled: false,
                        note: None,
                        children: words.of(consent).into(),
                    }.view() }
                </div>
                { error("consent", problem(Field::Consent)) }
            </div>
            if FIELDS.iter().any(|(field, _)| problem(*field).is_some()) {
                { Notice {
                    title: Some(words.of(Form::FixErrors).into()),
                    testid: Some("fix-errors"),
                    ..Notice::of(Tone::Warn, Html::default())
                }.view() }
            }
        </>
    }
}

fn choose_kind(draft: &mut Draft, index: usize) {
    draft.kind = KINDS.get(index).map_or(DocumentKind::None, |(kind, _)| *kind);
    // Another document, another rule: judge the number when it is left again.
    draft.touched.retain(|field| !matches!(field, Field::Number | Field::IssuingState));
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

#[cfg(test)]
mod tests {
    use venue_protocol::problem::{Problem, Reason};

    use super::*;

    fn refused(problem: Problem) -> Filled {
        let mut filled = Filled { draft: Draft::default(), found: Vec::new(), fault: None, busy: false };
        filled.refused(&RegisterError::Api(ApiError::Problem(Box::new(problem))));
        filled
    }

    #[test]
    fn what_only_the_server_found_wrong_is_shown_at_its_field() {
        let wrong = FieldProblem { field: Field::Name, reason: Reason::Characters };
        let filled = refused(Problem { fields: vec![wrong], ..Problem::new(ProblemType::Invalid) });
        assert_eq!((filled.found, filled.fault), (vec![wrong], None));
        assert!(filled.draft.touched.contains(&Field::Name), "only what was left or submitted is shown");
    }

    #[test]
    fn a_refusal_that_names_no_field_is_shown_as_a_whole() {
        let problem = Problem::new(ProblemType::Invalid);
        assert_eq!(refused(problem.clone()).fault, Some(Fault::of_problem(&problem)));
    }
}
