//! An address that leads nowhere.

use yew::{Callback, Html, hook};

use super::ways_out::way_out_button;
use crate::components::icon::Glyph;
use crate::components::page::{Page, use_frame};
use crate::components::trouble::TroubleScreen;
use crate::i18n::WayOut;
use crate::i18n::text::Common;
use crate::pages::context::use_app;

/// An address that leads nowhere.
#[hook]
pub fn use_missing_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Common::App), "missing-page");
    let (title, text) = (words.of(Common::PageMissing), words.of(Common::PageMissingText));
    let out = way_out_button(&app, WayOut::Home, Callback::noop());
    let children = TroubleScreen::new(Glyph::Help, title, text, "missing", out).view();
    Page { children, ..page }.view()
}
