//! Dialogs over the page, by the browser's own `dialog`: it keeps the focus inside, and gives it back.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// An open dialog; it closes with its owner.
pub struct Modal {
    dialog: HtmlDialogElement,
    held: Option<EventListener>,
}

/// Opens the dialog with this id over the page.
pub fn open(id: &str) -> Option<Modal> {
    let dialog = find(id)?;
    // It fails only if the dialog is open already.
    let _ = dialog.show_modal();
    Some(Modal { dialog, held: None })
}

/// Opens it, and again whenever the browser closes it: a second Esc, and the back gesture of a phone, cannot be
/// prevented.
pub fn hold(id: &str) -> Option<Modal> {
    let mut modal = open(id)?;
    let dialog = modal.dialog.clone();
    modal.held = Some(EventListener::new(&modal.dialog, "close", move |_| {
        // It fails only if the dialog is gone from the page.
        let _ = dialog.show_modal();
    }));
    Some(modal)
}

fn find(id: &str) -> Option<HtmlDialogElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

impl Drop for Modal {
    fn drop(&mut self) {
        self.held = None;
        self.dialog.close();
    }
}
