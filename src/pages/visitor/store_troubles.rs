//! Trouble with what the device stores, until the visitor has read about it.

use yew::{Callback, Html, html};

use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::i18n::Advice;
use crate::i18n::text::Trouble;
use crate::pages::context::App;
use crate::state::Action;

/// Trouble with the device's storage.
pub fn store_troubles(app: &App) -> Html {
    let words = app.words;
    let mut advice: Vec<_> = app.state.troubles.iter().map(Advice::of_store).collect();
    // Several damaged values are one thing to the visitor.
    advice.dedup();
    if advice.is_empty() {
        return Html::default();
    }
    let state = app.state.clone();
    let seen = Callback::from(move |()| state.dispatch(Action::TroublesSeen));
    html! {
        <>
            { for advice.iter().map(|advice| Notice {
                title: Some(advice.title.text(words).into()),
                testid: Some("store-trouble"),
                ..Notice::new(Tone::Warn, advice.text.text(words))
            }.view()) }
            { Button::new(words.of(Trouble::Understood), "store-trouble-seen", seen).view() }
        </>
    }
}
