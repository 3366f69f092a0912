//! Dialogs over the page, by the browser's own `dialog`: it keeps the focus inside, and gives it back.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// An open dialog; it closes with its owner.
pub struct Modal(HtmlDialogElement);

/// Opens the dialog with this id over the page.
pub fn open(id: &str) -> Option<Modal> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    let dialog: HtmlDialogElement = element.dyn_into().ok()?;
    // It fails only if the dialog is open already.
    let _ = dialog.show_modal();
    Some(Modal(dialog))
}

impl Drop for Modal {
    fn drop(&mut self) {
        self.0.close();
    }
}
