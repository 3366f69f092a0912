//! Taking a registration over from another device (F19). The key stands in the fragment, which the app takes out of the
//! address at its start, so that it stays in no history.

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html};

use super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::components::page::{Page, use_frame};
use crate::i18n::text::{Common, Moving as Text};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::route::Route;

struct Receiving {
    fragment: String,
    fault: Option<Fault>,
    busy: bool,
    done: bool,
}

/// Taking over.
#[hook]
pub fn use_receive_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::ReceiveTitle), "receive-page");
    let own =
        use_own(|| Receiving { fragment: app.memory.take_transfer(), fault: None, busy: false, done: false });
    let Receiving { fragment, fault, busy, done } = &*own.get();
    let button = if *done || fragment.is_empty() {
        Button::new(words.of(Common::ToHome), "to-home", app.nav.instead(Route::Home))
    } else {
        let text = if *busy { Text::Receiving } else { Text::Receive };
        Button {
            glyph: Some(Glyph::Phone),
            busy: *busy,
            ..Button::new(words.of(text), "receive", take_over(&app, &own))
        }
    };
    let children = html! {
        <>
            if let Some(fault) = fault { { fault_notice(words, fault, "receive-fault") } }
            if *done {
                { Notice {
                    title: Some(words.of(Text::Done).into()),
                    testid: Some("received"),
                    ..Notice::new(Tone::Good, words.of(Text::DoneText))
                }.view() }
            } else if fragment.is_empty() {
                <p class="lead">{ words.of(Text::ReceiveHow) }</p>
            } else {
                <p class="lead">{ words.of(Text::ReceiveLead) }</p>
                if app.state.profile.visitor.is_some() {
                    { Notice::new(Tone::Warn, words.of(Text::Replace)).view() }
                }
            }
        </>
    };
    let actions = Some(Button { weight: Weight::Primary, ..button }.view());
    Page { actions, children, ..page }.view()
}

fn take_over(app: &App, own: &Own<Receiving>) -> Callback<()> {
    let (services, own) = (app.services.clone(), own.clone());
    Callback::from(move |()| {
        own.change(|own| (own.busy, own.fault) = (true, None));
        let (services, own) = (services.clone(), own.clone());
        let fragment = own.get().fragment.clone();
        spawn_local(async move {
            let outcome = services.take_over(&fragment).await;
            own.change(|own| {
                (own.busy, own.done) = (false, outcome.is_ok());
                own.fault = outcome.err().map(|error| Fault::of_transfer(&error));
            });
        });
    })
}
