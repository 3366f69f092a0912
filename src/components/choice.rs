//! Boxes to tick, switches, and choices of a few beside each other.

use yew::{AttrValue, Callback, Html, html};

use super::icon::{Glyph, icon};
use crate::platform::dom;

/// A cell with a box to tick.
pub struct TickCell {
    /// The control's id, and what tests find it by.
    pub id: AttrValue,
    /// Whether it is ticked.
    pub ticked: bool,
    /// It was ticked or unticked.
    pub onchange: Callback<bool>,
    /// It cannot be changed.
    pub disabled: bool,
    /// Words below the label.
    pub note: Option<&'static str>,
    /// Its label.
    pub children: Html,
}

impl TickCell {
    /// The cell itself.
    pub fn view(self) -> Html {
        let onchange = self.onchange.reform(|event| dom::ticked(&event));
        html! {
            <label class="cell" for={&self.id}>
                <input type="checkbox" id={&self.id} data-testid={&self.id} checked={self.ticked} {onchange}
                    disabled={self.disabled} />
                { body(self.children, self.note) }
            </label>
        }
    }
}

/// A cell with a switch.
pub struct SwitchCell {
    /// The control's id, and what tests find it by.
    pub id: &'static str,
    /// Whether it is on.
    pub ticked: bool,
    /// It was switched.
    pub onchange: Callback<bool>,
    /// Words below the label.
    pub note: Option<&'static str>,
    /// Its label.
    pub label: &'static str,
}

impl SwitchCell {
    /// The cell itself.
    pub fn view(self) -> Html {
        let onchange = self.onchange.reform(|event| dom::ticked(&event));
        html! {
            <label class="cell" for={self.id}>
                { body(self.label.into(), self.note) }
                <span class="switch">
                    <input type="checkbox" role="switch" id={self.id} data-testid={self.id} checked={self.ticked}
                        {onchange} />
                    <span></span>
                </span>
            </label>
        }
    }
}

fn body(label: Html, note: Option<&'static str>) -> Html {
    html! {
        <span class="cell__body">
            { label }
            if let Some(note) = note { <span class="cell__note">{ note }</span> }
        </span>
    }
}

/// One choice of a segment.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// Its words.
    pub words: &'static str,
    /// What it shows before its words.
    pub glyph: Option<Glyph>,
    /// A name for screen readers where the words alone do not say it.
    pub name: Option<&'static str>,
    /// What tests find it by.
    pub testid: &'static str,
}

/// A choice of a few, beside each other.
pub struct Segment {
    /// The group's name: unique on the page.
    pub name: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another one was chosen.
    pub onchoose: Callback<usize>,
}

impl Segment {
    /// The choice itself.
    pub fn view(self) -> Html {
        let (name, chosen, choose) = (self.name, self.chosen, self.onchoose);
        // More than four are too narrow beside each other on a phone.
        let class = if self.choices.len() > 4 { "segment segment--many" } else { "segment" };
        html! {
            <fieldset>
                <legend class="group__title">{ self.label }</legend>
                <div {class}>
                    { for self.choices.into_iter().enumerate().map(|(index, choice)| html! {
                        <label>
                            <input type="radio" {name} value={index.to_string()} checked={index == chosen}
                                onchange={choose.reform(move |_| index)} aria-label={choice.name}
                                data-testid={choice.testid} />
                            <span>
                                if let Some(glyph) = choice.glyph { { icon(glyph) } }
                                { choice.words }
                            </span>
                        </label>
                    }) }
                </div>
            </fieldset>
        }
    }
}
