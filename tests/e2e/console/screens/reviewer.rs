//! What a reviewer sees.

use serde_json::Value;
use venue_testkit::one_time_code::one_time_code;

use super::Tour;
use super::town::Venue;
use crate::console::people::PASSWORD;
use crate::stage::Outcome;

pub async fn walk(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let browser = &tour.stage.browser;
    tour.stage.call("DELETE", "/sessions/current", &Value::Null).await?;
    tour.stage.open("/console/sign-in").await?;
    browser.fill("login", tour.town.reviewer.login).await?;
    browser.fill("password", PASSWORD).await?;
    tour.press("sign-in", "code", "sign-in-code").await?;
    let now = browser.script("Math.floor(Date.now() / 1000)").await?.as_u64().unwrap_or_default();
    let code = one_time_code(&venue.factor.secret, now).ok_or("a secret that is not in base32")?;
    browser.fill("code", &code).await?;
    tour.press("sign-in", "next-review", "start-reviewer").await?;
    tour.visit("/console/dashboard", "figure-venues", "dashboard").await?;
    tour.visit("/console/review", "queue-row", "queue").await?;
    tour.visit(&format!("/console/review/{}", venue.submitted), "approve", "review").await?;
    browser.click("return").await?;
    tour.press("dialog-yes", "reason-error", "review-return").await?;
    browser.click("dialog-no").await?;
    tour.press("approve", "dialog", "review-approve").await?;
    browser.click("dialog-no").await?;
    tour.visit(&format!("/console/review/{}", venue.returned), "review-one-page", "review-returned").await?;

    tour.go("/console/codes", "review-venues-page").await?;
    browser.fill("search", tour.town.venue).await?;
    tour.press("search-go", "found-venues", "codes-search").await?;
    tour.press("found", "codes-row", "codes").await?;
    tour.press("revoke", "dialog", "codes-revoke").await?;
    browser.click("dialog-no").await?;
    tour.go("/console/accounts", "review-accounts-page").await?;
    browser.fill("login", "nobody-at-all").await?;
    tour.press("make-reset", "login-error", "accounts-wrong").await?;
    browser.fill("login", tour.town.staff.login).await?;
    tour.press("make-reset", "link", "accounts").await
}
