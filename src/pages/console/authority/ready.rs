//! Pages that need an open key: what stands in their place until it is.

use venue_protocol::seal::roster::Role;
use yew::{Html, Properties, component, html};

use super::knowledge::use_knowledge;
use super::own_key::OwnKey;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::{Cases as Text, Keys};

/// What needs the key.
#[derive(Properties, PartialEq)]
pub struct ReadyProps {
    /// The own role.
    pub role: Role,
    /// What is shown once the key is open and good for something.
    pub children: Html,
}

/// Shows its children once the worker has the keys.
#[component]
pub fn Ready(props: &ReadyProps) -> Html {
    let console = use_console();
    let words = console.words;
    let loaded = use_knowledge(props.role);
    if console.open_key.is_none() {
        return html! {
            <div class="stack" data-testid="locked">
                { Notice::new(Tone::Info, words.of(Text::LockedText)).view() }
                <OwnKey />
            </div>
        };
    }
    loaded.view(|known| {
        let good = known.standing.as_ref().is_some_and(|standing| standing.member && standing.current);
        if known.chain.is_ok() && good {
            return props.children.clone();
        }
        match known.chain {
            Err(_) => not_ready(&console, Tone::Bad, words.of(Keys::ChainTitle)),
            Ok(_) => not_ready(&console, Tone::Warn, words.of(Text::NotReady)),
        }
    })
}

/// Why there is no work on cases, and the way to the keys.
pub(super) fn not_ready(console: &Console, tone: Tone, text: &'static str) -> Html {
    html! {
        <>
            { Notice { testid: Some("not-ready"), ..Notice::new(tone, text) }.view() }
            <div>{ console.nav.button(ConsoleRoute::Keys, "btn btn--primary", console.words.of(Text::ToKeys), "to-keys") }</div>
        </>
    }
}
