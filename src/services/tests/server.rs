//! A server that reads what it is sent as strictly as the real one, and keeps what it promises: a check-in known by its secret.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use venue_protocol::bytes::Bytes;
use venue_protocol::id::{Credential, EventId, NoticeKey, PlaceId, Serial, TransferId};
use venue_protocol::instant::Day;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::report::CheckedReport;
use venue_protocol::seal::notice::{NoticeDayKey, NoticeFile};
use venue_protocol::token::{SigningKey, VenueToken};
use venue_protocol::wire::check_ins::*;
use venue_protocol::wire::keys::{PublicKey, PublicKeys, TokenKey};
use venue_protocol::wire::notices::*;
use venue_protocol::wire::persons::*;
use venue_protocol::wire::reports::{LookUpReport, ReportState, ReportStatus, SendReport};
use venue_protocol::wire::transfers::{SealedTransfer, TransferOpened};
use venue_protocol::wire::venues::{Gate, LookUp, VenueInfo};

use crate::platform::LocalFuture;
use crate::platform::http::{Http, HttpAnswer, HttpError, HttpRequest, Method};
use crate::state::tests::samples::{morning, word_at};

/// How the way to the server is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Network {
    #[default]
    Good,
    /// Nothing arrives.
    Down,
    /// Requests arrive, answers do not.
    OneWay,
    /// A gateway answers in the server's place.
    Gateway,
    /// The server says that it is overloaded.
    Overloaded,
}

/// One check-in as the server has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub check_in: CheckIn,
    pub undone: bool,
}

#[derive(Default)]
pub struct FakeServer {
    pub network: Cell<Network>,
    /// By secret: what is registered.
    pub rows: RefCell<BTreeMap<String, Row>>,
    /// How many requests went to each path.
    pub asked: RefCell<BTreeMap<String, usize>>,
    /// The sizes of the batches that came.
    pub batches: RefCell<Vec<usize>>,
    /// Check-ins of this place (first byte) are refused so.
    pub refuse: Cell<Option<(u8, ProblemType)>>,
    /// A batch with a check-in of this place is refused as a whole.
    pub chokes_on: Cell<Option<u8>>,
    pub too_late_to_undo: Cell<bool>,
    pub withdrawn: RefCell<Vec<Credential>>,
    pub registered: RefCell<Vec<RegisterPerson>>,
    pub keepsake: RefCell<Option<Keepsake>>,
    /// By secret: problem reports.
    pub reports: RefCell<BTreeMap<String, ReportStatus>>,
    /// The seed of the key that signs codes and day files.
    pub key: Cell<u8>,
    /// So far its clock is ahead of the phones' clocks, in milliseconds.
    pub ahead_ms: Cell<i64>,
    /// This place (first byte) is another gate of that one's venue.
    pub gate_of: Cell<Option<(u8, u8)>>,
    /// The day files that were published.
    pub files: RefCell<Vec<SignedNotices>>,
    /// The receipts that were left.
    pub receipts: RefCell<Vec<(Day, SealedReceipt)>>,
    /// What was said, and what became of it.
    pub disputes: RefCell<Vec<(NewDispute, DisputeState)>>,
    transfers: RefCell<BTreeMap<TransferId, SealedTransfer>>,
    next: Cell<u8>,
}

impl FakeServer {
    pub fn asked(&self, path: &str) -> usize {
        self.asked.borrow().get(path).copied().unwrap_or_default()
    }

    /// Whether anything that was ever sent or kept contains this.
    pub fn count(&self, undone: bool) -> usize {
        self.rows.borrow().values().filter(|row| row.undone == undone).count()
    }

    /// A technician answers all reports.
    pub fn answer_reports(&self) {
        for status in self.reports.borrow_mut().values_mut() {
            (status.state, status.answer) = (ReportState::Answered, Some("已更换".into()));
        }
    }

    /// The key that devices check codes and day files with.
    fn public_key(&self) -> PublicKey {
        PublicKey(SigningKey::from_bytes(&[self.key.get(); 32]).verifying_key().to_bytes())
    }

