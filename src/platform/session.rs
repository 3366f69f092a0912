//! Small values that last as long as the tab: the browser's `sessionStorage`.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    // Throws where cookies are blocked.
    web_sys::window()?.session_storage().ok().flatten()
}

/// The value of a key, if there is one and the browser gives it.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Sets it. A browser that keeps nothing forgets it when the page is left.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Without room it is forgotten when the page is left.
        let _ = storage.set_item(key, value);
    }
}
