//! What people do at the console, in words of the console.

use std::error::Error;
use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::By;
use venue_testkit::browser::{Lens, Look, wait_for};
use venue_testkit::image::{GrayImage, Luma, Rgb, RgbImage};
use venue_testkit::one_time_code::one_time_code;
use venue_testkit::server::{NewAccount, SecondFactor};

use crate::stage::{Outcome, Stage};

/// The password of everybody at the console.
pub const PASSWORD: &str = "a long enough password";

/// A desktop in Chinese, without a camera.
pub fn desktop() -> Look {
    Look { size: (1280, 800), ..Look::phone(Lens::Missing) }
}

/// A reviewer's account, with its second factor.
pub fn reviewer(stage: &Stage, login: &str) -> Result<SecondFactor, Box<dyn Error>> {
    let account =
        NewAccount { role: "reviewer", login, name: "审核员", password: PASSWORD, second_factor: true };
    stage.setup.new_account(&account)?.ok_or_else(|| "no second factor".into())
}

/// A picture of a licence, as a phone takes it.
pub fn licence(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join("licence.jpg");
    RgbImage::from_fn(1200, 900, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 200])).save(&path)?;
    Ok(path)
}

/// The first page of a PDF as a camera sees it on the wall, 150 dots an inch.
pub fn pixels_of(pdf: &Path) -> Result<GrayImage, Box<dyn Error>> {
    let stem = pdf.with_extension("");
    let status = std::process::Command::new("pdftoppm")
        .args(["-r", "150", "-png", "-singlefile"])
        .args([pdf, &stem])
        .status()?;
    if !status.success() {
        return Err(format!("pdftoppm on {}: {status}", pdf.display()).into());
    }
    Ok(venue_testkit::image::open(stem.with_extension("png"))?.into_luma8())
}

/// Whether a picture has both paper and ink.
pub fn is_printed(page: &GrayImage) -> bool {
    let has = |shade: std::ops::RangeInclusive<u8>| page.pixels().any(|Luma([value])| shade.contains(value));
    has(0..=40) && has(220..=255)
}

impl Stage {
    /// Signs up as a manager, from the console's first page.
    pub async fn sign_up(&self, login: &str, name: &str) -> Outcome {
        self.open("/console").await?;
        self.browser.click("to-sign-up").await?;
        self.fill_sign_up(login, name).await?;
        self.browser.find("start-page").await?;
        Ok(())
    }

    /// Fills in the form for a new account and sends it.
    pub async fn fill_sign_up(&self, login: &str, name: &str) -> Outcome {
        self.browser.find("sign-up-page").await?;
        self.browser.fill("login", login).await?;
        self.browser.fill("name", name).await?;
        self.browser.fill("password", PASSWORD).await?;
        self.browser.click("sign-up").await?;
        Ok(())
    }

    /// Signs in, with the second factor if there is one.
    pub async fn sign_in(&self, login: &str, factor: Option<&SecondFactor>) -> Outcome {
        self.open("/console/sign-in").await?;
        self.browser.fill("login", login).await?;
        self.browser.fill("password", PASSWORD).await?;
        self.browser.click("sign-in").await?;
        if let Some(factor) = factor {
            let now = self.browser.script("Math.floor(Date.now() / 1000)").await?;
            let now = now.as_u64().ok_or("a browser without a clock")?;
            let code = one_time_code(&factor.secret, now).ok_or("a secret that is not in base32")?;
            self.browser.fill("code", &code).await?;
            self.browser.click("sign-in").await?;
        }
        self.browser.find("start-page").await?;
        Ok(())
    }

    /// Chooses an entry of a list by its value's place.
    pub async fn choose(&self, id: &str, at: usize) -> Outcome {
        let script = format!(
            "(() => {{ const list = document.getElementById('{id}'); list.selectedIndex = {at}; \
             list.dispatchEvent(new Event('change', {{bubbles: true}})); return true; }})()"
        );
        self.browser.find(id).await?;
        self.browser.script(&script).await?;
        Ok(())
    }

    /// Gives a file to a field.
    pub async fn give_file(&self, id: &str, path: &Path) -> Outcome {
        let css = format!("input[type=file]#{id}");
        let field =
            wait_for("a field for a file", async || self.browser.driver.find(By::Css(&*css)).await.ok());
        field.await?.send_keys(path.to_string_lossy()).await?;
        Ok(())
    }

    /// Fills in an application as an organisation, up to its picture.
    pub async fn fill_application(&self, venue_name: &str, licence: &Path) -> Outcome {
        let browser = &self.browser;
        browser.find("application-form").await?;
        for (field, text) in [
            ("organisation", "长春南湖餐饮有限公司"),
            ("credit-code", "91220100MA00000077"),
            ("venue-name", venue_name),
            ("street", "南湖大路"),
            ("address", "1 号"),
            ("contact-name", "王经理"),
            ("contact-phone", "19900000001"),
        ] {
            browser.fill(field, text).await?;
        }
        self.choose("category", 1).await?;
        self.choose("division", 1).await?;
        self.give_file("licence", licence).await?;
        browser.find("licence-preview").await?;
        Ok(())
    }

    /// Lets the browser put what it downloads into a folder.
    pub async fn download_to(&self, folder: &Path) -> Outcome {
        let to = json!({"behavior": "allow", "downloadPath": folder.to_string_lossy()});
        self.browser.cdp("Browser.setDownloadBehavior", to).await?;
        Ok(())
    }
}

/// The file with this ending that a browser has put into a folder as a whole: its name is taken by an empty file first.
pub async fn downloaded(folder: &Path, ending: &str) -> Result<PathBuf, Box<dyn Error>> {
    let look = async || {
        let files = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|file| file.path());
        files.into_iter().find(|path| {
            path.extension().is_some_and(|of| of == ending) && path.metadata().is_ok_and(|of| of.len() > 0)
        })
    };
    Ok(wait_for(&format!("a .{ending} in {}", folder.display()), look).await?)
}
