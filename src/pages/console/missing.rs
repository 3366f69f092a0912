//! An address that leads nowhere.

use yew::{Html, component};

use crate::components::icon::Glyph;
use crate::components::trouble::TroubleScreen;
use crate::console::context::use_console;
use crate::console::kit::page::{ConsolePage, use_page};
use crate::console::route::ConsoleRoute;
use crate::i18n::text::console::Shell as Text;

/// The page of an address that leads nowhere.
#[component]
pub fn Missing() -> Html {
    let console = use_console();
    let words = console.words;
    let page = use_page(words.of(Text::PageMissing), "page-missing");
    let out =
        console.nav.button(ConsoleRoute::Start, "btn btn--primary", words.of(Text::ToStart), "to-start");
    let (title, text) = (words.of(Text::PageMissing), words.of(Text::PageMissingText));
    let children = TroubleScreen::new(Glyph::Help, title, text, "missing", out).view();
    ConsolePage { children, ..page }.view(&console)
}
