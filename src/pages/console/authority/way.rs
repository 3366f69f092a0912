//! The way of a trace: everything is fetched in pages and fed to the worker, the cases about contacts after the case itself.

use std::cell::Cell;

use venue_protocol::seal::case::CaseId;
use venue_protocol::wire::cases::{Case, CaseState, Rows, Subject};
use venue_trace::Results;

use super::children::Child;
use super::work::Fault;
use crate::api::cases;
use crate::authority::client::AskError;
use crate::authority::message::{Reply, Request, Said};
use crate::console::context::Console;
use crate::i18n::text::console::Tracing as Text;

/// How far it is.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    pub stage: Text,
    pub done: u32,
    pub total: u32,
}

/// What came of it.
pub(super) struct Traced {
    pub heard: Heard,
    pub children: Vec<Child>,
}

/// What was said of the visits, and the results as marked by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// What was said, oldest first.
    pub said: Vec<Said>,
    /// The results, while the case is traced.
    pub results: Option<Results>,
}

/// What there is to go by: whether it goes on, and whom to tell how far it is.
struct Way<'a, P> {
    console: &'a Console,
    goes_on: &'a Cell<bool>,
    progress: P,
}

/// Goes the way of a trace; nothing if it was cancelled.
pub(super) async fn trace(
    console: &Console,
    case: &Case,
    goes_on: &Cell<bool>,
    progress: impl Fn(Progress),
) -> Result<Option<Traced>, Fault> {
    let way = Way { console, goes_on, progress };
    let Some(()) = way.go(case, false).await? else { return Ok(None) };
    let mut children = Vec::new();
    for child in cases::list(&*console.server).await? {
        if child.subject != (Subject::Contacts { of: case.id }) {
            continue;
        }
        let joined = if child.state == CaseState::Approved {
            match way.join(&child).await {
                Ok(Some(())) => Some(Ok(())),
                Ok(None) => return Ok(None),
                // With the worker everything is gone.
                Err(gone @ Fault::Ask(AskError::Gone)) => return Err(gone),
                Err(fault) => Some(Err(fault)),
            }
        } else {
            None
        };
        children.push(Child { case: child, joined });
    }
    Ok(Some(Traced { heard: hear(console, case.id).await?, children }))
}

/// Asks what was said of the visits of a case, and lets it mark the results.
pub(super) async fn hear(console: &Console, case: CaseId) -> Result<Heard, Fault> {
    let disputes = cases::disputes(&*console.server, case).await?;
    match console.keeper.ask(&Request::Disputes(case, disputes)).await? {
        Reply::Said(said, results) => Ok(Heard { said, results: results.map(|results| *results) }),
        _ => Err(Fault::ODD),
    }
}

impl<P: Fn(Progress)> Way<'_, P> {
    async fn join(&self, child: &Case) -> Result<Option<()>, Fault> {
        let Some(()) = self.go(child, true).await? else { return Ok(None) };
        self.console.keeper.ask(&Request::Join(child.id)).await?;
        // What was accepted there marks the results here.
        hear(self.console, child.id).await?;
        Ok(Some(()))
    }

    /// One case, from its keys to the identities.
    async fn go(&self, case: &Case, about_contacts: bool) -> Result<Option<()>, Fault> {
        let Self { console, goes_on, progress } = self;
        let (server, keeper) = (&*console.server, &console.keeper);
        progress(Progress { stage: Text::StageKeys, done: 0, total: 0 });
        let release = cases::release(server, case.id).await?.release;
        let records = cases::key_records(server, case.window).await?;
        // Between an answer of the server and the worker: what was left must not go on in another case.
        if !goes_on.get() {
            return Ok(None);
        }
        let case_box = Box::new(case.clone());
        let begin = if about_contacts {
            Request::TraceContacts { case: case_box, release, records }
        } else {
            Request::Trace { case: case_box, release, records }
        };
        keeper.ask(&begin).await?;
        for stage in [Text::StageTrack, Text::StageAround] {
            let (mut after, mut done) = (None::<String>, 0);
            loop {
                let mut page: Rows = match stage {
                    Text::StageTrack => cases::track(server, case.id, after.as_deref()).await?,
                    _ => cases::around(server, case.id, after.as_deref()).await?,
                };
                if !goes_on.get() {
                    return Ok(None);
                }
                let next = page.next.take();
                done += page.rows.len() as u32;
                progress(Progress { stage, done, total: page.total });
                let request = match stage {
                    Text::StageTrack => Request::Track(case.id, page),
                    _ => Request::Around(case.id, page),
                };
                keeper.ask(&request).await?;
                match next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        let mut done = 0;
        let mut reply = keeper.ask(&Request::AskIdentities(case.id)).await?;
        loop {
            let Reply::Identities(pids) = reply else { return Err(Fault::ODD) };
            if pids.is_empty() {
                break;
            }
            done += pids.len() as u32;
            let found = cases::identities(server, case.id, pids).await?;
            if !goes_on.get() {
                return Ok(None);
            }
            progress(Progress { stage: Text::StageIdentities, done, total: done });
            reply = keeper.ask(&Request::ToldIdentities(case.id, found)).await?;
        }
        Ok(Some(()))
    }
}
