//! `/api/v1/cases` and `/api/v1/key-records`

use venue_protocol::seal::case::CaseId;
use venue_protocol::seal::dispute::Disputed;
use venue_protocol::wire::cases::{
    Approve, AskIdentities, Case, FoundIdx, Identities, IndexEntry, KeyRecords, LookUpIdx, NewCase,
    NewExport, Probe, Probed, Rows, SealedRelease, SealedRequest, SlotTag, Window, WirePid, WithNote,
};
use venue_protocol::wire::notices::{Disputes, NewDecision, NewNotice, NewReceipts};

use super::{Answer, ask, tell};
use crate::json::to_text;
use crate::platform::dom;
use crate::platform::http::{Http, Method};

/// The records that a case's window needs.
pub fn key_records(http: &dyn Http, window: Window) -> Answer<'_, KeyRecords> {
    let Window { from, to } = window.slots();
    ask(http, Method::Get, &format!("/key-records?from={from}&to={to}"), None)
}

/// All cases in sight, newest first.
pub fn list(http: &dyn Http) -> Answer<'_, Vec<Case>> {
    ask(http, Method::Get, "/cases", None)
}

/// One of them.
pub fn show(http: &dyn Http, id: CaseId) -> Answer<'_, Case> {
    ask(http, Method::Get, &format!("/cases/{id}"), None)
}

/// Files one.
pub fn file<'a>(http: &'a dyn Http, case: &NewCase) -> Answer<'a, Case> {
    ask(http, Method::Post, "/cases", Some(to_text(case)))
}

/// Takes one, to approve or refuse it.
pub fn take(http: &dyn Http, id: CaseId) -> Answer<'_, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/take"), None)
}

/// Gives it back.
pub fn give_back(http: &dyn Http, id: CaseId) -> Answer<'_, ()> {
    tell(http, Method::Delete, &format!("/cases/{id}/take"), None)
}

/// What is asked for.
pub fn request(http: &dyn Http, id: CaseId) -> Answer<'_, SealedRequest> {
    ask(http, Method::Get, &format!("/cases/{id}/request"), None)
}

/// Which registrations these stand for.
pub fn look_up(http: &dyn Http, id: CaseId, idx: Vec<IndexEntry>) -> Answer<'_, FoundIdx> {
    ask(http, Method::Post, &format!("/cases/{id}/look-up"), Some(to_text(&LookUpIdx { idx })))
}

/// Which of these tags there are.
pub fn probe(http: &dyn Http, id: CaseId, tags: Vec<SlotTag>) -> Answer<'_, Probed> {
    ask(http, Method::Post, &format!("/cases/{id}/probe"), Some(to_text(&Probe { tags })))
}

/// Approves it.
pub fn approve<'a>(http: &'a dyn Http, id: CaseId, approve: &Approve) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/approval"), Some(to_text(approve)))
}

/// How a case ends without or after its approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By the approver who took it.
    Refuse,
    /// By tracer or approver.
    Withdraw,
    /// By the tracer.
    Close,
}

/// Ends it.
pub fn end(http: &dyn Http, id: CaseId, ending: Ending, note: String) -> Answer<'_, ()> {
    let what = match ending {
        Ending::Refuse => "refusal",
        Ending::Withdraw => "withdrawal",
        Ending::Close => "closing",
    };
    tell(http, Method::Post, &format!("/cases/{id}/{what}"), Some(to_text(&WithNote { note })))
}

/// What the approver released.
pub fn release(http: &dyn Http, id: CaseId) -> Answer<'_, SealedRelease> {
    ask(http, Method::Get, &format!("/cases/{id}/release"), None)
}

/// A page of the approved rows.
pub fn track<'a>(http: &'a dyn Http, id: CaseId, after: Option<&str>) -> Answer<'a, Rows> {
    ask(http, Method::Get, &page(id, "track", after), None)
}

/// A page of the rows around them.
pub fn around<'a>(http: &'a dyn Http, id: CaseId, after: Option<&str>) -> Answer<'a, Rows> {
    ask(http, Method::Get, &page(id, "around", after), None)
}

fn page(id: CaseId, rows: &str, after: Option<&str>) -> String {
    let after = after.map(|after| format!("?after={}", dom::in_query(after))).unwrap_or_default();
    format!("/cases/{id}/{rows}{after}")
}

/// Sealed identities.
pub fn identities(http: &dyn Http, id: CaseId, pids: Vec<WirePid>) -> Answer<'_, Identities> {
    ask(http, Method::Post, &format!("/cases/{id}/identities"), Some(to_text(&AskIdentities { pids })))
}

/// Before a file is made of the results.
pub fn export<'a>(http: &'a dyn Http, id: CaseId, export: &NewExport) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/exports"), Some(to_text(export)))
}

/// Publishes that a venue was affected.
pub fn notify<'a>(http: &'a dyn Http, id: CaseId, notice: &NewNotice) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/notices"), Some(to_text(notice)))
}

/// Sends receipts to everybody who was traced.
pub fn send_receipts<'a>(http: &'a dyn Http, id: CaseId, receipts: &NewReceipts) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/receipts"), Some(to_text(receipts)))
}

/// What was said of its visits.
pub fn disputes(http: &dyn Http, id: CaseId) -> Answer<'_, Disputes> {
    ask(http, Method::Get, &format!("/cases/{id}/disputes"), None)
}

/// Decides about one of them.
pub fn decide<'a>(http: &'a dyn Http, id: CaseId, about: Disputed, new: &NewDecision) -> Answer<'a, ()> {
    tell(http, Method::Post, &format!("/cases/{id}/disputes/{about}/decision"), Some(to_text(new)))
}
