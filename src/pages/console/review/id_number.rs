//! An applicant's ID number, opened in this browser with the reviewers' key file.

use venue_protocol::id::PlaceId;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::context::use_console;
use crate::console::kit::page::section;
use crate::console::kit::upload::FileButton;
use crate::console::seal::open;
use crate::i18n::text::console::ReviewText as Text;
use crate::platform::dom;

/// A key file is 43 characters; more is none.
const MAX_KEY_FILE: f64 = 1024.0;

/// A sealed number.
#[derive(Properties, PartialEq)]
pub struct IdNumberProps {
    /// The application that it belongs to.
    pub venue: PlaceId,
    /// As it was sealed.
    pub sealed: String,
}

/// What came of opening it.
#[derive(Debug, Clone, PartialEq)]
enum Opened {
    Not,
    Wrong,
    /// Forgotten with the page.
    Number(String),
}

/// The number, behind the key.
#[component]
pub fn IdNumber(props: &IdNumberProps) -> Html {
    let words = use_console().words;
    let opened = use_state(|| Opened::Not);
    let onfile = {
        let (opened, venue, sealed) = (opened.setter(), props.venue, props.sealed.clone());
        Callback::from(move |file: Blob| {
            let (opened, sealed) = (opened.clone(), sealed.clone());
            spawn_local(async move {
                let key = if file.size() <= MAX_KEY_FILE { dom::text_of(&file).await } else { None };
                let number = key.and_then(|key| open(&sealed, venue, &key));
                opened.set(number.map_or(Opened::Wrong, Opened::Number));
            });
        })
    };
    let hide = {
        let opened = opened.setter();
        Callback::from(move |()| opened.set(Opened::Not))
    };
    section(
        words.of(Text::IdTitle),
        match &*opened {
            Opened::Number(number) => html! {
                <div class="row">
                    <p class="secret num" data-testid="id-number">{ number }</p>
                    { Button { weight: Weight::Quiet, ..Button::new(words.of(Text::Hide), "hide-number", hide) }.view() }
                </div>
            },
            state => html! {
                <>
                    <p>{ words.of(Text::IdText) }</p>
                    if *state == Opened::Wrong {
                        { Notice { testid: Some("key-wrong"), ..Notice::new(Tone::Bad, words.of(Text::KeyWrong)) }.view() }
                    }
                    <div>{ FileButton { glyph: Glyph::Lock, id: "key-file", text: words.of(Text::ChooseKey), accept: ".key,text/plain", onfile }.view() }</div>
                </>
            },
        },
    )
}
