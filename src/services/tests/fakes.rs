//! A browser and a server to test with. Time is tokio's paused clock: it goes on by itself when nothing else can.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use tokio::task::AbortHandle;
use venue_protocol::instant::Instant;

use super::server::FakeServer;
use crate::platform::cipher::{Cipher, CipherError, NONCE_LEN, TransferKey};
use crate::platform::clock::Clock;
use crate::platform::db::{Mirror, MirrorError};
use crate::platform::local::{LocalStore, MemoryStore, StoreError};
use crate::platform::locks::{Guard, Lock};
use crate::platform::random::{NoRandom, Random};
use crate::platform::{LocalFuture, Platform};
use crate::services::Services;
use crate::state::AppState;
use crate::state::tests::samples::morning;

/// Runs a test on one thread, with a clock that waits for nobody.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test)
}

/// Lets everything go on that can, for so long by the fake clock.
pub async fn pass_ms(millis: u64) {
    tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
}

/// Lets everything go on that can without waiting for a pause of the drain.
pub async fn settle() {
    pass_ms(500).await;
}

pub struct FakeClock(tokio::time::Instant);

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        morning().plus_millis(self.0.elapsed().as_millis() as i64)
    }

    fn sleep(&self, millis: u32) -> LocalFuture<'static, ()> {
        Box::pin(tokio::time::sleep(std::time::Duration::from_millis(millis.into())))
    }
}

/// Numbers that never come twice.
#[derive(Default)]
pub struct FakeRandom(Cell<u64>);

impl Random for FakeRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        for byte in bytes {
            let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
            self.0.set(state);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 56) as u8;
        }
        Ok(())
    }
}

/// A local store with moods.
#[derive(Default)]
pub struct FakeLocal {
    pub values: MemoryStore,
    pub mood: Cell<Option<StoreError>>,
}

impl FakeLocal {
    fn mood(&self) -> Result<(), StoreError> {
        self.mood.get().map_or(Ok(()), Err)
    }

    pub fn dump(&self) -> BTreeMap<String, String> {
        let keys = self.values.keys("").unwrap();
        keys.into_iter().map(|key| (key.clone(), self.values.get(&key).unwrap().unwrap())).collect()
    }

    pub fn clear(&self) {
        self.values.keys("").unwrap().iter().for_each(|key| self.values.remove(key).unwrap());
    }
}

impl LocalStore for FakeLocal {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        if self.mood.get() == Some(StoreError::Disabled) {
            self.mood()?
        }
        self.values.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.mood()?;
        self.values.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        if self.mood.get() == Some(StoreError::Disabled) {
            self.mood()?
        }
        self.values.remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        if self.mood.get() == Some(StoreError::Disabled) {
            self.mood()?
        }
        self.values.keys(prefix)
    }
}

#[derive(Default)]
pub struct FakeMirror {
    pub values: RefCell<BTreeMap<String, String>>,
    pub broken: Cell<bool>,
}

impl FakeMirror {
    async fn mood(&self) -> Result<(), MirrorError> {
        tokio::task::yield_now().await;
        if self.broken.get() { Err(MirrorError("broken".into())) } else { Ok(()) }
    }
}

impl Mirror for FakeMirror {
    fn load(&self) -> LocalFuture<'_, Result<Vec<(String, String)>, MirrorError>> {
        Box::pin(async {
            self.mood().await?;
            Ok(self.values.borrow().clone().into_iter().collect())
        })
    }

    fn put(&self, key: String, value: String) -> LocalFuture<'_, Result<(), MirrorError>> {
        Box::pin(async move {
            self.mood().await?;
            self.values.borrow_mut().insert(key, value);
            Ok(())
        })
    }

    fn remove(&self, key: String) -> LocalFuture<'_, Result<(), MirrorError>> {
        Box::pin(async move {
            self.mood().await?;
            self.values.borrow_mut().remove(&key);
            Ok(())
        })
    }
}

