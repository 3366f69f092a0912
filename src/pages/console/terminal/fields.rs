//! The fields about a guest, as staff fill them in. Shared by the desk, the slips and the passes.

use venue_protocol::document::DocumentKind;
use venue_protocol::instant::Day;
use venue_protocol::problem::{Field, Reason};
use venue_protocol::wire::persons::Warning;
use yew::{AttrValue, Callback, Html, hook, html, use_effect_with, use_mut_ref};

use crate::components::button::Button;
use crate::components::icon::{Glyph, icon};
use crate::console::kit::form::{Input, Select};
use crate::console::state::desk::{CERTIFICATES, DeskForm, Edit};
use crate::console::state::shift::Way;
use crate::i18n::text::console::{Desk as Text, desk};
use crate::i18n::text::{DocumentText, Form, states};
use crate::i18n::{Words, wrong};
use crate::platform::{dom, keys};

/// The control of a field.
pub const fn field_id(field: Field) -> &'static str {
    match field {
        Field::IssuingState => "state",
        Field::Number => "number",
        Field::Phone => "phone",
        _ => "name",
    }
}

/// Where a guest begins.
pub const fn first_field(way: Way) -> &'static str {
    match way {
        Way::IdNumber | Way::Certificate => "number",
        Way::Manual => "name",
        Way::Pass => "pass",
    }
}

/// The key that chooses a way, as keyboards name it.
pub const fn way_key(way: Way) -> &'static str {
    match way {
        Way::IdNumber => "F2",
        Way::Certificate => "F4",
        Way::Manual => "F8",
        Way::Pass => "F9",
    }
}

/// The keys of the ways, wherever the focus is: it goes on to where a guest begins. Not while `blocked`.
#[hook]
pub fn use_way_keys(offered: &'static [Way], edit: &Callback<Edit>, blocked: bool) {
    let edit = edit.clone();
    let blocks = use_mut_ref(|| blocked);
    blocks.replace(blocked);
    use_effect_with((), move |()| {
        let listener = keys::listen(move |key| {
            let way = offered.iter().copied().find(|way| way_key(*way) == key.name && !*blocks.borrow());
            if let Some(way) = way {
                edit.emit(Edit::Way(way));
                // Once the page shows it.
                dom::focus_soon(first_field(way));
            }
            way.is_some()
        });
        move || drop(listener)
    });
}

/// The word for a way.
pub const fn way_text(way: Way) -> Text {
    match way {
        Way::IdNumber => Text::WayId,
        Way::Certificate => Text::WayCertificate,
        Way::Manual => Text::WayManual,
        Way::Pass => Text::WayPass,
    }
}

/// What a kind of document is called.
pub const fn document_text(kind: DocumentKind) -> DocumentText {
    match kind {
        DocumentKind::ResidentId => DocumentText::ResidentId,
        DocumentKind::PermanentResidence => DocumentText::PermanentResidence,
        DocumentKind::HkMacauTaiwanResidence => DocumentText::HkMacauTaiwanResidence,
        DocumentKind::HkMacauTravel => DocumentText::HkMacauTravel,
        DocumentKind::TaiwanTravel => DocumentText::TaiwanTravel,
        DocumentKind::Passport => DocumentText::Passport,
        DocumentKind::None => DocumentText::None,
    }
}

/// What staff should look at.
pub const fn warning_text(warning: Warning) -> Text {
    match warning {
        Warning::UnknownCounty => Text::WarnCounty,
        Warning::WeakChecksum => Text::WarnChecksum,
        Warning::LegacyDocument => Text::WarnLegacy,
    }
}

/// The ways beside each other, each with its key.
pub fn ways(words: Words, offered: &[Way], chosen: Way, edit: &Callback<Edit>) -> Html {
    html! {
        <fieldset>
            <legend class="sr">{ words.of(Text::Ways) }</legend>
            <div class="segment desk__ways">
                { for offered.iter().copied().map(|way| html! {
                    <label>
                        <input type="radio" name="way" checked={way == chosen} aria-keyshortcuts={way_key(way)}
                            onchange={edit.reform(move |_| Edit::Way(way))} data-testid={format!("way-{}", way_key(way))} />
                        <span>{ words.of(way_text(way)) }<kbd class="key">{ way_key(way) }</kbd></span>
                    </label>
                }) }
            </div>
        </fieldset>
    }
}

