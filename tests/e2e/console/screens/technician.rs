//! What a technician sees.

use std::path::Path;

use serde_json::{Value, json};

use super::Tour;
use super::town::Venue;
use crate::stage::Outcome;

/// A picture of a poster, drawn by the browser, in base64.
const PICTURE: &str = "(() => { const canvas = document.createElement('canvas'); [canvas.width, canvas.height] = [900, 700]; \
    const pen = canvas.getContext('2d'); pen.fillStyle = '#e8eef2'; pen.fillRect(0, 0, 900, 700); pen.fillStyle = '#157a4a'; \
    pen.fillRect(250, 80, 400, 540); pen.fillStyle = '#fff'; pen.fillRect(320, 220, 260, 260); pen.strokeStyle = '#a33'; \
    pen.lineWidth = 12; pen.beginPath(); pen.moveTo(240, 600); pen.lineTo(660, 120); pen.stroke(); \
    return canvas.toDataURL('image/jpeg').split(',')[1]; })()";

pub async fn walk(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let (browser, town) = (&tour.stage.browser, tour.town);
    let picture = browser.script(PICTURE).await?;
    for (secret, kind, text) in [
        ("AAAAAAAAAAAAAAAAAAAAAA", "poster_damaged", town.told),
        ("AQEBAQEBAQEBAQEBAQEBAQ", "venue_wrong", ""),
        ("AgICAgICAgICAgICAgICAg", "cannot_register", ""),
    ] {
        let mut report = json!({ "secret": secret, "kind": kind, "whom": "another", "text": text });
        if !text.is_empty() {
            report["picture"] = picture.clone();
            report["person"] = json!(town.guests[0]);
            report["phone"] = json!("13800138000");
        }
        if kind != "cannot_register" {
            report["place"] = json!(venue.places[0]);
        }
        tour.stage.call("POST", "/reports", &report).await?;
    }
    tour.stage.call("DELETE", "/sessions/current", &Value::Null).await?;
    tour.stage.sign_in(town.technician.login, Some(&venue.technician)).await?;
    tour.take("start-technician").await?;
    tour.press("next-reports", "reports-row", "reports").await?;
    browser.fill("filter-venue", "zzz").await?;
    tour.press("filter", "reports-empty", "reports-empty").await?;
    browser.fill("filter-ticket", "123").await?;
    tour.press("filter", "filter-ticket-error", "reports-wrong").await?;
    tour.go("/console", "next-reports").await?;
    browser.click("next-reports").await?;
    tour.press("report-link", "take", "report-sealed").await?;
    let keys = tour.stage.setup.authority_dir();
    let give = async |name: &str| tour.stage.give_file("key-file", Path::new(&keys.join(name))).await;
    give("reviewers.key").await?;
    browser.find("key-wrong").await?;
    give("technicians.key").await?;
    browser.find("picture").await?;
    tour.take("report-open").await?;
    browser.click("take").await?;
    browser.find("leave").await?;
    tour.press("save-answer", "answer-error", "report-answer").await
}
