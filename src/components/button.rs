//! Buttons and links that look like them.

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, classes, component, html};

use super::icon::{Glyph, icon};

/// How much a button matters. One primary button a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// What the screen is for.
    Primary,
    /// Another way.
    #[default]
    Plain,
    /// Text only.
    Quiet,
    /// Text only, takes something away.
    QuietDanger,
    /// Takes something away, and was asked for.
    Danger,
}

impl Weight {
    /// Its class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn--primary",
            Self::Plain => "btn",
            Self::Quiet => "btn btn--quiet",
            Self::QuietDanger => "btn btn--quiet-danger",
            Self::Danger => "btn btn--danger",
        }
    }
}

/// What a button is given.
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// How much it matters.
    #[prop_or_default]
    pub weight: Weight,
    /// What it shows before its words.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// What it does.
    pub onclick: Callback<()>,
    /// It is at work: pressing it again does nothing.
    #[prop_or_default]
    pub busy: bool,
    /// It cannot be pressed now.
    #[prop_or_default]
    pub disabled: bool,
    /// A further class.
    #[prop_or_default]
    pub class: &'static str,
    /// What tests find it by.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// A name for screen readers where the words alone do not say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its words.
    pub children: Html,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = {
        let (go, busy) = (props.onclick.clone(), props.busy);
        Callback::from(move |_: MouseEvent| {
            if !busy {
                go.emit(());
            }
        })
    };
    html! {
        <button type="button" class={classes!(props.weight.class(), props.class)} {onclick}
            disabled={props.disabled} aria-busy={props.busy.then_some("true")}
            aria-label={props.label.clone()} data-testid={props.testid.clone()}>
            if let Some(glyph) = props.glyph { { icon(glyph) } }
            <span>{ props.children.clone() }</span>
        </button>
    }
}
