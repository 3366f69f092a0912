//! Going from page to page: the handle that links use, and links as cells, tiles and buttons.

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, classes, component, hook, html, use_context};

use super::icon::{Glyph, icon, sized_icon};
use crate::route::Route;

/// Where a page can send its visitor.
#[derive(Clone, PartialEq)]
pub struct Nav {
    /// To a page, which "back" leads away from again.
    pub go: Callback<Route>,
    /// To a page in place of this one.
    pub replace: Callback<Route>,
    /// To the page before this one, or to its parent if that one is not ours.
    pub back: Callback<()>,
}

/// The handle of the app's navigation.
#[hook]
pub fn use_nav() -> Nav {
    let nothing = || Nav { go: Callback::noop(), replace: Callback::noop(), back: Callback::noop() };
    use_context::<Nav>().unwrap_or_else(nothing)
}

/// What a link is given.
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// Where it leads.
    pub to: Route,
    /// Its class.
    #[prop_or("")]
    pub class: &'static str,
    /// What it shows before its words.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// What tests find it by.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// Its words.
    pub children: Html,
}

fn follow(nav: &Nav, to: &Route) -> Callback<MouseEvent> {
    let (go, to) = (nav.go.clone(), to.clone());
    Callback::from(move |event: MouseEvent| {
        // A new tab or window is the browser's business.
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        event.prevent_default();
        go.emit(to.clone());
    })
}

/// A link within the app.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let nav = use_nav();
    html! {
        <a class={props.class} href={props.to.to_string()} onclick={follow(&nav, &props.to)}
            data-testid={props.testid.clone()}>
            if let Some(glyph) = props.glyph { { icon(glyph) } }
            { props.children.clone() }
        </a>
    }
}

/// A cell that leads to a page.
#[component]
pub fn LinkCell(props: &LinkProps) -> Html {
    let nav = use_nav();
    html! {
        <a class={classes!("cell", props.class)} href={props.to.to_string()} onclick={follow(&nav, &props.to)}
            data-testid={props.testid.clone()}>
            if let Some(glyph) = props.glyph { { icon(glyph) } }
            <span class="cell__body">{ props.children.clone() }</span>
            { sized_icon(Glyph::Next, "icon--arrow") }
        </a>
    }
}
