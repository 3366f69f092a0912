//! The number below a code, typed.

use venue_protocol::typed_code::TypedCode;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, SubmitEvent, html};

use super::scan::Reading;
use super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::field::TextField;
use crate::i18n::text::{Common, Scan as Text};
use crate::pages::context::App;
use crate::pages::own::Own;
use crate::platform::dom;
use crate::route::Route;

/// The field's id.
const FIELD: &str = "typed-code";

/// What was typed, and what came of it.
#[derive(Default)]
pub struct Typed {
    text: String,
    wrong: Option<Text>,
    fault: Option<Fault>,
    busy: bool,
}

/// The form for the number.
pub fn typed_form(app: &App, own: &Own<Reading>, typed: &Typed) -> Html {
    let words = app.words;
    let oninput = {
        let own = own.clone();
        Callback::from(move |text| {
            own.change(|reading| (reading.typed.text, reading.typed.wrong) = (text, None));
        })
    };
    let submit = {
        let (app, own) = (app.clone(), own.clone());
        Callback::from(move |()| look_up(&app, &own))
    };
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let text = if typed.busy { words.of(Common::Loading) } else { words.of(Text::Next) };
    html! {
        <form class="card stack" {onsubmit}>
            { TextField {
                hint: Some(words.of(Text::TypedHint)),
                keyboard: "numeric",
                class: "input--code",
                maxlength: 15,
                error: typed.wrong.map(|wrong| words.of(wrong)),
                ..TextField::new(FIELD, words.of(Text::TypedLabel), &typed.text, oninput)
            }.view() }
            if let Some(fault) = &typed.fault { { fault_notice(words, fault, "code-refused") } }
            { Button {
                weight: Weight::Primary,
                busy: typed.busy,
                ..Button::new(text, "typed-submit", submit)
            }.view() }
        </form>
    }
}

fn look_up(app: &App, own: &Own<Reading>) {
    let text = own.get().typed.text.clone();
    if text.parse::<TypedCode>().is_err() {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let wrong = if digits == 9 { Text::TypedWrong } else { Text::TypedShort };
        own.change(|reading| reading.typed.wrong = Some(wrong));
        return dom::focus(FIELD);
    }
    own.change(|reading| (reading.typed.busy, reading.typed.fault) = (true, None));
    let (app, own) = (app.clone(), own.clone());
    spawn_local(async move {
        match app.services.look_up_typed(&text).await {
            Ok((code, _)) => {
                app.memory.keep_scanned(code);
                app.nav.replace.emit(Route::Code(code.token.to_string()));
            }
            Err(error) => own.change(|reading| {
                (reading.typed.busy, reading.typed.fault) = (false, Some(Fault::of_call(&error)));
            }),
        }
    });
}
