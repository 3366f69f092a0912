//! Boxes to tick, switches, and choices of a few beside each other.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::icon::{Glyph, icon};
use crate::platform::dom;

/// What a box is given.
#[derive(Properties, PartialEq)]
pub struct TickProps {
    /// The control's id, and what tests find it by.
    pub id: AttrValue,
    /// Whether it is ticked.
    pub ticked: bool,
    /// It was ticked or unticked.
    pub onchange: Callback<bool>,
    /// It cannot be changed.
    #[prop_or_default]
    pub disabled: bool,
    /// Words below the label.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// Its label.
    pub children: Html,
}

/// A cell with a box to tick.
#[component]
pub fn TickCell(props: &TickProps) -> Html {
    let onchange = props.onchange.reform(|event| dom::ticked(&event));
    html! {
        <label class="cell" for={&props.id}>
            <input type="checkbox" id={&props.id} data-testid={&props.id} checked={props.ticked} {onchange}
                disabled={props.disabled} />
            <span class="cell__body">
                { props.children.clone() }
                if let Some(note) = &props.note { <span class="cell__note">{ note }</span> }
            </span>
        </label>
    }
}

/// A cell with a switch.
#[component]
pub fn SwitchCell(props: &TickProps) -> Html {
    let onchange = props.onchange.reform(|event| dom::ticked(&event));
    html! {
        <label class="cell" for={&props.id}>
            <span class="cell__body">
                { props.children.clone() }
                if let Some(note) = &props.note { <span class="cell__note">{ note }</span> }
            </span>
            <span class="switch">
                <input type="checkbox" role="switch" id={&props.id} data-testid={&props.id} checked={props.ticked}
                    {onchange} disabled={props.disabled} />
                <span></span>
            </span>
        </label>
    }
}

/// One choice of a segment.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// Its words.
    pub words: AttrValue,
    /// What it shows before its words.
    pub glyph: Option<Glyph>,
    /// A name for screen readers where the words alone do not say it.
    pub name: Option<AttrValue>,
    /// What tests find it by.
    pub testid: &'static str,
}

/// What a segment is given.
#[derive(Properties, PartialEq)]
pub struct SegmentProps {
    /// The group's name: unique on the page.
    pub name: &'static str,
    /// What it asks for.
    pub label: AttrValue,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another one was chosen.
    pub onchoose: Callback<usize>,
}

/// A choice of a few, beside each other.
#[component]
pub fn Segment(props: &SegmentProps) -> Html {
    html! {
        <fieldset>
            <legend class="group__title">{ &props.label }</legend>
            <div class="segment">
                { for props.choices.iter().enumerate().map(|(index, choice)| html! {
                    <label>
                        <input type="radio" name={props.name} value={index.to_string()} checked={index == props.chosen}
                            onchange={props.onchoose.reform(move |_| index)} aria-label={choice.name.clone()}
                            data-testid={choice.testid} />
                        <span>
                            if let Some(glyph) = choice.glyph { { icon(glyph) } }
                            { &choice.words }
                        </span>
                    </label>
                }) }
            </div>
        </fieldset>
    }
}
