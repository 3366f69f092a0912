//! Debian's Chromium with a camera that plays a film, driven through its own chromedriver.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverError;
use thirtyfour::{
    By, ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, Key, TypingData, WebDriver,
    WebElement,
};

/// So long a condition may take to come true.
pub const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(20);

/// What went wrong with the browser.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// chromedriver could not be started.
    #[error("starting chromedriver (Debian: apt-get install chromium chromium-driver)")]
    Driver(#[source] io::Error),
    /// chromedriver ended before it named its port.
    #[error("chromedriver did not say where it listens; it said: {0}")]
    NoPort(String),
    /// The browser or the page.
    #[error(transparent)]
    WebDriver(#[from] WebDriverError),
    /// A picture could not be kept.
    #[error("keeping a picture")]
    Picture(#[source] io::Error),
    /// A condition did not come true.
    #[error("{what} did not come about in {} s", PATIENCE.as_secs())]
    Never {
        /// What was waited for.
        what: String,
    },
}

/// What the camera does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lens {
    /// Plays this MJPEG file in a loop.
    Film(PathBuf),
    /// There is one, but the visitor refuses it.
    Refused,
    /// There is none.
    Missing,
}

/// A browser to be started.
#[derive(Debug, Clone)]
pub struct Look {
    /// Its camera.
    pub lens: Lens,
    /// The visitor's language, such as `zh-CN`.
    pub language: &'static str,
    /// Whether the system asks for dark pages.
    pub dark: bool,
    /// Width and height in CSS pixels.
    pub size: (u32, u32),
    /// Device pixels a CSS pixel.
    pub scale: f32,
    /// Whether its WebAssembly has vectors (SIMD), as all browsers do but old ones. Without works on x86-64 only.
    pub simd: bool,
}

impl Look {
    /// A phone in Chinese.
    pub const fn phone(lens: Lens) -> Self {
        Self { lens, language: "zh-CN", dark: false, size: (390, 844), scale: 1.0, simd: true }
    }
}

/// A browser with its driver. [`Browser::quit`] ends both; a dropped one is ended as well, while everything waits.
#[derive(Debug)]
pub struct Browser {
    /// The driver of the current tab. Dropped first, since it ends the browser by the process below.
    pub driver: WebDriver,
    look: Look,
    _process: Process,
}

/// chromedriver, killed when dropped.
#[derive(Debug)]
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}

impl Browser {
    /// Starts chromedriver and a browser whose profile lies in `profile`; a second start with the same profile
    /// finds what the first one stored.
    ///
    /// # Errors
    /// If one of them does not start.
    pub async fn start(look: Look, profile: &Path) -> Result<Self, BrowserError> {
        let process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(BrowserError::Driver)?;
        let mut process = Process(process);
        let port = read_port(&mut process.0)?;
        let address = format!("http://127.0.0.1:{port}");
        let driver = WebDriver::new(address, capabilities(&look, profile)?).await?;
        let browser = Self { driver, look, _process: process };
        browser.dress().await?;
        Ok(browser)
    }

