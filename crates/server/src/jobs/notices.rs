//! Files of exposure notices whose signing key was removed: devices would take them for somebody else's.

use std::sync::Arc;

use tracing::{error, info};
use venue_protocol::instant::Day;
use venue_protocol::seal::notice::NoticeFile;

use crate::app::App;
use crate::store::StoreError;

/// Once, at the start: keys come and go while the server does not run.
pub async fn run(app: Arc<App>) {
    match sign_again(&app).await {
        Ok(0) => {}
        Ok(files) => {
            info!(files, "files of exposure notices were signed again: the key that had signed them is gone")
        }
        Err(error) => error!(
            error = &error as &dyn std::error::Error,
            "files of exposure notices were not signed again"
        ),
    }
}

/// Signs those that no present key has signed; how many. None is published meanwhile.
async fn sign_again(app: &App) -> Result<usize, StoreError> {
    let seat = app.office.seat().await;
    let keys = app.codes.public_keys();
    let mut orphans = Vec::new();
    for mut stored in app.store.notices().files(Day(0)).await? {
        let file = NoticeFile::read(stored.day, &stored.hints.0)
            .map_err(|_| StoreError::Damaged("file of notices"))?;
        if !keys.iter().any(|key| file.verify(&key.public_key, &stored.signature).is_ok()) {
            stored.signature = app.codes.sign_notices(&file);
            orphans.push(stored);
        }
    }
    if orphans.is_empty() {
        return Ok(0);
    }
    let mut entry = seat.begin().await?;
    for file in &orphans {
        entry.writer.notices().put_file(file).await?;
    }
    entry.commit().await?;
    Ok(orphans.len())
}
