//! Taking a registration over from another device (F19). The key stands in the fragment and is taken out of the
//! address at once, so that it stays in no history.

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html, use_effect_with, use_state};

use super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone};
use crate::components::page::Page;
use crate::components::words::use_words;
use crate::i18n::text::{Common, Moving as Text};
use crate::pages::context::use_app;
use crate::platform::history;
use crate::route::Route;

/// Taking over.
#[hook]
pub fn use_receive_page() -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let fragment = use_state(|| history::address().fragment);
    let fault = use_state(|| None::<Fault>);
    let busy = use_state(|| false);
    let done = use_state(|| false);
    use_effect_with((), |()| history::replace(&Route::Receive.to_string()));
    let receive = {
        let (app, fragment, fault) = (app.clone(), fragment.clone(), fault.clone());
        let (busy, done) = (busy.clone(), done.clone());
        Callback::from(move |()| {
            let (app, fragment, fault) = (app.clone(), fragment.clone(), fault.clone());
            let (busy, done) = (busy.clone(), done.clone());
            busy.set(true);
            fault.set(None);
            spawn_local(async move {
                match app.services.take_over(&fragment).await {
                    Ok(_) => done.set(true),
                    Err(error) => fault.set(Some(Fault::of_transfer(&error))),
                }
                busy.set(false);
            });
        })
    };
    let home = nav.replace.reform(|()| Route::Home);
    let actions = if *done || fragment.is_empty() {
        html! { { Button {
            weight: Weight::Primary,
            onclick: home,
            testid: "to-home",
            children: html! { { words.of(Common::ToHome) } },
            ..Button::default()
        }.view() } }
    } else {
        html! {
            { Button {
                weight: Weight::Primary,
                glyph: Some(Glyph::Phone),
                onclick: receive,
                busy: *busy,
                testid: "receive",
                children: html! { { words.of(if *busy { Text::Receiving } else { Text::Receive }) } },
                ..Button::default()
            }.view() }
        }
    };
    html! {
        <Page title={words.of(Text::ReceiveTitle)} testid="receive-page" {actions}>
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "receive-fault") }
            }
            if *done {
                { Notice {
                    tone: Tone::Good,
                    title: Some(words.of(Text::Done).into()),
                    testid: "received",
                    children: html! { <p>{ words.of(Text::DoneText) }</p> },
                    ..Notice::default()
                }.view() }
            } else if fragment.is_empty() {
                <p class="lead">{ words.of(Text::ReceiveHow) }</p>
            } else {
                <p class="lead">{ words.of(Text::ReceiveLead) }</p>
                if app.state.profile.visitor.is_some() {
                    { Notice {
                        tone: Tone::Warn,
                        children: html! { <p>{ words.of(Text::Replace) }</p> },
                        ..Notice::default()
                    }.view() }
                }
            }
        </Page>
    }
}
