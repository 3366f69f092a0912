//! What the app does: changes what is kept on the device, talks to the server, and dispatches the outcome as an [`Action`].
//!
//! The device's storage is the truth, since other tabs change it, too: each service reads it, changes it, writes it and then
//! dispatches. Everything from outside comes through [`Platform`], so that all of it is tested natively with fakes.
//! To add a service: a file here with an `impl Services`.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use venue_protocol::instant::Instant;

use crate::platform::online::{self, PageEvent};
use crate::platform::random::NoRandom;
use crate::platform::{LocalFuture, Platform, local};
use crate::state::history::History;
use crate::state::profile::Profile;
use crate::state::settings::Settings;
use crate::state::stored::PREFIX;
use crate::state::visit::{Visit, VisitId};
use crate::state::{Action, Loaded};

mod drain;
mod mirror;
pub mod notices;
pub mod persons;
mod reports;
pub mod shelf;
mod start;
#[cfg(test)]
mod tests;
pub mod transfer;
pub mod venues;
pub mod visits;

use drain::DrainState;
use mirror::MirrorQueue;
use shelf::{Key, Shelf};

/// Another tab's changes are read together if they come within this time.
const RELOAD_AFTER_MS: u32 = 50;

/// The services; cloning it gives another handle to the same ones.
#[derive(Clone)]
pub struct Services(Rc<Inner>);

struct Inner {
    platform: Platform,
    shelf: Rc<Shelf>,
    mirror: MirrorQueue,
    dispatch: Rc<dyn Fn(Action)>,
    drain: DrainState,
    /// [`Services::reload_soon`] is about to happen.
    reloading: Cell<bool>,
}

impl PartialEq for Services {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Services {
    /// Services that dispatch to this reducer. Nothing happens before [`Services::start`].
    pub fn new(platform: Platform, dispatch: Rc<dyn Fn(Action)>) -> Self {
        let report = dispatch.clone();
        let report = Box::new(move |trouble| report(Action::Trouble(trouble)));
        let shelf = Rc::new(Shelf::new(platform.local.clone(), report));
        let mirror = MirrorQueue::new(platform.mirror.clone(), shelf.clone(), platform.spawn.clone());
        Self(Rc::new(Inner {
            platform,
            shelf,
            mirror,
            dispatch,
            drain: DrainState::default(),
            reloading: Cell::new(false),
        }))
    }

    /// Follows the browser's events (network, visibility, other tabs) as long as the listeners live.
    pub fn watch(&self) -> Vec<EventListener> {
        let this = self.clone();
        let mut listeners = online::watch(Rc::new(move |event| this.on_page_event(event)));
        let this = self.clone();
        listeners.extend(local::on_change(move |key| {
            if key.is_none_or(|key| key.starts_with(PREFIX)) {
                this.reload_soon();
            }
        }));
        listeners
    }

    /// What the page's events mean.
    pub fn on_page_event(&self, event: PageEvent) {
        match event {
            PageEvent::Offline => self.dispatch(Action::Offline(true)),
            PageEvent::Online => {
                self.dispatch(Action::Offline(false));
                self.kick();
                let this = self.clone();
                self.spawn(async move { this.refresh_keys().await });
            }
            PageEvent::Visible => self.kick(),
        }
    }

    /// [`Services::reload`], once for many changes in a row.
    pub fn reload_soon(&self) {
        if !self.0.reloading.replace(true) {
            let this = self.clone();
            self.spawn(async move {
                this.0.platform.clock.sleep(RELOAD_AFTER_MS).await;
                this.0.reloading.set(false);
                this.reload();
            });
        }
    }

    /// Reads everything anew: at the start, and after another tab changed something.
    pub fn reload(&self) {
        let shelf = &self.0.shelf;
        self.dispatch(Action::Loaded(Box::new(Loaded {
            profile: self.profile(),
            settings: shelf.load(Key::Settings).unwrap_or_default(),
            history: self.history(),
            keys: shelf.load(Key::Keys),
            venues: shelf.load(Key::Venues).unwrap_or_default(),
        })));
    }

    /// Keeps what the visitor chose.
    pub fn save_settings(&self, settings: Settings) {
        self.0.shelf.save(Key::Settings, &settings);
        self.dispatch(Action::Settings(settings));
    }

    fn dispatch(&self, action: Action) {
        (self.0.dispatch)(action);
    }

    fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        let future: LocalFuture<'static, ()> = Box::pin(future);
        (self.0.platform.spawn)(future);
    }

    fn now(&self) -> Instant {
        self.0.platform.clock.now()
    }

    fn random<const N: usize>(&self) -> Result<[u8; N], NoRandom> {
        let mut bytes = [0; N];
        self.0.platform.random.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn random_number(&self) -> Result<u32, NoRandom> {
        self.random().map(u32::from_be_bytes)
    }

    fn history(&self) -> History {
        self.0.shelf.visits().into_iter().collect()
    }

    fn profile(&self) -> Profile {
        self.0.shelf.load(Key::Persons).unwrap_or_default()
    }

    fn update_profile<R>(&self, change: impl FnOnce(&mut Profile) -> R) -> R {
        let mut profile = self.profile();
        let before = profile.clone();
        let result = change(&mut profile);
        if profile != before {
            self.0.shelf.save(Key::Persons, &profile);
            self.dispatch(Action::Profile(profile));
        }
        result
    }

    /// Changes a visit as it is on the device now; `None` if it is no longer there.
    fn update_visit<R>(&self, id: VisitId, change: impl FnOnce(&mut Visit) -> R) -> Option<R> {
        let mut visit: Visit = self.0.shelf.load(Key::Visit(id))?;
        let before = visit.clone();
        let result = change(&mut visit);
        if visit != before {
            self.put_visit(&visit);
        }
        Some(result)
    }

    /// Writes a visit; what is still to be delivered is mirrored.
    fn put_visit(&self, visit: &Visit) {
        self.0.shelf.save(Key::Visit(visit.id), visit);
        self.0.mirror.touch(visit.id);
        self.dispatch(Action::Visit(Box::new(visit.clone())));
    }
}
