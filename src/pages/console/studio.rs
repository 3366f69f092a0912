//! Not here yet.

use yew::{Html, component};

use super::VenueProps;
use crate::console::context::use_console;
use crate::console::kit::page::use_page;
use crate::i18n::text::console::Shell as Text;

/// Not here yet.
#[component]
pub fn Studio(_props: &VenueProps) -> Html {
    let console = use_console();
    let page = use_page(console.words.of(Text::Posters), "studio-page");
    page.view(&console)
}
