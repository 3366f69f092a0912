//! The authority's side: it holds both roles' private keys, opens what the server sealed, and walks tracks.

use std::collections::HashMap;
use std::path::Path;

use rand_core::CryptoRng;
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::seal::key_record::Halves;
use venue_protocol::seal::roster::{Role, RoleKeys, Roster, RosterMember, SignedRoster};
use venue_protocol::seal::row::{Reference, Tag};
use venue_protocol::seal::{
    Authority, Holder, Identity, KeyKind, KeyRecord, Pid, PrivateKey, RowContext, SealedIdentity, SealedRow,
    SlotKeys, Visit,
};
use venue_protocol::wire::accounts::AccountRole;
use venue_protocol::wire::venues::Direction;
use venue_server::store::authority::NewRoster;

use super::{Session, TestApp};

pub struct TestAuthority {
    pub tracer: PrivateKey,
    pub approver: PrivateKey,
}

/// A row of a day table or of the odd ones.
#[derive(Debug, Clone)]
pub struct Row {
    pub event: EventId,
    pub index: u8,
    pub slot: u32,
    pub tag: Tag,
    /// `None` once it is blanked.
    pub sealed: Option<(RowContext, Reference)>,
    pub stay: Option<i64>,
    pub table: String,
}

pub async fn open_db(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).connect().await.unwrap()
}

/// A member of a role, with a key of the own.
#[derive(Debug, Clone)]
pub struct Member {
    pub session: Session,
    pub role: Role,
    pub key: PrivateKey,
}

impl Member {
    pub fn entry(&self) -> RosterMember {
        RosterMember { role: self.role, account: self.session.account, key: self.key.public() }
    }
}

impl TestAuthority {
    /// A roster signed by both roles.
    pub fn sign(&self, before: Option<&SignedRoster>, roster: Roster) -> NewRoster {
        let (tracer, approver) = (roster.sign(&self.tracer), roster.sign(&self.approver));
        let signed = match before {
            None => SignedRoster::first(roster, &tracer, &approver),
            Some(before) => before.followed_by(roster, &tracer, &approver),
        };
        NewRoster { roster: signed.unwrap(), tracer, approver }
    }

    /// The keys of both roles, tracers first.
    pub fn keys(&self) -> [RoleKeys; 2] {
        [RoleKeys::of(&self.tracer), RoleKeys::of(&self.approver)]
    }

    pub fn new(rng: &mut impl CryptoRng) -> Self {
        Self { tracer: PrivateKey::generate(rng), approver: PrivateKey::generate(rng) }
    }

    pub fn public(&self) -> Authority {
        Authority::new(self.tracer.public(), self.approver.public()).unwrap()
    }

    /// The records on the shelf.
    pub async fn records(&self, shelf: &Path) -> Vec<KeyRecord> {
        let mut db = open_db(&shelf.join("shelf.db")).await;
        let rows = sqlx::query("SELECT record FROM key_record WHERE record IS NOT NULL ORDER BY id")
            .fetch_all(&mut db)
            .await
            .unwrap();
        rows.iter().map(|row| KeyRecord::from_bytes(row.get::<&[u8], _>(0)).unwrap()).collect()
    }

    pub async fn slots(&self, shelf: &Path) -> HashMap<u32, SlotKeys> {
        let records = self.records(shelf).await;
        let slots = records.iter().filter(|record| record.kind() == KeyKind::Slot);
        slots
            .map(|record| {
                let tracer = record.open_tracer_half(&self.tracer).unwrap();
                let approver = record.open_approver_half(&self.approver).unwrap();
                let halves = Halves { tracer: &tracer, approver: &approver };
                (record.id(), record.open_slot(&halves).unwrap())
            })
            .collect()
    }

    /// A person's visits: for each slot j = 0, 1, ... to the first miss (SEALING 8).
    pub async fn track(&self, data: &Path, shelf: &Path, pid: &Pid) -> Vec<(RowContext, Visit)> {
        let rows = rows(data).await;
        let by_tag: HashMap<(u32, Tag), &Row> = rows.iter().map(|row| ((row.slot, row.tag), row)).collect();
        let mut track = Vec::new();
        for (slot, keys) in self.slots(shelf).await {
            for j in 0.. {
                let Some(row) = by_tag.get(&(slot, keys.tag(pid, j))) else { break };
                if let Some((context, reference)) = row.sealed {
                    let visit = keys.open(&context, &SealedRow { tag: row.tag, reference }).unwrap();
                    assert_eq!(visit.pid, *pid);
                    track.push((context, visit));
                }
            }
        }
        track.sort_by_key(|(context, visit)| (visit.occurred_at, context.event));
        track
    }
}

