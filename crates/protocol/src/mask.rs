//! Masked names: all that a device shows and keeps of a name.

use crate::document::text::{Form, is_invisible, normalise};

/// At most so many stars stand for the rest of a word, so that long names do not tell their length.
const MAX_STARS: usize = 4;
/// At most so many words are shown: with the stars and spaces 36 characters, of the 40 that a label may have.
const MAX_WORDS: usize = 6;

/// Whether a text is of the shape that [`mask_name`] gives: words of at most one character, none of them invisible, and
/// stars. What devices send to be shown to others must be: it is neither a whole name nor any other text.
pub fn is_masked(label: &str) -> bool {
    let is_masked = |word: &str| {
        let shown = word.trim_end_matches('*');
        (1..=MAX_STARS + 1).contains(&(word.len() - shown.len()))
            && shown.chars().count() <= 1
            && !shown.chars().any(|c| c == '*' || c.is_control() || c.is_whitespace() || is_invisible(c))
    };
    (1..=MAX_WORDS).contains(&label.split(' ').count()) && label.split(' ').all(is_masked)
}

/// Masks a name, as typed or as kept: of each word the first character and a star for each further one, up to four (`张*`, `欧***`,
/// `M** S****`). A word of one character is a star, so that no name shows whole.
pub fn mask_name(name: &str) -> String {
    let mut label = String::new();
    // Accents that are typed apart are no characters of their own. What is too long to be a name shows nothing.
    for word in normalise(name, Form::Nfc).unwrap_or_default().split_whitespace().take(MAX_WORDS) {
        if !label.is_empty() {
            label.push(' ');
        }
        let mut characters = word.chars();
        let first = characters.next();
        let stars = characters.take(MAX_STARS).count();
        label.extend(first.filter(|first| stars > 0 && !first.is_control() && !is_invisible(*first)));
        label.extend(std::iter::repeat_n('*', stars.max(1)));
    }
    if label.is_empty() { "*".to_owned() } else { label }
}
