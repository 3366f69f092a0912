//! `/api/v1/applications`

use venue_protocol::id::PlaceId;
use venue_protocol::wire::applications::{
    Application, ApplicationLine, ImportReport, NewApplication, SaveApplication,
};
use web_sys::Blob;

use super::{Answer, ApiError, ask, judge, read, tell};
use crate::json::to_text;
use crate::platform::http::{Http, Method};
use crate::platform::upload;
use crate::state::settings::Language;

/// Where the table's template is downloaded, in the language of its reader.
pub const fn template_url(language: Language) -> &'static str {
    match language {
        Language::ZhCn => "/api/v1/applications/template?lang=zh",
        Language::En => "/api/v1/applications/template?lang=en",
    }
}

/// The account's applications, newest first.
pub fn list(http: &dyn Http) -> Answer<'_, Vec<ApplicationLine>> {
    ask(http, Method::Get, "/applications", None)
}

/// Begins one.
pub fn begin<'a>(http: &'a dyn Http, new: &NewApplication) -> Answer<'a, Application> {
    ask(http, Method::Post, "/applications", Some(to_text(new)))
}

/// One of them.
pub fn show(http: &dyn Http, id: PlaceId) -> Answer<'_, Application> {
    ask(http, Method::Get, &format!("/applications/{id}"), None)
}

/// Saves a draft.
pub fn save<'a>(http: &'a dyn Http, id: PlaceId, form: &SaveApplication) -> Answer<'a, Application> {
    ask(http, Method::Put, &format!("/applications/{id}"), Some(to_text(form)))
}

/// Saves and submits it.
pub fn submit<'a>(http: &'a dyn Http, id: PlaceId, form: &SaveApplication) -> Answer<'a, Application> {
    ask(http, Method::Post, &format!("/applications/{id}/submit"), Some(to_text(form)))
}

/// Drops it.
pub fn drop_it(http: &dyn Http, id: PlaceId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/applications/{id}"), None)
}

/// Where the licence's picture is shown from.
pub fn licence_url(id: PlaceId) -> String {
    format!("/api/v1/applications/{id}/licence")
}

/// Sends the licence's picture.
///
/// # Errors
/// As any call.
pub async fn put_licence(
    id: PlaceId,
    picture: Blob,
    progress: impl Fn(f64) + 'static,
) -> Result<(), ApiError> {
    let sent = upload::send(Method::Put, licence_url(id), "application/octet-stream", picture, progress);
    judge(sent.await?).map(|_| ())
}

/// Takes it away.
pub fn remove_licence(http: &dyn Http, id: PlaceId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/applications/{id}/licence"), None)
}

/// Sends a table of many applications: all of them are submitted, or none.
///
/// # Errors
/// As any call.
pub async fn import(table: Blob, progress: impl Fn(f64) + 'static) -> Result<ImportReport, ApiError> {
    let sent =
        upload::send(Method::Post, "/api/v1/applications/import".to_owned(), "text/csv", table, progress);
    read(&judge(sent.await?)?)
}
