//! One tab at a time: Web Locks where the browser has them (Chrome 69, Safari 15.4, Firefox 96), else a lease in the local store.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use venue_protocol::instant::Instant;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::LocalFuture;
use super::clock::Clock;
use super::local::LocalStore;

const NAME: &str = "venue-code/drain";
/// Key of the lease: `<holder> <end in milliseconds since the epoch>`.
const LEASE_KEY: &str = "venue-code/lease";
/// A lease of a tab that died is free after this long; a living one takes it anew with each batch.
const LEASE_MS: i64 = 30_000;
/// After writing a lease, so long until it is looked at again: another tab may have written at the same time.
const CONFIRM_MS: u32 = 60;

/// What only one tab at a time may hold.
pub trait Lock {
    /// The lock, if it is free; `None` if another tab has it.
    fn try_lock(&self) -> LocalFuture<'_, Option<Guard>>;
}

/// Holds the lock until it is dropped.
pub struct Guard {
    release: Option<Box<dyn FnOnce()>>,
    extend: Option<Box<dyn Fn()>>,
}

impl Guard {
    /// A lock that is given back by calling `release`.
    pub fn new(release: impl FnOnce() + 'static) -> Self {
        Self { release: Some(Box::new(release)), extend: None }
    }

    /// Says that the holder is alive; needed at least every 30 s; nothing for Web Locks.
    pub fn extend(&self) {
        if let Some(extend) = &self.extend {
            extend();
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            release();
        }
    }
}

/// Web Locks, else a [`Lease`].
pub struct BrowserLock {
    lease: Lease,
}

impl BrowserLock {
    /// `holder` tells this tab from others.
    pub fn new(store: Rc<dyn LocalStore>, clock: Rc<dyn Clock>, holder: u64) -> Self {
        Self { lease: Lease::new(store, clock, holder) }
    }
}

impl Lock for BrowserLock {
    fn try_lock(&self) -> LocalFuture<'_, Option<Guard>> {
        Box::pin(async move {
            match web_lock().await {
                Ok(guard) => guard,
                Err(_) => self.lease.try_lock().await,
            }
        })
    }
}

/// `navigator.locks.request(NAME, {ifAvailable: true}, ..)`. An error where there are no Web Locks. By hand, since web-sys
/// has them behind `web_sys_unstable_apis` only.
async fn web_lock() -> Result<Option<Guard>, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;

    let tell: Rc<RefCell<Option<Function>>> = Rc::default();
    let told = Promise::new(&mut |resolve, _| *tell.borrow_mut() = Some(resolve));
    // The browser holds the lock until the promise that this returns is settled.
    let granted = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        let Some(tell) = tell.borrow_mut().take() else { return JsValue::UNDEFINED };
        if lock.is_null() {
            let _ = tell.call1(&JsValue::UNDEFINED, &JsValue::NULL);
            return JsValue::UNDEFINED;
        }
        Promise::new(&mut |release, _| {
            let _ = tell.call1(&JsValue::UNDEFINED, &release);
        })
        .into()
    });
    let asked: Promise = request.call3(&locks, &NAME.into(), &options, granted.as_ref())?.dyn_into()?;
    let outcome = JsFuture::from(Promise::race(&Array::of2(&told, &asked))).await?;
    Ok(outcome.dyn_into::<Function>().ok().map(|release| {
        Guard::new(move || {
            // Resolving a promise does not fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        })
    }))
}

/// A lease in the local store: weaker than a lock, since tabs see each other's values with a delay. Where two tabs get it
/// nevertheless, the secret of each check-in keeps the delivery exactly-once.
pub struct Lease {
    store: Rc<dyn LocalStore>,
    clock: Rc<dyn Clock>,
    holder: u64,
}

impl Lease {
    /// `holder` tells this tab from others.
    pub fn new(store: Rc<dyn LocalStore>, clock: Rc<dyn Clock>, holder: u64) -> Self {
        Self { store, clock, holder }
    }

    /// Who holds it now.
    fn held_by(store: &dyn LocalStore, now: Instant) -> Option<u64> {
        let text = store.get(LEASE_KEY).ok().flatten()?;
        let (holder, until) = text.split_once(' ')?;
        let left_ms = until.parse::<i64>().ok()?.checked_sub(now.millis())?;
        // A lease further away than one can be was written by a clock that has been set back.
        (1..=LEASE_MS).contains(&left_ms).then(|| holder.parse().ok()).flatten()
    }

    fn write(store: &dyn LocalStore, holder: u64, now: Instant) {
        // Without a store this tab shares nothing with others, and needs no lease.
        let _ = store.set(LEASE_KEY, &format!("{holder} {}", now.plus_millis(LEASE_MS).millis()));
    }
}

impl Lock for Lease {
    fn try_lock(&self) -> LocalFuture<'_, Option<Guard>> {
        Box::pin(async move {
            let (store, clock, holder) = (self.store.clone(), self.clock.clone(), self.holder);
            if Self::held_by(&*store, clock.now()).is_some_and(|other| other != holder) {
                return None;
            }
            Self::write(&*store, holder, clock.now());
            clock.sleep(CONFIRM_MS).await;
            if Self::held_by(&*store, clock.now()).is_some_and(|other| other != holder) {
                return None;
            }
            let extended = (store.clone(), clock.clone());
            let mut guard = Guard::new(move || {
                if Self::held_by(&*store, clock.now()) == Some(holder) {
                    // If it stays, it ends by itself.
                    let _ = store.remove(LEASE_KEY);
                }
            });
            guard.extend = Some(Box::new(move || Self::write(&*extended.0, holder, extended.1.now())));
            Some(guard)
        })
    }
}
