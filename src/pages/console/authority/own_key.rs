//! One's own key: made, opened, kept, given as a file.

use venue_protocol::bytes::Bytes;
use venue_protocol::seal::PublicKey;
use venue_protocol::seal::key_file::{KeyFileKind, MAX_PASSPHRASE, MIN_PASSPHRASE};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::knowledge::key_store;
use super::work::{Fault, Work, use_work};
use crate::api::authority;
use crate::authority::client::AskError;
use crate::authority::key_file;
use crate::authority::message::{Reply, Request, Secret, Trouble};
use crate::authority::roster::fingerprint;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone, badge};
use crate::console::context::{Console, use_console};
use crate::console::kit::form::{Input, Submit, edit, form};
use crate::console::kit::page::{facts, section};
use crate::console::kit::upload::FileButton;
use crate::i18n::text::console::Keys as Text;
use crate::pages::own::{Own, use_own};
use crate::platform::{dom, download};

/// The own key.
#[derive(Properties, PartialEq)]
pub struct OwnKeyProps {
    /// Which key of the caller's the server knows; nothing while that is not asked for.
    #[prop_or_default]
    pub sent: Option<Option<PublicKey>>,
    /// Another key was sent.
    #[prop_or_default]
    pub onsent: Callback<()>,
}

#[derive(Default)]
struct Typed {
    passphrase: String,
    again: String,
    /// A file that was chosen, in place of the one that the browser keeps.
    file: Option<Bytes>,
    /// What is wrong with a file that was chosen.
    wrong: Option<Trouble>,
    making: bool,
    /// Something was sent with a mistake.
    tried: bool,
    /// What to say once the key is open.
    made: bool,
    not_kept: bool,
}

#[derive(Clone)]
struct Card {
    console: Console,
    own: Own<Typed>,
    work: Work,
    onsent: Callback<()>,
}

/// The card of the own key.
#[component]
pub fn OwnKey(props: &OwnKeyProps) -> Html {
    let console = use_console();
    let here = Card {
        console: console.clone(),
        own: use_own(Typed::default),
        work: use_work(),
        onsent: props.onsent.clone(),
    };
    let kept = console.me().and_then(|me| key_store().file(me.account));
    let content = match console.open_key {
        Some(key) => here.opened(key, props.sent, kept),
        None => {
            let (chosen, making) = {
                let typed = here.own.get();
                (typed.file.clone(), typed.making)
            };
            match chosen.clone().or(kept).filter(|_| !making) {
                Some(file) => here.open_form(file, chosen.is_some()),
                None => here.make_form(),
            }
        }
    };
    section(console.words.of(Text::OwnTitle), content)
}

impl Card {
    fn opened(&self, key: PublicKey, sent: Option<Option<PublicKey>>, kept: Option<Bytes>) -> Html {
        let words = self.console.words;
        let typed = self.own.get();
        let keeper = self.console.keeper.clone();
        let file = typed.file.clone().or(kept);
        let name = format!("venue-code-{}.key", self.console.me().map_or("", |me| me.login.as_str()));
        let save = Callback::from(move |()| {
            if let Some(file) = &file {
                // The browser says itself if it cannot.
                let _ = download::offer_bytes(&name, "application/octet-stream", &file.0);
            }
        });
        html! {
            <>
                { facts([
                    (words.of(Text::State), badge(Tone::Good, Glyph::Done, words.of(Text::IsOpen))),
                    (words.of(Text::Fingerprint), html! { <code class="fingerprint" data-testid="own-fingerprint">{ fingerprint(&key.hash()) }</code> }),
                ]) }
                if typed.made {
                    { Notice { testid: Some("key-made"), ..Notice::new(Tone::Warn, words.of(if typed.not_kept { Text::NotKept } else { Text::Made })) }.view() }
                }
                if sent.is_some_and(|sent| sent != Some(key)) {
                    { Notice::of(Tone::Warn, html! {
                        <><p>{ words.of(Text::OtherSent) }</p>{ Button { busy: self.work.busy(), ..Button::new(words.of(Text::UseThis), "send-key", self.send(key)) }.view() }</>
                    }).view() }
                }
                { self.work.notice() }
                <div class="row">
                    { Button { glyph: Some(Glyph::Export), ..Button::new(words.of(Text::Download), "download-key", save) }.view() }
                    { Button { glyph: Some(Glyph::Lock), ..Button::new(words.of(Text::Lock), "lock-key", Callback::from(move |()| keeper.forget())) }.view() }
                </div>
            </>
        }
    }

    fn open_form(&self, file: Bytes, chosen: bool) -> Html {
        let words = self.console.words;
        let typed = self.own.get();
        let submit = self.ask_with(move |passphrase| Request::Open { file: file.clone(), passphrase }, false);
        let again = self.own.clone();
        let make = Callback::from(move |()| again.change(|typed| typed.making = true));
        let text = if self.work.busy() { Text::Opening } else { Text::Open };
        html! {
            <>
                <p data-testid={chosen.then_some("file-chosen")}>{ words.of(if chosen { Text::OpenFileText } else { Text::OpenText }) }</p>
                { form("open-key-form", submit, html! {
                    <>
                        { Input { maxlength: MAX_PASSPHRASE, ..Input::password("passphrase", words.of(Text::Passphrase), &typed.passphrase, "off", edit(&self.own, |typed, text| typed.passphrase = text)) }.view() }
                        { Submit { text: words.of(text), testid: "open-key", busy: self.work.busy(), why_not: None }.view() }
                    </>
                }) }
                { self.notice() }
                <div class="row">
                    { self.file_button() }
                    { Button { weight: Weight::Quiet, ..Button::new(words.of(Text::MakeNew), "make-new", make) }.view() }
                </div>
                { self.earlier() }
            </>
        }
    }

