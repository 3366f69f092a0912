//! Fields of forms: a label, a hint, the control, and what is wrong with it.

use yew::{AttrValue, Callback, FocusEvent, Html, Properties, classes, component, html};

use super::icon::{Glyph, icon};
use crate::platform::dom;

/// What a text field is given.
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// The control's id: unique on the page, and what tests find it by.
    pub id: &'static str,
    /// What it asks for.
    pub label: AttrValue,
    /// What helps to fill it in.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What stands in it.
    pub value: AttrValue,
    /// It changed.
    pub oninput: Callback<String>,
    /// It was left.
    #[prop_or_default]
    pub onblur: Callback<()>,
    /// The keyboard that fits, as `inputmode` names it.
    #[prop_or("text")]
    pub keyboard: &'static str,
    /// What the browser may fill in, as `autocomplete` names it.
    #[prop_or("off")]
    pub autocomplete: &'static str,
    /// As many characters at most as a browser lets in.
    #[prop_or(120)]
    pub maxlength: u32,
    /// The id of a list of proposals.
    #[prop_or_default]
    pub list: Option<&'static str>,
    /// A further class of the control.
    #[prop_or_default]
    pub class: &'static str,
}

/// A field of one line.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let oninput = props.oninput.reform(|event| dom::typed_text(&event));
    let onblur = props.onblur.reform(|_: FocusEvent| ());
    let described = described_by(props.id, props.hint.is_some(), props.error.is_some());
    html! {
        <div class="field">
            <label class="field__label" for={props.id}>{ &props.label }</label>
            if let Some(hint) = &props.hint {
                <span class="field__hint" id={format!("{}-hint", props.id)}>{ hint }</span>
            }
            <input id={props.id} data-testid={props.id} class={classes!("input", props.class)} type="text"
                value={props.value.clone()} {oninput} {onblur} inputmode={props.keyboard}
                autocomplete={props.autocomplete} autocapitalize="off" spellcheck="false"
                maxlength={props.maxlength.to_string()} list={props.list}
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described} />
            { error(props.id, props.error.as_ref()) }
        </div>
    }
}

/// What a choice from a list is given.
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// The control's id, and what tests find it by.
    pub id: &'static str,
    /// What it asks for.
    pub label: AttrValue,
    /// What helps to choose.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The choices.
    pub options: Vec<AttrValue>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another one was chosen.
    pub onchoose: Callback<usize>,
}

/// A choice from a list.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let onchange = {
        let (choose, options) = (props.onchoose.clone(), props.options.len());
        Callback::from(move |event| {
            if let Some(index) = dom::chosen_index(&event).filter(|index| *index < options) {
                choose.emit(index);
            }
        })
    };
    let described = described_by(props.id, props.hint.is_some(), props.error.is_some());
    html! {
        <div class="field">
            <label class="field__label" for={props.id}>{ &props.label }</label>
            if let Some(hint) = &props.hint {
                <span class="field__hint" id={format!("{}-hint", props.id)}>{ hint }</span>
            }
            <select id={props.id} data-testid={props.id} class="input" {onchange}
                aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described}>
                { for props.options.iter().enumerate().map(|(index, option)| html! {
                    <option value={index.to_string()} selected={index == props.chosen}>{ option }</option>
                }) }
            </select>
            { error(props.id, props.error.as_ref()) }
        </div>
    }
}

fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-error {id}-hint")),
    }
}

/// What is wrong with a control; read out when it appears.
pub fn error(id: &str, error: Option<&AttrValue>) -> Html {
    html! {
        <div id={format!("{id}-error")} aria-live="polite">
            if let Some(error) = error {
                <p class="field__error">{ icon(Glyph::Warn) }<span>{ error }</span></p>
            }
        </div>
    }
}
