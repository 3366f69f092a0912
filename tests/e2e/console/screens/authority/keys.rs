//! Keys, members and the roster.

use std::path::Path;

use super::{Pair, Tour};
use crate::console::authority::PASSPHRASE;
use crate::console::people::{downloaded, pixels_of};
use crate::stage::{Outcome, screenshots};

pub async fn walk<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>) -> Outcome {
    let (office, folder) = (pair.office, pair.folder);
    office.ask_to_join(pair.tracer).await?;
    pair.tracer.sign_in(office.tracer.login, Some(&pair.factors[0])).await?;
    tour.take("start-tracer").await?;
    tour.visit("/console/cases", "not-ready", "cases-not-ready").await?;
    tour.visit("/console/keys", "make-key", "keys-none").await?;
    make(tour).await?;
    tour.take("keys-made").await?;
    tour.press("found-role", "sheet-why", "keys-sheet").await?;
    let paper = folder.join("sheet.pdf");
    tour.stage.print(&paper).await?;
    let printed = screenshots().join("authority").join(format!("{}-recovery-sheet.png", tour.face.name));
    pixels_of(&paper)?.save(&printed)?;
    tour.stage.keep_sheet().await?;
    tour.take("keys-founding").await?;

    tour.stage = pair.approver;
    tour.stage.sign_in(office.approver.login, Some(&pair.factors[1])).await?;
    tour.go("/console/keys", "make-key").await?;
    tour.stage.browser.fill("passphrase", PASSPHRASE).await?;
    tour.stage.browser.fill("passphrase-again", PASSPHRASE).await?;
    tour.stage.browser.click("make-key").await?;
    tour.stage.browser.click("found-role").await?;
    tour.stage.keep_sheet().await?;
    tour.stage = pair.tracer;
    tour.anew("/console/keys", "compose-first").await?;
    tour.press("compose-first", "proposal", "keys-proposal-own").await?;
    tour.stage = pair.approver;
    tour.anew("/console/keys", "agree").await?;
    tour.take("keys-proposal").await?;
    tour.stage.browser.click("agree").await?;
    tour.stage.browser.find("roster-fingerprint").await?;

    tour.stage = pair.tracer;
    tour.anew("/console/keys", "roster-fingerprint").await?;
    tour.take("keys-roster").await?;
    tour.visit("/console/cases", "cases-empty", "cases-none").await?;
    tour.go("/console/keys", "roster-fingerprint").await?;
    tour.press("add-member", "dialog", "keys-add").await?;
    tour.stage.browser.click("dialog-no").await?;
    tour.press("remove-member", "dialog", "keys-remove").await?;
    tour.stage.browser.click("dialog-no").await?;
    tour.stage.browser.click("recover-open").await?;
    tour.stage.browser.fill("sheet", "abandon ability able").await?;
    tour.press("recover", "fault", "keys-recover-wrong").await?;
    closed(tour, folder).await
}

/// A short passphrase, then a good one.
async fn make(tour: &mut Tour<'_>) -> Outcome {
    let browser = &tour.stage.browser;
    browser.fill("passphrase", "short").await?;
    browser.fill("passphrase-again", "other").await?;
    browser.click("make-key").await?;
    browser.until("document.querySelectorAll('.field__error').length === 2").await?;
    tour.take("keys-make-wrong").await?;
    browser.fill("passphrase", PASSPHRASE).await?;
    browser.fill("passphrase-again", PASSPHRASE).await?;
    browser.click("make-key").await?;
    browser.find("found-role").await?;
    Ok(())
}

/// The same page with a key that is closed, and files that do not open.
async fn closed(tour: &mut Tour<'_>, folder: &Path) -> Outcome {
    tour.stage.download_to(folder).await?;
    tour.stage.browser.click("download-key").await?;
    let kept = std::fs::read(downloaded(folder, "key").await?)?;
    tour.stage.browser.click("lock-key").await?;
    tour.stage.browser.find("open-key").await?;
    tour.take("keys-closed").await?;
    tour.stage.browser.fill("passphrase", "another passphrase").await?;
    tour.press("open-key", "fault", "keys-wrong-passphrase").await?;
    let half = folder.join("half.key");
    std::fs::write(&half, &kept[..60])?;
    tour.stage.give_file("key-file", &half).await?;
    tour.stage.browser.find("file-wrong").await?;
    tour.take("keys-half-file").await?;
    let whole = folder.join("whole.key");
    std::fs::write(&whole, &kept)?;
    tour.stage.give_file("key-file", &whole).await?;
    tour.stage.browser.find("file-chosen").await?;
    tour.take("keys-file-chosen").await?;
    tour.stage.open("/console/keys").await?;
    tour.stage.browser.fill("passphrase", PASSPHRASE).await?;
    tour.stage.browser.click("open-key").await?;
    tour.stage.browser.find("own-fingerprint").await?;
    Ok(())
}