    /// Files of other keys that this browser still keeps.
    fn earlier(&self) -> Html {
        let words = self.console.words;
        let files = self.console.me().map(|me| key_store().earlier_files(me.account)).unwrap_or_default();
        let button = |file: Bytes| {
            let public = key_file::read(&file.0, KeyFileKind::Member).ok().map(|file| *file.public())?;
            let own = self.own.clone();
            let take = Callback::from(move |()| {
                own.change(|typed| {
                    typed.wrong = None;
                    typed.passphrase.clear();
                    typed.file = Some(file.clone());
                });
            });
            Some(html! {
                <li class="row"><code class="fingerprint">{ fingerprint(&public.hash()) }</code>{ Button { weight: Weight::Quiet, ..Button::new(words.of(Text::TakeEarlier), "take-earlier", take) }.view() }</li>
            })
        };
        if files.is_empty() {
            return Html::default();
        }
        html! {
            <details>
                <summary>{ words.of(Text::Earlier) }</summary>
                <ul class="stack">{ for files.into_iter().filter_map(button) }</ul>
            </details>
        }
    }

    fn make_form(&self) -> Html {
        let words = self.console.words;
        let typed = self.own.get();
        let short = typed.passphrase.chars().count() < MIN_PASSPHRASE;
        let differs = typed.passphrase != typed.again;
        let submit = if short || differs {
            let own = self.own.clone();
            Callback::from(move |()| {
                own.change(|typed| typed.tried = true);
                dom::focus(if short { "passphrase" } else { "passphrase-again" });
            })
        } else {
            self.ask_with(|passphrase| Request::Make { passphrase }, true)
        };
        html! {
            <>
                <p>{ words.of(Text::MakeText) }</p>
                if typed.making { { Notice { testid: Some("make-instead"), ..Notice::new(Tone::Warn, words.of(Text::MakeInstead)) }.view() } }
                { form("make-key-form", submit, html! {
                    <>
                        { Input {
                            hint: Some(words.of(Text::PassphraseHint).into()),
                            error: (typed.tried && short).then(|| AttrValue::from(words.of(Text::PassphraseHint))),
                            maxlength: MAX_PASSPHRASE,
                            ..Input::password("passphrase", words.of(Text::Passphrase), &typed.passphrase, "off", edit(&self.own, |typed, text| typed.passphrase = text))
                        }.view() }
                        { Input {
                            error: (typed.tried && differs).then(|| AttrValue::from(words.of(Text::AgainWrong))),
                            maxlength: MAX_PASSPHRASE,
                            ..Input::password("passphrase-again", words.of(Text::Again), &typed.again, "off", edit(&self.own, |typed, text| typed.again = text))
                        }.view() }
                        { Submit { text: words.of(Text::Make), testid: "make-key", busy: self.work.busy(), why_not: None }.view() }
                    </>
                }) }
                { self.notice() }
                <div>{ self.file_button() }</div>
            </>
        }
    }

    /// What is wrong with the file that was chosen last, else what the last try came to.
    fn notice(&self) -> Html {
        match self.own.get().wrong {
            Some(trouble) => {
                html! { <div data-testid="file-wrong">{ Fault::Ask(AskError::Trouble(trouble)).notice(self.console.words) }</div> }
            }
            None => self.work.notice(),
        }
    }

    fn file_button(&self) -> Html {
        let (own, work) = (self.own.clone(), self.work.clone());
        let onfile = Callback::from(move |file: Blob| {
            let own = own.clone();
            work.forget();
            spawn_local(async move {
                let bytes = dom::first_bytes(&file, key_file::MOST).await.unwrap_or_default();
                let wrong = key_file::read(&bytes, KeyFileKind::Member).err();
                own.change(|typed| {
                    typed.wrong = wrong;
                    if wrong.is_none() {
                        typed.passphrase.clear();
                        typed.file = Some(Bytes(bytes));
                        typed.making = false;
                    }
                });
            });
        });
        FileButton {
            glyph: Glyph::Lock,
            id: "key-file",
            text: self.console.words.of(Text::FromFile),
            accept: ".key",
            onfile,
        }
        .view()
    }

    /// Opens or makes the key with the typed passphrase; a new one is sent to the server.
    fn ask_with(&self, request: impl Fn(Secret) -> Request + 'static, new: bool) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            here.own.change(|typed| typed.wrong = None);
            let request = request(Secret(here.own.get().passphrase.clone()));
            let (keeper, after) = (here.console.keeper.clone(), here.clone());
            let call = async move {
                let Reply::Key { public, file } = keeper.ask(&request).await? else { return Err(Fault::ODD) };
                Ok((public, file))
            };
            here.work.run(call, move |(public, file)| after.opened_now(public, file, new));
        })
    }

    fn opened_now(&self, public: PublicKey, file: Bytes, new: bool) {
        let account = self.console.me().map(|me| me.account);
        let kept = account.is_some_and(|account| key_store().keep_file(account, &file).is_ok());
        self.own.change(|typed| {
            *typed = Typed { file: Some(file), made: new || !kept, not_kept: !kept, ..Typed::default() };
        });
        if new {
            self.send(public).emit(());
        }
    }

    fn send(&self, key: PublicKey) -> Callback<()> {
        let here = self.clone();
        Callback::from(move |()| {
            let (server, after) = (here.console.server.clone(), here.clone());
            here.work.run(async move { Ok(authority::put_own_key(&*server, key).await?) }, move |()| {
                after.console.say.emit(after.console.words.of(Text::Sent).to_owned());
                after.onsent.emit(());
            });
        })
    }
}