/// A lock that is freed when its tab dies, as the browser does it.
#[derive(Clone, Default)]
pub struct FakeLock {
    taken: Rc<Cell<bool>>,
    /// Lets everybody in: what a lease cannot always prevent.
    pub leaky: Rc<Cell<bool>>,
}

impl Lock for FakeLock {
    fn try_lock(&self) -> LocalFuture<'_, Option<Guard>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            if self.leaky.get() {
                return Some(Guard::new(|| ()));
            }
            let taken = self.taken.clone();
            (!taken.replace(true)).then(|| Guard::new(move || taken.set(false)))
        })
    }
}

/// Encryption enough to notice a wrong key.
pub struct FakeCipher;

fn mix(key: &TransferKey, text: &[u8]) -> Vec<u8> {
    text.iter().zip(key.0.iter().cycle()).map(|(byte, key)| byte ^ key).collect()
}

impl Cipher for FakeCipher {
    fn seal(
        &self,
        key: TransferKey,
        _: [u8; NONCE_LEN],
        plain: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>> {
        let sealed = [mix(&key, &plain), key.0.iter().map(|byte| !byte).collect()].concat();
        Box::pin(async { Ok(sealed) })
    }

    fn open(
        &self,
        key: TransferKey,
        _: [u8; NONCE_LEN],
        sealed: Vec<u8>,
    ) -> LocalFuture<'_, Result<Vec<u8>, CipherError>> {
        Box::pin(async move {
            let (text, tag) = sealed.split_last_chunk::<32>().ok_or(CipherError::Wrong)?;
            let fits = tag.iter().zip(key.0).all(|(tag, key)| *tag == !key);
            if fits { Ok(mix(&key, text)) } else { Err(CipherError::Wrong) }
        })
    }
}

/// A phone: what its tabs share.
#[derive(Clone)]
pub struct Phone {
    pub local: Rc<FakeLocal>,
    pub mirror: Rc<FakeMirror>,
    pub lock: FakeLock,
    pub clock: Rc<FakeClock>,
    pub server: Rc<FakeServer>,
    random: Rc<FakeRandom>,
}

impl Phone {
    pub fn new() -> Self {
        Self::with_server(Rc::default(), Rc::default())
    }

    /// Another phone in the same world.
    pub fn second(&self) -> Self {
        Self::with_server(self.server.clone(), self.random.clone())
    }

    fn with_server(server: Rc<FakeServer>, random: Rc<FakeRandom>) -> Self {
        Self {
            local: Rc::default(),
            mirror: Rc::default(),
            lock: FakeLock::default(),
            clock: Rc::new(FakeClock(tokio::time::Instant::now())),
            server,
            random,
        }
    }

    /// Opens the app in a tab.
    pub fn open(&self) -> Tab {
        let tasks: Rc<RefCell<Vec<AbortHandle>>> = Rc::default();
        let state: Rc<RefCell<AppState>> = Rc::default();
        let (running, seen) = (tasks.clone(), state.clone());
        let platform = Platform {
            clock: self.clock.clone(),
            random: self.random.clone(),
            local: self.local.clone(),
            mirror: self.mirror.clone(),
            lock: Rc::new(self.lock.clone()),
            http: self.server.clone(),
            cipher: Rc::new(FakeCipher),
            spawn: Rc::new(move |future| {
                running.borrow_mut().push(tokio::task::spawn_local(future).abort_handle());
            }),
            origin: "https://example.org".into(),
        };
        let services = Services::new(platform, Rc::new(move |action| seen.borrow_mut().apply(action)));
        services.start(true);
        Tab { services, state, tasks }
    }
}

/// The app in a tab.
pub struct Tab {
    pub services: Services,
    pub state: Rc<RefCell<AppState>>,
    tasks: Rc<RefCell<Vec<AbortHandle>>>,
}

impl Tab {
    pub fn state(&self) -> AppState {
        self.state.borrow().clone()
    }
}

impl Drop for Tab {
    /// The tab dies where it is.
    fn drop(&mut self) {
        self.tasks.borrow().iter().for_each(AbortHandle::abort);
    }
}
