//! Filing a case: its request is sealed in the worker, and what stays sealed is said before it goes out.

use std::rc::Rc;

use venue_protocol::seal::case::CaseId;
use venue_trace::SealedCounts;
use yew::{Html, html};

use super::work::Fault;
use crate::api::cases;
use crate::authority::client::AskError;
use crate::authority::message::{File, Reply, Request, Trouble};
use crate::components::notice::{Notice, Tone};
use crate::console::context::Console;
use crate::console::state::attempt::draw;
use crate::console::state::filing::{Outgoing, Wanted};
use crate::i18n::Words;
use crate::i18n::text::console::{Cases as Text, Tracing, tracing as phrases};
use crate::platform::random::BrowserRandom;

/// Files the case: as it went out before if that is still it, else sealed anew, which `keep` is told. Nothing goes out of
/// which records stay sealed until it is filed a second time.
pub(super) async fn file(
    console: &Console,
    wanted: Wanted,
    code: String,
    kept: Option<Rc<Outgoing>>,
    keep: impl Fn(Rc<Outgoing>),
) -> Result<Option<CaseId>, Fault> {
    let out = match kept.filter(|kept| kept.is_of(&wanted)) {
        Some(kept) => kept,
        None => {
            let out = Rc::new(seal(console, wanted).await?);
            keep(out.clone());
            if out.sealed.total() > 0 {
                return Ok(None);
            }
            out
        }
    };
    Ok(Some(cases::file(&*console.server, &out.with_code(code)).await?.id))
}

async fn seal(console: &Console, wanted: Wanted) -> Result<Outgoing, Fault> {
    let no_random = |_| Fault::Ask(AskError::Trouble(Trouble::NoRandom));
    let id = draw(&BrowserRandom).map(CaseId).map_err(no_random)?;
    let records = cases::key_records(&*console.server, wanted.window).await?;
    let file = File { id, documents: wanted.documents.clone(), window: wanted.window, records };
    match console.keeper.ask(&Request::File(Box::new(file))).await? {
        Reply::Filed { tracer_key, request, sealed } => {
            Ok(Outgoing::new(wanted, id, tracer_key, request, sealed))
        }
        _ => Err(Fault::ODD),
    }
}

/// What stays sealed of a case that did not go out yet.
pub(super) fn sealed_notice(words: Words, out: Option<&Rc<Outgoing>>) -> Html {
    let Some(sealed) = out.map(|out| out.sealed).filter(|sealed| sealed.total() > 0) else {
        return Html::default();
    };
    records_notice(words, sealed, Text::FileSealed)
}

/// Records that stay sealed, and what comes of it.
pub(super) fn records_notice(words: Words, sealed: SealedCounts, text: Text) -> Html {
    let SealedCounts { unknown_suite, key_gone, damaged } = sealed;
    let counts =
        phrases::counts(words, &words.of(Tracing::SealedRecords), &unknown_suite, &key_gone, &damaged);
    Notice {
        title: Some(words.of(Tracing::SealedTitle).into()),
        testid: Some("sealed-records"),
        ..Notice::of(Tone::Warn, html! { <><p>{ counts }</p><p>{ words.of(text) }</p></> })
    }
    .view()
}
