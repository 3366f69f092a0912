//! The question before something is taken away for good. It stands where the button stood that takes it away.

use yew::{Html, classes, html};

use super::button::{Button, Weight};

/// Asks: what keeps everything as it is comes first.
pub fn question(class: Option<&'static str>, text: Html, no: Button, yes: Button) -> Html {
    html! {
        <div class={classes!(class, "stack")} role="group">
            { text }
            <div class="btns">
                { no.view() }
                { Button { weight: Weight::Danger, ..yes }.view() }
            </div>
        </div>
    }
}
