//! Fields of forms: a label, a hint, the control, and what is wrong with it.

use venue_protocol::instant::Day;
use yew::{
    AttrValue, Callback, FocusEvent, Html, MouseEvent, Properties, SubmitEvent, classes, component, html,
    use_state,
};

use crate::components::icon::{Glyph, icon};
use crate::pages::own::Own;
use crate::platform::dom;

/// What a control does: it puts its value into what the page remembers.
pub fn edit<T: 'static, V: 'static>(own: &Own<T>, put: fn(&mut T, V)) -> Callback<V> {
    let own = own.clone();
    Callback::from(move |value: V| own.change(|remembered| put(remembered, value)))
}

/// A field of one line, or of several.
pub struct Input {
    /// The control's id: unique on the page, and what tests find it by.
    pub id: AttrValue,
    /// What it asks for.
    pub label: AttrValue,
    /// What helps to fill it in.
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// What stands in it.
    pub value: AttrValue,
    /// It changed.
    pub oninput: Callback<String>,
    /// It was left.
    pub onblur: Callback<()>,
    /// The control's `type`.
    pub kind: &'static str,
    /// Lines of the control; 1 is an ordinary field.
    pub rows: u8,
    /// The keyboard that fits, as `inputmode` names it.
    pub keyboard: &'static str,
    /// What the browser may fill in, as `autocomplete` names it.
    pub autocomplete: &'static str,
    /// As many characters at most as a browser lets in.
    pub maxlength: usize,
    /// The id of a list of proposals.
    pub list: Option<&'static str>,
    /// A further class of the control.
    pub class: &'static str,
    /// The keyboard begins here when the page appears.
    pub autofocus: bool,
}

impl Input {
    /// A field for a text.
    pub fn new(
        id: impl Into<AttrValue>,
        label: impl Into<AttrValue>,
        value: &str,
        oninput: Callback<String>,
    ) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: None,
            error: None,
            value: value.to_owned().into(),
            oninput,
            onblur: Callback::noop(),
            kind: "text",
            rows: 1,
            keyboard: "text",
            autocomplete: "off",
            maxlength: 200,
            list: None,
            class: "",
            autofocus: false,
        }
    }

    /// A field for a password; `autocomplete` is `current-password` or `new-password`.
    pub fn password(
        id: &'static str,
        label: &'static str,
        value: &str,
        autocomplete: &'static str,
        oninput: Callback<String>,
    ) -> Self {
        Self { kind: "password", autocomplete, maxlength: 128, ..Self::new(id, label, value, oninput) }
    }

    /// The field itself.
    pub fn view(self) -> Html {
        let id = &self.id;
        let oninput = self.oninput.reform(|event| dom::typed_text(&event));
        let onblur = self.onblur.reform(|_: FocusEvent| ());
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let invalid = self.error.is_some().then_some("true");
        let maxlength = self.maxlength.to_string();
        let control = if self.rows > 1 {
            html! {
                <textarea {id} data-testid={id} class={classes!("input", self.class)} value={self.value} {oninput} {onblur}
                    rows={self.rows.to_string()} {maxlength} autocomplete={self.autocomplete} autocapitalize="off"
                    spellcheck="false" aria-invalid={invalid} aria-describedby={described} />
            }
        } else {
            html! {
                <input {id} data-testid={id} class={classes!("input", self.class)} type={self.kind} value={self.value}
                    {oninput} {onblur} inputmode={self.keyboard} autocomplete={self.autocomplete} autocapitalize="off"
                    spellcheck="false" {maxlength} list={self.list} autofocus={self.autofocus} aria-invalid={invalid}
                    aria-describedby={described} />
            }
        };
        field(id, self.label.clone(), self.hint, self.error, control)
    }
}

/// A field for a day.
#[derive(Properties, PartialEq)]
pub struct DateInputProps {
    /// As of an [`Input`].
    pub id: AttrValue,
    /// As of an [`Input`].
    pub label: AttrValue,
    /// As of an [`Input`].
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// As of an [`Input`].
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The day.
    pub value: Day,
    /// Another day stands there.
    pub onchange: Callback<Day>,
    /// It was left.
    #[prop_or_default]
    pub onblur: Callback<()>,
}

