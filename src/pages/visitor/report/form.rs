//! The fields of a problem report.

use venue_protocol::problem::{Field, FieldProblem, Reason};
use venue_protocol::wire::reports::{ReportKind, Whom};
use yew::{AttrValue, Callback, Event, Html, html};

use super::draft::ReportDraft;
use super::{Filling, Reporting};
use crate::components::button::{Button, Weight};
use crate::components::choice::{Choice, Segment};
use crate::components::field::{AreaField, SelectField, TextField};
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone};
use crate::i18n::text::{Form, Report as Text, Scan, Wrong};
use crate::i18n::{Words, wrong};
use crate::platform::dom;

/// What a kind of problem is called.
pub(super) const fn kind_text(kind: ReportKind) -> Text {
    match kind {
        ReportKind::CodeUnreadable => Text::KindCode,
        ReportKind::VenueWrong => Text::KindVenue,
        ReportKind::PersonWrong => Text::KindPerson,
        ReportKind::CannotRegister => Text::KindRegister,
        ReportKind::PosterDamaged => Text::KindPoster,
        ReportKind::Other => Text::KindOther,
    }
}

/// What is wrong with a field, and how to put it right.
fn wrong_text(words: Words, problem: FieldProblem) -> &'static str {
    match (problem.field, problem.reason) {
        (Field::TypedCode, Reason::Checksum) => words.of(Scan::TypedWrong),
        (Field::TypedCode, _) => words.of(Scan::TypedShort),
        (Field::Text, Reason::Missing) => words.of(Text::TextMissing),
        (Field::Text, Reason::TooLong) => words.of(Text::TextLong),
        (Field::Phone, Reason::TooShort | Reason::TooLong) => words.of(Wrong::PhoneShape),
        _ => words.of(wrong(problem)),
    }
}

/// The fields.
pub(super) fn fields(form: &Filling, reporting: &Reporting) -> Html {
    let (app, draft) = (&form.app, &reporting.draft);
    let words = app.words;
    let problems = Filling::problems(reporting);
    let problem = |field: Field| {
        let shown = draft.touched.contains(&field);
        let problem = problems.iter().find(|problem| shown && problem.field == field)?;
        Some(wrong_text(words, *problem))
    };
    let field = |id, text: Text, value: &str, of: Field, put: fn(&mut ReportDraft, String)| TextField {
        onblur: Some(form.left(of)),
        error: problem(of),
        ..TextField::new(id, words.of(text), value, form.edit(put))
    };
    let choice = |text: Text, testid| Choice { words: words.of(text), glyph: None, name: None, testid };
    html! {
        <>
            { SelectField {
                id: "report-kind",
                label: words.of(Text::Kind),
                hint: None,
                error: None,
                options: ReportKind::ALL.iter().map(|kind| AttrValue::from(words.of(kind_text(*kind)))).collect(),
                chosen: ReportKind::ALL.iter().position(|kind| *kind == draft.kind).unwrap_or_default(),
                onchoose: form.edit(|draft, at: usize| {
                    draft.kind = ReportKind::ALL.get(at).copied().unwrap_or(ReportKind::Other);
                }),
            }.view() }
            { Segment {
                name: "report-whom",
                label: words.of(Text::Whom),
                chosen: Whom::ALL.iter().position(|whom| *whom == draft.whom).unwrap_or_default(),
                choices: vec![choice(Text::Myself, "whom-myself"), choice(Text::Another, "whom-another")],
                onchoose: form.edit(|draft, at: usize| {
                    draft.whom = Whom::ALL.get(at).copied().unwrap_or(Whom::Myself);
                }),
            }.view() }
            if draft.place.is_some() {
                { venue(form, draft) }
            } else {
                { TextField {
                    keyboard: "numeric",
                    maxlength: 15,
                    ..field("report-typed", Text::Typed, &draft.typed, Field::TypedCode, |draft, text| draft.typed = text)
                }.view() }
            }
            { AreaField {
                id: "report-text",
                label: words.of(Text::Text),
                hint: Some(words.of(Text::TextHint)),
                error: problem(Field::Text),
                value: draft.text.clone().into(),
                oninput: form.edit(|draft, text| draft.text = text),
                onblur: form.left(Field::Text),
            }.view() }
            { picture(form, draft) }
            if draft.whom == Whom::Another {
                { field("report-person", Text::Person, &draft.person, Field::Name, |draft, text| draft.person = text).view() }
            }
            { TextField {
                autocomplete: "name",
                ..field("report-contact", Text::Contact, &draft.contact, Field::Contact, |draft, text| draft.contact = text)
            }.view() }
            { TextField {
                keyboard: "tel",
                autocomplete: "tel",
                maxlength: 30,
                ..field("report-phone", Text::Phone, &draft.phone, Field::Phone, |draft, text| draft.phone = text)
            }.view() }
            { Notice { glyph: Some(Glyph::Lock), ..Notice::new(Tone::Info, words.of(Text::Sealed)) }.view() }
            if super::FIELDS.iter().any(|(field, _)| problem(*field).is_some()) {
                { Notice {
                    title: Some(words.of(Form::FixErrors).into()),
                    testid: Some("fix-errors"),
                    ..Notice::of(Tone::Warn, Html::default())
                }.view() }
            }
        </>
    }
}

