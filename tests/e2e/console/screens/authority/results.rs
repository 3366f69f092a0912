//! What a trace gives.

use super::office::Office;
use super::{Pair, Tour};
use crate::stage::Outcome;

pub async fn walk<'a>(tour: &mut Tour<'a>, pair: &Pair<'a>, case: &str) -> Outcome {
    tour.stage = pair.tracer;
    let (browser, office) = (&pair.tracer.browser, pair.office);
    tour.anew(&format!("/console/cases/{case}"), "begin-trace").await?;
    tour.take("trace").await?;
    tour.stage.latency(1_500).await?;
    browser.click("begin-trace").await?;
    browser.find("trace-progress").await?;
    tour.take_now("trace-progress").await?;
    browser.click("cancel-trace").await?;
    tour.stage.latency(0).await?;
    tour.press("begin-trace", "contacts-row", "results").await?;
    browser.pick("view-timeline").await?;
    browser.find("timeline").await?;
    tour.take("results-timeline").await?;
    browser.pick("view-graph").await?;
    browser.find("graph").await?;
    tour.take("results-graph").await?;
    browser.pick("view-table").await?;
    browser.fill("min-minutes", "9999").await?;
    browser.find("contacts-empty").await?;
    tour.take("results-none").await?;
    browser.fill("min-minutes", "5").await?;
    browser.find("contacts-row").await?;
    afterwards(tour, office).await?;
    browser
        .script(
            "(document.querySelectorAll('[data-testid=contacts-row] input[type=checkbox]')[1].click(), true)",
        )
        .await?;
    browser.find("second-go").await?;
    browser.click("second-go").await?;
    browser.until("document.querySelector('#second-number-error p') !== null").await?;
    tour.take("second-wrong").await?;
    browser.fill("second-number", office.second).await?;
    browser.fill("second-reason", office.reason).await?;
    // The code of the first case does not count once more.
    browser.until("Math.floor(Date.now() / 30_000) > window.filed").await?;
    browser.fill("second-code", &pair.tracer.next_code(&pair.factors[0]).await?).await?;
    browser.click("second-go").await?;
    browser.find("withdraw-case").await?;
    Ok(())
}

/// What is told to whom, and what was said.
async fn afterwards(tour: &mut Tour<'_>, office: &Office) -> Outcome {
    let browser = &tour.stage.browser;
    tour.press("publish-notice", "dialog", "notice-asked").await?;
    for left in [2, 1, 0] {
        if !browser.shows("dialog").await {
            browser.click("publish-notice").await?;
        }
        browser.click("dialog-yes").await?;
        browser.until_count("publish-notice", left).await?;
    }
    browser.find("by-telephone").await?;
    browser.click("send-receipts").await?;
    browser.find("receipts-sent").await?;
    browser.click("accept-dispute").await?;
    browser.click("dialog-yes").await?;
    browser.find("decision-reason-error").await?;
    tour.take("dispute-asked").await?;
    browser.fill("decision-reason", office.heard).await?;
    browser.click("dialog-yes").await?;
    browser.until_count("accept-dispute", 0).await?;
    tour.take("afterwards").await
}
