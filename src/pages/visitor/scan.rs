//! Reading a code: by the camera, from a photo, or typed. Whatever fails leads to one of the other two.

use std::rc::Rc;

use venue_protocol::typed_code::TypedCode;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Event, Html, component, hook, html, use_mut_ref, use_state};

use super::ways_out::{Fault, fault_notice};
use crate::api::ApiError;
use crate::components::button::{Button, Weight};
use crate::components::camera_view::CameraView;
use crate::components::field::TextField;
use crate::components::icon::{Glyph, icon};
use crate::components::nav::use_nav;
use crate::components::notice::{Notice, Tone, empty};
use crate::components::page::Page;
use crate::components::trouble::TroubleScreen;
use crate::components::words::use_words;
use crate::i18n::Advice;
use crate::i18n::text::{Camera, Common, Scan as Text};
use crate::pages::context::{App, use_app};
use crate::platform::dom;
use crate::platform::host::Host;
use crate::route::Route;
use crate::scan::client::ScanWorker;
use crate::scan::message::ScanKeys;
use crate::scan::{CameraFailure, GenuineCode, ScanEvent};
use crate::services::visits::NewCheckIn;
use crate::state::direction::propose;
use crate::state::visit::ScannedCode;

/// How a code is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Nothing is open yet: browsers ask for the camera after a tap only.
    Start,
    /// By the camera.
    Camera,
    /// By its typed number.
    Typed,
}

/// What is said about the last try.
#[derive(Clone, PartialEq)]
enum Said {
    Fault(Fault),
    PhotoReading,
    PhotoEmpty,
    PhotoUnreadable,
    ReaderFailed,
}

/// Reading a code.
#[hook]
pub fn use_scan_page() -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let way = use_state(|| if app.memory.camera_wanted() { Way::Camera } else { Way::Start });
    let failure = use_state(|| None::<CameraFailure>);
    let said = use_state(|| None::<Said>);
    let working = use_state(|| false);
    let photo_reader = use_mut_ref(|| None::<ScanWorker>);
    let keys = app.state.keys.as_ref().and_then(ScanKeys::of);

    let on_event = {
        let (app, failure, said, working) = (app.clone(), failure.clone(), said.clone(), working.clone());
        let go = nav.replace.clone();
        Callback::from(move |event: ScanEvent| match event {
            ScanEvent::FirstFrame | ScanEvent::Capabilities(_) => {}
            ScanEvent::Code(code) => {
                working.set(true);
                said.set(None);
                accept(app.clone(), go.clone(), code);
            }
            ScanEvent::Refused(refusal) => said.set(Some(Said::Fault(Fault::of_refusal(&refusal)))),
            ScanEvent::NoKeys => said.set(Some(Said::Fault(Fault::new(Advice::NO_KEYS)))),
            ScanEvent::NothingFound => said.set(Some(Said::PhotoEmpty)),
            ScanEvent::NoPicture => said.set(Some(Said::PhotoUnreadable)),
            ScanEvent::NoScanner => said.set(Some(Said::ReaderFailed)),
            ScanEvent::CameraFailed(why) => failure.set(Some(why)),
        })
    };
    let set_way = |to: Way| {
        let (app, way, failure, said) = (app.clone(), way.clone(), failure.clone(), said.clone());
        Callback::from(move |()| {
            if to == Way::Camera {
                app.memory.want_camera();
            }
            failure.set(None);
            said.set(None);
            way.set(to);
        })
    };
    let on_photo = {
        let (app, said, on_event, keys) = (app.clone(), said.clone(), on_event.clone(), keys.clone());
        Callback::from(move |event: Event| {
            let Some(file) = dom::chosen_file(&event) else { return };
            said.set(Some(Said::PhotoReading));
            let mut reader = photo_reader.borrow_mut();
            let reader = reader.get_or_insert_with(|| ScanWorker::start(keys.clone(), on_event.clone()));
            reader.set_keys(keys.clone());
            reader.photo(file, app.now());
        })
    };
    let open = Way::Camera == *way && failure.is_none();
    let actions = html! {
        <>
            if *way == Way::Start {
                { Button {
                    weight: Weight::Primary,
                    glyph: Some(Glyph::Camera),
                    onclick: set_way(Way::Camera),
                    testid: "open-camera",
                    children: html! { { words.of(Text::Start) } },
                    ..Button::default()
                }.view() }
            }
            <div class="btns">
                <label class="btn file">
                    { icon(Glyph::Photo) }<span>{ words.of(Text::Album) }</span>
                    <input type="file" accept="image/*" class="sr" onchange={on_photo} data-testid="photo" />
                </label>
                if *way == Way::Typed {
                    { Button {
                        glyph: Some(Glyph::Camera),
                        onclick: set_way(Way::Camera),
                        testid: "open-camera",
                        children: html! { { words.of(Text::Start) } },
                        ..Button::default()
                    }.view() }
                } else {
                    { Button {
                        glyph: Some(Glyph::Keypad),
                        onclick: set_way(Way::Typed),
                        testid: "typed",
                        children: html! { { words.of(Text::Typed) } },
                        ..Button::default()
                    }.view() }
                }
            </div>
        </>
    };
    html! {
        <Page title={words.of(Text::Title)} testid="scan-page" {actions}>
            { say(words, said.as_ref()) }
            if *way == Way::Typed {
                <TypedForm />
            } else if let Some(failure) = *failure {
                <CameraTrouble {failure} onretry={set_way(Way::Camera)} />
            } else if open {
                <p class="center">{ words.of(if *working { Text::Found } else { Text::Aim }) }</p>
                <CameraView {keys} on_event={on_event.clone()} paused={*working} sound={app.state.settings.sound}
                    vibration={app.state.settings.vibration} />
            } else {
                { empty(Glyph::Scan, words.of(Text::Aim), words.of(Text::StartText)) }
            }
        </Page>
    }
}

