//! Who applies: an organisation by its code, or a person by an ID number that only reviewers can read.

use std::mem;

use venue_protocol::problem::{FormField, FormProblem};
use venue_protocol::wire::applications::{Applicant, ApplicationForm};
use yew::{Callback, Html, html};

use super::editor::Editing;
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment};
use crate::components::notice::{Notice, Tone};
use crate::console::kit::form::Input;
use crate::console::kit::page::section;
use crate::console::kit::wrong::form_wrong;
use crate::console::seal::{NotSealed, seal};
use crate::i18n::text::console::Application as Text;
use crate::platform::random::BrowserRandom;

/// Who applies.
pub fn section_of(editing: &Editing) -> Html {
    let words = editing.console.words;
    let applicant = editing.own.get().saving.form().applicant.clone();
    let choice = |text: Text, testid| Choice { words: words.of(text), glyph: None, name: None, testid };
    let fields = match &applicant {
        Applicant::Organisation { name, credit_code } => html! {
            <>
                { Input {
                    hint: Some(words.of(Text::OrganisationHint).into()),
                    error: editing.wrong(FormField::OrganisationName, None),
                    onblur: editing.left(FormField::OrganisationName),
                    autocomplete: "organization",
                    ..Input::new("organisation", words.of(Text::Organisation), name, editing.edit(|form, text| {
                        if let Applicant::Organisation { name, .. } = &mut form.applicant { *name = text; }
                    }))
                }.view() }
                { Input {
                    hint: Some(words.of(Text::CreditCodeHint).into()),
                    error: editing.wrong(FormField::CreditCode, None),
                    onblur: editing.left(FormField::CreditCode),
                    maxlength: 40,
                    class: "num",
                    ..Input::new("credit-code", words.of(Text::CreditCode), credit_code, editing.edit(|form, text| {
                        if let Applicant::Organisation { credit_code, .. } = &mut form.applicant { *credit_code = text; }
                    }))
                }.view() }
            </>
        },
        Applicant::Person { name, sealed_number } => html! {
            <>
                { Input {
                    error: editing.wrong(FormField::ApplicantName, None),
                    onblur: editing.left(FormField::ApplicantName),
                    autocomplete: "name",
                    ..Input::new("applicant-name", words.of(Text::ApplicantName), name, editing.edit(|form, text| {
                        if let Applicant::Person { name, .. } = &mut form.applicant { *name = text; }
                    }))
                }.view() }
                { number(editing, sealed_number.is_some()) }
            </>
        },
    };
    section(
        words.of(Text::Applicant),
        html! {
            <>
                { Segment {
                    name: "applicant",
                    label: words.of(Text::Applicant),
                    choices: vec![choice(Text::AsOrganisation, "as-organisation"), choice(Text::AsPerson, "as-person")],
                    chosen: usize::from(matches!(applicant, Applicant::Person { .. })),
                    onchoose: choose(editing),
                }.view() }
                { fields }
            </>
        },
    )
}

/// What was typed for the other kind comes back when that is chosen again: an arrow key chooses, too.
fn choose(editing: &Editing) -> Callback<usize> {
    let editing = editing.clone();
    Callback::from(move |at: usize| {
        let now = editing.own.get().saving.form().applicant.clone();
        if matches!(now, Applicant::Person { .. }) == (at == 1) {
            return;
        }
        let mut other = Applicant::default();
        editing.own.change(|filling| other = mem::replace(&mut filling.other_applicant, now));
        editing.change(|form| form.applicant = other);
    })
}

/// The other kind of applicant, not filled in.
pub fn other_kind(applicant: &Applicant) -> Applicant {
    match applicant {
        Applicant::Organisation { .. } => Applicant::Person { name: String::new(), sealed_number: None },
        Applicant::Person { .. } => Applicant::default(),
    }
}

fn number(editing: &Editing, sealed: bool) -> Html {
    let words = editing.console.words;
    let Some(key) = editing.service.reviewer_key.clone() else {
        return Notice {
            testid: Some("no-reviewer-key"),
            ..Notice::new(Tone::Warn, words.of(Text::NoReviewerKey))
        }
        .view();
    };
    if sealed {
        let anew = {
            let editing = editing.clone();
            Callback::from(move |()| editing.change(|form| put(form, None)))
        };
        return html! {
            <div class="field">
                <span class="field__label">{ words.of(Text::IdNumber) }</span>
                <div class="row">
                    <span data-testid="id-number-sealed">{ words.of(Text::Sealed) }</span>
                    { Button { weight: Weight::Quiet, ..Button::new(words.of(Text::SealAnew), "seal-anew", anew) }.view() }
                </div>
            </div>
        };
    }
    let filling = editing.own.get();
    let wrong = filling
        .id_wrong
        .map(|reason| form_wrong(words, FormProblem { field: FormField::IdNumber, entry: None, reason }));
    let cannot = filling.cannot_seal.then(|| words.of(Text::CannotSeal).to_owned());
    let oninput = {
        let editing = editing.clone();
        Callback::from(move |text: String| {
            editing.own.change(|filling| {
                (filling.id_number, filling.id_wrong, filling.cannot_seal) = (text, None, false);
            });
        })
    };
    let onblur = {
        let editing = editing.clone();
        Callback::from(move |()| seal_typed(&editing, &key))
    };
    Input {
        hint: Some(words.of(Text::IdNumberHint).into()),
        error: wrong.or(cannot).map(Into::into),
        onblur,
        maxlength: 40,
        class: "num",
        ..Input::new("id-number", words.of(Text::IdNumber), &filling.id_number, oninput)
    }
    .view()
}

/// Seals what was typed, and forgets it.
fn seal_typed(editing: &Editing, key: &str) {
    let typed = editing.own.get().id_number.clone();
    if typed.trim().is_empty() {
        editing.touch(FormField::IdNumber);
        return;
    }
    match seal(&typed, editing.id, key, editing.console.now().day(), &BrowserRandom) {
        Ok(sealed) => {
            editing.own.change(|filling| filling.id_number.clear());
            editing.change(|form| put(form, Some(sealed)));
        }
        Err(NotSealed::Wrong(reason)) => editing.own.change(|filling| filling.id_wrong = Some(reason)),
        Err(NotSealed::Unable) => editing.own.change(|filling| filling.cannot_seal = true),
    }
}

fn put(form: &mut ApplicationForm, sealed: Option<String>) {
    if let Applicant::Person { sealed_number, .. } = &mut form.applicant {
        *sealed_number = sealed;
    }
}