    /// Publishes quarters of an hour at a place, on a day: its file grows.
    pub fn publish(&self, on: Day, place: u8, entered: Day, quarters: RangeInclusive<u32>) {
        let mut files = self.files.borrow_mut();
        let at = files.iter().position(|file| file.day == on);
        let before = at.map(|at| NoticeFile::read(on, &files.remove(at).hints.0).unwrap());
        let before = before.as_ref().map(NoticeFile::hints).unwrap_or_default();
        let more: Vec<_> = quarters.map(|quarter| notice_key(place, entered).hint(quarter)).collect();
        let file = NoticeFile::with(on, before, &more, &NoticeDayKey([1; 32]));
        let signature = file.sign(&SigningKey::from_bytes(&[self.key.get(); 32]));
        files.push(SignedNotices { day: on, hints: Bytes(file.to_bytes()), signature });
    }

    /// A tracer decides all that was said.
    pub fn decide(&self, accepted: bool) {
        for (_, state) in self.disputes.borrow_mut().iter_mut() {
            state.decision = Some(Decision { accepted, reason: "已核实".into() });
        }
    }

    fn dispute(&self, new: NewDispute) -> Result<HttpAnswer, ProblemType> {
        if let DisputeOf::Visit { secret, .. } = &new.about
            && !self.rows.borrow().contains_key(&secret.to_string())
        {
            return Err(ProblemType::EventUnknown);
        }
        let mut disputes = self.disputes.borrow_mut();
        if disputes.iter().any(|(said, state)| said.about == new.about && state.decision.is_some()) {
            return Err(ProblemType::EventConflict);
        }
        disputes.retain(|(said, _)| said.about != new.about);
        disputes.push((new, DisputeState { at: morning(), decision: None }));
        none()
    }

    fn credential(&self) -> Registered {
        self.next.set(self.next.get() + 1);
        let credential = Credential([self.next.get(); 62]);
        let today = morning().day();
        Registered { credential, renew_on: today.plus(180), expires_on: today.plus(400), warnings: vec![] }
    }

