//! Dialogs over the page, by the browser's own `dialog`: it keeps the focus inside, and gives it back.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// An open dialog; it closes with its owner.
pub struct Modal(HtmlDialogElement);

/// Opens the dialog with this id over the page.
pub fn open(id: &str) -> Option<Modal> {
    let dialog = find(id)?;
    // It fails only if the dialog is open already.
    let _ = dialog.show_modal();
    Some(Modal(dialog))
}

/// Shows the dialog again after the browser closed it against the page's will.
pub fn show(id: &str) {
    if let Some(dialog) = find(id) {
        // As above.
        let _ = dialog.show_modal();
    }
}

fn find(id: &str) -> Option<HtmlDialogElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

impl Drop for Modal {
    fn drop(&mut self) {
        self.0.close();
    }
}
