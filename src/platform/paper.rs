//! Printing from the browser on paper of a given size.
//!
//! What is to be printed stands in an element of the class `paper`, a child of the body that the screen does not show
//! (`assets/style/door.css`). The size of the page is a rule that only a style sheet can hold; a sheet of ours takes it in,
//! since the content security policy allows no style in the page.

use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element};

/// As long as it lives, the page prints on this paper, and nothing but what is in elements of the class `paper`.
pub struct Paper {
    sheet: CssStyleSheet,
    rule: String,
}

impl Paper {
    /// Paper of this width and height in millimetres, without margins.
    pub fn of(width: f32, height: f32) -> Option<Self> {
        let sheets = web_sys::window()?.document()?.style_sheets();
        let sheet: CssStyleSheet = sheets.get(0)?.dyn_into().ok()?;
        // Some browsers write the rule otherwise than it was given; it is found again by what they made of it.
        let at = sheet.css_rules().ok()?.length();
        let rule = format!("@page {{ size: {width}mm {height}mm; margin: 0; }}");
        sheet.insert_rule_with_index(&rule, at).ok()?;
        let rule = sheet.css_rules().ok()?.get(at)?.css_text();
        super::dom::set_root("data-paper", Some(""));
        Some(Self { sheet, rule })
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        super::dom::set_root("data-paper", None);
        let Ok(rules) = self.sheet.css_rules() else { return };
        // Another one may have been put in behind it.
        let at = (0..rules.length())
            .rev()
            .find(|at| rules.get(*at).is_some_and(|rule| rule.css_text() == self.rule));
        if let Some(at) = at {
            // It was there a moment ago.
            let _ = self.sheet.delete_rule(at);
        }
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // It fails only where printing is forbidden.
        let _ = window.print();
    }
}

/// The body, for what stands beside the app.
pub fn body() -> Option<Element> {
    web_sys::window()?.document()?.body().map(Into::into)
}