/// The venue that it is about, by its name where this device knows it.
fn venue(form: &Filling, draft: &ReportDraft) -> Html {
    let words = form.app.words;
    let card = draft.place.and_then(|place| form.app.state.venues.get(place));
    let (form, other) = (form.clone(), words.of(Text::OtherVenue));
    let onclick = Callback::from(move |()| form.edit(|draft, ()| draft.place = None).emit(()));
    html! {
        <div class="field" data-testid="report-venue">
            <span class="field__label">{ words.of(Text::Venue) }</span>
            <p class="lead">
                if let Some(card) = card {
                    <bdi>{ &card.name }</bdi>
                    if let Some(zone) = &card.zone { { " · " }<bdi>{ zone }</bdi> }
                } else {
                    { words.of(Text::ThisVenue) }
                }
            </p>
            { Button { weight: Weight::Quiet, ..Button::new(other, "other-venue", onclick) }.view() }
        </div>
    }
}

/// The picture, or the two ways to one.
fn picture(form: &Filling, draft: &ReportDraft) -> Html {
    let words = form.app.words;
    if let Some(address) = &draft.picture {
        let remove = {
            let form = form.clone();
            Callback::from(move |()| form.edit(|draft, ()| draft.picture = None).emit(()))
        };
        let button = Button::new(words.of(Text::NoPicture), "no-picture", remove);
        return html! {
            <div class="field">
                <img class="preview" src={address.clone()} alt={words.of(Text::PictureAlt)} data-testid="picture" />
                { Button { weight: Weight::QuietDanger, glyph: Some(Glyph::Delete), ..button }.view() }
            </div>
        };
    }
    let onchange = {
        let form = form.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = dom::chosen_file(&event) {
                form.picture(file);
            }
        })
    };
    let way = |id: &'static str, glyph, text: Text, capture: Option<&'static str>| {
        html! {
            <label class="btn file">
                { icon(glyph) }<span>{ words.of(text) }</span>
                <input {id} type="file" accept="image/*" {capture} class="sr" onchange={onchange.clone()} data-testid={id} />
            </label>
        }
    };
    html! {
        <div class="field" role="group" aria-label={words.of(Text::Picture)}>
            <span class="field__label">{ words.of(Text::Picture) }</span>
            <span class="field__hint">{ words.of(Text::PictureHint) }</span>
            <div class="btns">
                { way("report-camera", Glyph::Camera, Text::Take, Some("environment")) }
                { way("report-album", Glyph::Photo, Text::Album, None) }
            </div>
        </div>
    }
}

/// The button that sends.
pub(super) fn submit(form: &Filling, reporting: &Reporting) -> Html {
    let text = if reporting.busy { Text::Sending } else { Text::Send };
    let onclick = {
        let form = form.clone();
        Callback::from(move |()| form.submit())
    };
    let button = Button::new(form.app.words.of(text), "report-send", onclick);
    Button { weight: Weight::Primary, busy: reporting.busy, ..button }.view()
}
