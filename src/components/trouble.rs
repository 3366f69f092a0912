//! A screen that says what went wrong and leads out of it.

use yew::{Html, classes, html};

use super::icon::{Glyph, sized_icon};

/// A screen of trouble, or a part of one.
pub struct TroubleScreen {
    /// What it shows.
    pub glyph: Glyph,
    /// Whether it is a danger rather than a hindrance.
    pub bad: bool,
    /// One line.
    pub title: &'static str,
    /// What to do.
    pub text: &'static str,
    /// The steps that mend it.
    pub steps: Vec<&'static str>,
    /// What tests find it by.
    pub testid: &'static str,
    /// The ways out.
    pub children: Html,
}

impl TroubleScreen {
    /// A hindrance, with this way out of it.
    pub fn new(
        glyph: Glyph,
        title: &'static str,
        text: &'static str,
        testid: &'static str,
        out: Html,
    ) -> Self {
        Self { glyph, bad: false, title, text, steps: Vec::new(), testid, children: out }
    }

    /// The screen itself.
    pub fn view(self) -> Html {
        html! {
            <section class={classes!("trouble", self.bad.then_some("trouble--bad"))} role="alert"
                data-testid={self.testid}>
                { sized_icon(self.glyph, "icon--big") }
                <h2 class="trouble__title">{ self.title }</h2>
                <p>{ self.text }</p>
                if !self.steps.is_empty() {
                    <ol class="steps">
                        { for self.steps.into_iter().map(|step| html! { <li><span>{ step }</span></li> }) }
                    </ol>
                }
                { self.children }
            </section>
        }
    }
}
