//! What a manager sees: from nothing to a venue that runs.

use std::path::{Path, PathBuf};

use serde_json::json;
use venue_testkit::camera::Camera;

use super::Tour;
use super::town::Venue;
use crate::console::check::PHOTO;
use crate::stage::{Outcome, page};

/// Somebody who has just signed up: nothing is there, an application is begun, a table handed in.
pub async fn begin(tour: &mut Tour<'_>, folder: &Path) -> Outcome {
    let browser = &tour.stage.browser;
    tour.take("start-new").await?;
    tour.visit("/console/applications", "applications-empty", "applications-none").await?;
    tour.visit("/console/applications/new", "new-application-page", "application-new").await?;
    tour.press("begin-application", "application-form", "form").await?;
    browser.fill("credit-code", "91220100MA00000078").await?;
    browser.fill("venue-name", tour.town.venue).await?;
    browser.click("add-hours").await?;
    browser.click("add-zone").await?;
    browser.fill("latitude", "120").await?;
    browser.fill("contact-phone", "12").await?;
    browser.click("venue-name").await?;
    browser.find("saved").await?;
    tour.take("form-wrong").await?;
    browser.click("as-person").await?;
    browser.fill("applicant-name", tour.town.manager.name).await?;
    browser.fill("id-number", "220102190001010016").await?;
    browser.click("applicant-name").await?;
    browser.find("id-number-sealed").await?;
    tour.take("form-person").await?;
    tour.press("drop-draft", "dialog", "form-drop").await?;
    browser.click("dialog-yes").await?;
    browser.find("applications-page").await?;

    tour.visit("/console/applications/import", "import-page", "import").await?;
    let (bad, good) = tables(tour, folder).await?;
    tour.stage.give_file("table", &bad).await?;
    browser.find("not-imported").await?;
    tour.take("import-wrong").await?;
    tour.stage.give_file("table", &good).await?;
    browser.find("imported").await?;
    tour.take("import-done").await
}

/// Posters on the wall, photographed.
async fn check(tour: &mut Tour<'_>, here: &str, venue: &Venue) -> Outcome {
    tour.visit(&format!("{here}/posters/check"), "check-page", "check").await?;
    let folder = tempfile::tempdir()?;
    let place = venue.places.first().ok_or("no place")?;
    let poster = tour.stage.poster(&venue.id, place).await?;
    let stage = tour.stage;
    for (camera, page, then, name) in [
        (PHOTO, &poster, "distance", "check-good"),
        (Camera { blur: 3.0, light: (0.5, 0.2), ..PHOTO }, &poster, "distance", "check-weak"),
        (PHOTO, &page("https://example.org/menu")?, "code-refused", "check-refused"),
        (Camera { blur: 16.0, ..PHOTO }, &poster, "photo-failed", "check-nothing"),
    ] {
        stage.check(folder.path().join(format!("{name}.jpg")), &camera, page).await?;
        stage.browser.until_count("photo-reading", 0).await?;
        stage.browser.find(then).await?;
        tour.take(name).await?;
    }
    Ok(())
}

/// A table with three wrong lines, and one line, made from the template's example.
async fn tables(tour: &Tour<'_>, folder: &Path) -> Result<(PathBuf, PathBuf), Box<dyn std::error::Error>> {
    let language = if tour.face.is_english() { "en" } else { "zh" };
    let script =
        format!("fetch('/api/v1/applications/template?lang={language}').then(answer => answer.text())");
    let template = tour.stage.browser.script(&script).await?;
    let template = template.as_str().unwrap_or_default();
    let (head, example) = template.split_once("\r\n").ok_or("a template of one line")?;
    // The example itself is not applied for.
    let example =
        example.trim_end().replace("示例餐馆", "北门小馆").replace("Example Restaurant", "North Gate Bistro");
    let division = example.replacen("\"\"", "\"220104\"", 1);
    let lines = [
        division.replace("91220100MA00000077", "91220100MA00000078"),
        division.clone(),
        division.replace("0431-88779362", "12").replace("43.8500", "143"),
        example.replace("09:00-21:00", "21:00-9"),
    ];
    let (bad, good) = (folder.join("bad.csv"), folder.join("good.csv"));
    std::fs::write(&bad, format!("{head}\r\n{}\r\n", lines.join("\r\n")))?;
    std::fs::write(&good, format!("{head}\r\n{division}\r\n"))?;
    Ok((bad, good))
}

/// A manager with venues and applications of every kind.
pub async fn walk(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let browser = &tour.stage.browser;
    tour.stage.visits(&venue.id, &[]).await?;
    tour.stage.open("/console").await?;
    browser.find("next-print").await?;
    tour.take("start").await?;
    if tour.stage.browser.shows("menu").await {
        tour.press("menu", "nav-account", "menu").await?;
        browser.click("menu").await?;
    }
    browser.click("look").await?;
    browser.until("document.querySelector('details.shell__look').open").await?;
    tour.take("look").await?;
    browser.click("look").await?;
    tour.visit("/console/applications", "applications-row", "applications").await?;
    for (id, name) in [
        (&venue.returned, "application-returned"),
        (&venue.submitted, "application-submitted"),
        (&venue.id, "application-approved"),
    ] {
        tour.visit(&format!("/console/applications/{id}"), "application-page", name).await?;
    }
    tour.visit("/console/venues", "venues-row", "venues").await?;
    tour.visit(&format!("/console/venues/{}", venue.closed), "closed", "venue-closed").await?;
    let here = format!("/console/venues/{}", venue.id);
    tour.visit(&format!("/console/venues/{}", venue.submitted), "not-approved", "venue-not-yet").await?;
    tour.visit(&here, "codes-row", "venue").await?;
    tour.press("reissue", "dialog", "venue-reissue").await?;
    browser.click("dialog-no").await?;
    tour.press("close-venue", "dialog", "venue-close").await?;
    browser.click("dialog-no").await?;

    tour.visit(&format!("{here}/posters"), "poster-preview", "posters").await?;
    browser.click("table_stand").await?;
    browser.click("landscape").await?;
    browser.click("mark").await?;
    tour.take("posters-stand").await?;

    check(tour, &here, venue).await?;

    tour.visit(&format!("{here}/staff"), "members-row", "staff").await?;
    tour.press("invite-staff", "link", "staff-link").await?;
    tour.press("hand-over", "dialog", "staff-hand-over").await?;
    browser.click("dialog-no").await?;
    tour.press("remove-member", "dialog", "staff-remove").await?;
    browser.click("dialog-no").await?;

    tour.visit("/console/account", "sessions-row", "account").await?;
    browser.click("factor-set-up").await?;
    browser.fill("factor-password-field", crate::console::people::PASSWORD).await?;
    tour.press("factor-go", "factor-secret", "account-factor").await?;
    tour.visit("/console/nowhere", "missing", "missing").await?;
    tour.visit("/console/venues/AAECAwQF", "fault-page", "not-found").await?;

    tour.stage.latency(2_000).await?;
    tour.go(&here, "waiting").await?;
    tour.take_now("loading").await?;
    tour.stage.latency(0).await?;
    tour.stage.network(false).await?;
    tour.visit(&format!("{here}/staff"), "fault-page", "offline").await?;
    browser.cdp("Network.setBlockedURLs", json!({"urls": []})).await?;
    tour.stage.network(true).await
}
