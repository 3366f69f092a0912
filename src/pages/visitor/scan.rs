//! Reading a code: by the camera, from a photo, or typed. Whatever fails leads to one of the other two.

#[cfg(feature = "console")]
use venue_protocol::token::CodeRefusal;
use venue_protocol::wire::reports::ReportKind;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Event, Html, hook, html, use_mut_ref};

use super::report::report_button;
use super::typed::{Typed, typed_form};
use super::ways_out::{Fault, fault_notice};
use crate::components::button::{Button, Weight};
use crate::components::camera_view::CameraView;
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{Notice, Tone, empty};
use crate::components::page::{Page, use_frame};
use crate::components::trouble::TroubleScreen;
use crate::i18n::text::{Camera, Common, Scan as Text};
use crate::i18n::{Advice, Words};
use crate::pages::context::{App, use_app};
use crate::pages::own::{Own, use_own};
use crate::platform::dom;
use crate::platform::host::Host;
use crate::route::Route;
use crate::scan::client::ScanWorker;
use crate::scan::message::ScanKeys;
use crate::scan::{CameraFailure, GenuineCode, ScanEvent};
use crate::services::visits::NewCheckIn;
use crate::state::direction::propose;
use crate::state::visit::ScannedCode;

/// The id of the field for a photo.
const PHOTO: &str = "photo";

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
enum Said {
    Fault(Fault),
    PhotoReading,
    PhotoCloser,
    PhotoEmpty,
    PhotoUnreadable,
    PhotoTooLarge,
    ReaderFailed,
}

impl Said {
    /// A photo is being read.
    const fn is_reading(&self) -> bool {
        matches!(self, Self::PhotoReading | Self::PhotoCloser)
    }
}

/// What the page remembers.
pub struct Reading {
    way: Way,
    failure: Option<CameraFailure>,
    said: Option<Said>,
    /// A code was read.
    found: bool,
    pub(super) typed: Typed,
}

/// Reading a code.
#[hook]
pub fn use_scan_page() -> Html {
    let app = use_app();
    let words = app.words;
    let page = use_frame(words, &app.nav, words.of(Text::Title), "scan-page");
    let own = use_own(|| Reading {
        way: if app.memory.camera_wanted() { Way::Camera } else { Way::Start },
        failure: None,
        said: None,
        found: false,
        typed: Typed::default(),
    });
    // It calls the page's memory, so it is no part of it.
    let photo_reader = use_mut_ref(|| None::<ScanWorker>);
    let keys = app.state.keys.as_ref().and_then(ScanKeys::of);
    let on_event = {
        let (app, own) = (app.clone(), own.clone());
        Callback::from(move |event| seen(&app, &own, event))
    };
    let on_photo = {
        let (app, own, on_event, keys) = (app.clone(), own.clone(), on_event.clone(), keys.clone());
        let photo_reader = photo_reader.clone();
        Callback::from(move |event: Event| {
            let Some(file) = dom::chosen_file(&event) else { return };
            if own.get().said.as_ref().is_some_and(Said::is_reading) {
                photo_reader.take();
            }
            own.change(|reading| reading.said = Some(Said::PhotoReading));
            let mut reader = photo_reader.borrow_mut();
            let reader = reader.get_or_insert_with(|| ScanWorker::start(keys.clone(), on_event.clone()));
            reader.set_keys(keys.clone());
            reader.photo(file, app.now());
        })
    };
    let stop = {
        let own = own.clone();
        Callback::from(move |()| {
            // The reader ends with whoever holds it, and the next photo gets a new one.
            photo_reader.take();
            own.change(|reading| reading.said = None);
            dom::focus(PHOTO);
        })
    };
    let reading = own.get();
    let settings = &app.state.settings;
    let children = html! {
        <>
            { say(words, reading.said.as_ref(), stop) }
            if matches!(reading.said, Some(Said::Fault(_) | Said::PhotoEmpty)) {
                { report_button(&app, ReportKind::CodeUnreadable, None) }
            }
            if reading.way == Way::Typed {
                { typed_form(&app, &own, &reading.typed) }
            } else if let Some(failure) = reading.failure {
                { camera_trouble(words, failure, set_way(&app, &own, Way::Camera)) }
            } else if reading.way == Way::Camera {
                <p class="center">{ words.of(if reading.found { Text::Found } else { Text::Aim }) }</p>
                <CameraView {words} {keys} {on_event} paused={reading.found} sound={settings.sound}
                    vibration={settings.vibration} />
            } else {
                { empty(Glyph::Scan, words.of(Text::Aim), words.of(Text::StartText)) }
            }
        </>
    };
    Page { actions: Some(actions(&app, &own, reading.way, on_photo)), children, ..page }.view()
}

/// The ways that are not taken now.
fn actions(app: &App, own: &Own<Reading>, way: Way, on_photo: Callback<Event>) -> Html {
    let words = app.words;
    let camera = || Button {
        glyph: Some(Glyph::Camera),
        ..Button::new(words.of(Text::Start), "open-camera", set_way(app, own, Way::Camera))
    };
    let other = match way {
        Way::Typed => camera(),
        Way::Start | Way::Camera => Button {
            glyph: Some(Glyph::Keypad),
            ..Button::new(words.of(Text::Typed), "typed", set_way(app, own, Way::Typed))
        },
    };
    html! {
        <>
            if way == Way::Start { { Button { weight: Weight::Primary, ..camera() }.view() } }
            <div class="btns">
                <label class="btn file">
                    { icon(Glyph::Photo) }<span>{ words.of(Text::Album) }</span>
                    <input id={PHOTO} type="file" accept="image/*" class="sr" onchange={on_photo} data-testid="photo" />
                </label>
                { other.view() }
            </div>
        </>
    }
}

