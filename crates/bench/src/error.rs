//! Why nothing could be measured.

use std::io;
use std::path::PathBuf;

use venue_testkit::browser::BrowserError;
use venue_testkit::server::ServerError;
use venue_testkit::write::PictureError;

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The server did not run.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The browser did not run or the page did not do what was expected.
    #[error(transparent)]
    Browser(#[from] BrowserError),
    /// The database could not be read.
    #[error("reading the database")]
    Database(#[from] sqlx::Error),
    /// A film or picture that was drawn could not be written.
    #[error("writing what was drawn")]
    Drawn(#[from] PictureError),
    /// The load could not be sent.
    #[error("sending requests")]
    Load(#[source] io::Error),
    /// The server answered something else than it should.
    #[error("the server answered {status}: {body}")]
    Answer {
        /// The HTTP status.
        status: u16,
        /// What it said.
        body: String,
    },
    /// An answer of the expected status that does not read.
    #[error("an answer does not read")]
    Json(#[from] serde_json::Error),
    /// A picture, or the list of them, could not be read or written.
    #[error("{}", .0.display())]
    Picture(PathBuf, #[source] venue_testkit::image::ImageError),
    /// A page's value is not what it should be.
    #[error("the page gave no {0}")]
    Value(String),
    /// A font's file could not be read.
    #[error("reading {}", .0.display())]
    FontFile(PathBuf, #[source] io::Error),
    /// It holds no font.
    #[error(transparent)]
    Font(#[from] venue_poster::font_file::FontError),
    /// A venue's poster could not be laid out.
    #[error(transparent)]
    Symbol(#[from] venue_poster::SymbolError),
    /// A venue's poster could not be written as PDF.
    #[error(transparent)]
    Pdf(#[from] venue_poster::pdf::PdfError),
    /// A venue's poster could not be written as PNG.
    #[error(transparent)]
    Png(#[from] venue_poster::png::PngError),
    /// What was drawn does not fit into a QR code.
    #[error("drawing a poster")]
    Poster(#[from] venue_testkit::poster::QrError),
    /// The server's store could not be filled or read.
    #[error(transparent)]
    Store(#[from] venue_server::store::StoreError),
    /// Something could not be sealed or opened.
    #[error("sealing")]
    Seal(#[from] venue_protocol::seal::SealError),
    /// Tracing did not go as it should.
    #[error(transparent)]
    Trace(#[from] venue_trace::TraceError),
}
