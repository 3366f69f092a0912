//! The frame of a page: its heading, which takes the focus, what is done on it, and its content.

use yew::{AttrValue, Html, hook, html};

use crate::components::icon::Glyph;
use crate::components::nav::Link;
use crate::components::page::{HEADING, use_heading};
use crate::console::context::{Console, use_console};
use crate::console::route::ConsoleRoute;

/// A page, as [`use_page`] gives it; the rest is filled in by who shows it.
pub struct ConsolePage {
    /// Its heading.
    pub title: &'static str,
    /// What the page is about, below the heading: a venue's name.
    pub about: Option<AttrValue>,
    /// What the page is for, in a sentence.
    pub lead: Option<AttrValue>,
    /// What tests find it by.
    pub testid: &'static str,
    /// The page above it, and its name.
    pub up: Option<(ConsoleRoute, &'static str)>,
    /// What can be done, beside the heading.
    pub actions: Html,
    /// The content.
    pub children: Html,
}

/// A page with a heading and nothing else. The window is named by it and the focus goes to it.
#[hook]
pub fn use_page(title: &'static str, testid: &'static str) -> ConsolePage {
    let Console { words, .. } = use_console();
    use_heading(words, title, None);
    ConsolePage {
        title,
        about: None,
        lead: None,
        testid,
        up: None,
        actions: Html::default(),
        children: Html::default(),
    }
}

impl ConsolePage {
    /// The page itself.
    pub fn view(self, console: &Console) -> Html {
        html! {
            <div class="sheet" data-testid={self.testid}>
                if let Some((route, name)) = self.up {
                    { Link {
                        class: "sheet__up", glyph: Some(Glyph::Back), testid: Some("up"), children: name.into(),
                        ..console.nav.link(route)
                    }.view() }
                }
                <header class="sheet__head">
                    <div class="sheet__titles">
                        <h1 id={HEADING} tabindex="-1">{ self.title }</h1>
                        if let Some(about) = self.about { <p class="sheet__about"><bdi>{ about }</bdi></p> }
                    </div>
                    <div class="sheet__actions">{ self.actions }</div>
                </header>
                if let Some(lead) = self.lead { <p class="soft sheet__lead">{ lead }</p> }
                { self.children }
            </div>
        }
    }
}

/// A part of a page on a card, with a heading.
pub fn section(title: impl Into<AttrValue>, children: Html) -> Html {
    html! {
        <section class="card stack">
            <h2 class="lead">{ title.into() }</h2>
            { children }
        </section>
    }
}

/// Facts: names and values below each other.
pub fn facts(rows: impl IntoIterator<Item = (&'static str, Html)>) -> Html {
    html! {
        <dl class="facts">
            { for rows.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}
