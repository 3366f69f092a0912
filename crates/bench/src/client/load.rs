//! The first visit and the second one, on a slow phone and a slow network.

use std::path::Path;

use serde_json::json;
use venue_testkit::browser::{Browser, Lens};

use super::{line, median, page};
use crate::error::BenchError;
use crate::table::{Limit, Line};

/// 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back: what DevTools call slow 4G.
const DOWN_BITS: f64 = 1_600_000.0;
const UP_BITS: f64 = 750_000.0;
const ROUND_TRIP_MS: u32 = 150;
/// So many times slower than this machine.
const SLOWDOWN: u32 = 4;

/// All that the page fetched before it could be used, with the heads of the answers. What browsers fetch without
/// telling the page (manifest, icon, service worker) is fetched once more by this, so that it counts.
const FETCHED: &str = "(async () => { \
    const more = [...document.querySelectorAll('link[rel=manifest], link[rel~=icon]')].map((link) => link.href); \
    await Promise.all([...more, '/sw.js'].map((url) => fetch(url).then((answer) => answer.arrayBuffer()))); \
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]; \
    return all.filter((one) => !/(split_|chunk_|scan_worker).*wasm/.test(one.name)) \
        .reduce((sum, one) => sum + one.transferSize, 0); \
})()";

const PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";

/// Measures several first visits, each followed by a second one, and gives the medians.
pub async fn measure(
    address: &str,
    link: &str,
    folder: &Path,
    visits: usize,
) -> Result<Vec<Line>, BenchError> {
    let (mut fetched, mut paint, mut usable) = (Vec::new(), Vec::new(), Vec::new());
    let mut opened = Vec::new();
    let (mut paint_again, mut usable_again) = (Vec::new(), Vec::new());
    for visit in 0..visits {
        let browser = page::open(Lens::Missing, &folder.join(format!("load-{visit}")), false).await?;
        slow_down(&browser).await?;
        page::go(&browser, address).await?;
        usable.push(page::seen(&browser, "usable").await?);
        paint.push(page::number(&browser, PAINT).await?);
        fetched.push(page::number(&browser, FETCHED).await? / 1000.0);
        browser.until("navigator.serviceWorker.controller !== null").await?;
        page::go(&browser, address).await?;
        usable_again.push(page::seen(&browser, "usable").await?);
        paint_again.push(page::number(&browser, PAINT).await?);
        browser.quit().await?;

        let browser = page::open(Lens::Missing, &folder.join(format!("link-{visit}")), false).await?;
        slow_down(&browser).await?;
        page::go(&browser, link).await?;
        browser.find("venue").await?;
        opened.push(page::number(&browser, "performance.now()").await?);
        browser.quit().await?;
    }
    Ok(vec![
        line(
            "first load, everything up to the first page, compressed",
            median(fetched),
            "kB",
            Limit::Most(200.0),
        ),
        line("first visit, slow phone and network: first paint", median(paint), "ms", Limit::Most(1000.0)),
        line("first visit, slow phone and network: usable", median(usable), "ms", Limit::Most(3000.0)),
        line("first visit by a door's link, the same: the venue shown", median(opened), "ms", Limit::None),
        line("second visit, the same: first paint", median(paint_again), "ms", Limit::None),
        line("second visit, the same: usable", median(usable_again), "ms", Limit::Most(1000.0)),
    ])
}

async fn slow_down(browser: &Browser) -> Result<(), BenchError> {
    let network = json!({
        "offline": false,
        "latency": ROUND_TRIP_MS,
        "downloadThroughput": DOWN_BITS / 8.0,
        "uploadThroughput": UP_BITS / 8.0,
    });
    browser.cdp("Network.emulateNetworkConditions", network).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await?;
    Ok(())
}
