//! `POST /api/v1/reports`

use std::sync::Arc;

use axum::extract::{FromRequest as _, Request, State};
use data_encoding::BASE64;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use venue_protocol::desk_numbers::TicketNumber;
use venue_protocol::id::ReportId;
use venue_protocol::problem::{FieldProblem, Problem, ProblemType};
use venue_protocol::report::{CheckedReport, Where};
use venue_protocol::seal::{PublicKey, SealError, SealedDetails, SealedPicture};
use venue_protocol::typed_code::NUMBERS;
use venue_protocol::wire::reports::{MAX_PICTURE, ReportKind, ReportStatus, SendReport, Whom};

use crate::app::App;
use crate::budget::UsedUp;
use crate::extract::{Client, Json, RawJson, shape_error};
use crate::memory::scrub_stack;
use crate::pictures::PictureError;
use crate::problem::ApiProblem;
use crate::random::SharedRandom;
use crate::routes::persons::register::{CLOSE, Closing};
use crate::store::StoreError;
use crate::store::reports::NewReport;

/// So many reports are read and sealed at a time, be they as slow as they like; a further one is told to come again.
const AT_ONCE: usize = 32;
/// So often a number is drawn anew that another report has already.
const TRIES: usize = 16;

/// Reports that are on their way in.
#[derive(Debug)]
pub struct Arrivals(Semaphore);

