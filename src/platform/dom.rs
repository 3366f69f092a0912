//! The document: what a page sets on it, and what its controls hold.

use wasm_bindgen::JsCast;
use web_sys::{
    Blob, Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};
use yew::{DragEvent, Event, InputEvent, TargetCast};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the document (BCP 47).
pub fn set_language(tag: &str) {
    set_root("lang", Some(tag));
}

/// Sets or takes away an attribute of the document element, such as `data-theme` of `assets/style/tokens.css`.
pub fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    // Both fail on a name that is no attribute's name only; ours are constants.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Moves the focus to the element with this id, and the window to its top.
pub fn focus_page(id: &str) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus(id);
}

/// Moves the focus to the element with this id, if it is there.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It fails only where the element cannot take the focus; then it stays where it was.
        let _ = element.focus();
    }
}

/// Moves the focus to the field with this id and selects what stands in it, so that typing replaces it.
pub fn select(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        // It fails only where the element cannot take the focus; then it stays where it was.
        let _ = field.focus();
        field.select();
    }
}

/// The same as [`focus`] for an element that is about to be there.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    after(0, move || focus(&id)).forget();
}

/// The same as [`select`].
pub fn select_soon(id: &'static str) {
    after(0, move || select(id)).forget();
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // It fails only in frames that may not navigate.
        let _ = window.location().reload();
    }
}

/// What stands in the control after an input.
pub fn typed_text(event: &InputEvent) -> String {
    if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        return input.value();
    }
    event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
}

/// Which option of a list was chosen.
pub fn chosen_index(event: &Event) -> Option<usize> {
    let select = event.target_dyn_into::<HtmlSelectElement>()?;
    usize::try_from(select.selected_index()).ok()
}

/// Which file was chosen. The control is emptied, so that the same file can be chosen again.
pub fn chosen_file(event: &Event) -> Option<Blob> {
    let input = event.target_dyn_into::<HtmlInputElement>()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(file.into())
}

/// What stands in a file of text.
pub async fn text_of(file: &Blob) -> Option<String> {
    wasm_bindgen_futures::JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The first bytes of a file, fewer if it is shorter; `None` if it cannot be read (any more).
pub async fn first_bytes(file: &Blob, count: u32) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(0.0, count.into()).ok()?;
    let buffer = wasm_bindgen_futures::JsFuture::from(part.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Whether a box is ticked after a change.
pub fn ticked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// Calls back every so many milliseconds, as long as what it returns lives.
pub fn every(millis: u32, callback: impl FnMut() + 'static) -> gloo::timers::callback::Interval {
    gloo::timers::callback::Interval::new(millis, callback)
}

/// A text as it stands in an address's query.
pub fn in_query(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The file that was dropped onto an element.
pub fn dropped_file(event: &DragEvent) -> Option<Blob> {
    event.prevent_default();
    let file = event.data_transfer()?.files()?.get(0)?;
    Some(file.into())
}

/// Calls back once after so many milliseconds, unless what it returns is dropped before.
pub fn after(millis: u32, callback: impl FnOnce() + 'static) -> gloo::timers::callback::Timeout {
    gloo::timers::callback::Timeout::new(millis, callback)
}

/// The element with this id, emptied.
pub fn empty(id: &str) -> Option<Element> {
    let element = document()?.get_element_by_id(id)?;
    element.set_inner_html("");
    Some(element)
}
