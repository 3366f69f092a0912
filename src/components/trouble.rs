//! A screen that says what went wrong and leads out of it.

use yew::{AttrValue, Html, classes, html};

use super::icon::{Glyph, sized_icon};

/// A screen of trouble, or a part of one.
pub struct TroubleScreen {
    /// What it shows.
    pub glyph: Glyph,
    /// Whether it is a danger rather than a hindrance.
    pub bad: bool,
    /// One line.
    pub title: AttrValue,
    /// What to do.
    pub text: AttrValue,
    /// The steps that mend it.
    pub steps: Vec<&'static str>,
    /// What tests find it by.
    pub testid: &'static str,
    /// The ways out.
    pub children: Html,
}

impl Default for TroubleScreen {
    fn default() -> Self {
        Self {
            glyph: Glyph::Warn,
            bad: false,
            title: AttrValue::default(),
            text: AttrValue::default(),
            steps: Vec::new(),
            testid: "trouble",
            children: Html::default(),
        }
    }
}

impl TroubleScreen {
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