impl Default for Arrivals {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// Why a report is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// This client, or all together, send too many.
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    /// Too many at one time, or the server is stopping.
    #[error("too many reports at one time")]
    Busy,
    /// The technicians have no key.
    #[error("make the technicians' key with: venue-server authority technicians --out DIR")]
    NoKey,
    /// Not of the expected shape.
    #[error("{0}")]
    Shape(String),
    /// The picture is too large.
    #[error("the picture has more than {MAX_PICTURE} bytes")]
    Large,
    /// Some fields are not valid.
    #[error("some values are not valid")]
    Invalid(Vec<FieldProblem>),
    /// The picture cannot be used.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// It cannot be sealed.
    #[error("the technicians' key cannot be used")]
    Seal(#[from] SealError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SendError> for ApiProblem {
    fn from(error: SendError) -> Self {
        match error {
            SendError::UsedUp(used_up) => used_up.into(),
            SendError::Busy => ProblemType::Unavailable.into(),
            SendError::NoKey => Self::new(ProblemType::NoTechnicianKey).with_detail(error.to_string()),
            SendError::Shape(detail) => Self::new(ProblemType::Malformed).with_detail(detail),
            SendError::Large => Self::new(ProblemType::TooLarge).with_detail(error.to_string()),
            SendError::Invalid(fields) => {
                let mut problem = Problem::new(ProblemType::Invalid);
                problem.fields = fields;
                Self(Box::new(problem))
            }
            SendError::Picture(error) => error.into(),
            SendError::Seal(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a report cannot be sealed");
                ProblemType::Internal.into()
            }
            SendError::Store(error) => error.into(),
        }
    }
}

/// Takes a problem report. What is personal in it is sealed to the technicians before anything is stored; the answer
/// closes the connection, whose read buffer held it in plain text. The same secret again gives the first one's number.
///
/// # Errors
/// [`SendError`] as a problem.
#[utoipa::path(post, path = "/api/v1/reports", tag = "reports", request_body = SendReport,
    responses(
        (status = 200, description = "Taken", body = ReportStatus),
        (status = "4XX", description = "Not valid, no usable picture, or too many", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too busy, or the technicians have no key", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn send(
    State(app): State<Arc<App>>,
    client: Client,
    request: Request,
) -> Result<Closing<Json<ReportStatus>>, Closing<ApiProblem>> {
    match taken(&app, client, request).await {
        Ok(status) => Ok((CLOSE, Json(status))),
        Err(problem) => Err((CLOSE, problem)),
    }
}

async fn taken(app: &Arc<App>, client: Client, request: Request) -> Result<ReportStatus, ApiProblem> {
    let admitted = || {
        app.budgets.reports_per_client.spend(client.address)?;
        app.budgets.reports.spend()?;
        app.arrivals.0.try_acquire().map_err(|_| SendError::Busy)
    };
    // Before the body is read, which takes some MiB.
    let _room = admitted()?;
    let RawJson(body) = RawJson::from_request(request, app).await?;
    let technicians = app.directory.current().technicians;
    let mut random = app.random.clone();
    let arrived = spawn_blocking(move || {
        let arrived = Arrived::read(&body, technicians.as_ref(), &mut random);
        drop(body);
        scrub_stack();
        arrived
    });
    let mut arrived = arrived.await.map_err(|_| SendError::Busy)??;
    let picture = match arrived.picture.take() {
        None => None,
        Some(file) => {
            let jpeg = app.pictures.kept(file.into()).await?;
            let (id, mut random) = (arrived.id, app.random.clone());
            let technicians = technicians.ok_or(SendError::NoKey)?;
            let sealed = spawn_blocking(move || {
                let sealed = SealedPicture::seal(&jpeg, id, &technicians, &mut random);
                scrub_stack();
                sealed
            });
            Some(sealed.await.map_err(|_| SendError::Busy)?.map_err(SendError::Seal)?)
        }
    };
    Ok(stored(app, &arrived, picture.as_ref()).await?)
}

/// A report that was read; nothing in plain text is left of it but the picture.
struct Arrived {
    id: ReportId,
    kind: ReportKind,
    whom: Whom,
    at: Option<Where>,
    details: Box<SealedDetails>,
    picture: Option<Vec<u8>>,
}

impl Arrived {
    fn read(
        body: &[u8],
        technicians: Option<&PublicKey>,
        random: &mut SharedRandom,
    ) -> Result<Self, SendError> {
        let sent: SendReport =
            serde_json::from_slice(body).map_err(|error| SendError::Shape(shape_error(&error)))?;
        let CheckedReport { kind, whom, at, details } =
            CheckedReport::parse(&sent).map_err(SendError::Invalid)?;
        let picture = sent.picture.as_deref().map(|text| BASE64.decode(text.as_bytes())).transpose();
        let picture = picture.map_err(|_| SendError::Shape("the picture is not base64".to_owned()))?;
        if picture.as_ref().is_some_and(|file| file.len() > MAX_PICTURE) {
            return Err(SendError::Large);
        }
        let id = ReportId::of(&sent.secret);
        let technicians = technicians.ok_or(SendError::NoKey)?;
        let details = Box::new(SealedDetails::seal(&details, id, technicians, random)?);
        Ok(Self { id, kind, whom, at, details, picture })
    }
}

async fn stored(
    app: &App,
    arrived: &Arrived,
    picture: Option<&SealedPicture>,
) -> Result<ReportStatus, SendError> {
    let (place, typed) = match arrived.at {
        None => (None, None),
        Some(Where::Place(place)) => (Some(place), None),
        // The answer is the same whether anybody has this number or not.
        Some(Where::Typed(typed)) => {
            (app.directory.current().typed(typed).map(|(place, _)| place.id), Some(typed))
        }
    };
    let Arrived { id, kind, whom, .. } = *arrived;
    let new = NewReport { id, kind, whom, place, typed, details: &arrived.details, picture };
    let mut entry = app.office.begin().await?;
    if let Some(status) = entry.writer.reports().report_status(id).await? {
        return Ok(status);
    }
    for _ in 0..TRIES {
        let drawn = u32::from_be_bytes(app.random.bytes()) % NUMBERS;
        let Some(ticket) = TicketNumber::from_number(drawn) else { continue };
        match entry.writer.reports().add_report(app.clock.now(), ticket, &new).await {
            Err(StoreError::Exists(_)) => {}
            other => {
                other?;
                break;
            }
        }
    }
    let status = entry.writer.reports().report_status(id).await?.ok_or(SendError::Busy)?;
    entry.commit().await?;
    Ok(status)
}
