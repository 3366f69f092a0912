//! Not here yet.

use venue_protocol::id::PlaceId;
use yew::{Html, Properties, component};

use crate::console::context::use_console;
use crate::console::kit::page::use_page;
use crate::i18n::text::console::Shell as Text;

/// The place whose code is shown.
#[derive(Properties, PartialEq)]
pub struct DisplayProps {
    /// Its venue.
    pub venue: PlaceId,
    /// The place.
    pub place: PlaceId,
}

/// Not here yet.
#[component]
pub fn Display(_props: &DisplayProps) -> Html {
    let console = use_console();
    let page = use_page(console.words.of(Text::Posters), "display-page");
    page.view(&console)
}
