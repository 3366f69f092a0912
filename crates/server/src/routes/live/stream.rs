//! `GET /api/v1/venues/{venue}/live`

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde::Serialize;
use tokio::time::{Instant as Ticks, Interval, MissedTickBehavior, interval, sleep_until};
use venue_protocol::id::PlaceId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::live::{BEAT_S, LiveState, LiveWords};

use crate::app::App;
use crate::live::{Full, Listener, Mark, News, Scene, Told, Woken};
use crate::problem::ApiProblem;
use crate::rights::{Access, Serve};

/// So often something is sent, so that nobody between takes the stream for dead, and the browser notices if it is.
const HEARTBEAT: Duration = Duration::from_secs(BEAT_S as u64);
/// So long a stream lasts. The browser comes again by itself, and is judged anew: who lost the right is out by then.
const LASTS: Duration = Duration::from_secs(5 * 60);
/// So soon the browser comes again, in milliseconds.
const RETRY: Duration = Duration::from_secs(1);

/// Why nothing is told.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The venue is applied for.
    #[error("the venue is not approved")]
    NotApproved,
    /// Too many listen.
    #[error(transparent)]
    Full(#[from] Full),
}

impl From<LiveError> for ApiProblem {
    fn from(error: LiveError) -> Self {
        match error {
            LiveError::NotApproved => ProblemType::NotApproved.into(),
            LiveError::Full(full) => Self::new(ProblemType::Unavailable).with_detail(full.to_string()),
        }
    }
}

/// Proxies that buffer answers let a stream through by this.
type Unbuffered<T> = ([(HeaderName, &'static str); 1], T);

/// Who comes and goes, as it happens. Events: `state`, `arrival`, `undone`, `words`, `beat`. With `Last-Event-ID` it goes on
/// where it broke off.
///
/// # Errors
/// [`LiveError`] as a problem.
#[utoipa::path(get, path = "/api/v1/venues/{venue}/live", tag = "live",
    params(("venue" = PlaceId, Path, description = "The venue"), ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was seen")),
    responses(
        (status = 200, description = "Server-sent events; `state` holds this", body = LiveState, content_type = "text/event-stream"),
        (status = "4XX", description = "Not the caller's, or not approved", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many listen", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn stream(
    State(app): State<Arc<App>>,
    access: Access<Serve>,
    headers: HeaderMap,
) -> Result<Unbuffered<Sse<impl Stream<Item = Result<Event, axum::Error>>>>, ApiProblem> {
    let ticker = Ticker::new(app, access.venue, last_event(&headers))?;
    let events = unfold(ticker, async |mut ticker| Some((ticker.next().await?, ticker)));
    Ok(([(HeaderName::from_static("x-accel-buffering"), "no")], Sse::new(events)))
}

/// An id of this server: the run in hexadecimal digits, `-`, the number.
fn last_event(headers: &HeaderMap) -> Option<Mark> {
    let (run, n) = headers.get("last-event-id")?.to_str().ok()?.split_once('-')?;
    Some(Mark { run: u32::from_str_radix(run, 16).ok()?, n: n.parse().ok()? })
}

/// One stream.
struct Ticker {
    app: Arc<App>,
    venue: PlaceId,
    listener: Listener,
    waiting: VecDeque<Result<Event, axum::Error>>,
    /// The headcount that was told last.
    headcount: u32,
    beats: Interval,
    ends: Ticks,
}

impl Ticker {
    fn new(app: Arc<App>, venue: PlaceId, mark: Option<Mark>) -> Result<Self, LiveError> {
        if !app.directory.current().has_venue(venue) {
            return Err(LiveError::NotApproved);
        }
        let listener = app.live.listen(venue, mark)?;
        let mut beats = interval(HEARTBEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        beats.reset();
        let waiting = VecDeque::from([Ok(Event::default().retry(RETRY))]);
        let mut ticker =
            Self { app, venue, listener, waiting, headcount: 0, beats, ends: Ticks::now() + LASTS };
        ticker.tell_news();
        if mark.is_some() {
            // It may have changed in between.
            ticker.tell_words();
        }
        Ok(ticker)
    }

    async fn next(&mut self) -> Option<Result<Event, axum::Error>> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            tokio::select! {
                woken = self.listener.woken() => match woken {
                    Woken::News => self.tell_news(),
                    Woken::Step => self.tell_words(),
                    Woken::Closed => return None,
                },
                _ = self.beats.tick() => self.beat(),
                () = sleep_until(self.ends) => return None,
            }
        }
    }

    fn tell_news(&mut self) {
        match self.listener.news() {
            News::Gap => {
                let scene = self.scene();
                self.tell_state(scene);
            }
            News::Told(told) => {
                for (n, told) in told {
                    match told {
                        Told::Arrival(arrival) => {
                            self.headcount = arrival.headcount;
                            self.tell("arrival", n, &arrival);
                        }
                        Told::Undone(undone) => {
                            self.headcount = undone.headcount;
                            self.tell("undone", n, &undone);
                        }
                    }
                }
            }
        }
    }

    fn scene(&mut self) -> Scene {
        let directory = self.app.directory.current();
        let places = directory.places_of(self.venue).map(|place| place.id);
        let mut places: Vec<PlaceId> = places.filter(|id| directory.standing(*id).is_some()).collect();
        places.sort_unstable();
        self.listener.scene(self.app.clock.now(), &places)
    }

    fn tell_state(&mut self, scene: Scene) {
        let Scene { n, headcount, places, arrivals } = scene;
        self.headcount = headcount;
        let now = self.app.clock.now();
        let words = self.app.words.told(self.venue, now, now);
        self.tell("state", n, &LiveState { now, headcount, places, arrivals, words });
    }

    /// The words have the id of what was told before them.
    fn tell_words(&mut self) {
        let now = self.app.clock.now();
        let words = LiveWords { words: self.app.words.told(self.venue, now, now) };
        self.waiting.push_back(Event::default().event("words").json_data(&words));
    }

    /// A sign of life; the state, if who came twelve hours ago is counted no more.
    fn beat(&mut self) {
        let headcount = self.listener.headcount(self.app.clock.now());
        if headcount.is_some_and(|headcount| headcount != self.headcount) {
            let scene = self.scene();
            self.tell_state(scene);
        } else {
            // Browsers hide comments, and events without data.
            self.waiting.push_back(Ok(Event::default().event("beat").data("{}")));
        }
    }

    fn tell(&mut self, name: &str, n: u64, data: &impl Serialize) {
        let id = format!("{:x}-{n}", self.listener.run());
        self.waiting.push_back(Event::default().event(name).id(id).json_data(data));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_id_of_this_kind_is_read() {
        let read = |id: &str| {
            last_event(&HeaderMap::from_iter([("last-event-id".parse().unwrap(), id.parse().unwrap())]))
        };
        assert_eq!(read("ff-12"), Some(Mark { run: 255, n: 12 }));
        for id in ["", "12", "-", "x-1", "ff-", "ff--1", "1ffffffff-1", "ff-99999999999999999999"] {
            assert_eq!(read(id), None, "{id}");
        }
    }
}
