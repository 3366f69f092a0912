//! The browser. The only place that touches web_sys, besides the camera view.
//!
//! What services need from it stands behind traits, gathered in [`Platform`], so that they are tested natively; views call the
//! functions. To add something: a file here named by it, a trait only if a service needs it.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

pub mod beep;
pub mod camera;
pub mod cipher;
#[cfg(feature = "console")]
pub mod clipboard;
pub mod clock;
pub mod db;
pub mod dom;
pub mod download;
#[cfg(feature = "console")]
pub mod events;
pub mod frame;
pub mod history;
pub mod host;
pub mod http;
#[cfg(feature = "console")]
pub mod keys;
#[cfg(feature = "console")]
pub mod leaving;
pub mod local;
pub mod locks;
#[cfg(feature = "console")]
pub mod modal;
pub mod online;
#[cfg(feature = "console")]
pub mod paper;
#[cfg(feature = "console")]
pub mod position;
#[cfg(feature = "console")]
pub mod presence;
pub mod random;
#[cfg(feature = "console")]
pub mod session;
#[cfg(feature = "console")]
pub mod upload;
pub mod vibrate;
#[cfg(feature = "console")]
pub mod whole_screen;
pub mod worker;

use cipher::Cipher;
use clock::Clock;
use db::Mirror;
use http::Http;
use local::LocalStore;
use locks::Lock;
use random::Random;

/// A future that stays on its thread, as all do in a browser.
pub type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What services need from the browser.
#[derive(Clone)]
pub struct Platform {
    /// The device's clock.
    pub clock: Rc<dyn Clock>,
    /// Random bytes.
    pub random: Rc<dyn Random>,
    /// Small values that last.
    pub local: Rc<dyn LocalStore>,
    /// A second place for what is still to be delivered.
    pub mirror: Rc<dyn Mirror>,
    /// One tab at a time.
    pub lock: Rc<dyn Lock>,
    /// The server.
    pub http: Rc<dyn Http>,
    /// Encryption for transfers.
    pub cipher: Rc<dyn Cipher>,
    /// Runs a future beside everything else.
    pub spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>,
    /// The page's own origin, such as `https://example.org`.
    pub origin: String,
}

impl Platform {
    /// The browser that the app runs in.
    pub fn browser() -> Self {
        let local: Rc<dyn LocalStore> = Rc::new(local::BrowserLocal);
        let clock: Rc<dyn Clock> = Rc::new(clock::BrowserClock);
        let mut holder = [0; 8];
        // Without random bytes no check-in is ever made, so that there is nothing to lock either.
        let _ = random::BrowserRandom.fill(&mut holder);
        let lock = locks::BrowserLock::new(local.clone(), clock.clone(), u64::from_be_bytes(holder));
        Self {
            clock,
            random: Rc::new(random::BrowserRandom),
            local,
            mirror: Rc::new(db::BrowserMirror),
            lock: Rc::new(lock),
            http: Rc::new(http::BrowserHttp),
            cipher: Rc::new(cipher::BrowserCipher),
            spawn: Rc::new(wasm_bindgen_futures::spawn_local),
            origin: host::origin().unwrap_or_default(),
        }
    }
}
