//! A one-time link, shown once: to copy, or to be scanned by the phone of whom it is for.

use venue_protocol::wire::accounts::Link;
use yew::{Callback, Html, html};

use super::upload::copy;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::qr::symbol;
use crate::console::context::Console;
use crate::i18n::moment;
use crate::i18n::text::console::{Kit, kit};

/// The link, its QR code, and until when it works.
pub fn one_time_link(console: &Console, link: &Link) -> Html {
    let words = console.words;
    let onclick = {
        let (url, say) = (link.url.clone(), console.say.clone());
        Callback::from(move |()| copy(words, url.clone(), say.clone()))
    };
    html! {
        <div class="stack" data-testid="link">
            <div class="qr">{ symbol(&link.url) }</div>
            <p class="secret" data-testid="link-url">{ &link.url }</p>
            <p class="soft small">{ kit::until(words, &moment(words, link.expires_at, console.now())) }</p>
            { Button {
                weight: Weight::Primary,
                glyph: Some(Glyph::Export),
                ..Button::new(words.of(Kit::Copy), "copy-link", onclick)
            }.view() }
        </div>
    }
}
