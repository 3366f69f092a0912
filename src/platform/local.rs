//! Small values that last: the browser's `localStorage`, shared by all tabs of the site.

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage, StorageEvent};

/// Why a value was not stored or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser lets the page store nothing.
    #[error("the browser lets this page store nothing")]
    Disabled,
    /// No room.
    #[error("there is no room left to store it")]
    Full,
}

/// A store of texts by key.
pub trait LocalStore {
    /// The value of a key.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Sets it.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;
    /// Takes it away.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// All keys that begin with this.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// `window.localStorage`.
#[derive(Debug, Clone, Copy)]
pub struct BrowserLocal;

fn storage() -> Result<Storage, StoreError> {
    // Throws where cookies are blocked; is null in some old web-views.
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StoreError::Disabled)
}

fn of_exception(error: &JsValue) -> StoreError {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
        _ => StoreError::Disabled,
    }
}

impl LocalStore for BrowserLocal {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        storage()?.get_item(key).map_err(|error| of_exception(&error))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        storage()?.set_item(key, value).map_err(|error| of_exception(&error))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        storage()?.remove_item(key).map_err(|error| of_exception(&error))
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let storage = storage()?;
        let count = storage.length().map_err(|error| of_exception(&error))?;
        let keys = (0..count).filter_map(|n| storage.key(n).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }
}

/// A store that lasts as long as the page: for what the browser does not take, which is little.
#[derive(Debug, Default)]
pub struct MemoryStore(RefCell<Vec<(String, String)>>);

impl LocalStore for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let entries = self.0.borrow();
        Ok(entries.iter().find(|(one, _)| one == key).map(|(_, value)| value.clone()))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.remove(key)?;
        self.0.borrow_mut().push((key.to_owned(), value.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().retain(|(one, _)| one != key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let entries = self.0.borrow();
        Ok(entries.iter().map(|(key, _)| key).filter(|key| key.starts_with(prefix)).cloned().collect())
    }
}

/// Calls back with the key when another tab changes a value (`None`: all were cleared), as long as the listener lives.
pub fn on_change(callback: impl Fn(Option<String>) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            callback(event.key());
        }
    }))
}
