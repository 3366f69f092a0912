//! Drawing posters: the fonts, read once, and a few threads at a time.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio::task::JoinError;
use venue_poster::content::Content;
use venue_poster::font_file::{FontError, FontFile, FontFiles};
use venue_poster::pdf::PdfError;
use venue_poster::png::PngError;
use venue_poster::{Format, Poster, PosterPreview, Sheet, SymbolError};
use venue_protocol::problem::ProblemType;

use crate::config::PosterFonts;
use crate::problem::ApiProblem;

/// So many posters are drawn at one time; whoever comes then waits. A PNG of A2 takes a second and 16 MB.
const AT_A_TIME: usize = 2;
/// A poster as a file is some 50 KB, as a large PNG some hundred.
const FILE_SIZE: usize = 256 * 1024;

/// Why there is no poster.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// A font's file cannot be read.
    #[error("the font {0} cannot be read; install it (Debian: fonts-noto-cjk) or set poster.font")]
    File(PathBuf, #[source] io::Error),
    /// A font's file is not a font.
    #[error("{0} has no font that can be used; set poster.font and poster.font_index")]
    Font(PathBuf, #[source] FontError),
    /// The symbol.
    #[error(transparent)]
    Symbol(#[from] SymbolError),
    /// The PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The PNG.
    #[error(transparent)]
    Png(#[from] PngError),
    /// The server stops, or the work panicked.
    #[error("the drawing was given up")]
    GivenUp(#[source] Option<JoinError>),
}

impl From<DrawError> for ApiProblem {
    fn from(error: DrawError) -> Self {
        let kind = match &error {
            DrawError::File(..) | DrawError::Font(..) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "no font for posters");
                return Self::new(ProblemType::PosterFontMissing).with_detail(error.to_string());
            }
            DrawError::Symbol(_) | DrawError::Pdf(_) | DrawError::Png(_) => ProblemType::Internal,
            DrawError::GivenUp(_) => ProblemType::Unavailable,
        };
        tracing::error!(error = &error as &dyn std::error::Error, "no poster");
        Self::new(kind)
    }
}

/// Draws posters.
#[derive(Debug)]
pub struct Posters {
    fonts: Arc<Fonts>,
    places: Arc<Semaphore>,
}

#[derive(Debug)]
struct Fonts {
    settings: PosterFonts,
    /// Filled by the first poster; a font that is missing may be installed while the server runs.
    read: Mutex<Option<FontFiles>>,
}

impl Posters {
    /// With these fonts.
    pub fn new(settings: PosterFonts) -> Self {
        let fonts = Fonts { settings, read: Mutex::default() };
        Self { fonts: Arc::new(fonts), places: Arc::new(Semaphore::new(AT_A_TIME)) }
    }

    /// A poster as a file.
    ///
    /// # Errors
    /// If there is no font, or it cannot be drawn.
    pub async fn file(&self, poster: Poster, sheet: Sheet, format: Format) -> Result<Vec<u8>, DrawError> {
        self.work(move |fonts, wanted| {
            let files = fonts.files()?;
            let font = files.cut(&Content::of(&poster));
            let drawing = venue_poster::draw(&poster, sheet, &font)?;
            Ok(match format {
                Format::Svg => venue_poster::svg::svg(&drawing, &font).into_bytes(),
                Format::Pdf => venue_poster::pdf::pdf(&drawing, &font, &files)?,
                Format::Png => {
                    let mut file = WhileWanted { wanted, file: Vec::with_capacity(FILE_SIZE) };
                    venue_poster::png::png(&drawing, &font, &mut file)?;
                    file.file
                }
            })
        })
        .await
    }

    /// What a browser needs to draw it.
    ///
    /// # Errors
    /// If there is no font.
    pub async fn preview(&self, poster: Poster) -> Result<PosterPreview, DrawError> {
        self.work(move |fonts, _| {
            let font = fonts.files()?.cut(&Content::of(&poster));
            Ok(PosterPreview { poster, font })
        })
        .await
    }

    /// Works on a thread of its own, after others. If the future is dropped before (the client hung up, or its time is
    /// over), waiting work is not begun, and a PNG under way ends with its next rows.
    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Fonts, Arc<AtomicBool>) -> Result<T, DrawError> + Send + 'static,
    ) -> Result<T, DrawError> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| DrawError::GivenUp(None))?;
        let wanted = Arc::new(AtomicBool::new(true));
        let _unwanted = Unwanted(Arc::clone(&wanted));
        let fonts = Arc::clone(&self.fonts);
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = job(&fonts, wanted);
            drop(place);
            drawn
        });
        drawn.await.map_err(|error| DrawError::GivenUp(Some(error)))?
    }
}

impl Fonts {
    fn files(&self) -> Result<FontFiles, DrawError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = &*read {
            return Ok(files.clone());
        }
        let regular = font(&self.settings.font, self.settings.font_index)?;
        let (bold, index) = self.settings.bold();
        let same = (bold, index) == (self.settings.font.as_path(), self.settings.font_index);
        let bold = if same { regular.clone() } else { font(bold, index)? };
        Ok(read.insert(FontFiles { regular, bold }).clone())
    }
}

fn font(file: &Path, index: u32) -> Result<FontFile, DrawError> {
    let bytes = std::fs::read(file).map_err(|error| DrawError::File(file.to_owned(), error))?;
    FontFile::new(bytes, index).map_err(|error| DrawError::Font(file.to_owned(), error))
}

/// Says, when dropped, that nobody waits any more.
struct Unwanted(Arc<AtomicBool>);

impl Drop for Unwanted {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Takes a file as long as somebody waits for it.
struct WhileWanted {
    wanted: Arc<AtomicBool>,
    file: Vec<u8>,
}

impl Write for WhileWanted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.wanted.load(Ordering::Relaxed) {
            return Err(io::Error::other("nobody waits for it"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn who_hangs_up_makes_room_for_the_next_one() {
        let posters = Posters::new(PosterFonts::default());
        let endless = || {
            posters.work(|_, wanted| {
                while wanted.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                Ok(())
            })
        };
        let taken = async { tokio::join!(endless(), endless(), endless()) };
        // The clients' time is over while two work and one waits.
        assert!(tokio::time::timeout(Duration::from_millis(1), taken).await.is_err());
        let next = tokio::time::timeout(Duration::from_secs(30), posters.work(|_, _| Ok(7))).await;
        assert_eq!(next.unwrap().unwrap(), 7);
    }

    #[test]
    fn a_file_that_nobody_waits_for_is_not_written_further() {
        let wanted = Arc::new(AtomicBool::new(true));
        let mut file = WhileWanted { wanted: Arc::clone(&wanted), file: Vec::new() };
        assert!(file.write_all(b"rows").is_ok());
        drop(Unwanted(wanted));
        assert!(file.write_all(b"rows").is_err());
        assert_eq!(file.file, b"rows");
    }
}
