//! The camera's picture, with everything that other scanners' users had to teach about it.
//!
//! It asks for the camera as soon as it is mounted, so mount it after a tap. It stops every track when it is
//! unmounted or hidden, starts again when it is visible, restarts a camera that shows nothing once, and then gives
//! up with [`CameraFailure::NoFrames`]. One frame at a time goes to the worker, the others are dropped. A genuine
//! code closes the latch until `paused` goes from true to false.

mod overlay;
mod patience;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use venue_protocol::instant::Instant;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlVideoElement;
use yew::{Callback, Component, Context, Html, NodeRef, Properties, html};

use self::overlay::Overlay;
use self::patience::{Patience, Verdict};
use crate::i18n::Words;
use crate::i18n::text::Scan as Text;
use crate::platform::beep::Beeper;
use crate::platform::camera::{self, Camera, CameraFailure};
use crate::platform::clock;
use crate::platform::frame::{Grabber, NextFrame};
use crate::platform::local::{BrowserLocal, LocalStore};
use crate::platform::vibrate::vibrate;
use crate::scan::client::ScanWorker;
use crate::scan::hints::Hints;
use crate::scan::latch::Latch;
use crate::scan::message::ScanKeys;
use crate::scan::{Capabilities, ScanEvent};

/// Larger frames cost time and read no more of a poster at the distance that it was made for.
const LONGEST_SIDE: u32 = 1280;
/// Between two frames that are looked at, at least: every frame of a camera that shows 30 a second.
const FRAME_GAP_MS: i64 = 30;
/// A slow phone rests at least half of the time, and stays cool, but never longer than this.
const LONGEST_REST_MS: i64 = 500;
const WATCH_EVERY_MS: u32 = 500;
const VIBRATION_MS: u32 = 60;
/// Far enough to read a poster across a counter, near enough to find it in the picture.
const CLOSER: f64 = 2.0;
/// Where the lens that was chosen or found good is remembered.
const LENS_KEY: &str = "venue-code/lens";

/// What the camera view is given.
#[derive(Properties, PartialEq)]
pub struct CameraViewProps {
    /// The visitor's language.
    pub words: Words,
    /// What codes are judged by; without them codes are found but not judged.
    pub keys: Option<ScanKeys>,
    /// What happens.
    pub on_event: Callback<ScanEvent>,
    /// Show the picture, but do not look for codes.
    #[prop_or_default]
    pub paused: bool,
    /// Sound a tone when a genuine code was read.
    #[prop_or_default]
    pub sound: bool,
    /// Vibrate when a genuine code was read.
    #[prop_or_default]
    pub vibration: bool,
}

/// What happens to the view.
#[derive(Debug)]
pub enum Msg {
    /// The camera was asked for the n-th time, and this came of it.
    Opened(u32, Result<Camera, CameraFailure>),
    /// The video knows its size: some browsers want to be told to play only now.
    Loaded,
    /// The video shows a frame.
    Frame,
    /// Time to see whether it still does.
    Watch,
    /// The n-th camera can do this.
    Able(u32, Capabilities),
    /// The worker saw something.
    Seen(ScanEvent),
    /// The page was hidden or shown.
    Visibility,
    /// The light's button.
    Torch,
    /// The zoom's button.
    Zoom,
    /// The button for the next lens.
    NextLens,
}

/// See the module.
pub struct CameraView {
    video: NodeRef,
    worker: ScanWorker,
    grabber: Option<Grabber>,
    beeper: Option<Beeper>,
    latch: Latch,
    hints: Hints,
    camera: Option<Camera>,
    /// Counts openings, so that what an earlier one still sends is told from the latest one's.
    opening: u32,
    patience: Patience,
    next_frame: Option<NextFrame>,
    looked_at: Instant,
    /// How long the latest look took.
    look_ms: i64,
    showing: bool,
    able: Capabilities,
    torch: bool,
    closer: bool,
    lens: Option<String>,
    _watch: Interval,
    _visibility: Option<EventListener>,
}

