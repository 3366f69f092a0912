//! The turn-around form (F47): the guest types in the guest's own language; staff see it masked and confirm.

use venue_protocol::document::DocumentKind;
use venue_protocol::problem::Field;
use yew::{
    AttrValue, Callback, Event, Html, MouseEvent, Properties, classes, component, html, use_effect_with,
};

use super::counter::Counter;
use super::desk::{Desk, Turn};
use super::fields::document_text;
use super::results::warnings;
use crate::components::button::{Button, Weight};
use crate::components::notice::{Notice, Tone};
use crate::console::kit::form::{Input, Select, form, keep_focus};
use crate::console::kit::page::facts;
use crate::console::state::desk::Edit;
use crate::i18n::text::console::{Desk as Text, GuestLanguage, GuestText, guest_document, guest_wrong};
use crate::i18n::text::{Form, states};
use crate::platform::{dom, modal};

const ID: &str = "guest";

/// The documents in the order in which guests from abroad have them.
const KINDS: [DocumentKind; 7] = [
    DocumentKind::Passport,
    DocumentKind::HkMacauTravel,
    DocumentKind::TaiwanTravel,
    DocumentKind::HkMacauTaiwanResidence,
    DocumentKind::PermanentResidence,
    DocumentKind::ResidentId,
    DocumentKind::None,
];

/// A page over the page, as large as the screen.
#[derive(Properties, PartialEq)]
struct WholeProps {
    /// What is heard of it.
    label: AttrValue,
    /// The content's language.
    lang: &'static str,
    /// The content.
    children: Html,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    use_effect_with((), |()| {
        let open = modal::hold(ID);
        move || drop(open)
    });
    // The guest does not get at the staff's page by a key or a gesture.
    let oncancel = Callback::from(|event: Event| event.prevent_default());
    html! {
        <dialog id={ID} class="guest" {oncancel} lang={props.lang} aria-label={&props.label} data-testid="guest">
            { props.children.clone() }
        </dialog>
    }
}

/// The guest's screen, while it is the guest's turn.
pub fn guest_screen(counter: &Counter, desk: &Desk) -> Html {
    let (language, content) = match desk.turn {
        Turn::Staff | Turn::Review(_) => return Html::default(),
        Turn::Guest(language) => (language, guest_form(counter, desk, language)),
        Turn::HandBack(language) => (language, turn_back(counter, language)),
    };
    html! { <Whole label={GuestText::Title.of(language)} lang={language.tag()}>{ content }</Whole> }
}

fn guest_form(counter: &Counter, desk: &Desk, language: GuestLanguage) -> Html {
    let of = |text: GuestText| text.of(language);
    let today = Counter::today();
    let typed = &desk.form;
    let kind = typed.document();
    let edit = counter.edit();
    let field = |field: Field,
                 id: &'static str,
                 label: GuestText,
                 hint: Option<GuestText>,
                 value: &str,
                 put: fn(String) -> Edit| Input {
        hint: hint.map(|hint| of(hint).into()),
        error: typed.shown(field, today).map(|problem| of(guest_wrong(problem)).into()),
        onblur: edit.reform(move |()| Edit::Left(field)),
        maxlength: 120,
        ..Input::new(id, of(label), value, edit.reform(put))
    };
    let done = {
        let counter = counter.clone();
        Callback::from(move |()| {
            let wrong = counter.own.get().form.first_wrong(Counter::today());
            match wrong {
                Some(field) => {
                    counter.own.change(|desk| desk.form.touch_all());
                    dom::focus(guest_id(field));
                }
                None => counter.turn(Turn::HandBack(language)),
            }
        })
    };
    let marked = [Field::IssuingState, Field::Number, Field::Name, Field::Phone];
    let marked = marked.into_iter().any(|field| typed.shown(field, today).is_some());
    let phone = if kind == DocumentKind::None { GuestText::Phone } else { GuestText::PhoneOptional };
    html! {
        <div class="guest__page">
            <div class="guest__bar">{ languages(counter, language) }{ to_staff(counter, Turn::Staff, "guest-cancel") }</div>
            <h1 class="guest__title">{ of(GuestText::Title) }</h1>
            <p>{ of(GuestText::Lead) }</p>
            { form("guest-form", done, html! {
                <>
                    { Select {
                        id: "guest-document".into(),
                        label: of(GuestText::Document).into(),
                        hint: None,
                        error: None,
                        options: KINDS.iter().map(|kind| of(guest_document(*kind)).into()).collect(),
                        chosen: KINDS.iter().position(|one| *one == kind).unwrap_or_default(),
                        onchoose: edit.reform(|at: usize| Edit::Document(KINDS.get(at).copied().unwrap_or(DocumentKind::Passport))),
                    }.view() }
                    if kind == DocumentKind::Passport {
                        { Input {
                            maxlength: 3,
                            list: Some("guest-states"),
                            ..field(Field::IssuingState, "guest-state", GuestText::State, Some(GuestText::StateHint), &typed.state, Edit::State)
                        }.view() }
                        <datalist id="guest-states">
                            { for states(counter.console.words).map(|(code, _)| html! { <option value={code} /> }) }
                        </datalist>
                    }
                    if kind != DocumentKind::None {
                        { field(Field::Number, "guest-number", GuestText::Number, None, &typed.number, Edit::Number).view() }
                    }
                    { field(Field::Name, "guest-name", GuestText::Name, Some(GuestText::NameHint), &typed.name, Edit::Name).view() }
                    { Input {
                        keyboard: "tel",
                        ..field(Field::Phone, "guest-phone", phone, Some(GuestText::PhoneHint), &typed.phone, Edit::Phone)
                    }.view() }
                    <p class="soft">{ of(GuestText::Privacy) }</p>
                    if marked { { Notice::new(Tone::Warn, of(GuestText::Fix)).view() } }
                    <button type="submit" class="btn btn--primary" data-testid="guest-submit" onmousedown={keep_focus()}>
                        { of(GuestText::Submit) }
                    </button>
                </>
            }) }
        </div>
    }
}

