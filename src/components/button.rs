//! Buttons and links that look like them.

use yew::{AttrValue, Callback, Html, MouseEvent, classes, html};

use super::icon::{Glyph, icon};

/// How much a button matters. One primary button a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// What the screen is for.
    Primary,
    /// Another way.
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

/// A button.
pub struct Button {
    /// How much it matters.
    pub weight: Weight,
    /// What it shows before its words.
    pub glyph: Option<Glyph>,
    /// Its words.
    pub text: AttrValue,
    /// What tests find it by.
    pub testid: &'static str,
    /// What it does.
    pub onclick: Callback<()>,
    /// It is at work: pressing it again does nothing.
    pub busy: bool,
    /// A further class.
    pub class: &'static str,
    /// A name for screen readers where the words alone do not say it.
    pub label: Option<AttrValue>,
}

impl Button {
    /// A plain button.
    pub fn new(text: impl Into<AttrValue>, testid: &'static str, onclick: Callback<()>) -> Self {
        Self {
            weight: Weight::Plain,
            glyph: None,
            text: text.into(),
            testid,
            onclick,
            busy: false,
            class: "",
            label: None,
        }
    }

    /// The button itself.
    pub fn view(self) -> Html {
        let (go, busy) = (self.onclick, self.busy);
        let onclick = Callback::from(move |_: MouseEvent| {
            if !busy {
                go.emit(());
            }
        });
        html! {
            <button type="button" class={classes!(self.weight.class(), self.class)} {onclick}
                aria-busy={busy.then_some("true")} aria-label={self.label} data-testid={self.testid}>
                if let Some(glyph) = self.glyph { { icon(glyph) } }
                <span>{ self.text }</span>
            </button>
        }
    }
}
