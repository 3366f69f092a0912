//! The frame of every page: the bar with the way back, the heading that takes the focus, the content, the actions
//! at the height of the thumb.

use yew::{AttrValue, Callback, Html, MouseEvent, hook, html, use_effect_with};

use super::icon::{Glyph, icon};
use super::nav::Nav;
use crate::i18n::Words;
use crate::i18n::text::{Common, common};
use crate::platform::dom;

/// The id of a page's heading.
pub const HEADING: &str = "heading";

/// Names the window by the page, and moves the focus to the page's [`HEADING`] when the page appears, and again when it
/// shows another `thing`.
#[hook]
pub fn use_heading(words: Words, title: &'static str, thing: Option<u32>) {
    use_effect_with((words, title), |(words, title)| dom::set_title(&common::title(*words, title)));
    use_effect_with(thing, |_| dom::focus_page(HEADING));
}

/// A page, with a way back and nothing else; the rest is filled in by who shows it.
#[hook]
pub fn use_frame(words: Words, nav: &Nav, title: &'static str, testid: &'static str) -> Page {
    use_heading(words, title, None);
    Page::new(words, nav, title, testid)
}

/// A page, as [`use_frame`] gives it.
pub struct Page {
    /// Its heading.
    pub title: &'static str,
    /// What tests find it by.
    pub testid: &'static str,
    /// What the way back does, and its word.
    pub back: Option<(Callback<()>, &'static str)>,
    /// What stands at the right of the bar.
    pub end: Html,
    /// The actions at the bottom.
    pub actions: Option<Html>,
    /// The content.
    pub children: Html,
}

impl Page {
    /// A page whose heading is looked after already: by [`use_heading`].
    pub fn new(words: Words, nav: &Nav, title: &'static str, testid: &'static str) -> Self {
        Self {
            title,
            testid,
            back: Some((nav.back.clone(), words.of(Common::Back))),
            end: Html::default(),
            actions: None,
            children: Html::default(),
        }
    }

    /// The page itself.
    pub fn view(self) -> Html {
        html! {
            <div class="page" data-testid={self.testid}>
                <header class="bar">
                    <div class="bar__side">
                        if let Some((back, word)) = self.back {
                            <button type="button" class="bar__btn" onclick={back.reform(|_: MouseEvent| ())} data-testid="back">
                                { icon(Glyph::Back) }{ word }
                            </button>
                        }
                    </div>
                    <h1 class="bar__title" id={HEADING} tabindex="-1">{ self.title }</h1>
                    <div class="bar__side bar__side--end">{ self.end }</div>
                </header>
                <main class="main">{ self.children }</main>
                if let Some(actions) = self.actions { <div class="actions">{ actions }</div> }
            </div>
        }
    }
}

/// A group of cells.
#[derive(Default)]
pub struct Group {
    /// What the cells have in common.
    pub title: Option<AttrValue>,
    /// The cells.
    pub children: Html,
}

impl Group {
    /// The group itself.
    pub fn view(self) -> Html {
        html! {
            <section>
                if let Some(title) = self.title { <h2 class="group__title">{ title }</h2> }
                <div class="cells">{ self.children }</div>
            </section>
        }
    }
}
