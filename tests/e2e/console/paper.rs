//! What the browser prints, as a printer gets it.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use base64ct::{Base64, Encoding as _};
use serde_json::json;

use crate::stage::{Outcome, Stage};

/// Millimetres of a point.
const POINT: f32 = 25.4 / 72.0;

/// The pages of a PDF.
#[derive(Debug, PartialEq)]
pub struct Pages {
    pub count: u32,
    /// Width and height of the first one, in mm.
    pub size: (f32, f32),
}

impl Pages {
    /// Reads them, by another program than the one that wrote them.
    pub fn of(pdf: &Path) -> Result<Self, Box<dyn Error>> {
        let output = Command::new("pdfinfo").arg(pdf).output()?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).ok_or(told.clone());
        let count = line("Pages:")?.trim().parse()?;
        // "595.28 x 841.89 pts (A4)"
        let mut sides = line("Page size:")?.split_whitespace().step_by(2);
        let mut side =
            || -> Result<f32, Box<dyn Error>> { Ok(sides.next().ok_or("no size")?.parse::<f32>()? * POINT) };
        Ok(Self { count, size: (side()?, side()?) })
    }
}

impl Stage {
    /// Prints the page into a file, on the paper that the page asks for.
    pub async fn print(&self, pdf: &Path) -> Outcome {
        let wanted = json!({"preferCSSPageSize": true, "printBackground": true});
        let printed = self.browser.cdp("Page.printToPDF", wanted).await?;
        let data = printed["data"].as_str().ok_or("nothing was printed")?;
        std::fs::write(pdf, Base64::decode_vec(data).map_err(|error| error.to_string())?)?;
        Ok(())
    }

    /// Lets the page ask for the printer without a dialog; `window.asked` counts how often it did.
    pub async fn without_print_dialog(&self) -> Outcome {
        self.browser.script("(window.asked = 0, window.print = () => { window.asked += 1; }, true)").await?;
        Ok(())
    }
}