    /// Gives the current tab the phone's measures and a network that can be taken away; needed once for every new tab.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn dress(&self) -> Result<(), BrowserError> {
        let (width, height) = self.look.size;
        let mobile = width < 600;
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": self.look.scale, "mobile": mobile}),
        )
        .await?;
        // Without it, blocked addresses and a network that is away are accepted, and do nothing.
        self.cdp("Network.enable", json!({})).await?;
        self.paint(self.look.dark).await
    }

    /// Lets the system ask for dark or light pages.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn paint(&self, dark: bool) -> Result<(), BrowserError> {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value, BrowserError> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    /// The visible element of this test id, waiting until it is there.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn find(&self, test_id: &str) -> Result<WebElement, BrowserError> {
        let css = format!("[data-testid='{test_id}']");
        wait_for(&format!("an element `{test_id}`"), async || {
            let element = self.driver.find(By::Css(&*css)).await.ok()?;
            element.is_displayed().await.ok()?.then_some(element)
        })
        .await
    }

    /// Clicks the element of this test id as soon as it can be clicked.
    ///
    /// # Errors
    /// If it does not come or stays covered.
    pub async fn click(&self, test_id: &str) -> Result<(), BrowserError> {
        self.press(&format!("[data-testid='{test_id}']")).await
    }

    /// Ticks the box of this id by its label, since the box itself may be drawn by the label.
    ///
    /// # Errors
    /// If it does not come or stays covered.
    pub async fn tap(&self, id: &str) -> Result<(), BrowserError> {
        self.press(&format!("label[for='{id}']")).await
    }

    async fn press(&self, css: &str) -> Result<(), BrowserError> {
        let mut obstacle = String::new();
        let pressed = wait_for("", async || match self.try_press(css).await {
            Ok(()) => Some(()),
            Err(error) => {
                obstacle = error.to_string();
                None
            }
        })
        .await;
        pressed.map_err(|_| BrowserError::Never { what: format!("a click on {css} ({obstacle})") })
    }

    async fn try_press(&self, css: &str) -> Result<(), WebDriverError> {
        let element = self.driver.find(By::Css(css)).await?;
        // A visitor scrolls it to where nothing covers it.
        let centre = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        self.driver.execute(centre, vec![element.to_json()?]).await?;
        element.click().await
    }

    /// Chooses, of a few beside each other, the one whose control has this test id: its label is what can be seen.
    ///
    /// # Errors
    /// If it does not come or stays covered.
    pub async fn pick(&self, test_id: &str) -> Result<(), BrowserError> {
        self.press(&format!("label:has([data-testid='{test_id}'])")).await
    }

    /// Presses keys one after the other, wherever the focus is.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn type_keys(&self, keys: impl Into<TypingData>) -> Result<(), BrowserError> {
        self.driver.action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Presses Shift and Tab together: back to the field before.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn back_tab(&self) -> Result<(), BrowserError> {
        self.driver
            .action_chain()
            .key_down(Key::Shift)
            .send_keys(Key::Tab)
            .key_up(Key::Shift)
            .perform()
            .await?;
        Ok(())
    }

    /// Types into the field of this test id, in place of what stood there.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn fill(&self, test_id: &str, text: &str) -> Result<(), BrowserError> {
        let field = self.find(test_id).await?;
        // WebDriver's own "clear" changes the field without the events that a keyboard makes.
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Whether the element of this test id is there now.
    pub async fn shows(&self, test_id: &str) -> bool {
        let css = format!("[data-testid='{test_id}']");
        match self.driver.find(By::Css(&*css)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// If it does not become true.
    pub async fn until(&self, expression: &str) -> Result<(), BrowserError> {
        wait_for(expression, async || {
            (self.script(expression).await.ok()? == Value::Bool(true)).then_some(())
        })
        .await
    }

    /// The value of a JavaScript expression; a promise is awaited.
    ///
    /// # Errors
    /// If it throws.
    pub async fn script(&self, expression: &str) -> Result<Value, BrowserError> {
        let body = format!("return ({expression});");
        Ok(self.driver.execute(body, Vec::new()).await?.json().clone())
    }

    /// The text that the element of this test id shows, waiting until it is there.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn text(&self, test_id: &str) -> Result<String, BrowserError> {
        Ok(self.find(test_id).await?.text().await?)
    }

    /// Waits until so many elements have this test id.
    ///
    /// # Errors
    /// If there never are.
    pub async fn until_count(&self, test_id: &str, count: usize) -> Result<(), BrowserError> {
        self.until(&format!("document.querySelectorAll(\"[data-testid='{test_id}']\").length === {count}"))
            .await
    }

    /// Writes what the screen shows as a PNG.
    ///
    /// # Errors
    /// If the browser or the file refuses.
    pub async fn screenshot(&self, path: &Path) -> Result<(), BrowserError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(BrowserError::Picture)?;
        }
        self.driver.screenshot(path).await?;
        Ok(())
    }

    /// Writes the whole page as a PNG, also what lies beyond the screen.
    ///
    /// # Errors
    /// If the browser or the file refuses.
    pub async fn page_picture(&self, path: &Path) -> Result<(), BrowserError> {
        let (width, height) = self.look.size;
        let script = "document.scrollingElement.scrollHeight";
        let length = self.script(script).await?.as_u64().unwrap_or_default().max(u64::from(height));
        let clip = json!({"x": 0, "y": 0, "width": width, "height": length, "scale": 1});
        let parameters = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let answer = self.cdp("Page.captureScreenshot", parameters).await?;
        let data = answer["data"].as_str().unwrap_or_default();
        let picture = data_encoding::BASE64.decode(data.as_bytes()).map_err(io::Error::other);
        let written = picture.and_then(|picture| {
            std::fs::create_dir_all(path.parent().unwrap_or(path))?;
            std::fs::write(path, picture)
        });
        written.map_err(BrowserError::Picture)
    }

    /// Ends browser and driver.
    ///
    /// # Errors
    /// If the browser does not answer; both are ended all the same.
    pub async fn quit(self) -> Result<(), BrowserError> {
        // The process is killed when `self` goes, after the session has ended the browser.
        self.driver.clone().quit().await?;
        Ok(())
    }
}

/// Polls until there is a value.
///
/// # Errors
/// If there is none in [`PATIENCE`].
pub async fn wait_for<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> Result<T, BrowserError> {
    let give_up = Instant::now() + PATIENCE;
    loop {
        if let Some(value) = look().await {
            return Ok(value);
        }
        if Instant::now() > give_up {
            return Err(BrowserError::Never { what: what.to_owned() });
        }
        tokio::time::sleep(POLL).await;
    }
}

/// chromedriver chooses a free port itself and says: "ChromeDriver was started successfully on port 40123."
fn read_port(process: &mut Child) -> Result<u16, BrowserError> {
    let mut said = String::new();
    let stdout = process.stdout.take().ok_or_else(|| BrowserError::NoPort(said.clone()))?;
    let mut lines = BufReader::new(stdout).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        said += &line;
        said.push('\n');
        line.contains("started successfully on port")
            .then(|| line.rsplit(' ').next()?.trim_end_matches('.').parse().ok())
            .flatten()
    });
    // Somebody must read on, or chromedriver stops when the pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    port.ok_or(BrowserError::NoPort(said))
}

fn capabilities(look: &Look, profile: &Path) -> Result<ChromeCapabilities, BrowserError> {
    let mut wanted = DesiredCapabilities::chrome();
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--accept-lang={}", look.language),
        format!("--lang={}", look.language),
        format!("--user-data-dir={}", profile.display()),
    ];
    // Chromium has no sandbox for root, and containers often run tests as root.
    if is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    if !look.simd {
        // V8's vectors need these instructions.
        arguments.push("--js-flags=--no-enable-sse4-1".to_owned());
    }
    match &look.lens {
        Lens::Film(path) => {
            arguments.push("--use-fake-ui-for-media-stream".to_owned());
            arguments.push("--use-fake-device-for-media-stream".to_owned());
            arguments.push(format!("--use-file-for-fake-video-capture={}", path.display()));
        }
        Lens::Refused => {
            arguments.push("--use-fake-ui-for-media-stream=deny".to_owned());
            arguments.push("--use-fake-device-for-media-stream".to_owned());
        }
        Lens::Missing => {}
    }
    for argument in &arguments {
        wanted.add_arg(argument)?;
    }
    Ok(wanted)
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}
