//! What is sealed in a report, opened in this browser with the technicians' key file. The key is remembered until it is put
//! away, its owner signs out, or the page is closed: a technician opens one report after the other.

use std::rc::Rc;

use venue_protocol::report::Details;
use venue_protocol::seal::PrivateKey;
use venue_protocol::wire::reports::Report;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_state, use_state_eq};

use crate::api::report_desk;
use crate::components::button::{Button, Weight};
use crate::components::icon::Glyph;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::page::{facts, section};
use crate::console::kit::trouble::fault_notice;
use crate::console::kit::upload::FileButton;
use crate::console::report_seal;
use crate::i18n::Words;
use crate::i18n::text::console::ReportsText as Text;
use crate::platform::dom;

/// A key file is 43 characters; more is none.
const MAX_KEY_FILE: f64 = 1024.0;

/// The report.
#[derive(Properties, PartialEq)]
pub struct ToldProps {
    /// As it was loaded.
    pub report: Rc<Report>,
}

/// What was told, behind the key.
#[component]
pub fn Told(props: &ToldProps) -> Html {
    let console = use_console();
    let words = console.words;
    let key = use_state(|| kept_key(&console));
    let wrong = use_state_eq(|| false);
    let line = &props.report.line;
    let opened = key.as_ref().and_then(|key| report_seal::details(&props.report.sealed, line.id, key));
    let onfile = {
        let (console, key, wrong, report) =
            (console.clone(), key.setter(), wrong.setter(), props.report.clone());
        Callback::from(move |file: Blob| {
            let (console, key, wrong, report) = (console.clone(), key.clone(), wrong.clone(), report.clone());
            spawn_local(async move {
                let text = if file.size() <= MAX_KEY_FILE { dom::text_of(&file).await } else { None };
                let chosen = text.and_then(|text| report_seal::key_of(&text));
                let opens =
                    |key: &PrivateKey| report_seal::details(&report.sealed, report.line.id, key).is_some();
                let chosen = chosen.filter(opens);
                wrong.set(chosen.is_none());
                if let Some(chosen) = chosen {
                    keep_key(&console, Some(chosen.clone()));
                    key.set(Some(chosen));
                }
            });
        })
    };
    let put_away = {
        let (console, key) = (console.clone(), key.setter());
        Callback::from(move |()| {
            keep_key(&console, None);
            key.set(None);
        })
    };
    section(
        words.of(Text::Told),
        match (opened, &*key) {
            (Some(details), Some(key)) => html! {
                <>
                    { told(words, &details) }
                    if line.picture { <Picture report={props.report.clone()} opener={Opener(key.clone())} /> }
                    <div>{ Button { weight: Weight::Quiet, ..Button::new(words.of(Text::PutAway), "put-key-away", put_away) }.view() }</div>
                </>
            },
            _ => html! {
                <>
                    <p>{ words.of(Text::SealedText) }</p>
                    if *wrong {
                        { Notice { testid: Some("key-wrong"), ..Notice::new(Tone::Bad, words.of(Text::KeyWrong)) }.view() }
                    }
                    <div>{ FileButton { glyph: Glyph::Lock, id: "key-file", text: words.of(Text::ChooseKey), accept: ".key,text/plain", onfile }.view() }</div>
                </>
            },
        },
    )
}

fn kept_key(console: &Console) -> Option<PrivateKey> {
    console.memory.report_key(console.me()?.account)
}

fn keep_key(console: &Console, key: Option<PrivateKey>) {
    let account = console.me().map(|me| me.account);
    console.memory.keep_report_key(account.zip(key));
}

fn told(words: Words, details: &Details) -> Html {
    let shown = |text: &str, class: &'static str| match text {
        "" => html! { <span class="soft">{ words.of(Text::Nothing) }</span> },
        text => html! { <bdi {class}>{ text }</bdi> },
    };
    html! {
        <div data-testid="told">
            { facts([
                (words.of(Text::Text), shown(&details.text, "lines")),
                (words.of(Text::Person), shown(&details.person, "")),
                (words.of(Text::Contact), shown(&details.contact, "")),
                (words.of(Text::Phone), shown(&details.phone, "num")),
            ]) }
        </div>
    }
}

/// The key for a part of the page.
#[derive(Clone, PartialEq)]
struct Opener(PrivateKey);

#[derive(Properties, PartialEq)]
struct PictureProps {
    report: Rc<Report>,
    opener: Opener,
}

/// The picture, fetched as it is sealed.
#[component]
fn Picture(props: &PictureProps) -> Html {
    let console = use_console();
    let words = console.words;
    let id = props.report.line.id;
    let shown = use_state(|| None);
    {
        let (shown, opener) = (shown.setter(), props.opener.clone());
        use_effect_with(id, move |id| {
            let id = *id;
            shown.set(None);
            spawn_local(async move {
                let sealed = report_desk::picture(id).await;
                shown.set(Some(sealed.map(|sealed| report_seal::picture(sealed, id, &opener.0))));
            });
        });
    }
    match &*shown {
        None => {
            html! { <div class="waiting" role="status" data-testid="waiting"><div class="waiting__bar"></div></div> }
        }
        Some(Ok(Some(address))) => html! {
            <img class="preview" src={address.clone()} alt={words.of(Text::PictureAlt)} data-testid="picture" />
        },
        Some(Ok(None)) => Notice::new(Tone::Bad, words.of(Text::PictureWrong)).view(),
        Some(Err(error)) => fault_notice(words, error),
    }
}
