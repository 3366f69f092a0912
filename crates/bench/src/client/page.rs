//! What is observed inside the page, by a script that runs before the page's own.

use std::path::Path;

use serde_json::{Value, json};
use venue_testkit::browser::{Browser, Lens, Look};

use crate::error::BenchError;

/// Notes when the app can be used (its scan button is there and enabled), long tasks, the first frame of the camera,
/// the first frame with the bright marker of [`super::scan`], the worker's first answer with a code, and the pass of a
/// registered check-in. Times are `performance.now()`.
const OBSERVER: &str = r"
(() => {
  const seen = (window.benchSeen = { usable: null, long: [], firstFrame: null, dark: false, bright: null, known: null, pass: null });
  new PerformanceObserver((list) => list.getEntries().forEach((task) => seen.long.push(task.startTime)))
    .observe({ type: 'longtask', buffered: true });
  const handler = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', {
    set(listen) {
      handler.set.call(this, listen && ((event) => {
        if (event.data.Answer?.found.seen) seen.known ??= performance.now();
        listen(event);
      }));
    },
  });
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  let hooked = null;
  const onFrame = (video) => (now, frame) => {
    seen.firstFrame ??= frame.presentationTime;
    if (!WATCH) return;
    pen.drawImage(video, 8, 8, 32, 32, 0, 0, 1, 1);
    if (pen.getImageData(0, 0, 1, 1).data[0] < 215) seen.dark = true;
    else if (seen.dark) return void (seen.bright = frame.presentationTime);
    video.requestVideoFrameCallback(onFrame(video));
  };
  const look = () => {
    const scan = document.querySelector('[data-testid=scan]');
    if (seen.usable === null && scan && !scan.disabled) seen.usable = performance.now();
    const video = document.querySelector('video');
    if (video && video !== hooked) (hooked = video).requestVideoFrameCallback(onFrame(video));
    const pass = document.querySelector('[data-testid=pass]:not([aria-busy])');
    if (seen.pass === null && /^pass--(entry|exit)$/.test(pass?.dataset.state)) seen.pass = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
";

/// Starts a browser whose pages are observed; `watch` for the camera's marker, which costs some time a frame.
pub async fn open(lens: Lens, profile: &Path, watch: bool) -> Result<Browser, BenchError> {
    let browser = Browser::start(Look::phone(lens), profile).await?;
    let source = OBSERVER.replace("WATCH", if watch { "true" } else { "false" });
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    Ok(browser)
}

/// A number that the page has.
pub async fn number(browser: &Browser, expression: &str) -> Result<f64, BenchError> {
    browser.script(expression).await?.as_f64().ok_or_else(|| BenchError::Value(expression.to_owned()))
}

/// Waits until a value of the observer is there.
pub async fn seen(browser: &Browser, value: &'static str) -> Result<f64, BenchError> {
    browser.until(&format!("window.benchSeen?.{value} !== null")).await?;
    match browser.script(&format!("window.benchSeen.{value}")).await? {
        Value::Number(number) => number.as_f64().ok_or(BenchError::Value(value.to_owned())),
        _ => Err(BenchError::Value(value.to_owned())),
    }
}

/// Goes to an address.
pub async fn go(browser: &Browser, address: &str) -> Result<(), BenchError> {
    browser.driver.goto(address).await.map_err(venue_testkit::browser::BrowserError::from)?;
    Ok(())
}