    fn handle(&self, request: &HttpRequest) -> Result<HttpAnswer, ProblemType> {
        let path = request.path.strip_prefix("/api/v1").ok_or(ProblemType::NotFound)?;
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        match (request.method, path) {
            (Method::Get, "/notices") => {
                let since = Day(number(query, "since")?);
                let files = self.files.borrow().iter().filter(|file| file.day >= since).cloned().collect();
                ok(&NoticeFiles { files })
            }
            (Method::Get, "/receipts") => {
                let since = Day(number(query, "since")?);
                let receipts = self.receipts.borrow();
                let days: BTreeSet<Day> = receipts.iter().map(|(day, _)| *day).collect();
                let hints = |day| {
                    let of_day = receipts.iter().filter(|(of, _)| *of == day);
                    Bytes(of_day.flat_map(|(_, receipt)| receipt.hint.0).collect())
                };
                let days = days.into_iter().filter(|day| *day >= since);
                ok(&ReceiptDays { days: days.map(|day| ReceiptDay { day, hints: hints(day) }).collect() })
            }
            (Method::Get, "/receipts/bodies") => {
                let (day, first) = (Day(number(query, "day")?), number::<u8>(query, "first")?);
                let receipts = self.receipts.borrow();
                let wanted = receipts.iter().filter(|(of, receipt)| *of == day && receipt.hint.0[0] == first);
                ok(&Receipts { receipts: wanted.map(|(_, receipt)| *receipt).collect() })
            }
            (Method::Post, "/disputes") => self.dispute(read(request)?),
            (Method::Post, "/disputes/look-up") => {
                let about: DisputeOf = read(request)?;
                let disputes = self.disputes.borrow();
                let said = disputes.iter().find(|(said, _)| said.about == about);
                ok(&said.ok_or(ProblemType::NotFound)?.1)
            }
            (Method::Get, "/keys") => ok(&PublicKeys {
                host: "EXAMPLE.ORG".into(),
                token_keys: vec![TokenKey { id: 1, public_key: self.public_key() }],
                registration_open: true,
                reports_open: true,
                consent_version: CONSENT_VERSION,
                retention_days: 14,
                hotlines: vec![],
                now: morning(),
            }),
            (Method::Post, "/persons") => {
                let person: RegisterPerson = read(request)?;
                self.withdrawn.borrow_mut().extend(person.replaces.clone());
                self.registered.borrow_mut().push(person);
                ok(&self.credential())
            }
            (Method::Post, "/persons/withdraw") => {
                let who: WithCredential = read(request)?;
                self.withdrawn.borrow_mut().push(who.credential);
                none()
            }
            (Method::Post, "/persons/renew") => {
                let who: WithCredential = read(request)?;
                if self.withdrawn.borrow().contains(&who.credential) {
                    return Err(ProblemType::CredentialWithdrawn);
                }
                ok(&self.credential())
            }
            (Method::Put, "/persons/keepsake") => {
                *self.keepsake.borrow_mut() = Some(read(request)?);
                none()
            }
            (Method::Get, "/persons/keepsake") => self.keepsake.borrow().as_ref().map_or_else(none, ok),
            (Method::Delete, "/persons/keepsake") => {
                *self.keepsake.borrow_mut() = None;
                none()
            }
            (Method::Post, "/venues/look-up") => self.look_up(read(request)?),
            (Method::Post, "/check-ins") => self.check_in(read(request)?),
            (Method::Post, "/check-ins/undo") => self.undo(read(request)?),
            (Method::Post, "/check-ins/word") => {
                let event: WithSecret = read(request)?;
                if !self.rows.borrow().contains_key(&event.secret.to_string()) {
                    return Err(ProblemType::EventUnknown);
                }
                ok(&SharedWords { words: vec![word_at(morning().plus_millis(3_600_000))] })
            }
            (Method::Post, "/reports") => {
                let report: SendReport = read(request)?;
                CheckedReport::parse(&report).map_err(|_| ProblemType::Invalid)?;
                let mut reports = self.reports.borrow_mut();
                let ticket = format!("{:09}", reports.len());
                let new =
                    ReportStatus { ticket, state: ReportState::Open, received_at: morning(), answer: None };
                ok(reports.entry(report.secret.to_string()).or_insert(new))
            }
            (Method::Post, "/reports/look-up") => {
                let whose: LookUpReport = read(request)?;
                let reports = self.reports.borrow();
                ok(reports.get(&whose.secret.to_string()).ok_or(ProblemType::ReportUnknown)?)
            }
            (Method::Post, "/transfers") => {
                let id = TransferId([5; 16]);
                self.transfers.borrow_mut().insert(id, read(request)?);
                ok(&TransferOpened { id, expires_at: morning().plus_millis(600_000) })
            }
            (Method::Post, path) => {
                let id = path.strip_prefix("/transfers/").and_then(|path| path.strip_suffix("/take"));
                let id: TransferId = id.and_then(|id| id.parse().ok()).ok_or(ProblemType::NotFound)?;
                let taken = self.transfers.borrow_mut().remove(&id);
                ok(&taken.ok_or(ProblemType::TransferGone)?)
            }
            _ => Err(ProblemType::NotFound),
        }
    }

    fn look_up(&self, code: LookUp) -> Result<HttpAnswer, ProblemType> {
        let token: VenueToken = match code {
            LookUp::Token(text) => text.parse().map_err(|_| ProblemType::CodeUnreadable)?,
            LookUp::TypedCode(typed) if typed == "123456788" => crate::state::tests::samples::token(3, 1),
            LookUp::TypedCode(_) => return Err(ProblemType::CodeUnknown),
        };
        if let Some((place, kind)) = self.refuse.get()
            && place == token.place.0[0]
        {
            return Err(kind);
        }
        ok(&VenueInfo {
            place: token.place,
            serial: Serial(1),
            token: token.to_string(),
            name: "南湖公园".into(),
            zone: None,
            gate: Gate::Both,
            sensitive: false,
            valid_until: morning(),
        })
    }