/// A field for a day. While a year is being typed, what stands there is no day, or one of long ago: it is left alone until
/// it is one; a field that is left without one shows the last day again.
#[component]
pub fn DateInput(props: &DateInputProps) -> Html {
    let typed = use_state(|| None::<String>);
    let oninput = {
        let (typed, onchange) = (typed.setter(), props.onchange.clone());
        Callback::from(move |text: String| {
            if let Ok(day) = text.parse() {
                onchange.emit(day);
            }
            typed.set(Some(text));
        })
    };
    let onblur = {
        let (typed, onblur) = (typed.setter(), props.onblur.clone());
        Callback::from(move |()| {
            typed.set(None);
            onblur.emit(());
        })
    };
    let value = typed.as_ref().map_or_else(|| props.value.to_string(), Clone::clone);
    Input {
        kind: "date",
        class: "input--short",
        hint: props.hint.clone(),
        error: props.error.clone(),
        onblur,
        ..Input::new(props.id.clone(), props.label.clone(), &value, oninput)
    }
    .view()
}

/// A choice from a list.
pub struct Select {
    /// The control's id, and what tests find it by.
    pub id: AttrValue,
    /// What it asks for.
    pub label: AttrValue,
    /// What helps to choose.
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// The choices.
    pub options: Vec<AttrValue>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Another one was chosen.
    pub onchoose: Callback<usize>,
}

impl Select {
    /// The field itself.
    pub fn view(self) -> Html {
        self.view_in_groups(&[])
    }

    /// The field with groups among its choices: their names, and which choice each begins with.
    pub fn view_in_groups(self, groups: &[(AttrValue, usize)]) -> Html {
        let (id, chosen, count) = (&self.id, self.chosen, self.options.len());
        let onchange = Callback::from(move |event| {
            if let Some(index) = dom::chosen_index(&event).filter(|index| *index < count) {
                self.onchoose.emit(index);
            }
        });
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let options = |from: usize, to: usize| {
            let some = self.options.iter().enumerate().take(to).skip(from);
            some.map(|(index, option)| {
                html! {
                    <option value={index.to_string()} selected={index == chosen}>{ option }</option>
                }
            })
        };
        let control = html! {
            <select {id} data-testid={id} class="input" {onchange}
                aria-invalid={self.error.is_some().then_some("true")} aria-describedby={described}>
                { for options(0, groups.first().map_or(count, |(_, first)| *first)) }
                { for groups.iter().enumerate().map(|(at, (name, first))| {
                    let end = groups.get(at + 1).map_or(count, |(_, next)| *next);
                    html! { <optgroup label={name}>{ for options(*first, end) }</optgroup> }
                }) }
            </select>
        };
        field(id, self.label.clone(), self.hint, self.error, control)
    }
}

/// The label, the hint, the control and what is wrong with it.
pub fn field(
    id: &AttrValue,
    label: AttrValue,
    hint: Option<AttrValue>,
    wrong: Option<AttrValue>,
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
pub fn error(id: &str, error: Option<AttrValue>) -> Html {
    html! {
        <div id={format!("{id}-error")} aria-live="polite" data-testid={format!("{id}-error")}>
            if let Some(error) = error {
                <p class="field__error">{ icon(Glyph::Warn) }<span>{ error }</span></p>
            }
        </div>
    }
}

/// A form: Enter sends it, as its button of `type="submit"` does.
pub fn form(testid: &'static str, onsubmit: Callback<()>, children: Html) -> Html {
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        onsubmit.emit(());
    });
    html! { <form class="form stack" data-testid={testid} {onsubmit} novalidate=true>{ children }</form> }
}

/// For a button that sends a form: pressing it leaves the focus in the field. What is told of a field when it is left
/// would otherwise move the button away from under the mouse, and the click would be lost.
pub fn keep_focus() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

/// The button that sends a form. While it cannot be sent, `why_not` says why beside it.
pub struct Submit {
    /// Its words.
    pub text: &'static str,
    /// What tests find it by.
    pub testid: &'static str,
    /// It is at work.
    pub busy: bool,
    /// Why it cannot be sent.
    pub why_not: Option<AttrValue>,
}

impl Submit {
    /// The button itself.
    pub fn view(self) -> Html {
        let why = format!("{}-why", self.testid);
        html! {
            <div class="submit">
                <button type="submit" class="btn btn--primary" data-testid={self.testid} onmousedown={keep_focus()}
                    disabled={self.why_not.is_some()}
                    aria-busy={self.busy.then_some("true")}
                    aria-describedby={self.why_not.is_some().then(|| why.clone())}>
                    { self.text }
                </button>
                if let Some(text) = self.why_not { <p class="soft small" id={why.clone()} data-testid={why}>{ text }</p> }
            </div>
        }
    }
}
