//! The desk: guests in each way, the form that is turned around, slips and passes.

use super::Tour;
use super::town::Venue;
use crate::stage::Outcome;

/// Numbers after PLATFORM's vectors: nobody's.
const NUMBERS: [&str; 3] = ["220102190001010016", "22010219000101018X", "220102190001010032"];
const MRZ: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nX000000001UTO0001018F3012316<<<<<<<<<<<<<<<0";

pub async fn walk(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let browser = &tour.stage.browser;
    let here = format!("/console/venues/{}", venue.id);
    tour.visit(&format!("{here}/terminal"), "desk-submit", "desk").await?;
    browser.fill("number", "220102190001010017").await?;
    browser.click("desk-submit").await?;
    browser.until("document.querySelectorAll('.field__error').length === 2").await?;
    tour.take("desk-wrong").await?;
    for (number, name) in NUMBERS.iter().zip(tour.town.guests) {
        browser.fill("number", number).await?;
        browser.fill("name", name).await?;
        browser.click("desk-submit").await?;
        browser.until("document.getElementById('number').value === ''").await?;
    }
    browser.find("receipt").await?;
    tour.take("desk-done").await?;
    browser.click("way-F4").await?;
    browser.fill("mrz", MRZ).await?;
    browser.until("document.getElementById('number').value !== ''").await?;
    tour.take("desk-passport").await?;
    browser.click("way-F8").await?;
    tour.take("desk-by-hand").await?;
    browser.click("way-F9").await?;
    browser.fill("pass", "12345").await?;
    browser.click("desk-submit").await?;
    browser.find("pass-error").await?;
    tour.take("desk-pass").await?;
    turned_around(tour).await?;
    paper(tour, &here).await
}

/// The form that the guest fills in.
async fn turned_around(tour: &mut Tour<'_>) -> Outcome {
    let browser = &tour.stage.browser;
    tour.press("turn", "guest-submit", "guest").await?;
    browser.click("guest-submit").await?;
    tour.take("guest-wrong").await?;
    browser.fill("guest-state", "GBR").await?;
    browser.fill("guest-number", "X00000000").await?;
    browser.fill("guest-name", "DANIEL MARLOW").await?;
    tour.press("guest-submit", "guest-staff", "guest-thanks").await?;
    tour.press("guest-staff", "review", "guest-review").await?;
    tour.press("review-confirm", "receipt", "guest-done").await
}

/// Slips and passes.
async fn paper(tour: &mut Tour<'_>, here: &str) -> Outcome {
    let browser = &tour.stage.browser;
    tour.visit(&format!("{here}/slips"), "make-slips", "slips").await?;
    browser.script("(window.print = () => {}, true)").await?;
    browser.fill("slip-count", "16").await?;
    browser.click("make-slips").await?;
    browser.find("slips-ready").await?;
    browser.fill("slip", "123456789").await?;
    browser.click("key-slip").await?;
    tour.take("slips-ready").await?;
    tour.visit(&format!("{here}/passes"), "issue", "passes").await?;
    browser.fill("number", NUMBERS[0]).await?;
    browser.fill("name", tour.town.guests[0]).await?;
    tour.press("issue", "pass-card", "pass-ready").await
}
