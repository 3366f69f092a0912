//! Notices, badges and empty lists: a colour, an icon and words, never a colour alone.

use yew::{AttrValue, Html, classes, html};

use super::icon::{Glyph, icon, sized_icon};

/// What a notice or badge is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It went well.
    Good,
    /// Something waits or needs care.
    Warn,
    /// It did not work.
    Bad,
}

impl Tone {
    const fn notice_class(self) -> &'static str {
        match self {
            Self::Info => "notice--info",
            Self::Good => "notice--good",
            Self::Warn => "notice--warn",
            Self::Bad => "notice--bad",
        }
    }

    const fn badge_class(self) -> &'static str {
        match self {
            Self::Info => "badge--info",
            Self::Good => "badge--good",
            Self::Warn => "badge--warn",
            Self::Bad => "badge--bad",
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

/// A notice; screen readers read it when it appears, at once if it is bad.
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// Another icon than the tone's.
    pub glyph: Option<Glyph>,
    /// One line.
    pub title: Option<AttrValue>,
    /// What tests find it by.
    pub testid: Option<&'static str>,
    /// The rest.
    pub children: Html,
}

impl Notice {
    /// A notice of one paragraph.
    pub fn new(tone: Tone, text: &'static str) -> Self {
        Self::of(tone, html! { <p>{ text }</p> })
    }

    /// A notice with this in it.
    pub const fn of(tone: Tone, children: Html) -> Self {
        Self { tone, glyph: None, title: None, testid: None, children }
    }

    /// The notice itself.
    pub fn view(self) -> Html {
        let role = if self.tone == Tone::Bad { "alert" } else { "status" };
        html! {
            <div class={classes!("notice", self.tone.notice_class())} {role} data-testid={self.testid}>
                { icon(self.glyph.unwrap_or(self.tone.glyph())) }
                <div class="notice__body">
                    if let Some(title) = self.title { <p class="notice__title">{ title }</p> }
                    { self.children }
                </div>
            </div>
        }
    }
}

/// A badge: an icon and a word.
pub fn badge(tone: Tone, glyph: Glyph, word: &'static str) -> Html {
    html! {
        <span class={classes!("badge", tone.badge_class())}>{ icon(glyph) }{ word }</span>
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
