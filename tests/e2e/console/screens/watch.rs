//! What is watched rather than filled in: the live view, a code on a screen, counts.

use super::Tour;
use super::town::Venue;
use crate::stage::Outcome;

pub async fn walk(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let browser = &tour.stage.browser;
    let here = format!("/console/venues/{}", venue.id);
    tour.go(&format!("{here}/live"), "live-on").await?;
    let labels = if tour.face.is_english() {
        ["M***", "欧***", "J***", "D***", "L***"]
    } else {
        ["张**", "欧***", "李*", "D***", "刘*"]
    };
    tour.stage.visits(&venue.id, &labels).await?;
    browser.until("document.querySelectorAll('[data-testid=arrival]').length >= 5").await?;
    tour.take("live").await?;
    tour.stage.network(false).await?;
    browser.find("live-lost").await?;
    tour.take("live-lost").await?;
    tour.stage.network(true).await?;
    browser.find("live-on").await?;

    tour.go(&format!("{here}/display/{}", venue.places[1]), "display-next").await?;
    tour.take("display").await?;
    browser.click("static").await?;
    browser.until("document.querySelector('.display__typed') !== null").await?;
    tour.take("display-static").await?;

    tour.visit(&format!("{here}/counts"), "totals", "counts").await?;
    browser.click("days-1").await?;
    browser.until("document.querySelector('.chart details') !== null").await?;
    browser.script("(document.querySelector('.chart details').open = true)").await?;
    tour.take("counts-today").await?;
    tour.visit(&format!("/console/venues/{}/counts", venue.closed), "counts-empty", "counts-none").await
}
