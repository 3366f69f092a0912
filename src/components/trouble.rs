//! A screen that says what went wrong and leads out of it.

use yew::{AttrValue, Html, Properties, classes, component, html};

use super::icon::{Glyph, sized_icon};

/// What a screen of trouble is given.
#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    /// What it shows.
    pub glyph: Glyph,
    /// Whether it is a danger rather than a hindrance.
    #[prop_or_default]
    pub bad: bool,
    /// One line.
    pub title: AttrValue,
    /// What to do.
    pub text: AttrValue,
    /// The steps that mend it.
    #[prop_or_default]
    pub steps: Vec<&'static str>,
    /// What tests find it by.
    pub testid: AttrValue,
    /// The ways out.
    #[prop_or_default]
    pub children: Html,
}

/// A screen of trouble, or a part of one.
#[component]
pub fn TroubleScreen(props: &TroubleProps) -> Html {
    html! {
        <section class={classes!("trouble", props.bad.then_some("trouble--bad"))} role="alert"
            data-testid={&props.testid}>
            { sized_icon(props.glyph, "icon--big") }
            <h2 class="trouble__title">{ &props.title }</h2>
            <p>{ &props.text }</p>
            if !props.steps.is_empty() {
                <ol class="steps">{ for props.steps.iter().map(|step| html! { <li><span>{ *step }</span></li> }) }</ol>
            }
            { props.children.clone() }
        </section>
    }
}
