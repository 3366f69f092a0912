//! What to do next.

use yew::{Html, component};

use crate::console::context::use_console;
use crate::console::kit::page::use_page;
use crate::i18n::text::console::Shell as Text;

/// The first page.
#[component]
pub fn Start() -> Html {
    let console = use_console();
    let page = use_page(console.words.of(Text::Start), "start-page");
    page.view(&console)
}
