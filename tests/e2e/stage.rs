//! One test's own server, browser and folder.

use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use tempfile::TempDir;
use venue_testkit::browser::{Browser, Lens, Look, wait_for};
use venue_testkit::camera::Camera;
use venue_testkit::database::{self, Row};
use venue_testkit::image::GrayImage;
use venue_testkit::poster::poster;
use venue_testkit::server::{Code, NewVenue, Server, Setup};
use venue_testkit::write;

pub type Outcome = Result<(), Box<dyn Error>>;

/// Pictures in a film: enough for the hand to tremble, few enough to be drawn quickly.
const FRAMES: u32 = 6;

/// A name, number and phone that must not lie in any file. The number is made up, after PLATFORM's vectors.
pub const NAME: &str = "金丝雀测试";
pub const NUMBER: &str = "220102190001010016";
pub const PHONE: &str = "19900000000";

pub struct Stage {
    pub setup: Setup,
    pub browser: Browser,
    server: Option<Server>,
}

/// What a test finds when it begins.
pub struct Scene {
    pub setup: Setup,
    server: Server,
    folder: TempDir,
}

impl Scene {
    /// A server with the authority's keys and no venues.
    pub fn open() -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let setup = Setup::local(server_binary()?, folder.path().join("server"))?;
        setup.prepare()?;
        let server = setup.start()?;
        Ok(Self { setup, server, folder })
    }

    /// A server whose authority nobody has founded yet.
    pub fn unfounded() -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let setup = Setup::local(server_binary()?, folder.path().join("server"))?;
        // With the folder in its place the authority's keys are not drawn by the command line.
        std::fs::create_dir_all(setup.authority_dir())?;
        setup.prepare()?;
        let server = setup.start()?;
        Ok(Self { setup, server, folder })
    }

    pub fn venue(&self, venue: &NewVenue<'_>) -> Result<Code, Box<dyn Error>> {
        Ok(self.setup.new_venue(venue)?)
    }

    /// The usual door: entry and exit.
    pub fn door(&self) -> Result<Code, Box<dyn Error>> {
        self.venue(&NewVenue { name: "南湖小馆", gate: Some("both"), ..NewVenue::default() })
    }

    /// Issues a door's code anew, so that the one before is dead.
    pub fn reissue(&self, door: &Code) -> Result<Code, Box<dyn Error>> {
        Ok(self.setup.reissue(&door.place)?)
    }

    /// A camera before a poster with this text, held by hand.
    pub fn camera(&self, text: &str) -> Result<Lens, Box<dyn Error>> {
        self.film(&Camera::hand_held(3).film(&page(text)?, FRAMES))
    }

    /// A camera that sees these pictures again and again.
    pub fn film(&self, pictures: &[GrayImage]) -> Result<Lens, Box<dyn Error>> {
        let path = self.folder.path().join("film.mjpeg");
        write::mjpeg(pictures, &path)?;
        Ok(Lens::Film(path))
    }

    /// A file of this name that goes with the scene.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A picture of a poster with this text, as an album holds it.
    pub fn photo(&self, text: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.folder.path().join("photo.jpg");
        let camera = Camera { size: (3000, 4000), share: 0.7, ..Camera::hand_held(5) };
        write::jpeg(&camera.see(&page(text)?), &path)?;
        Ok(path)
    }

    /// Opens the browser and plays; what the screen shows at a failure is kept in `target/screenshots/failed`.
    pub async fn play(self, look: Look, test: impl AsyncFnOnce(&mut Stage) -> Outcome) -> Outcome {
        let profile = self.folder.path().join("profile");
        let Self { setup, server, folder: _folder } = self;
        let browser = Browser::start(look, &profile).await?;
        let mut stage = Stage { setup, browser, server: Some(server) };
        let outcome = AssertUnwindSafe(test(&mut stage)).catch_unwind().await;
        if !matches!(outcome, Ok(Ok(()))) {
            stage.keep_evidence().await;
        }
        let quit = stage.browser.quit().await;
        match outcome {
            Ok(Ok(())) => Ok(quit?),
            Ok(Err(error)) => Err(whole(&*error).into()),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Stage {
    /// Opens a page of the app.
    pub async fn open(&self, path: &str) -> Outcome {
        self.browser.driver.goto(format!("{}{path}", self.setup.public_url)).await?;
        Ok(())
    }

    /// Opens the app again, as after closing it.
    pub async fn reopen(&self) -> Outcome {
        self.open("/").await?;
        self.browser.find("home-page").await?;
        Ok(())
    }

    /// Waits until the app can start without a network.
    pub async fn until_offline_start_is_ready(&self) -> Outcome {
        Ok(self.browser.until("navigator.serviceWorker.controller !== null").await?)
    }

    /// Somebody else's browser, on the same server.
    pub async fn beside(&self, look: Look, profile: &Path) -> Result<Self, Box<dyn Error>> {
        let browser = Browser::start(look, profile).await?;
        Ok(Self { setup: self.setup.clone(), browser, server: None })
    }

    /// Ends a browser from [`Stage::beside`].
    pub async fn leave(self) -> Outcome {
        Ok(self.browser.quit().await?)
    }

    /// The rows in the database.
    pub async fn rows(&self) -> Result<Vec<Row>, Box<dyn Error>> {
        Ok(database::rows(&self.setup).await?)
    }

    /// Waits until there are so many rows.
    pub async fn until_rows(&self, count: usize) -> Outcome {
        let look = async || (self.rows().await.ok()?.len() == count).then_some(());
        Ok(wait_for(&format!("{count} rows in the database"), look).await?)
    }

    /// Ends the server with SIGTERM.
    pub fn stop_server(&mut self) -> Outcome {
        if let Some(server) = self.server.take() {
            server.stop()?;
        }
        Ok(())
    }

    /// Ends the server with `kill -9`.
    pub fn kill_server(&mut self) -> Outcome {
        if let Some(server) = self.server.take() {
            server.kill()?;
        }
        Ok(())
    }

    /// Starts the server again on what the one before left.
    pub fn start_server(&mut self) -> Outcome {
        self.server = Some(self.setup.start()?);
        Ok(())
    }

    /// Cuts the browser off, or connects it again.
    pub async fn network(&self, there: bool) -> Outcome {
        self.conditions(!there, 0).await?;
        self.browser.until(&format!("navigator.onLine === {there}")).await?;
        Ok(())
    }

    /// Lets every answer take so long, or gives the network back as it is.
    pub async fn latency(&self, millis: u32) -> Outcome {
        self.conditions(false, millis).await
    }

    async fn conditions(&self, offline: bool, latency: u32) -> Outcome {
        let parameters = serde_json::json!({
            "offline": offline, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1
        });
        self.browser.cdp("Network.emulateNetworkConditions", parameters).await?;
        Ok(())
    }

    /// Says what this browser shows, of a test that failed. The first one's is kept by itself.
    pub async fn keep_evidence(&self) {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let folder = screenshots().join("failed");
        // Evidence is a help, and must not hide what it is evidence of.
        let _ = self.browser.screenshot(&folder.join(format!("{name}.png"))).await;
        if let Ok(text) = self.browser.script("location.href + '\\n' + document.body.innerText").await {
            eprintln!("the page when it failed: {}", text.as_str().unwrap_or_default());
        }
        if let Ok(lines) = self.browser.driver.browser_log().await {
            lines.iter().for_each(|line| eprintln!("console: {line:?}"));
        }
        if let Ok(log) = std::fs::read_to_string(self.setup.log()) {
            eprintln!("the server's log: {log}");
        }
    }
}

/// A film of a page, for a camera that is held by hand.
pub fn film_of(page: &GrayImage, folder: &Path) -> Result<Lens, Box<dyn Error>> {
    let path = folder.join("wall.mjpeg");
    write::mjpeg(&Camera::hand_held(3).film(page, FRAMES), &path)?;
    Ok(Lens::Film(path))
}

/// The poster of a text, as it hangs on the wall.
pub fn page(text: &str) -> Result<GrayImage, Box<dyn Error>> {
    Ok(poster(text, "")?)
}

/// The address that a code opens, without the host.
pub fn path_of(code: &Code) -> Result<String, Box<dyn Error>> {
    let at = code.url.find("/V/").ok_or("no path in the code")?;
    Ok(code.url[at..].to_owned())
}

/// Where pictures for people go.
pub fn screenshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots")
}

/// `target/debug/venue-server`, built beside this test.
fn server_binary() -> Result<PathBuf, Box<dyn Error>> {
    let mut path = std::env::current_exe()?;
    path.pop();
    path.pop();
    path.push("venue-server");
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("{} is missing; run: cargo xtask test --only browser", path.display()).into())
    }
}

/// An error with all its causes.
fn whole(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
