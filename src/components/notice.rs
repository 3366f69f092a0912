//! Notices, badges and empty lists: a colour, an icon and words, never a colour alone.

use yew::{AttrValue, Html, Properties, classes, component, html};

use super::icon::{Glyph, icon, sized_icon};

/// What a notice or badge is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It went well.
    Good,
    /// Something waits or needs care.
    Warn,
    /// It did not work.
    Bad,
}

impl Tone {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Good => Glyph::Done,
            Self::Warn => Glyph::Warn,
            Self::Bad => Glyph::Refused,
        }
    }
}

/// What a notice is given.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What it is about.
    #[prop_or_default]
    pub tone: Tone,
    /// Another icon than the tone's.
    #[prop_or_default]
    pub glyph: Option<Glyph>,
    /// One line.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// What tests find it by.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// The rest.
    #[prop_or_default]
    pub children: Html,
}

/// A notice; screen readers read it when it appears, at once if it is bad.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let role = if props.tone == Tone::Bad { "alert" } else { "status" };
    html! {
        <div class={classes!("notice", format!("notice--{}", props.tone.suffix()))} {role}
            data-testid={props.testid.clone()}>
            { icon(props.glyph.unwrap_or(props.tone.glyph())) }
            <div class="notice__body">
                if let Some(title) = &props.title { <p class="notice__title">{ title }</p> }
                { props.children.clone() }
            </div>
        </div>
    }
}

/// A badge: an icon and a word.
pub fn badge(tone: Tone, glyph: Glyph, word: &'static str) -> Html {
    html! {
        <span class={classes!("badge", format!("badge--{}", tone.suffix()))}>{ icon(glyph) }{ word }</span>
    }
}

/// An empty list that says what will stand here.
pub fn empty(glyph: Glyph, title: &'static str, text: &'static str) -> Html {
    html! {
        <div class="empty">
            { sized_icon(glyph, "icon--big") }
            <p class="lead">{ title }</p>
            <p>{ text }</p>
        </div>
    }
}
