//! What the browser prints of a page: paper of its own, beside the app.

use yew::{Html, Properties, component, create_portal, html, use_effect_with};

use crate::platform::paper::{Paper, body};

/// What is printed.
#[derive(Properties, PartialEq)]
pub struct PrintedProps {
    /// The paper's width in mm.
    pub width: f32,
    /// Its height in mm.
    pub height: f32,
    /// What is on it. Each page is an element of this height at most.
    pub children: Html,
}

/// While it is shown, printing prints this and nothing else; the screen does not show it.
#[component]
pub fn Printed(props: &PrintedProps) -> Html {
    use_effect_with((props.width, props.height), |(width, height)| {
        let paper = Paper::of(*width, *height);
        move || drop(paper)
    });
    match body() {
        Some(body) => create_portal(html! { <div class="paper">{ props.children.clone() }</div> }, body),
        None => Html::default(),
    }
}
