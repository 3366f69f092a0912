//! Pictures of screens, for people to look at, and the sheet that shows all of a face on one.

use std::path::PathBuf;

use serde_json::json;
use venue_testkit::browser::{Lens, Look};
use venue_testkit::sheet::contact_sheet;

use crate::stage::{Outcome, Stage};

pub const PHONE: (u32, u32) = (390, 844);
pub const TABLET: (u32, u32) = (820, 1180);
pub const DESKTOP: (u32, u32) = (1280, 800);

/// One way the app can look.
pub struct Face {
    pub name: &'static str,
    pub language: &'static str,
    pub dark: bool,
    pub elder: bool,
    pub size: (u32, u32),
}

impl Face {
    /// A browser that shows it.
    pub fn look(&self, lens: Lens) -> Look {
        Look { language: self.language, dark: self.dark, size: self.size, ..Look::phone(lens) }
    }

    pub fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// So many pictures beside each other, each so wide, make a sheet of about 2000 pixels.
    const fn sheet(&self) -> (usize, u32) {
        match self.size {
            DESKTOP => (4, 470),
            TABLET => (6, 330),
            _ => (8, 240),
        }
    }
}

/// The pictures taken so far.
pub struct Album {
    folder: PathBuf,
    pictures: Vec<PathBuf>,
}

impl Album {
    /// An album in this folder; what lay there before goes.
    pub fn new(folder: PathBuf) -> Result<Self, std::io::Error> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        Ok(Self { folder, pictures: Vec::new() })
    }

    /// Takes what the screen shows, and what a longer page shows at its end.
    pub async fn take(&mut self, stage: &Stage, name: &str) -> Outcome {
        self.take_screen(stage, name).await?;
        let below = "document.scrollingElement.scrollHeight - innerHeight > 24 \
                     && (scrollTo(0, document.scrollingElement.scrollHeight), true)";
        if stage.browser.script(below).await? == json!(true) {
            self.take_screen(stage, &format!("{name}-below")).await?;
            stage.browser.script("scrollTo(0, 0)").await?;
        }
        Ok(())
    }

    /// Takes what the screen shows.
    pub async fn take_screen(&mut self, stage: &Stage, name: &str) -> Outcome {
        stage.browser.screenshot(&self.next(name)).await?;
        Ok(())
    }

    /// Takes the page as a whole, however long it is.
    pub async fn take_whole(&mut self, stage: &Stage, name: &str) -> Outcome {
        stage.browser.page_picture(&self.next(name)).await?;
        Ok(())
    }

    fn next(&mut self, name: &str) -> PathBuf {
        let path = self.folder.join(format!("{:02}-{name}.png", self.pictures.len()));
        self.pictures.push(path.clone());
        path
    }

    /// Puts all of them on one picture beside the folder.
    pub fn bind(&self, face: &Face) -> Outcome {
        let (columns, width) = face.sheet();
        contact_sheet(&self.pictures, columns, width, &self.folder.with_extension("png"))?;
        Ok(())
    }
}
