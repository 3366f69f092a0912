//! Pages that need an open key: what stands in their place until it is.

use venue_protocol::seal::roster::Role;
use yew::{Html, Properties, component, html, use_mut_ref};

use super::knowledge::{Knowledge, use_knowledge};
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
    /// Stays behind the question for the passphrase, for what was typed; without it nothing that was decrypted stays.
    #[prop_or_default]
    pub stays: bool,
}

/// Shows its children once the worker has the keys.
#[component]
pub fn Ready(props: &ReadyProps) -> Html {
    let console = use_console();
    let words = console.words;
    let loaded = use_knowledge(props.role);
    let was_good = use_mut_ref(|| false);
    let is_open = console.open_key.is_some();
    let good = is_open && loaded.ready().is_some_and(|known| is_good(&known));
    *was_good.borrow_mut() |= good;
    let shows = good || (props.stays && *was_good.borrow());
    html! {
        <>
            if !is_open {
                <div class="stack" data-testid="locked">
                    { Notice::new(Tone::Info, words.of(Text::LockedText)).view() }
                    <OwnKey />
                </div>
            } else if !good {
                { loaded.view(|known| match known.chain {
                    Err(_) => not_ready(&console, Tone::Bad, words.of(Keys::ChainTitle)),
                    Ok(_) => not_ready(&console, Tone::Warn, words.of(Text::NotReady)),
                }) }
            }
            if shows { <div class="stack" hidden={!good}>{ props.children.clone() }</div> }
        </>
    }
}

fn is_good(known: &Knowledge) -> bool {
    let good = known.standing.as_ref().is_some_and(|standing| standing.member && standing.current);
    known.chain.is_ok() && good
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
