//! A role's key file from an offline machine, and its passphrase.

use venue_protocol::bytes::Bytes;
use venue_protocol::seal::key_file::{KeyFileKind, MAX_PASSPHRASE};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{Callback, Html, Properties, component, html};

use super::work::Fault;
use crate::authority::client::AskError;
use crate::authority::key_file;
use crate::authority::message::{RoleFile, Secret, Trouble};
use crate::components::icon::Glyph;
use crate::console::context::use_console;
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::upload::FileButton;
use crate::i18n::text::console::Keys as Text;
use crate::pages::own::use_own;
use crate::platform::dom;

/// What is done with the file.
#[derive(Properties, PartialEq)]
pub struct RoleFileProps {
    /// What the button says that does it.
    pub text: &'static str,
    /// It is at work.
    pub busy: bool,
    /// The file and its passphrase.
    pub onfile: Callback<RoleFile>,
}

#[derive(Default)]
struct Typed {
    file: Option<Bytes>,
    /// What is wrong with the file that was chosen.
    wrong: Option<Trouble>,
    passphrase: String,
}

/// Asks for the file, then for its passphrase.
#[component]
pub fn RoleKeyFile(props: &RoleFileProps) -> Html {
    let words = use_console().words;
    let own = use_own(Typed::default);
    let choose = {
        let own = own.clone();
        Callback::from(move |file: Blob| {
            let own = own.clone();
            spawn_local(async move {
                let bytes = dom::first_bytes(&file, key_file::MOST).await.unwrap_or_default();
                let read = key_file::read(&bytes, KeyFileKind::Role);
                own.change(|typed| {
                    typed.wrong = read.as_ref().err().copied();
                    typed.file = read.is_ok().then_some(Bytes(bytes));
                });
            });
        })
    };
    let submit = {
        let (own, onfile) = (own.clone(), props.onfile.clone());
        Callback::from(move |()| {
            let typed = own.get();
            let Some(file) = typed.file.clone() else { return };
            let passphrase = Secret(typed.passphrase.clone());
            drop(typed);
            onfile.emit(RoleFile { file, passphrase });
        })
    };
    let typed = own.get();
    html! {
        <div class="stack">
            <div>{ FileButton { glyph: Glyph::Lock, id: "role-key-file", text: words.of(Text::ChooseRoleFile), accept: ".key", onfile: choose }.view() }</div>
            if let Some(trouble) = typed.wrong { { Fault::Ask(AskError::Trouble(trouble)).notice(words) } }
            if typed.file.is_some() {
                { form("role-file-form", submit, html! {
                    <>
                        { Input {
                            hint: Some(words.of(Text::RoleFileHint).into()),
                            maxlength: MAX_PASSPHRASE,
                            ..Input::password("role-passphrase", words.of(Text::Passphrase), &typed.passphrase, "off", edit(&own, |typed: &mut Typed, text| typed.passphrase = text))
                        }.view() }
                        { Submit { text: props.text, testid: "role-file-go", busy: props.busy, why_not: None }.view() }
                    </>
                }) }
            }
        </div>
    }
}
