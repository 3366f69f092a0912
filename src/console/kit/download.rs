//! Links to files. The page fetches them, so that it can say what went wrong, and when they are there.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

use super::load::Doing;
use crate::api;
use crate::components::icon::{Glyph, icon};
use crate::platform::host::Host;

/// A link to a file of the server.
pub struct FileLink {
    /// Where it is.
    pub href: String,
    /// Its class.
    pub class: &'static str,
    /// Its words.
    pub words: &'static str,
    /// What tests find it by.
    pub testid: AttrValue,
    /// It is there.
    pub done: Callback<()>,
}

impl FileLink {
    /// The link; `doing` tells how far it is.
    pub fn view(self, doing: &Doing) -> Html {
        let Self { href, class, words, testid, done } = self;
        let onclick = {
            let (href, doing) = (href.clone(), doing.clone());
            Callback::from(move |event: MouseEvent| {
                // The web-views of other apps save no file that a page made; some follow a link.
                if Host::current() != Host::Browser {
                    return;
                }
                event.prevent_default();
                let (href, done) = (href.clone(), done.clone());
                doing.run(async move { api::file(&href).await }, move |file| {
                    file.offer();
                    done.emit(());
                });
            })
        };
        html! {
            <a {class} {href} {onclick} download="" data-testid={testid} aria-busy={doing.busy().then_some("true")}>
                { icon(Glyph::Export) }<span>{ words }</span>
            </a>
        }
    }
}
