//! The frame of every page: the bar with the way back, the heading that takes the focus, the content, the actions
//! at the height of the thumb.

use yew::{AttrValue, Html, MouseEvent, Properties, component, html, use_effect_with};

use super::icon::{Glyph, icon};
use super::nav::use_nav;
use super::words::use_words;
use crate::i18n::text::{Common, common};
use crate::platform::dom;

/// The id of a page's heading.
pub const HEADING: &str = "heading";

/// What a page is given.
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Its heading, and the window's title.
    pub title: AttrValue,
    /// Whether there is a way back.
    #[prop_or(true)]
    pub back: bool,
    /// What stands at the right of the bar.
    #[prop_or_default]
    pub end: Html,
    /// What tests find it by.
    pub testid: &'static str,
    /// The actions at the bottom.
    #[prop_or_default]
    pub actions: Option<Html>,
    /// The content.
    pub children: Html,
}

/// A page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let words = use_words();
    let nav = use_nav();
    use_effect_with(common::title(words, &props.title), |title| dom::set_title(title));
    use_effect_with(props.testid, |_| dom::focus_page(HEADING));
    let back = nav.back.reform(|_: MouseEvent| ());
    html! {
        <div class="page" data-testid={props.testid}>
            <header class="bar">
                <div class="bar__side">
                    if props.back {
                        <button type="button" class="bar__btn" onclick={back} data-testid="back">
                            { icon(Glyph::Back) }{ words.of(Common::Back) }
                        </button>
                    }
                </div>
                <h1 class="bar__title" id={HEADING} tabindex="-1">{ &props.title }</h1>
                <div class="bar__side bar__side--end">{ props.end.clone() }</div>
            </header>
            <main class="main">{ props.children.clone() }</main>
            if let Some(actions) = &props.actions { <div class="actions">{ actions.clone() }</div> }
        </div>
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
