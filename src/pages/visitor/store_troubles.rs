//! Trouble with what the device stores, until the visitor has read about it.

use yew::{Callback, Html, component, html};

use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::components::words::use_words;
use crate::i18n::Advice;
use crate::i18n::text::Trouble;
use crate::pages::context::use_app;
use crate::state::Action;

/// Trouble with the device's storage.
#[component]
pub fn StoreTroubles() -> Html {
    let words = use_words();
    let app = use_app();
    let mut advice: Vec<_> = app.state.troubles.iter().map(Advice::of_store).collect();
    // Several damaged values are one thing to the visitor.
    advice.dedup();
    let seen = {
        let app = app.clone();
        Callback::from(move |()| app.state.dispatch(Action::TroublesSeen))
    };
    html! {
        if !advice.is_empty() {
            <>
                { for advice.iter().map(|advice| html! {
                    { Notice {
                        tone: Tone::Warn,
                        title: Some(advice.title.text(words).into()),
                        testid: "store-trouble",
                        children: html! { <p>{ advice.text.text(words) }</p> },
                        ..Notice::default()
                    }.view() }
                }) }
                { Button {
                    onclick: seen,
                    testid: "store-trouble-seen",
                    children: html! { { words.of(Trouble::Understood) } },
                    ..Button::default()
                }.view() }
            </>
        }
    }
}