impl Component for CameraView {
    type Message = Msg;
    type Properties = CameraViewProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let watch = link.callback(|()| Msg::Watch);
        let mut view = Self {
            video: NodeRef::default(),
            worker: ScanWorker::start(ctx.props().keys.clone(), link.callback(Msg::Seen)),
            grabber: Grabber::new(),
            beeper: ctx.props().sound.then(Beeper::new),
            latch: Latch::default(),
            hints: Hints::default(),
            camera: None,
            opening: 0,
            patience: Patience::new(clock::now()),
            next_frame: None,
            looked_at: Instant::EPOCH,
            look_ms: 0,
            showing: false,
            able: Capabilities::default(),
            torch: false,
            closer: false,
            lens: BrowserLocal.get(LENS_KEY).ok().flatten(),
            _watch: Interval::new(WATCH_EVERY_MS, move || watch.emit(())),
            _visibility: on_visibility(link.callback(|()| Msg::Visibility)),
        };
        view.open(ctx);
        view
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        let props = ctx.props();
        self.worker.set_keys(props.keys.clone());
        if old.paused && !props.paused {
            self.latch.reset();
        }
        old.words != props.words
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Opened(opening, outcome) => self.opened(ctx, opening, outcome),
            Msg::Loaded => self.play(),
            Msg::Frame => return self.frame(ctx),
            Msg::Watch => return self.watch(ctx),
            Msg::Able(opening, able) => {
                if opening != self.opening {
                    return false;
                }
                self.able = able.clone();
                ctx.props().on_event.emit(ScanEvent::Capabilities(able));
                return true;
            }
            Msg::Seen(event) => return self.seen(ctx, event),
            Msg::Visibility => {
                self.visibility(ctx);
                return true;
            }
            Msg::Torch => {
                self.torch = !self.torch;
                if let Some(camera) = &self.camera {
                    camera.set_torch(self.torch);
                }
                return true;
            }
            Msg::Zoom => {
                self.closer = !self.closer;
                if let (Some(camera), Some((min, max))) = (&self.camera, self.able.zoom) {
                    // Not `clamp`: it panics where a camera tells nonsense.
                    camera.set_zoom(if self.closer { CLOSER } else { 1.0 }.max(min).min(max));
                }
                return true;
            }
            Msg::NextLens => {
                let at = self.able.lenses.iter().position(|lens| Some(&lens.id) == self.lens.as_ref());
                let next = at.map_or(0, |at| (at + 1) % self.able.lenses.len().max(1));
                if let Some(lens) = self.able.lenses.get(next) {
                    self.lens = Some(lens.id.clone());
                    self.patience.renew();
                    self.open(ctx);
                    return true;
                }
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (link, words) = (ctx.link(), ctx.props().words);
        let overlay = Overlay {
            words,
            hint: self.hints.shown(),
            able: &self.able,
            torch: self.torch,
            closer: self.closer,
        };
        html! {
            <div class="camera" data-testid="camera" data-showing={self.showing.then_some("true")}>
                <video ref={self.video.clone()} playsinline=true muted=true autoplay=true
                    aria-label={words.of(Text::CameraLabel)} onloadedmetadata={link.callback(|_| Msg::Loaded)} />
                if self.showing {
                    <div class="camera__frame" aria-hidden="true"></div>
                } else {
                    <p class="camera__wait" role="status">{ words.of(Text::Starting) }</p>
                }
                { overlay.view(link) }
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first_render: bool) {
        if first_render && let Some(video) = self.element() {
            // Yew sets what `muted` is at first, not what it is now; unmuted videos may not play by themselves.
            video.set_muted(true);
        }
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        self.close();
    }
}

impl CameraView {
    fn element(&self) -> Option<HtmlVideoElement> {
        self.video.cast()
    }

    /// Asks for the camera anew; what was open is stopped first, since Android opens one at a time.
    fn open(&mut self, ctx: &Context<Self>) {
        self.close();
        self.opening += 1;
        let (opening, lens) = (self.opening, self.lens.clone());
        ctx.link().send_future(async move { Msg::Opened(opening, Camera::open(lens.as_deref()).await) });
    }

    /// Stops every track.
    fn close(&mut self) {
        self.next_frame = None;
        self.camera = None;
        self.showing = false;
        self.torch = false;
        self.closer = false;
        self.able = Capabilities::default();
        self.hints.clear();
        if let Some(video) = self.element() {
            video.set_src_object(None);
        }
    }

    fn opened(&mut self, ctx: &Context<Self>, opening: u32, outcome: Result<Camera, CameraFailure>) {
        if opening != self.opening || is_hidden() {
            return; // Dropping the camera stops it.
        }
        match outcome {
            Ok(camera) => {
                if let Some(video) = self.element() {
                    video.set_src_object(Some(camera.stream()));
                }
                self.camera = Some(camera);
                self.patience.alive(clock::now());
                self.play();
                self.wait_for_frame(ctx);
            }
            Err(failure) => self.fail(ctx, failure),
        }
    }

