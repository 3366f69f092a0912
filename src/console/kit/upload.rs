//! Choosing a file, and the progress of sending it.

use web_sys::Blob;
use yew::{Callback, Event, Html, html};

use crate::components::icon::{Glyph, icon};
use crate::i18n::Words;
use crate::i18n::text::console::Kit;
use crate::platform::dom;

/// A button that lets a file be chosen.
pub struct FileButton {
    /// The control's id, and what tests find it by.
    pub id: &'static str,
    /// What it shows before its words: what the file is.
    pub glyph: Glyph,
    /// Its words.
    pub text: &'static str,
    /// The kinds of file, as `accept` names them.
    pub accept: &'static str,
    /// A file was chosen.
    pub onfile: Callback<Blob>,
}

impl FileButton {
    /// The button itself.
    pub fn view(self) -> Html {
        let onfile = self.onfile;
        let onchange = Callback::from(move |event: Event| {
            if let Some(file) = dom::chosen_file(&event) {
                onfile.emit(file);
            }
        });
        html! {
            <label class="btn file">
                { icon(self.glyph) }<span>{ self.text }</span>
                <input class="sr" type="file" id={self.id} data-testid={self.id} accept={self.accept} {onchange} />
            </label>
        }
    }
}

/// How much of a file has gone out, from 0 to 1.
pub fn progress_bar(what: &'static str, part: f64) -> Html {
    let percent = (part * 100.0).round().clamp(0.0, 100.0);
    html! {
        <div class="field" data-testid="progress">
            <span class="field__hint">{ what }{ format!(" {percent}%") }</span>
            <progress max="100" value={percent.to_string()} aria-label={what}></progress>
        </div>
    }
}

/// Copies a text and says so.
pub fn copy(words: Words, text: String, say: Callback<String>) {
    wasm_bindgen_futures::spawn_local(async move {
        let copied = crate::platform::clipboard::copy(&text).await;
        say.emit(words.of(if copied { Kit::Copied } else { Kit::CopyFailed }).to_owned());
    });
}
