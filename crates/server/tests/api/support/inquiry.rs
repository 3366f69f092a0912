//! A tracer's and an approver's browsers at work on cases, with the protocol's own cryptography.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use venue_protocol::bytes::Bytes;
use venue_protocol::seal::case::{CaseId, CaseRequest, Release};
use venue_protocol::seal::key_record::{ApproverHalf, Halves, TracerHalf};
use venue_protocol::seal::roster::Role;
use venue_protocol::seal::{
    Identity, KeyKind, KeyRecord, Pid, PrivateKey, RowContext, SealedRow, SlotKeys, Visit,
};
use venue_protocol::wire::cases::{
    Case, FoundIdx, Identities, IndexEntry, KeyRecords, Probed, Row, Rows, SealedRelease, SealedRequest,
    SlotTag, Subject, Window, WirePid,
};
use zeroize::Zeroizing;

use super::{Member, Person, TestApp, good, one_time_code};

pub struct Inquiry<'a> {
    pub app: &'a TestApp,
    pub tracer: Member,
    pub approver: Member,
    /// The private keys that the role's members hold, old ones too.
    pub tracer_keys: Vec<PrivateKey>,
    pub approver_keys: Vec<PrivateKey>,
}

/// What a tracer's browser makes of a case.
#[derive(Debug, Default)]
pub struct Found {
    pub track: Vec<(Row, Visit)>,
    pub around: Vec<(Row, Visit)>,
    /// Of everybody around.
    pub identities: Vec<Identity>,
}

impl Found {
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.identities.iter().map(Identity::name).collect();
        names.sort_unstable();
        names
    }
}

/// D of a resident ID.
pub fn document(person: &Person) -> Zeroizing<Vec<u8>> {
    let number = person.number.as_bytes();
    Zeroizing::new([&[1], &b"CHN"[..], &[number.len() as u8], number].concat())
}

