//! Before anybody is signed in: signing in and up, and links.

use super::Tour;
use super::town::Venue;
use crate::console::people::PASSWORD;
use crate::stage::Outcome;

/// Signing in and up, from the first opening on.
pub async fn walk(tour: &mut Tour<'_>) -> Outcome {
    let browser = &tour.stage.browser;
    tour.stage.open("/console/sign-in").await?;
    if tour.face.elder {
        let settings = r#"localStorage.setItem('venue-code/settings', '{"v":1,"data":{"elder":true}}')"#;
        browser.script(settings).await?;
        tour.stage.open("/console/sign-in").await?;
    }
    browser.find("sign-in-page").await?;
    tour.take("sign-in").await?;
    browser.fill("login", "nobody").await?;
    browser.fill("password", "not the password").await?;
    tour.press("sign-in", "fault", "sign-in-wrong").await?;
    tour.stage.open("/console/reset").await?;
    browser.find("link-broken").await?;
    tour.take("link-broken").await?;
    tour.visit("/console/sign-up", "sign-up-page", "sign-up").await?;
    browser.fill("login", "王").await?;
    browser.fill("password", "short").await?;
    browser.click("sign-up").await?;
    browser.until("document.querySelectorAll('.field__error').length === 3").await?;
    tour.take("sign-up-wrong").await?;
    browser.fill("login", tour.town.manager.login).await?;
    browser.fill("name", tour.town.manager.name).await?;
    browser.fill("password", PASSWORD).await?;
    browser.click("sign-up").await?;
    browser.find("start-page").await?;
    Ok(())
}

/// What somebody sees who was given a link.
pub async fn walk_with_links(tour: &mut Tour<'_>, venue: &Venue) -> Outcome {
    let browser = &tour.stage.browser;
    browser.script("fetch('/api/v1/sessions/current', {method: 'DELETE'}).then(() => true)").await?;
    for (url, test_id, name) in
        [(&venue.invitation, "invitation-venue", "invitation"), (&venue.reset, "reset-page", "reset")]
    {
        browser.driver.goto("about:blank").await?;
        browser.driver.goto(url).await?;
        browser.find(test_id).await?;
        tour.take(name).await?;
    }
    Ok(())
}