fn set_way(app: &App, own: &Own<Reading>, way: Way) -> Callback<()> {
    let (memory, own) = (app.memory.clone(), own.clone());
    Callback::from(move |()| {
        if way == Way::Camera {
            memory.want_camera();
        }
        own.change(|reading| {
            (reading.way, reading.failure, reading.said) = (way, None, None);
            reading.typed = Typed::default();
        });
    })
}

fn seen(app: &App, own: &Own<Reading>, event: ScanEvent) {
    let said = match event {
        ScanEvent::FirstFrame | ScanEvent::Capabilities(_) | ScanEvent::Nothing(_) => return,
        #[cfg(feature = "console")]
        ScanEvent::Examined(_) => return,
        ScanEvent::LookingCloser => Said::PhotoCloser,
        ScanEvent::CameraFailed(why) => return own.change(|reading| reading.failure = Some(why)),
        ScanEvent::Code(code) => {
            own.change(|reading| (reading.found, reading.said) = (true, None));
            return accept(app.clone(), code);
        }
        ScanEvent::Refused(refusal) => Said::Fault(Fault::of_refusal(&refusal)),
        #[cfg(feature = "console")]
        ScanEvent::Pass(_) => Said::Fault(Fault::of_refusal(&CodeRefusal::Unreadable)),
        ScanEvent::NoKeys => Said::Fault(Fault::new(Advice::NO_KEYS)),
        ScanEvent::NothingFound => Said::PhotoEmpty,
        ScanEvent::NoPicture => Said::PhotoUnreadable,
        ScanEvent::TooLarge => Said::PhotoTooLarge,
        ScanEvent::NoScanner => Said::ReaderFailed,
    };
    own.change(|reading| reading.said = Some(said));
}

/// A genuine code was read: on to its page, or straight to the check-in if the visitor chose that.
fn accept(app: App, code: GenuineCode) {
    let others = code.others;
    let code = ScannedCode { token: code.token, means: code.means, at: app.now() };
    app.memory.keep_scanned(code);
    let page = Route::Code(code.token.to_string());
    let go = app.nav.replace.clone();
    if others {
        app.memory.say_next(app.words.of(Text::OthersIgnored));
    }
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

fn say(words: Words, said: Option<&Said>, stop: Callback<()>) -> Html {
    let notice = |tone, title: Text, children, testid| {
        let title = Some(words.of(title).into());
        Notice { title, testid: Some(testid), ..Notice::of(tone, children) }.view()
    };
    let text = |text: &'static str| html! { <p>{ text }</p> };
    let reading = |title, testid| {
        let stop =
            Button { weight: Weight::Quiet, ..Button::new(words.of(Text::StopPhoto), "stop-photo", stop) };
        html! { <>{ notice(Tone::Info, title, Html::default(), testid) }{ stop.view() }</> }
    };
    match said {
        None => Html::default(),
        Some(Said::Fault(fault)) => fault_notice(words, fault, "code-refused"),
        Some(Said::PhotoReading) => reading(Text::ReadingPhoto, "photo-reading"),
        Some(Said::PhotoCloser) => reading(Text::LookingCloser, "photo-closer"),
        Some(Said::PhotoEmpty) => {
            let children = text(words.of(Text::PhotoNothingText));
            notice(Tone::Warn, Text::PhotoNothing, children, "photo-empty")
        }
        Some(Said::PhotoUnreadable) => {
            let children = text(words.of(Text::PhotoUnreadableText));
            notice(Tone::Bad, Text::PhotoUnreadable, children, "photo-unreadable")
        }
        Some(Said::PhotoTooLarge) => {
            let children = text(words.of(Text::PhotoTooLargeText));
            notice(Tone::Bad, Text::PhotoTooLarge, children, "photo-too-large")
        }
        Some(Said::ReaderFailed) => {
            let (title, children) =
                (words.of(Camera::WorkerFailed).into(), text(words.of(Camera::WorkerFailedText)));
            Notice { title: Some(title), testid: Some("reader-failed"), ..Notice::of(Tone::Bad, children) }
                .view()
        }
    }
}

/// Why there is no picture, and what can be done about it.
fn camera_trouble(words: Words, failure: CameraFailure, retry: Callback<()>) -> Html {
    let (title, text) = match failure {
        CameraFailure::NotAllowed => (Camera::Denied, Camera::DeniedText),
        CameraFailure::NotFound => (Camera::NotFound, Camera::NotFoundText),
        CameraFailure::NotReadable => (Camera::Busy, Camera::BusyText),
        CameraFailure::Overconstrained => (Camera::Unfit, Camera::UnfitText),
        CameraFailure::Insecure => (Camera::Insecure, Camera::InsecureText),
        CameraFailure::Unsupported => (Camera::Unsupported, Camera::UnsupportedText),
        CameraFailure::NoFrames => (Camera::NoFrames, Camera::NoFramesText),
    };
    let steps: &[Camera] = match (failure, Host::current()) {
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
    let again = Button { weight: Weight::Primary, ..Button::new(words.of(Common::Retry), "way-out", retry) };
    TroubleScreen {
        steps: steps.iter().map(|step| words.of(*step)).collect(),
        ..TroubleScreen::new(Glyph::CameraOff, words.of(title), words.of(text), "camera-failed", again.view())
    }
    .view()
}
