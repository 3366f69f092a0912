//! Pictures of every screen of the console, for people to look at: `target/screenshots/console/<face>/`, and one sheet of
//! each face. Besides, every screen must fit its window, be large enough to be tapped, and speak one language.

mod authority;
mod fit;
mod manager;
mod reviewer;
mod strangers;
mod technician;
mod terminal;
mod town;
mod watch;

use serde_json::{Value, json};
use venue_testkit::browser::Lens;

use self::town::Town;
use crate::album::{Album, DESKTOP, Face, PHONE, TABLET};
use crate::stage::{Outcome, Scene, Stage, screenshots};

#[tokio::test]
async fn on_a_phone_in_chinese() -> Outcome {
    tour(Face { name: "phone-zh-light", language: "zh-CN", dark: false, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn on_a_phone_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "phone-en-dark", language: "en", dark: true, elder: false, size: PHONE }).await
}

#[tokio::test]
async fn on_a_tablet_in_chinese() -> Outcome {
    tour(Face { name: "tablet-zh-light", language: "zh-CN", dark: false, elder: false, size: TABLET }).await
}

#[tokio::test]
async fn on_a_tablet_in_english() -> Outcome {
    tour(Face { name: "tablet-en-light", language: "en", dark: false, elder: false, size: TABLET }).await
}

#[tokio::test]
async fn on_a_desktop_in_chinese() -> Outcome {
    tour(Face { name: "desktop-zh-light", language: "zh-CN", dark: false, elder: false, size: DESKTOP }).await
}

#[tokio::test]
async fn on_a_desktop_in_english_in_the_dark() -> Outcome {
    tour(Face { name: "desktop-en-dark", language: "en", dark: true, elder: false, size: DESKTOP }).await
}

#[tokio::test]
async fn for_elders_on_a_phone_in_chinese() -> Outcome {
    tour(Face { name: "phone-zh-elder", language: "zh-CN", dark: false, elder: true, size: PHONE }).await
}

#[tokio::test]
async fn for_elders_on_a_desktop_in_english() -> Outcome {
    tour(Face { name: "desktop-en-elder", language: "en", dark: false, elder: true, size: DESKTOP }).await
}

/// A walk through the console, with a camera.
struct Tour<'a> {
    stage: &'a Stage,
    face: &'a Face,
    town: &'a Town,
    album: Album,
    /// What did not fit, by screen.
    misfits: Vec<String>,
}

async fn tour(face: Face) -> Outcome {
    let town = Town::of(&face);
    let album = Album::new(screenshots().join("console").join(face.name))?;
    let look = face.look(Lens::Missing);
    let play = async |stage: &mut Stage| -> Outcome {
        if face.size != DESKTOP {
            let fingers = json!({"enabled": true, "maxTouchPoints": 5});
            stage.browser.cdp("Emulation.setTouchEmulationEnabled", fingers).await?;
        }
        let misfits = Vec::new();
        let mut tour = Tour { stage, face: &face, town: &town, album, misfits };
        let folder = tempfile::tempdir()?;
        strangers::walk(&mut tour).await?;
        manager::begin(&mut tour, folder.path()).await?;
        let venue = town.settle(stage).await?;
        manager::walk(&mut tour, &venue).await?;
        terminal::walk(&mut tour, &venue).await?;
        watch::walk(&mut tour, &venue).await?;
        reviewer::walk(&mut tour, &venue).await?;
        technician::walk(&mut tour, &venue).await?;
        strangers::walk_with_links(&mut tour, &venue).await?;
        tour.album.bind(&face)?;
        assert!(tour.misfits.is_empty(), "{}", tour.misfits.join("\n"));
        Ok(())
    };
    Scene::open()?.play(look, play).await
}

impl Tour<'_> {
    /// Goes to a page within the console, as its links do.
    async fn go(&self, path: &str, test_id: &str) -> Outcome {
        let to = serde_json::to_string(path)?;
        let go = format!(
            "(history.pushState(null, '', {to}), dispatchEvent(new PopStateEvent('popstate')), true)"
        );
        self.stage.browser.script(&go).await?;
        self.stage.browser.find(test_id).await?;
        Ok(())
    }

    /// Goes to a page and takes it.
    async fn visit(&mut self, path: &str, test_id: &str, name: &str) -> Outcome {
        self.go(path, test_id).await?;
        self.take(name).await
    }

    /// Takes the page once it stands still.
    async fn take(&mut self, name: &str) -> Outcome {
        let still = "document.querySelector('[data-testid=waiting]') === null \
                     && [...document.images].every(image => image.complete)";
        self.stage.browser.until(still).await?;
        self.take_now(name).await
    }

    /// Takes the page as it is now.
    async fn take_now(&mut self, name: &str) -> Outcome {
        let found = self.stage.browser.script(&fit::script(self.face)).await?;
        let found = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        self.misfits.extend(found.map(|misfit| format!("{name}: {misfit}")));
        if self.stage.browser.script("document.querySelector('dialog[open]') !== null").await? == json!(true)
        {
            return self.album.take_screen(self.stage, name).await;
        }
        self.stage.browser.script("scrollTo(0, 0)").await?;
        self.album.take_whole(self.stage, name).await
    }

    /// Presses something and takes the page, once something else is there.
    async fn press(&mut self, test_id: &str, then: &str, name: &str) -> Outcome {
        self.stage.browser.click(test_id).await?;
        self.stage.browser.find(then).await?;
        self.take(name).await
    }
}
