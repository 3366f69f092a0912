//! Registrations by idx, and sealed identities by pid.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use sqlx::Row as _;
use venue_protocol::instant::Day;
use venue_protocol::seal::identity::Idx;
use venue_protocol::seal::{Kid, Pid, SealedIdentity};
use venue_protocol::wire::cases::{IndexEntry, VaultRow, WirePid};
use zeroize::Zeroizing;

use super::super::{SqliteStore, StoreError, bytes, failed, number};

const WHAT: &str = "identity";

/// An identity as it stands there. One that was written half ends in zeros: it does not open, and the tracer's browser
/// counts it, whereas all others of the call do.
fn sealed(blob: &[u8]) -> SealedIdentity {
    let mut sealed = [0; SealedIdentity::LEN];
    sealed.iter_mut().zip(blob).for_each(|(to, from)| *to = *from);
    SealedIdentity(sealed)
}

impl SqliteStore {
    pub(super) async fn pids_of(&self, asked: &[IndexEntry]) -> Result<Vec<Option<WirePid>>, StoreError> {
        let list: Vec<_> = asked.iter().map(|entry| (entry.index, HEXLOWER.encode(&entry.idx.0))).collect();
        let rows = sqlx::query(
            "SELECT index_id, idx, pid FROM json_each(?) AS asked CROSS JOIN identity \
             ON index_id = asked.value ->> 0 AND idx = unhex(asked.value ->> 1)",
        )
        .bind(serde_json::to_string(&list).map_err(failed)?)
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in &rows {
            let index = number(row.try_get(0).map_err(failed)?, WHAT)?;
            let idx = Idx(bytes(row.try_get(1).map_err(failed)?, WHAT)?);
            found.insert(IndexEntry { index, idx }, WirePid(bytes(row.try_get(2).map_err(failed)?, WHAT)?));
        }
        Ok(asked.iter().map(|entry| found.get(entry).cloned()).collect())
    }

    pub(super) async fn vault_rows(&self, pids: &[WirePid]) -> Result<Vec<Option<VaultRow>>, StoreError> {
        let list: Vec<_> = pids.iter().map(|pid| HEXLOWER.encode(&pid.0)).collect();
        let list = Zeroizing::new(serde_json::to_string(&list).map_err(failed)?);
        let rows = sqlx::query(
            "SELECT pid, index_id, idx, kid_t, sealed, expires_day FROM json_each(?) AS asked CROSS JOIN identity \
             ON pid = unhex(asked.value) WHERE sealed IS NOT NULL",
        )
        .bind(list.as_str())
        .fetch_all(&self.readers)
        .await
        .map_err(failed)?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in &rows {
            let vault_row = VaultRow {
                index: number(row.try_get(1).map_err(failed)?, WHAT)?,
                idx: Idx(bytes(row.try_get(2).map_err(failed)?, WHAT)?),
                kid: Kid(bytes(row.try_get(3).map_err(failed)?, WHAT)?),
                sealed: sealed(row.try_get(4).map_err(failed)?),
                expires: Day(number(row.try_get(5).map_err(failed)?, WHAT)?),
            };
            found.insert(Pid(bytes(row.try_get(0).map_err(failed)?, WHAT)?), vault_row);
        }
        Ok(pids.iter().map(|pid| found.get(&Pid::from(pid)).cloned()).collect())
    }
}
