//! Two builds of the scan worker: a browser gets the one that it runs, and only that one.

use venue_testkit::browser::Look;

use crate::stage::{Outcome, Scene, Stage};

/// Whether script and Wasm of one build of the worker are stored, and nothing of the other.
fn stored_is_only(simd: bool) -> String {
    format!(
        "(async () => {{ \
         const open = await Promise.all((await caches.keys()).map((name) => caches.open(name))); \
         const files = (await Promise.all(open.map((cache) => cache.keys()))).flat() \
         .map((request) => new URL(request.url).pathname) \
         .filter((path) => path.startsWith('/scan_worker') && !path.startsWith('/scan_worker_start')); \
         return files.length === 2 && files.every((path) => path.startsWith('/scan_worker_simd') === {simd}); }})()"
    )
}

/// Once the app starts offline, scans without a server: the worker comes from what is stored.
async fn scans_with_what_is_stored(stage: &mut Stage, simd: bool) -> Outcome {
    stage.register().await?;
    stage.until_offline_start_is_ready().await?;
    stage.browser.until(&stored_is_only(simd)).await?;
    stage.stop_server()?;
    stage.reopen().await?;
    stage.browser.click("scan").await?;
    stage.browser.find("confirm-page").await?;
    Ok(())
}

#[tokio::test]
async fn a_browser_with_vectors_gets_and_runs_the_build_that_uses_them() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| scans_with_what_is_stored(stage, true).await;
    scene.play(Look::phone(camera), play).await
}

// Chromium takes the processor's vectors away on this kind only.
#[cfg(target_arch = "x86_64")]
#[tokio::test]
async fn a_browser_without_vectors_gets_and_runs_the_other_build() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| scans_with_what_is_stored(stage, false).await;
    scene.play(Look { simd: false, ..Look::phone(camera) }, play).await
}
