//! Texts in files for spreadsheet programs.

/// A text that no spreadsheet program computes: an apostrophe before what would begin a formula.
pub fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{3000}']);
    // Full-width forms are taken for the plain ones by some.
    let is_formula = begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
