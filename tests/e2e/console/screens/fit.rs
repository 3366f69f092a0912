//! What holds on every screen, found out by the browser itself.

use crate::album::Face;

/// Gives a list of what does not fit: a page that scrolls sideways, a target too small to be tapped, words that are cut
/// off, and Chinese words on an English page. People's own words, which a `bdi` or `lang` marks, may be in any language.
const SCRIPT: &str = include_str!("fit.js");

pub fn script(face: &Face) -> String {
    format!("({SCRIPT})({})", face.is_english())
}