impl<'a> Inquiry<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let (tracer, approver) = (app.member_of(Role::Tracer).await, app.member_of(Role::Approver).await);
        let (tracer_keys, approver_keys) =
            (vec![app.authority.tracer.clone()], vec![app.authority.approver.clone()]);
        Self { app, tracer, approver, tracer_keys, approver_keys }
    }

    /// The last so many minutes.
    pub fn window(&self, minutes: u32) -> Window {
        let to = self.app.now().minute();
        Window { from: to - minutes, to }
    }

    /// A code that was not used yet: the clock goes on for it.
    pub fn code(&self, member: &Member) -> String {
        self.app.clock.advance_s(60);
        one_time_code(&member.session.factor, self.app.now())
    }

    async fn records(&self, member: &Member, window: Window) -> Vec<KeyRecord> {
        let Window { from, to } = window.slots();
        let path = format!("/key-records?from={from}&to={to}");
        let KeyRecords { records, signed_by } = member.session.read(&path).await;
        let read = |Bytes(bytes): &Bytes| {
            let record = KeyRecord::from_bytes(bytes).unwrap();
            record.verify(&signed_by).unwrap();
            record
        };
        records.iter().map(read).collect()
    }

    fn tracer_half(&self, record: &KeyRecord) -> TracerHalf {
        self.tracer_keys.iter().find_map(|key| record.open_tracer_half(key).ok()).unwrap()
    }

    fn approver_half(&self, record: &KeyRecord) -> ApproverHalf {
        self.approver_keys.iter().find_map(|key| record.open_approver_half(key).ok()).unwrap()
    }

    /// What the tracer's browser files.
    pub async fn filing(&self, subject: Subject, persons: &[&Person], window: Window) -> Value {
        let id = CaseId(self.app.random.bytes());
        let records = self.records(&self.tracer, window).await;
        let request = CaseRequest {
            subjects: persons.iter().map(|person| document(person)).collect(),
            halves: records.iter().map(|record| (record.id(), self.tracer_half(record))).collect(),
        };
        let approvers = self.app.roster().await.roster().approver.seal;
        let key = self.tracer.key.public();
        let sealed = request.seal(id, &key, &approvers, &mut self.app.random.clone()).unwrap();
        json!({ "id": id, "number": "2026-001", "reason": "确诊", "subject": subject, "window": window,
            "tracer_key": key, "request": Bytes(sealed), "code": self.code(&self.tracer) })
    }

    pub async fn file(&self, subject: Subject, persons: &[&Person], window: Window) -> Case {
        good(self.tracer.session.post("/cases", &self.filing(subject, persons, window).await).await).await
    }

    pub async fn take(&self, case: &Case) {
        let taken = self.approver.session.post(&format!("/cases/{}/take", case.id), &json!({})).await;
        assert_eq!(taken.status(), 204);
    }

    /// What the approver's browser sends for a case that was taken.
    pub async fn approval(&self, case: &Case) -> Value {
        let (session, path) = (&self.approver.session, |what: &str| format!("/cases/{}/{what}", case.id));
        let SealedRequest { request } = session.read(&path("request")).await;
        let open = |key: &PrivateKey| CaseRequest::open(&request.0, case.id, &case.tracer_key, key).ok();
        let request = self.approver_keys.iter().find_map(open).unwrap();
        let records = self.records(&self.approver, case.window).await;
        let mut pids: Vec<Pid> = Vec::new();
        let mut slots: Vec<(u32, SlotKeys)> = Vec::new();
        let mut release = Release::default();
        for (id, tracer) in &request.halves {
            let record = records.iter().find(|record| record.id() == *id).unwrap();
            let approver = self.approver_half(record);
            let halves = Halves { tracer, approver: &approver };
            if record.kind() == KeyKind::Slot {
                slots.push((*id, record.open_slot(&halves).unwrap()));
                release.halves.push((*id, approver));
                continue;
            }
            let key = record.open_index(&halves).unwrap();
            for document in &request.subjects {
                for j in 0.. {
                    let entry = IndexEntry { index: *id, idx: key.idx(document, j) };
                    let answer = session.post(&path("look-up"), &json!({ "idx": [entry] })).await;
                    let FoundIdx { found } = good(answer).await;
                    let [Some(pid)] = found.as_slice() else { break };
                    pids.push(pid.into());
                }
            }
        }
        let mut tags: Vec<SlotTag> = Vec::new();
        let mut open: Vec<(&(u32, SlotKeys), &Pid)> =
            slots.iter().flat_map(|slot| pids.iter().map(move |pid| (slot, pid))).collect();
        for j in 0.. {
            let asked: Vec<SlotTag> = open
                .iter()
                .map(|((slot, keys), pid)| SlotTag { slot: *slot, tag: keys.tag(pid, j) })
                .collect();
            if asked.is_empty() {
                break;
            }
            let Probed { found } = good(session.post(&path("probe"), &json!({ "tags": asked })).await).await;
            let hits = || found.iter().copied();
            tags.extend(asked.iter().zip(hits()).filter(|(_, hit)| *hit).map(|(tag, _)| *tag));
            open = open.into_iter().zip(hits()).filter(|(_, hit)| *hit).map(|(pair, _)| pair).collect();
        }
        let sealed = release.seal(case.id, &case.tracer_key, &mut self.app.random.clone()).unwrap();
        json!({ "tags": tags, "release": Bytes(sealed), "code": self.code(&self.approver) })
    }

    pub async fn approve(&self, case: &Case) {
        self.take(case).await;
        let body = self.approval(case).await;
        let path = format!("/cases/{}/approval", case.id);
        let approved = self.approver.session.post(&path, &body).await;
        assert_eq!(approved.status(), 204, "{}", approved.text().await.unwrap());
    }

    /// All pages of `track` or `around`.
    pub async fn rows(&self, case: &Case, what: &str) -> Vec<Row> {
        let (mut rows, mut after) = (Vec::new(), String::new());
        loop {
            let page: Rows = self.tracer.session.read(&format!("/cases/{}/{what}{after}", case.id)).await;
            rows.extend(page.rows);
            match page.next {
                Some(next) => after = format!("?after={next}"),
                None => {
                    assert_eq!(rows.len(), page.total as usize);
                    return rows;
                }
            }
        }
    }

    pub async fn identities(&self, case: &Case, pids: &[Pid]) -> Identities {
        let pids: Vec<WirePid> = pids.iter().map(WirePid::from).collect();
        let path = format!("/cases/{}/identities", case.id);
        good(self.tracer.session.post(&path, &json!({ "pids": pids })).await).await
    }

    /// The tracer's browser: opens what was released, then rows, then identities.
    pub async fn trace(&self, case: &Case) -> Found {
        let SealedRelease { release } =
            self.tracer.session.read(&format!("/cases/{}/release", case.id)).await;
        let release = Release::open(&release.0, case.id, &self.tracer.key).unwrap();
        let records = self.records(&self.tracer, case.window).await;
        let mut slots: HashMap<u32, SlotKeys> = HashMap::new();
        for (id, approver) in &release.halves {
            let record = records.iter().find(|record| record.id() == *id).unwrap();
            let tracer = self.tracer_half(record);
            slots.insert(*id, record.open_slot(&Halves { tracer: &tracer, approver }).unwrap());
        }
        let open = |row: Row| {
            let context = RowContext {
                slot: row.slot,
                event: row.event,
                index: row.index,
                place: row.place,
                minute: row.minute,
                direction: row.direction,
            };
            let visit = slots[&row.slot].open(&context, &SealedRow { tag: row.tag, reference: row.sealed });
            (row, visit.unwrap())
        };
        let mut found = Found::default();
        found.track = self.rows(case, "track").await.into_iter().map(open).collect();
        found.around = self.rows(case, "around").await.into_iter().map(open).collect();
        let pids: BTreeMap<[u8; 16], Pid> =
            found.around.iter().map(|(_, visit)| (visit.pid.0, visit.pid.clone())).collect();
        let pids: Vec<Pid> = pids.into_values().collect();
        let Identities { identities } = self.identities(case, &pids).await;
        for (pid, row) in pids.iter().zip(identities) {
            let Some(row) = row else { continue };
            let key = self.tracer_keys.iter().find(|key| key.public().kid() == row.kid).unwrap();
            found.identities.push(row.sealed.open(pid, row.index, &row.idx, key).unwrap());
        }
        found
    }

    /// Files and approves.
    pub async fn approved(&self, subject: Subject, persons: &[&Person], window: Window) -> Case {
        let case = self.file(subject, persons, window).await;
        self.approve(&case).await;
        self.tracer.session.read(&format!("/cases/{}", case.id)).await
    }
}
