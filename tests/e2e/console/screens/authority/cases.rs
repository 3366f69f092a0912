//! Cases: filed, approved, refused and ended.

use std::error::Error;

use venue_testkit::browser::{Lens, Look};

use super::{Pair, Tour};
use crate::stage::{NUMBER, Outcome};

/// Up to an approved case: its id.
pub async fn walk<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>) -> Result<String, Box<dyn Error>> {
    tour.stage = pair.tracer;
    let (browser, office) = (&pair.tracer.browser, pair.office);
    let door = pair.tracer.beside(Look::phone(Lens::Missing), &pair.folder.join("door")).await?;
    office.visits(&door, &pair.venues).await?;
    door.leave().await?;
    tour.visit("/console/cases/new", "case-form", "case-new").await?;
    browser.click("file-case").await?;
    browser.until("document.querySelector('#case-number-error p') !== null").await?;
    tour.take("case-new-person-wrong").await?;
    browser.pick("about-place").await?;
    browser.fill("venue-search", "zzz").await?;
    browser.click("venue-search-go").await?;
    browser.find("no-venue").await?;
    tour.take("case-new-place-wrong").await?;
    browser.fill("venue-search", office.venues[0]).await?;
    browser.click("venue-search-go").await?;
    browser.find("venue-choose").await?;
    tour.take("case-new-place-found").await?;
    browser.click("venue-choose").await?;
    browser.find("venue-chosen").await?;
    tour.take("case-new-place").await?;
    browser.pick("about-person").await?;
    browser.fill("case-number", office.number).await?;
    browser.fill("case-reason", office.reason).await?;
    browser.fill("case-document", NUMBER).await?;
    browser.fill("case-code", &pair.tracer.next_code(&pair.factors[0]).await?).await?;
    browser.script("(window.filed = Math.floor(Date.now() / 30_000), true)").await?;
    browser.click("file-case").await?;
    browser.find("withdraw-case").await?;
    tour.take("case-filed").await?;
    let case = browser.script("location.pathname.split('/').pop()").await?;
    let case = case.as_str().unwrap_or_default().to_owned();
    approve(tour, pair).await?;
    Ok(case)
}

/// The approver's half.
async fn approve<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>) -> Outcome {
    tour.stage = pair.approver;
    let browser = &pair.approver.browser;
    tour.go("/console/cases", "case-link").await?;
    browser.click("case-link").await?;
    browser.find("take-case").await?;
    tour.take("case-to-take").await?;
    tour.press("take-case", "asked-number", "case-taken").await?;
    browser.click("approve-case").await?;
    browser.until("document.querySelector('#approve-code-error p') !== null").await?;
    tour.take("case-code-wrong").await?;
    tour.press("refuse-case", "dialog", "case-refuse").await?;
    browser.click("dialog-no").await?;
    browser.fill("approve-code", &pair.approver.next_code(&pair.factors[1]).await?).await?;
    tour.stage.latency(1_500).await?;
    browser.click("approve-case").await?;
    browser.find("approve-progress").await?;
    tour.take_now("case-approving").await?;
    tour.stage.latency(0).await?;
    browser.find("withdraw-case").await?;
    tour.take("case-approved").await
}

/// A second case, refused, and the end of the first.
pub async fn end<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>, case: &str) -> Outcome {
    tour.stage = pair.approver;
    tour.anew("/console/cases", "case-link").await?;
    tour.take("cases").await?;
    let browser = &pair.approver.browser;
    // The newest stands first.
    browser.click("case-link").await?;
    browser.click("take-case").await?;
    browser.find("asked-number").await?;
    tour.take("case-second").await?;
    browser.click("refuse-case").await?;
    browser.click("dialog-yes").await?;
    browser.until("document.querySelector('#note-error p') !== null").await?;
    browser.fill("note", pair.office.refusal).await?;
    browser.click("dialog-yes").await?;
    browser.until("document.querySelector('[data-testid=dialog]') === null").await?;
    tour.take("case-refused").await?;

    tour.stage = pair.tracer;
    tour.anew(&format!("/console/cases/{case}"), "close-case").await?;
    let browser = &pair.tracer.browser;
    browser.click("close-case").await?;
    browser.fill("note", pair.office.reason).await?;
    browser.click("dialog-yes").await?;
    browser.until("document.querySelector('[data-testid=dialog]') === null").await?;
    tour.take("case-closed").await?;
    tour.visit("/console/cases", "case-link", "cases-ended").await
}
