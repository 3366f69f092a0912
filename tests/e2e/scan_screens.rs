//! Pictures of what the scan page says: every hint, with and without the button that helps, and every word on photos.

use std::path::PathBuf;

use serde_json::json;
use venue_testkit::camera::Camera;
use venue_testkit::write;

use crate::album::Album;
use crate::stage::{Outcome, Scene, Stage, page};

/// Lets the page hear the hint that a picture is wanted of, from a camera with a light and zoom, whatever the
/// camera sees; and lets the worker never answer while `window.busy` is set.
const PROMPTER: &str = r"(() => {
  const real = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', { set(listen) {
    real.set.call(this, listen && ((event) => {
      const data = structuredClone(event.data);
      if (window.busy && data.Answer) return;
      if (window.hint && data.Answer) data.Answer.found = { seen: null, others: false, hint: window.hint };
      listen(new MessageEvent('message', { data }));
    }));
  } });
  const able = MediaStreamTrack.prototype.getCapabilities;
  MediaStreamTrack.prototype.getCapabilities = function () {
    const all = able.call(this);
    return window.plain ? all : { ...all, torch: true, zoom: { min: 1, max: 4, step: 0.1 } };
  };
})()";

/// Files that the album of a phone may hold.
pub struct Files {
    broken: PathBuf,
    enormous: PathBuf,
    empty: PathBuf,
    menu: PathBuf,
}

impl Files {
    pub fn new(scene: &Scene) -> Result<Self, Box<dyn std::error::Error>> {
        let files = Self {
            broken: scene.path("broken.jpg"),
            enormous: scene.path("enormous.png"),
            empty: scene.path("empty.jpg"),
            menu: scene.path("menu.jpg"),
        };
        std::fs::write(&files.broken, b"no picture")?;
        std::fs::write(&files.enormous, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0")?;
        write::jpeg(&Camera::steady().see_wall(), &files.empty)?;
        write::jpeg(&Camera::steady().see(&page("https://example.org/menu")?), &files.menu)?;
        Ok(files)
    }
}

/// Before the first page.
pub async fn prepare(stage: &Stage) -> Outcome {
    stage.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PROMPTER })).await?;
    Ok(())
}

/// Takes them, from the home page on.
pub async fn take(stage: &Stage, album: &mut Album, files: &Files) -> Outcome {
    let browser = &stage.browser;
    for (hint, name) in [
        ("Closer", "hint-closer"),
        ("HoldStill", "hint-still"),
        ("TooDark", "hint-dark"),
        ("Glare", "hint-glare"),
    ] {
        stage.reopen().await?;
        browser.script(&format!("window.hint = {hint:?}")).await?;
        browser.click("scan").await?;
        browser.find("hint").await?;
        album.take(stage, name).await?;
        if hint == "TooDark" {
            browser.click("torch").await?;
            browser
                .until("document.querySelector('[data-testid=torch][aria-pressed=true]') !== null")
                .await?;
            album.take(stage, "hint-dark-light-on").await?;
        }
    }
    stage.reopen().await?;
    browser.script("window.hint = 'TooDark', window.plain = true").await?;
    browser.click("scan").await?;
    browser.find("hint").await?;
    album.take(stage, "hint-no-light").await?;
    browser.script("window.hint = null").await?;
    for (file, testid) in [
        (&files.broken, "photo-unreadable"),
        (&files.enormous, "photo-too-large"),
        (&files.empty, "photo-empty"),
        (&files.menu, "code-refused"),
    ] {
        stage.choose_photo(file).await?;
        browser.find(testid).await?;
        album.take(stage, testid).await?;
    }
    browser.script("window.busy = true").await?;
    stage.choose_photo(&files.empty).await?;
    browser.find("photo-reading").await?;
    album.take(stage, "photo-reading").await?;
    browser.script("window.busy = false").await?;
    browser.click("stop-photo").await?;
    Ok(())
}
