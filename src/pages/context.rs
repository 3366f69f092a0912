//! What pages are given: the state, the services, and what is remembered in memory only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use venue_protocol::id::PlaceId;
use venue_protocol::instant::Instant;
use venue_protocol::token::VenueToken;
use venue_protocol::wire::notices::DisputeOf;
use venue_protocol::wire::reports::ReportKind;
use yew::{Callback, UseReducerHandle, hook, use_context};

use super::visitor::{Draft, ReportDraft, Target};
use crate::components::nav::Nav;
use crate::i18n::Words;
use crate::route::Route;
use crate::services::Services;
use crate::state::AppState;
use crate::state::visit::ScannedCode;

/// What pages are given.
#[derive(Clone, PartialEq)]
pub struct App {
    /// Everything that pages show.
    pub state: UseReducerHandle<AppState>,
    /// Everything that pages do.
    pub services: Services,
    /// What outlives a page, but not the app.
    pub memory: Memory,
    /// The catalogue in the visitor's language.
    pub words: Words,
    /// The way to other pages.
    pub nav: Nav,
}

impl App {
    /// The time now, by the device's clock.
    pub fn now(&self) -> Instant {
        crate::platform::clock::now()
    }

    /// What a button does that leads to the camera; `go` is one of [`Nav`]'s ways. The tap on it is the one that browsers
    /// ask for, so the scan page opens the camera without another one.
    pub fn to_camera(&self, go: &Callback<Route>) -> Callback<()> {
        let (memory, go) = (self.memory.clone(), go.clone());
        Callback::from(move |()| {
            memory.want_camera();
            go.emit(Route::Scan);
        })
    }
}

/// What is remembered in memory only: what was typed but not sent is never stored.
#[derive(Clone, Default)]
pub struct Memory(Rc<Remembered>);

#[derive(Default)]
struct Remembered {
    draft: RefCell<Option<(Target, Draft)>>,
    scanned: Cell<Option<ScannedCode>>,
    after_registering: RefCell<Option<Route>>,
    camera_wanted: Cell<bool>,
    said: RefCell<Option<&'static str>>,
    transfer: RefCell<String>,
    report: RefCell<Option<ReportDraft>>,
    report_about: Cell<Option<(ReportKind, Option<PlaceId>)>>,
    statements: RefCell<Vec<(DisputeOf, String)>>,
}

impl PartialEq for Memory {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Memory {
    /// What was typed into a form and not sent.
    pub fn draft(&self, target: Target) -> Option<Draft> {
        self.0.draft.borrow().as_ref().filter(|(of, _)| *of == target).map(|(_, draft)| draft.clone())
    }

    /// Remembers what was typed, or forgets it.
    pub fn keep_draft(&self, draft: Option<(Target, Draft)>) {
        self.0.draft.replace(draft);
    }

    /// The code that was scanned in the app just now, if it is this one.
    pub fn scanned(&self, token: &VenueToken) -> Option<ScannedCode> {
        self.0.scanned.get().filter(|code| code.token == *token)
    }

    /// A code was scanned in the app.
    pub fn keep_scanned(&self, code: ScannedCode) {
        self.0.scanned.set(Some(code));
    }

    /// The code was used: opening its address again is another visit.
    pub fn forget_scanned(&self) {
        self.0.scanned.set(None);
    }

    /// Where to go once the visitor is registered.
    pub fn come_back_to(&self, route: Route) {
        self.0.after_registering.replace(Some(route));
    }

    /// Where the visitor came from to register.
    pub fn take_after_registering(&self) -> Option<Route> {
        self.0.after_registering.take()
    }

    /// The visitor tapped for the camera: the scan page may open it without another tap.
    pub fn want_camera(&self) {
        self.0.camera_wanted.set(true);
    }

    /// Whether the visitor tapped for the camera since the app started.
    pub fn camera_wanted(&self) -> bool {
        self.0.camera_wanted.get()
    }

    /// What followed `#` in the address of a transfer.
    pub fn keep_transfer(&self, fragment: String) {
        self.0.transfer.replace(fragment);
    }

    /// The same, once; empty if the visitor did not come by such an address.
    pub fn take_transfer(&self) -> String {
        self.0.transfer.take()
    }

    /// What was typed into a problem report and not sent.
    pub fn report(&self) -> Option<ReportDraft> {
        self.0.report.borrow().clone()
    }

    /// Remembers what was typed, or forgets it.
    pub fn keep_report(&self, draft: Option<ReportDraft>) {
        self.0.report.replace(draft);
    }

    /// The next problem report is about this, and at this place.
    pub fn report_about(&self, kind: ReportKind, place: Option<PlaceId>) {
        self.0.report_about.set(Some((kind, place)));
    }

    /// The same, once.
    pub fn take_report_about(&self) -> Option<(ReportKind, Option<PlaceId>)> {
        self.0.report_about.take()
    }

    /// What was typed about something that somebody disputes, and not sent.
    pub fn statement(&self, about: &DisputeOf) -> String {
        let kept = self.0.statements.borrow();
        kept.iter().find(|(of, _)| of == about).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Remembers what was typed about it; nothing: it was sent.
    pub fn keep_statement(&self, about: &DisputeOf, text: String) {
        let mut kept = self.0.statements.borrow_mut();
        kept.retain(|(of, _)| of != about);
        if !text.is_empty() {
            kept.push((about.clone(), text));
        }
    }

    /// Something to say on the next page.
    pub fn say_next(&self, words: &'static str) {
        self.0.said.replace(Some(words));
    }

    /// What the page before wanted to be said.
    pub fn take_said(&self) -> Option<&'static str> {
        self.0.said.take()
    }
}

/// The app, as pages use it.
///
/// # Panics
/// Outside of the app's provider, which is a defect of the program.
#[hook]
#[expect(
    clippy::expect_used,
    reason = "the provider is the root of every page; without it there is nothing to show"
)]
pub fn use_app() -> App {
    use_context::<App>().expect("pages stand below the app's provider")
}

#[cfg(test)]
mod tests {
    use venue_protocol::seal::receipt::DisputeToken;

    use super::*;

    #[test]
    fn what_was_typed_about_one_thing_is_not_touched_by_another() {
        let memory = Memory::default();
        let [one, other] = [1, 2].map(|n| DisputeOf::Case(DisputeToken([n; 16])));
        memory.keep_statement(&one, "我在家".into());
        memory.keep_statement(&other, "我出差了".into());
        assert_eq!((memory.statement(&one), memory.statement(&other)), ("我在家".into(), "我出差了".into()));
        memory.keep_statement(&one, String::new());
        assert_eq!((memory.statement(&one), memory.statement(&other)), (String::new(), "我出差了".into()));
    }
}