/// A genuine code was read: on to its page, or straight to the check-in if the visitor chose that.
fn accept(app: App, go: Callback<Route>, code: GenuineCode) {
    let code = ScannedCode { token: code.token, means: code.means, at: app.now() };
    app.memory.keep_scanned(code);
    let page = Route::Code(code.token.to_string());
    let today = app.now().day();
    let registered = app.state.profile.visitor.as_ref().is_some_and(|card| !card.is_dead(today));
    if !(app.state.settings.automatic && registered) {
        return go.emit(page);
    }
    spawn_local(async move {
        // The gate decides the direction, so the venue is asked for, unless this device knows it.
        let known = app.state.venues.get(code.token.place).cloned();
        let venue = match known {
            Some(venue) => Some(venue),
            None => match app.services.look_up(&code).await {
                Ok(known) => known.card(),
                // Its page says what is wrong with the code.
                Err(_) => return go.emit(page),
            },
        };
        let gate = venue.as_ref().map(|venue| venue.gate);
        let direction = propose(gate, code.token.place, &app.state.history, code.at);
        let new = NewCheckIn { code, venue, direction, stay: app.state.settings.stay };
        match app.services.check_in(new) {
            Ok(visit) => {
                app.memory.forget_scanned();
                go.emit(Route::Visit(visit.0));
            }
            Err(_) => go.emit(page),
        }
    });
}

fn say(words: crate::i18n::Words, said: Option<&Said>) -> Html {
    let notice = |tone, title: Text, text: Option<Text>, testid: &'static str| {
        html! {
            { Notice {
                tone,
                title: Some(words.of(title).into()),
                testid,
                children: html! { <>if let Some(text) = text { <p>{ words.of(text) }</p> }</> },
                ..Notice::default()
            }.view() }
        }
    };
    match said {
        None => Html::default(),
        Some(Said::Fault(fault)) => html! {
            { fault_notice(words, fault, "code-refused") }
        },
        Some(Said::PhotoReading) => notice(Tone::Info, Text::ReadingPhoto, None, "photo-reading"),
        Some(Said::PhotoEmpty) => {
            notice(Tone::Warn, Text::PhotoNothing, Some(Text::PhotoNothingText), "photo-empty")
        }
        Some(Said::PhotoUnreadable) => notice(Tone::Bad, Text::PhotoUnreadable, None, "photo-unreadable"),
        Some(Said::ReaderFailed) => html! {
            { Notice {
                tone: Tone::Bad,
                title: Some(words.of(Camera::WorkerFailed).into()),
                testid: "reader-failed",
                children: html! { <p>{ words.of(Camera::WorkerFailedText) }</p> },
                ..Notice::default()
            }.view() }
        },
    }
}

