//! The catalogue in the visitor's language, as components read it.

use yew::{hook, use_context};

use crate::i18n::Words;
use crate::state::settings::Language;

/// The catalogue in the visitor's language.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or(Words { language: Language::ZhCn })
}