    fn check_in(&self, batch: CheckInBatch) -> Result<HttpAnswer, ProblemType> {
        assert!((1..=MAX_BATCH).contains(&batch.check_ins.len()));
        self.batches.borrow_mut().push(batch.check_ins.len());
        let place = |check_in: &CheckIn| check_in.token.parse::<VenueToken>().unwrap().place.0[0];
        if batch.check_ins.iter().any(|check_in| Some(place(check_in)) == self.chokes_on.get()) {
            return Err(ProblemType::Invalid);
        }
        let mut rows = self.rows.borrow_mut();
        let results = batch.check_ins.into_iter().map(|check_in| {
            assert!((1..=MAX_PERSONS).contains(&check_in.persons.len()));
            assert!(check_in.scanned_at <= batch.sent_at);
            if let Some((refused, kind)) = self.refuse.get()
                && refused == place(&check_in)
            {
                return CheckInResult::Refused(Problem::new(kind));
            }
            let secret = check_in.secret.to_string();
            let withdrawn = self.withdrawn.borrow();
            if !rows.contains_key(&secret) && check_in.persons.iter().any(|one| withdrawn.contains(one)) {
                return CheckInResult::Refused(Problem::new(ProblemType::CredentialWithdrawn));
            }
            let row = rows.entry(secret).or_insert(Row { check_in: check_in.clone(), undone: false });
            if row.check_in != check_in {
                return CheckInResult::Refused(Problem::new(ProblemType::EventConflict));
            }
            let occurred_at = check_in.scanned_at.plus_millis(self.ahead_ms.get());
            let place = place(&check_in);
            let venue =
                self.gate_of.get().filter(|(gate, _)| *gate == place).map_or(place, |(_, venue)| venue);
            CheckInResult::Registered(CheckInReceipt {
                event: EventId([7; 16]),
                occurred_at,
                flags: vec![],
                words: vec![word_at(occurred_at)],
                notice: Some(notice_key(venue, occurred_at.day())),
            })
        });
        ok(&CheckInResults { results: results.collect() })
    }

    fn undo(&self, event: WithSecret) -> Result<HttpAnswer, ProblemType> {
        let mut rows = self.rows.borrow_mut();
        let row = rows.get_mut(&event.secret.to_string()).ok_or(ProblemType::EventUnknown)?;
        if self.too_late_to_undo.get() {
            return Err(ProblemType::UndoTooLate);
        }
        row.undone = true;
        none()
    }
}

impl Http for FakeServer {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpAnswer, HttpError>> {
        Box::pin(async move {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            let network = self.network.get();
            if network == Network::Down {
                return Err(HttpError::Unreachable);
            }
            *self.asked.borrow_mut().entry(request.path.clone()).or_default() += 1;
            let answer = match network {
                Network::Gateway => Ok(HttpAnswer { status: 502, body: "<html>bad gateway".into() }),
                Network::Overloaded => Err(ProblemType::Unavailable),
                _ => self.handle(&request),
            };
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            if network == Network::OneWay {
                return Err(HttpError::Timeout);
            }
            Ok(answer.unwrap_or_else(|kind| {
                let body = serde_json::to_string(&Problem::new(kind)).unwrap();
                HttpAnswer { status: kind.status(), body }
            }))
        })
    }
}

/// What visits of a place on a day are given.
fn notice_key(place: u8, day: Day) -> NoticeKey {
    NoticeDayKey([7; 32]).notice_key(PlaceId([place; 6]), day)
}

fn number<T: FromStr>(query: &str, name: &str) -> Result<T, ProblemType> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value.and_then(|value| value.parse().ok()).ok_or(ProblemType::Malformed)
}

fn read<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, ProblemType> {
    let body = request.body.as_deref().ok_or(ProblemType::Malformed)?;
    Ok(serde_json::from_str(body).expect("the client sends what the contract says"))
}

fn ok<T: Serialize>(value: &T) -> Result<HttpAnswer, ProblemType> {
    Ok(HttpAnswer { status: 200, body: serde_json::to_string(value).unwrap() })
}

fn none() -> Result<HttpAnswer, ProblemType> {
    Ok(HttpAnswer { status: 204, body: String::new() })
}