    fn fail(&mut self, ctx: &Context<Self>, failure: CameraFailure) {
        self.close();
        self.opening += 1;
        ctx.props().on_event.emit(ScanEvent::CameraFailed(failure));
    }

    fn play(&self) {
        let Some(promise) = self.element().and_then(|video| video.play().ok()) else { return };
        spawn_local(async move {
            // Interrupted by the next call, or refused: then no frame comes, and the watch sees that.
            let _ = JsFuture::from(promise).await;
        });
    }

    fn wait_for_frame(&mut self, ctx: &Context<Self>) {
        let arrived = ctx.link().callback(|()| Msg::Frame);
        self.next_frame = self.element().and_then(|video| NextFrame::of(&video, move || arrived.emit(())));
    }

    /// Returns whether the view changed.
    fn frame(&mut self, ctx: &Context<Self>) -> bool {
        let Some(video) = self.element().filter(|_| self.camera.is_some()) else { return false };
        let now = clock::now();
        let has_picture =
            video.ready_state() >= web_sys::HtmlMediaElement::HAVE_CURRENT_DATA && video.video_width() > 0;
        let first = has_picture && !self.showing;
        if has_picture {
            self.patience.alive(now);
        }
        if first {
            self.showing = true;
            ctx.props().on_event.emit(ScanEvent::FirstFrame);
            self.learn(ctx);
        }
        let gap = FRAME_GAP_MS.max(LONGEST_REST_MS.min(2 * self.look_ms));
        let due = !(0..gap).contains(&now.millis_since(self.looked_at));
        if has_picture && due && !ctx.props().paused && self.latch.is_open() && self.worker.is_idle() {
            self.looked_at = now;
            if let Some(pixels) = self.grabber.as_ref().and_then(|grabber| grabber.grab(&video, LONGEST_SIDE))
            {
                self.worker.frame(&pixels, now);
            }
        }
        self.wait_for_frame(ctx);
        first
    }

    /// What the camera can do is told once it runs; which lens it is, is remembered.
    fn learn(&mut self, ctx: &Context<Self>) {
        let Some(camera) = &self.camera else { return };
        if let Some(id) = camera.lens_id() {
            // Without storage it is found again next time.
            let _ = BrowserLocal.set(LENS_KEY, &id);
            self.lens = Some(id);
        }
        let (opening, torch, zoom) = (self.opening, camera.has_torch(), camera.zoom_range());
        ctx.link().send_future(async move {
            Msg::Able(opening, Capabilities { torch, zoom, lenses: camera::lenses().await })
        });
    }

    /// A camera that shows nothing, or was taken away, is restarted once. Returns whether the view changed.
    fn watch(&mut self, ctx: &Context<Self>) -> bool {
        let Some(camera) = &self.camera else { return false };
        if is_hidden() {
            return false;
        }
        match self.patience.judge(self.showing, camera.has_ended(), clock::now()) {
            Verdict::Wait => return false,
            Verdict::Restart => self.open(ctx),
            Verdict::GiveUp => self.fail(ctx, CameraFailure::NoFrames),
        }
        true
    }

    /// Returns whether the view changed.
    fn seen(&mut self, ctx: &Context<Self>, event: ScanEvent) -> bool {
        let props = ctx.props();
        let hint_changed = match event {
            ScanEvent::Nothing(hint) if self.showing && !props.paused => {
                let now = clock::now();
                self.look_ms = now.millis_since(self.looked_at);
                return self.hints.looked(hint, now);
            }
            ScanEvent::Nothing(_) => return false,
            _ => self.hints.clear(),
        };
        if props.paused || !self.latch.admits(&event, clock::now()) {
            return hint_changed;
        }
        if matches!(event, ScanEvent::Code(_)) {
            self.latch.close();
            if let Some(beeper) = &self.beeper {
                beeper.beep();
            }
            if props.vibration {
                vibrate(VIBRATION_MS);
            }
        }
        props.on_event.emit(event);
        hint_changed
    }

    fn visibility(&mut self, ctx: &Context<Self>) {
        if is_hidden() {
            self.opening += 1;
            self.close();
        } else if self.camera.is_none() {
            self.patience.renew();
            self.open(ctx);
        }
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

fn on_visibility(changed: Callback<()>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "visibilitychange", move |_| changed.emit(())))
}
