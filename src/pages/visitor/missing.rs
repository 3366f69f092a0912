//! An address that leads nowhere.

use yew::{Callback, Html, hook, html};

use super::ways_out::WayOutButton;
use crate::components::icon::Glyph;
use crate::components::page::Page;
use crate::components::trouble::TroubleScreen;
use crate::components::words::use_words;
use crate::i18n::WayOut;
use crate::i18n::text::Common;

/// An address that leads nowhere.
#[hook]
pub fn use_missing_page() -> Html {
    let words = use_words();
    html! {
        <Page title={words.of(Common::App)} testid="missing-page">
            { TroubleScreen {
                glyph: Glyph::Help,
                title: words.of(Common::PageMissing).into(),
                text: words.of(Common::PageMissingText).into(),
                testid: "missing",
                children: html! { <><WayOutButton way_out={WayOut::Home} onretry={Callback::noop()} /></> },
                ..TroubleScreen::default()
            }.view() }
        </Page>
    }
}
