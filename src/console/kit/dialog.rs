//! A question before something is done that is not easily undone. The browser keeps the focus in it and gives it back.

use yew::{AttrValue, Callback, Event, Html, Properties, component, html, use_effect_with};

use crate::components::button::{Button, Weight};
use crate::console::context::use_console;
use crate::i18n::text::console::Kit;
use crate::platform::modal;

const ID: &str = "dialog";

/// A question.
#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    /// What is asked, in a line.
    pub title: AttrValue,
    /// What the button says that does it: the verb.
    pub yes: &'static str,
    /// Whether it takes something away.
    #[prop_or(true)]
    pub danger: bool,
    /// It is at work.
    #[prop_or_default]
    pub busy: bool,
    /// Do it.
    pub onyes: Callback<()>,
    /// Leave everything as it is.
    pub onno: Callback<()>,
    /// What will happen; further fields.
    #[prop_or_default]
    pub children: Html,
}

/// Asks, over the page. Show it while the question stands.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let words = use_console().words;
    use_effect_with((), |()| {
        let open = modal::open(ID);
        move || drop(open)
    });
    let oncancel = {
        let no = props.onno.clone();
        // The page takes the question away, not the browser.
        Callback::from(move |event: Event| {
            event.prevent_default();
            no.emit(());
        })
    };
    let weight = if props.danger { Weight::Danger } else { Weight::Primary };
    html! {
        <dialog id={ID} class="dialog" {oncancel} aria-labelledby="dialog-title" data-testid="dialog">
            <div class="stack">
                <h2 class="lead" id="dialog-title">{ &props.title }</h2>
                { props.children.clone() }
                <div class="btns">
                    { Button::new(words.of(Kit::Cancel), "dialog-no", props.onno.clone()).view() }
                    { Button { weight, busy: props.busy, ..Button::new(props.yes, "dialog-yes", props.onyes.clone()) }.view() }
                </div>
            </div>
        </dialog>
    }
}
