//! Fields of forms: a label, a hint, the control, and what is wrong with it.

use yew::{AttrValue, Callback, FocusEvent, Html, classes, html};

use super::icon::{Glyph, icon};
use crate::platform::dom;

/// A field of one line.
pub struct TextField {
    /// The control's id: unique on the page, and what tests find it by.
    pub id: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// What helps to fill it in.
    pub hint: Option<&'static str>,
    /// What is wrong with it.
    pub error: Option<&'static str>,
    /// What stands in it.
    pub value: AttrValue,
    /// It changed.
    pub oninput: Callback<String>,
    /// It was left.
    pub onblur: Option<Callback<()>>,
    /// The keyboard that fits, as `inputmode` names it.
    pub keyboard: &'static str,
    /// What the browser may fill in, as `autocomplete` names it.
    pub autocomplete: &'static str,
    /// As many characters at most as a browser lets in.
    pub maxlength: u32,
    /// The id of a list of proposals.
    pub list: Option<&'static str>,
    /// A further class of the control.
    pub class: &'static str,
}

impl TextField {
    /// A field for a text.
    pub fn new(id: &'static str, label: &'static str, value: &str, oninput: Callback<String>) -> Self {
        Self {
            id,
            label,
            hint: None,
            error: None,
            value: value.to_owned().into(),
            oninput,
            onblur: None,
            keyboard: "text",
            autocomplete: "off",
            maxlength: 120,
            list: None,
            class: "",
        }
    }

    /// The field itself.
    pub fn view(self) -> Html {
        let id = self.id;
        let oninput = self.oninput.reform(|event| dom::typed_text(&event));
        let onblur = self.onblur.map(|left| left.reform(|_: FocusEvent| ()));
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let control = html! {
            <input {id} data-testid={id} class={classes!("input", self.class)} type="text" value={self.value}
                {oninput} {onblur} inputmode={self.keyboard} autocomplete={self.autocomplete} autocapitalize="off"
                spellcheck="false" maxlength={self.maxlength.to_string()} list={self.list}
                aria-invalid={self.error.is_some().then_some("true")} aria-describedby={described} />
        };
        field(id, self.label, self.hint, self.error, control)
    }
}

/// A field of several lines.
pub struct AreaField {
    /// The control's id: unique on the page, and what tests find it by.
    pub id: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// What helps to fill it in.
    pub hint: Option<&'static str>,
    /// What is wrong with it.
    pub error: Option<&'static str>,
    /// What stands in it.
    pub value: AttrValue,
    /// It changed.
    pub oninput: Callback<String>,
    /// It was left.
    pub onblur: Callback<()>,
}

impl AreaField {
    /// The field itself. How long a text may be its error tells, so that nothing that is pasted is cut off.
    pub fn view(self) -> Html {
        let id = self.id;
        let oninput = self.oninput.reform(|event| dom::typed_text(&event));
        let onblur = self.onblur.reform(|_: FocusEvent| ());
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let control = html! {
            <textarea {id} data-testid={id} class="input" value={self.value} {oninput} {onblur} rows="4"
                autocomplete="off" aria-invalid={self.error.is_some().then_some("true")} aria-describedby={described} />
        };
        field(id, self.label, self.hint, self.error, control)
    }
}

/// A choice from a list.
pub struct SelectField {
    /// The control's id, and what tests find it by.
    pub id: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// What helps to choose.
    pub hint: Option<&'static str>,
    /// What is wrong with it.
    pub error: Option<&'static str>,
    /// The choices.
    pub options: Vec<AttrValue>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another one was chosen.
    pub onchoose: Callback<usize>,
}

impl SelectField {
    /// The field itself.
    pub fn view(self) -> Html {
        let (id, chosen, count) = (self.id, self.chosen, self.options.len());
        let onchange = Callback::from(move |event| {
            if let Some(index) = dom::chosen_index(&event).filter(|index| *index < count) {
                self.onchoose.emit(index);
            }
        });
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let control = html! {
            <select {id} data-testid={id} class="input" {onchange}
                aria-invalid={self.error.is_some().then_some("true")} aria-describedby={described}>
                { for self.options.into_iter().enumerate().map(|(index, option)| html! {
                    <option value={index.to_string()} selected={index == chosen}>{ option }</option>
                }) }
            </select>
        };
        field(id, self.label, self.hint, self.error, control)
    }
}

/// The label, the hint, the control and what is wrong with it.
fn field(
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    wrong: Option<&'static str>,
    control: Html,
) -> Html {
    html! {
        <div class="field">
            <label class="field__label" for={id}>{ label }</label>
            if let Some(hint) = hint {
                <span class="field__hint" id={format!("{id}-hint")}>{ hint }</span>
            }
            { control }
            { error(id, wrong) }
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
pub fn error(id: &str, error: Option<&'static str>) -> Html {
    html! {
        <div id={format!("{id}-error")} aria-live="polite">
            if let Some(error) = error {
                <p class="field__error">{ icon(Glyph::Warn) }<span>{ error }</span></p>
            }
        </div>
    }
}