const fn guest_id(field: Field) -> &'static str {
    match field {
        Field::IssuingState => "guest-state",
        Field::Number => "guest-number",
        Field::Phone => "guest-phone",
        _ => "guest-name",
    }
}

/// Each language by its own name.
fn languages(counter: &Counter, chosen: GuestLanguage) -> Html {
    let button = |language: GuestLanguage| {
        let counter = counter.clone();
        let here = language == chosen;
        html! {
            <button type="button" lang={language.tag()} class={classes!("guest__language", here.then_some("guest__language--here"))}
                aria-pressed={if here { "true" } else { "false" }} data-testid={format!("guest-{}", language.tag())}
                onclick={Callback::from(move |_: MouseEvent| counter.turn(Turn::Guest(language)))}>
                { language.name() }
            </button>
        }
    };
    html! {
        <div class="guest__languages" role="group" aria-label={counter.console.words.of(Text::Language)}>
            { for GuestLanguage::ALL.into_iter().map(button) }
        </div>
    }
}

/// The staff's way back, in the staff's language.
fn to_staff(counter: &Counter, turn: Turn, testid: &'static str) -> Html {
    let words = counter.console.words;
    let counter = counter.clone();
    let act =
        Callback::from(move |()| if turn == Turn::Staff { counter.clear() } else { counter.turn(turn) });
    let text = words.of(if turn == Turn::Staff { Text::Discard } else { Text::StaffGoOn });
    Button { weight: Weight::Quiet, ..Button::new(text, testid, act) }.view()
}

fn turn_back(counter: &Counter, language: GuestLanguage) -> Html {
    let words = counter.console.words;
    let go = counter.clone();
    html! {
        <div class="guest__page guest__page--done">
            <h1 class="guest__title">{ GuestText::Thanks.of(language) }</h1>
            <p class="guest__text">{ GuestText::HandBack.of(language) }</p>
            <div lang={words.tag()}>
                { Button {
                    weight: Weight::Primary,
                    ..Button::new(words.of(Text::StaffGoOn), "guest-staff", Callback::from(move |()| go.turn(Turn::Review(language))))
                }.view() }
            </div>
        </div>
    }
}

/// What the guest typed, masked, for staff to compare with the document and to confirm.
pub fn review(counter: &Counter, desk: &Desk, language: GuestLanguage) -> Html {
    let words = counter.console.words;
    let masked = desk.form.masked();
    let kind = desk.form.document();
    let mut rows = vec![
        (words.of(Form::Kind), words.of(document_text(kind)).into()),
        (words.of(Form::Name), html! { <bdi class="lead">{ masked.label }</bdi> }),
    ];
    for (name, value) in [(words.of(Form::Number), masked.number), (words.of(Form::Phone), masked.phone)] {
        if !value.is_empty() {
            rows.push((name, html! { <span class="num">{ value }</span> }));
        }
    }
    let act = |act: fn(&Counter, GuestLanguage)| {
        let counter = counter.clone();
        Callback::from(move |()| act(&counter, language))
    };
    let confirm = match (desk.twice.is_some(), desk.direction) {
        (true, _) => Text::Again,
        (false, venue_protocol::wire::venues::Direction::Entry) => Text::CheckIn,
        (false, venue_protocol::wire::venues::Direction::Exit) => Text::CheckOut,
    };
    html! {
        <section class="card stack" data-testid="review">
            <h2 class="lead">{ words.of(Text::ReviewTitle) }</h2>
            <p>{ words.of(Text::ReviewText) }</p>
            { facts(rows) }
            { warnings(words, &desk.form.warnings(Counter::today())) }
            { Button {
                weight: Weight::Primary,
                busy: desk.is_busy(),
                ..Button::new(words.of(confirm), "review-confirm", act(|counter, _| counter.submit()))
            }.view() }
            <div class="btns">
                { Button::new(words.of(Text::ReviewBack), "review-back", act(|counter, language| counter.turn(Turn::Guest(language)))).view() }
                { Button {
                    weight: Weight::QuietDanger,
                    ..Button::new(words.of(Text::Discard), "review-discard", act(|counter, _| counter.clear()))
                }.view() }
            </div>
        </section>
    }
}