/// The number below the code.
#[component]
fn TypedForm() -> Html {
    let words = use_words();
    let app = use_app();
    let nav = use_nav();
    let text = use_state(String::new);
    let wrong = use_state(|| None::<Text>);
    let fault = use_state(|| None::<Fault>);
    let busy = use_state(|| false);
    let oninput = {
        let (text, wrong) = (text.clone(), wrong.clone());
        Callback::from(move |typed: String| {
            wrong.set(None);
            text.set(typed);
        })
    };
    let submit = {
        let (app, nav, text, busy) = (app.clone(), nav.clone(), text.clone(), busy.clone());
        let (wrong, fault) = (wrong.clone(), fault.clone());
        Rc::new(move || {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            if text.parse::<TypedCode>().is_err() {
                wrong.set(Some(if digits == 9 { Text::TypedWrong } else { Text::TypedShort }));
                return dom::focus("typed-code");
            }
            let (app, nav, text) = (app.clone(), nav.clone(), text.clone());
            let (busy, fault) = (busy.clone(), fault.clone());
            busy.set(true);
            fault.set(None);
            spawn_local(async move {
                let answer: Result<_, ApiError> = app.services.look_up_typed(&text).await;
                busy.set(false);
                match answer {
                    Ok((code, _)) => {
                        app.memory.keep_scanned(code);
                        nav.replace.emit(Route::Code(code.token.to_string()));
                    }
                    Err(error) => fault.set(Some(Fault::of_call(&error))),
                }
            });
        })
    };
    let onsubmit = {
        let submit = submit.clone();
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            submit();
        })
    };
    html! {
        <form class="card stack" {onsubmit}>
            { TextField {
                id: "typed-code",
                label: words.of(Text::TypedLabel).into(),
                hint: Some(words.of(Text::TypedHint).into()),
                keyboard: "numeric",
                class: "input--code",
                value: (*text).clone().into(),
                oninput,
                maxlength: 15,
                error: (*wrong).map(|wrong| words.of(wrong).into()),
                ..TextField::default()
            }.view() }
            if let Some(fault) = &*fault {
                { fault_notice(words, fault, "code-refused") }
            }
            { Button {
                weight: Weight::Primary,
                onclick: Callback::from(move |()| submit()),
                busy: *busy,
                testid: "typed-submit",
                children: html! { { if *busy { words.of(Common::Loading) } else { words.of(Text::Next) } } },
                ..Button::default()
            }.view() }
        </form>
    }
}

#[derive(yew::Properties, PartialEq)]
struct CameraTroubleProps {
    failure: CameraFailure,
    onretry: Callback<()>,
}

/// Why there is no picture, and what can be done about it.
#[component]
fn CameraTrouble(props: &CameraTroubleProps) -> Html {
    let words = use_words();
    let (title, text) = match props.failure {
        CameraFailure::NotAllowed => (Camera::Denied, Camera::DeniedText),
        CameraFailure::NotFound => (Camera::NotFound, Camera::NotFoundText),
        CameraFailure::NotReadable => (Camera::Busy, Camera::BusyText),
        CameraFailure::Overconstrained => (Camera::Unfit, Camera::UnfitText),
        CameraFailure::Insecure => (Camera::Insecure, Camera::InsecureText),
        CameraFailure::Unsupported => (Camera::Unsupported, Camera::UnsupportedText),
        CameraFailure::NoFrames => (Camera::NoFrames, Camera::NoFramesText),
    };
    let steps: &[Camera] = match (props.failure, Host::current()) {
        (CameraFailure::NotAllowed, Host::Browser) => {
            &[Camera::DeniedStepBrowser1, Camera::DeniedStepBrowser2, Camera::DeniedStepBrowser3]
        }
        (CameraFailure::NotAllowed, Host::WeChat | Host::WeChatMiniProgram) => {
            &[Camera::DeniedStepWeChat1, Camera::DeniedStepWeChat2, Camera::DeniedStepBrowser3]
        }
        (CameraFailure::NotAllowed, Host::Alipay | Host::AlipayMiniProgram) => {
            &[Camera::DeniedStepAlipay1, Camera::DeniedStepWeChat2, Camera::DeniedStepBrowser3]
        }
        _ => &[],
    };
    let steps: Vec<_> = steps.iter().map(|step| words.of(*step)).collect();
    html! {
            { TroubleScreen {
                glyph: Glyph::CameraOff,
                title: words.of(title).into(),
                text: words.of(text).into(),
                steps,
                testid: "camera-failed",
                children: html! { { Button {
        weight: Weight::Primary,
        onclick: props.onretry.clone(),
        testid: "way-out",
        children: html! { { words.of(Common::Retry) } },
        ..Button::default()
    }.view() } },
                ..TroubleScreen::default()
            }.view() }
        }
}
