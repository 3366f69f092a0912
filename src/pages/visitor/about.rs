//! What the service is and what it knows, in short.

use yew::{Html, hook, html};

use super::ways_out::hotlines;
use crate::components::icon::{Glyph, icon};
use crate::components::page::{Page, use_frame};
use crate::i18n::text::{About, person, settings};
use crate::pages::context::use_app;

/// About and privacy.
#[hook]
pub fn use_about_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(About::Title), "about-page");
    let parts = [
        (About::DeviceTitle, About::DeviceText),
        (About::ServerTitle, About::ServerText),
        (About::WhoTitle, About::WhoText),
        (About::NoStatusTitle, About::NoStatusText),
    ];
    let children = html! {
        <>
            <p class="lead">{ words.of(About::What) }</p>
            { for parts.iter().map(|(title, text)| html! {
                <section class="card stack">
                    <h2 class="lead">{ words.of(*title) }</h2>
                    <p>{ words.of(*text) }</p>
                </section>
            }) }
            if let Some(keys) = &app.state.keys {
                <p>{ person::retention(words, &keys.retention_days) }</p>
            }
            <div class="cells">
                <a class="cell" href={format!("/help/{}.html", words.tag())}>
                    { icon(Glyph::Help) }<span class="cell__body">{ words.of(About::HelpText) }</span>
                </a>
                <a class="cell" href="/console">
                    { icon(Glyph::Place) }<span class="cell__body">{ words.of(About::VenuesText) }</span>
                </a>
            </div>
            { hotlines(&app) }
            <p class="soft small">
                { words.of(About::Source) }<br />{ settings::version(words, &env!("CARGO_PKG_VERSION")) }
            </p>
        </>
    };
    Page { children, ..page }.view()
}