/// All rows of check-ins.
pub async fn rows(data: &Path) -> Vec<Row> {
    let mut db = open_db(&data.join("venue.db")).await;
    let tables =
        sqlx::query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'check_in_*'")
            .fetch_all(&mut db)
            .await
            .unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let sql =
            format!("SELECT event, idx, slot, tag, place, minute, direction, sealed, stay FROM {table}");
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut db).await.unwrap() {
            let event = EventId(row.get::<&[u8], _>(0).try_into().unwrap());
            let (index, slot) = (row.get::<i64, _>(1) as u8, row.get::<i64, _>(2) as u32);
            let place: Option<&[u8]> = row.get(4);
            let sealed = place.map(|place| {
                let context = RowContext {
                    slot,
                    event,
                    index,
                    place: PlaceId(place.try_into().unwrap()),
                    minute: row.get::<i64, _>(5) as u32,
                    direction: Direction::from_byte(row.get::<i64, _>(6) as u8).unwrap(),
                };
                (context, Reference(row.get::<&[u8], _>(7).try_into().unwrap()))
            });
            let tag = Tag(row.get::<&[u8], _>(3).try_into().unwrap());
            rows.push(Row { event, index, slot, tag, sealed, stay: row.get(8), table: table.clone() });
        }
    }
    rows
}

/// Whom a credential stands for, opened with the server's own key file.
pub fn holder(data: &Path, credential: &venue_protocol::id::Credential) -> Holder {
    let key = venue_server::keys::read(&data.join("keys/credential.key")).unwrap();
    let key = venue_protocol::seal::CredentialKey::new(1, &key);
    venue_protocol::seal::CredentialKey::open(&[key], credential).unwrap()
}

/// Milliseconds of a visit, for comparing.
pub fn seconds(instant: Instant) -> u32 {
    u32::try_from(instant.seconds()).unwrap()
}

impl TestAuthority {
    /// Everything that was registered under a resident ID number: found by its idx, opened with both roles' keys.
    pub async fn registrations_of(&self, data: &Path, shelf: &Path, number: &str) -> Vec<Identity> {
        let mut db = open_db(&data.join("venue.db")).await;
        let mut document = vec![1];
        document.extend(b"CHN");
        document.push(number.len() as u8);
        document.extend(number.as_bytes());
        let mut found = Vec::new();
        for record in self.records(shelf).await.iter().filter(|record| record.kind() == KeyKind::Index) {
            let tracer = record.open_tracer_half(&self.tracer).unwrap();
            let approver = record.open_approver_half(&self.approver).unwrap();
            let key = record.open_index(&Halves { tracer: &tracer, approver: &approver }).unwrap();
            for j in 0.. {
                let idx = key.idx(&document, j);
                let row = sqlx::query("SELECT pid, sealed FROM identity WHERE index_id = ? AND idx = ?")
                    .bind(i64::from(record.id()))
                    .bind(idx.0.as_slice())
                    .fetch_optional(&mut db)
                    .await
                    .unwrap();
                let Some(row) = row else { break };
                let pid = Pid(row.get::<&[u8], _>(0).try_into().unwrap());
                let Some(sealed) = row.get::<Option<&[u8]>, _>(1) else { continue };
                let sealed = SealedIdentity(sealed.try_into().unwrap());
                found.push(sealed.open(&pid, record.id(), &idx, &self.tracer).unwrap());
            }
        }
        found
    }
}

impl TestApp {
    /// Somebody of a role with a key that was sent and stands in no roster yet.
    pub async fn newcomer(&self, role: Role) -> Member {
        let session = self
            .account(match role {
                Role::Tracer => AccountRole::Tracer,
                Role::Approver => AccountRole::Approver,
            })
            .await;
        let key = PrivateKey::generate(&mut self.random.clone());
        let sent = session.put("/authority/me", &json!({ "key": key.public() })).await;
        assert_eq!(sent.status(), 204);
        Member { session, role, key }
    }

    /// Somebody of a role who stands in the roster in force.
    pub async fn member_of(&self, role: Role) -> Member {
        let member = self.newcomer(role).await;
        self.put_roster(|members| members.push(member.entry())).await;
        member
    }

    /// The roster in force.
    pub async fn roster(&self) -> SignedRoster {
        let rosters = self.server.app.store.authority().rosters().await.unwrap();
        let mut chain: Option<SignedRoster> = None;
        for stored in rosters {
            let roster = Roster::from_bytes(&stored.roster.0).unwrap();
            chain = Some(match chain {
                None => SignedRoster::first(roster, &stored.tracer, &stored.approver).unwrap(),
                Some(before) => before.followed_by(roster, &stored.tracer, &stored.approver).unwrap(),
            });
        }
        chain.unwrap()
    }

    /// Puts a roster with other members in force, signed by both roles.
    pub async fn put_roster(&self, change: impl FnOnce(&mut Vec<RosterMember>)) {
        let before = self.roster().await;
        let mut members = before.roster().members().to_vec();
        change(&mut members);
        let roster = Roster::after(before.roster(), members).unwrap();
        let signed = self.authority.sign(Some(&before), roster);
        let mut entry = self.server.app.office.begin().await.unwrap();
        entry.writer.authority().put_in_force(self.now(), &signed).await.unwrap();
        entry.commit().await.unwrap();
        self.refresh().await;
    }
}