/// The fields of the chosen way; passes have none of them.
pub fn fields(words: Words, form: &DeskForm, today: Day, edit: &Callback<Edit>) -> Html {
    let kind = form.document();
    let field = |field: Field, label: &'static str, value: &str, put: fn(String) -> Edit| {
        let shown = form.shown(field, today).map(|problem| AttrValue::from(words.of(wrong(problem))));
        Input {
            error: shown,
            onblur: edit.reform(move |()| Edit::Left(field)),
            maxlength: 120,
            ..Input::new(field_id(field), label, value, edit.reform(put))
        }
    };
    let number_label =
        if kind == DocumentKind::ResidentId { words.of(Text::IdNumber) } else { words.of(Form::Number) };
    let phone_label = words.of(if kind == DocumentKind::None { Form::Phone } else { Form::PhoneOptional });
    html! {
        <>
            if form.way == Way::Certificate { { certificate(words, form, edit) } }
            if form.way == Way::Manual { <p class="soft">{ words.of(Text::ManualLead) }</p> }
            if kind == DocumentKind::Passport {
                { mrz(words, form, edit) }
                { Input {
                    hint: Some(words.of(Form::StateHint).into()),
                    list: Some("states"),
                    maxlength: 3,
                    class: "input--short",
                    ..field(Field::IssuingState, words.of(Form::State), &form.state, Edit::State)
                }.view() }
                <datalist id="states">
                    { for states(words).map(|(code, name)| html! { <option value={code}>{ name }</option> }) }
                </datalist>
            }
            if kind != DocumentKind::None {
                { Input {
                    hint: (kind == DocumentKind::ResidentId).then(|| words.of(Text::IdHint).into()),
                    class: "input--number",
                    ..field(Field::Number, number_label, &form.number, Edit::Number)
                }.view() }
                { better(words, form, today, edit) }
            }
            { field(Field::Name, words.of(Form::Name), &form.name, Edit::Name).view() }
            { Input {
                keyboard: "tel",
                hint: Some(words.of(Form::PhoneHint).into()),
                ..field(Field::Phone, phone_label, &form.phone, Edit::Phone)
            }.view() }
        </>
    }
}

fn certificate(words: Words, form: &DeskForm, edit: &Callback<Edit>) -> Html {
    let edit = edit.clone();
    Select {
        id: "certificate".into(),
        label: words.of(Form::Kind).into(),
        hint: None,
        error: None,
        options: CERTIFICATES.iter().map(|kind| words.of(document_text(*kind)).into()).collect(),
        chosen: CERTIFICATES.iter().position(|kind| *kind == form.certificate).unwrap_or_default(),
        onchoose: Callback::from(move |at: usize| {
            if let Some(kind) = CERTIFICATES.get(at) {
                edit.emit(Edit::Certificate(*kind));
            }
        }),
    }
    .view()
}

fn mrz(words: Words, form: &DeskForm, edit: &Callback<Edit>) -> Html {
    let error = form.mrz_wrong.map(|reason| {
        words.of(if reason == Reason::Checksum { Text::MrzChecksum } else { Text::MrzShape }).into()
    });
    Input {
        hint: Some(words.of(Text::MrzHint).into()),
        error,
        rows: 2,
        maxlength: 200,
        class: "input--mrz",
        ..Input::new("mrz", words.of(Text::Mrz), &form.mrz, edit.reform(Edit::Mrz))
    }
    .view()
}

/// The number fits another document than the chosen one.
fn better(words: Words, form: &DeskForm, today: Day, edit: &Callback<Edit>) -> Html {
    let Some(kind) = form.better_document(today) else { return Html::default() };
    let name = words.of(document_text(kind));
    html! {
        <div class="row" role="status">
            <p>{ icon(Glyph::Info) }{ " " }{ desk::looks_like(words, &name) }</p>
            { Button::new(words.of(Text::UseDocument), "use-document", edit.reform(move |()| Edit::Document(kind))).view() }
        </div>
    }
}
