//! A second place for check-ins that are still to be delivered: IndexedDB. Browsers clear `localStorage` and
//! IndexedDB at different times; a check-in is lost only if both are.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
};

use super::LocalFuture;

const DATABASE: &str = "venue-code";
const VERSION: u32 = 1;
const STORE: &str = "queue";

/// The mirror cannot be used: not there, full, or blocked by the browser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the browser's database cannot be used: {0}")]
pub struct MirrorError(pub String);

/// Keeps texts by key, apart from the local store.
pub trait Mirror {
    /// Everything in it, as key and value.
    fn load(&self) -> LocalFuture<'_, Result<Vec<(String, String)>, MirrorError>>;
    /// Sets a value; resolves when it is durable.
    fn put(&self, key: String, value: String) -> LocalFuture<'_, Result<(), MirrorError>>;
    /// Takes a value away.
    fn remove(&self, key: String) -> LocalFuture<'_, Result<(), MirrorError>>;
}

/// The browser's IndexedDB.
#[derive(Debug, Clone, Copy)]
pub struct BrowserMirror;

impl Mirror for BrowserMirror {
    fn load(&self) -> LocalFuture<'_, Result<Vec<(String, String)>, MirrorError>> {
        Box::pin(async {
            let database = Database::open().await?;
            let store = database.store(IdbTransactionMode::Readonly)?.1;
            let keys = answer(&store.get_all_keys().map_err(failed)?).await?;
            let values = answer(&store.get_all().map_err(failed)?).await?;
            let pairs = Array::from(&keys).into_iter().zip(Array::from(&values));
            // What is not text was not written by us; as an empty value it is set aside like any other damage.
            let text = |value: JsValue| value.as_string().unwrap_or_default();
            Ok(pairs.map(|(key, value)| (text(key), text(value))).collect())
        })
    }

    fn put(&self, key: String, value: String) -> LocalFuture<'_, Result<(), MirrorError>> {
        Box::pin(async move {
            let database = Database::open().await?;
            let (transaction, store) = database.store(IdbTransactionMode::Readwrite)?;
            store.put_with_key(&value.into(), &key.into()).map_err(failed)?;
            committed(&transaction).await
        })
    }

    fn remove(&self, key: String) -> LocalFuture<'_, Result<(), MirrorError>> {
        Box::pin(async move {
            let database = Database::open().await?;
            let (transaction, store) = database.store(IdbTransactionMode::Readwrite)?;
            store.delete(&key.into()).map_err(failed)?;
            committed(&transaction).await
        })
    }
}

/// An open database; closed when dropped, so that no tab is in the way of another's upgrade.
struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Database {
    async fn open() -> Result<Self, MirrorError> {
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or_else(|| MirrorError("there is none".to_owned()))?;
        let request = factory.open_with_u32(DATABASE, VERSION).map_err(failed)?;
        let upgraded = request.clone();
        let upgrade = Closure::once(move || {
            if let Ok(database) = upgraded.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                // If it fails, opening fails with it.
                let _ = database.create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let blocked = Promise::new(&mut |_, reject| request.set_onblocked(Some(&reject)));
        let opened = settled(&request);
        JsFuture::from(Promise::race(&Array::of2(&opened, &blocked))).await.map_err(failed)?;
        result(request.unchecked_ref::<IdbOpenDbRequest>()).map(Self)
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), MirrorError> {
        let transaction = self.0.transaction_with_str_and_mode(STORE, mode).map_err(failed)?;
        let store = transaction.object_store(STORE).map_err(failed)?;
        Ok((transaction, store))
    }
}

fn result(request: &IdbOpenDbRequest) -> Result<IdbDatabase, MirrorError> {
    request.result().and_then(JsCast::dyn_into).map_err(failed)
}

/// Resolves when the request succeeds, rejects when it fails.
fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn answer(request: &IdbRequest) -> Result<JsValue, MirrorError> {
    JsFuture::from(settled(request)).await.map_err(failed)?;
    request.result().map_err(failed)
}

async fn committed(transaction: &IdbTransaction) -> Result<(), MirrorError> {
    let end = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(end).await.map(|_| ()).map_err(failed)
}

fn failed(error: impl Into<JsValue>) -> MirrorError {
    let error = error.into();
    let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    MirrorError(name.unwrap_or_else(|| "it refused".to_owned()))
}
