//! How soon a venue's live ticker shows a check-in while many venues are busy: from the moment when a device begins to
//! send it to its arrival event at a listener, over HTTP as a browser reads it. The load keeps its pace, however long
//! the answers take.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};
use venue_protocol::id::{Credential, EventSecret};
use venue_protocol::wire::check_ins::{CheckIn, CheckInBatch, Means};
use venue_protocol::wire::live::Arrival;
use venue_protocol::wire::venues::Direction;
use venue_testkit::server::{NewAccount, NewVenue, Setup};

use crate::Parts;
use crate::error::BenchError;
use crate::http::Connection;
use crate::register;
use crate::server::now;
use crate::table::{Limit, Line};

const CHECK_INS: &str = "/api/v1/check-ins";
const LOGIN: &str = "manager";
const PASSWORD: &str = "correct horse battery";
/// The limit.
const SECOND_MS: f64 = 1000.0;
/// So long the last arrivals are waited for.
const TAIL: Duration = Duration::from_secs(5);
/// Characters that tell check-ins apart in their labels: two of them make 400 million.
const FIRST: u32 = 0x4e00;
const CHARACTERS: u32 = 20_000;

/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[command(flatten)]
    parts: Parts,
    /// Check-ins a second, of all venues together
    #[arg(long, default_value_t = 2000)]
    rate: u32,
    /// Venues, each with a listener
    #[arg(long, default_value_t = 40)]
    venues: u32,
    /// Connections that send
    #[arg(long, default_value_t = 128)]
    connections: u32,
    /// Seconds
    #[arg(long, default_value_t = 20)]
    seconds: u32,
    /// The folder for the database, on the disk that is meant [default: target/bench]
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// When each check-in, by its number, began to be sent; gone once it arrived.
type Sent = Arc<Mutex<HashMap<u32, Instant>>>;

/// Measures and gives the table.
pub async fn measure(options: &Options) -> Result<Vec<Line>, BenchError> {
    let parent = options.folder.clone().unwrap_or_else(|| PathBuf::from("target/bench"));
    std::fs::create_dir_all(&parent).map_err(BenchError::Load)?;
    let folder = tempfile::tempdir_in(parent).map_err(BenchError::Load)?;
    let mut setup = Setup::local(options.parts.server.clone(), folder.path().to_owned())?;
    let many = "1000000".to_owned();
    setup.settings.push(("VENUE_BUDGETS__REGISTRATIONS_PER_CLIENT".to_owned(), many));
    setup.settings.push(("VENUE_LOG__LEVEL".to_owned(), "warn".to_owned()));
    setup.prepare()?;
    setup.new_account(&NewAccount {
        role: "manager",
        login: LOGIN,
        name: "Load Test",
        password: PASSWORD,
        second_factor: false,
    })?;
    let mut venues = Vec::new();
    for _ in 0..options.venues {
        let code = setup.new_venue(&NewVenue { name: "负载测试", ..NewVenue::default() })?;
        setup.join(LOGIN, &code.place, "staff")?;
        let token = code.url.rsplit('/').next().unwrap_or_default().to_owned();
        venues.push((code.place, token));
    }
    let server = setup.start()?;
    let persons = register::persons(setup.listen, options.connections).await?;
    let cookie = sign_in(setup.listen).await?;
    println!("    {} venues, each with a listener; {} check-ins a second", venues.len(), options.rate);

    let sent = Sent::default();
    let mut listeners = JoinSet::new();
    for (venue, _) in &venues {
        let listener = Listener::open(setup.listen, venue, &cookie).await.map_err(BenchError::Load)?;
        listeners.spawn(listener.listen(Arc::clone(&sent)));
    }
    let begun = tokio::time::Instant::now();
    let mut load = JoinSet::new();
    for (number, person) in (0..options.connections).zip(persons) {
        let tokens: Vec<String> = venues.iter().map(|(_, token)| token.clone()).collect();
        load.spawn(send(setup.listen, options.clone(), number, person, tokens, Arc::clone(&sent), begun));
    }
    let mut answered = 0;
    for count in load.join_all().await {
        answered += count?;
    }
    let took = begun.elapsed();
    let waits_for = Instant::now() + TAIL;
    while !sent.lock().unwrap_or_else(PoisonError::into_inner).is_empty() && Instant::now() < waits_for {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // The streams end with the server.
    server.stop()?;
    let mut waits = Vec::new();
    for of_one in listeners.join_all().await {
        waits.extend(of_one.map_err(BenchError::Load)?);
    }
    waits.sort_unstable();
    let missing = sent.lock().unwrap_or_else(PoisonError::into_inner).len();
    let wait = |share: f64| {
        let index = ((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1));
        waits.get(index).map_or(0.0, |wait: &Duration| wait.as_secs_f64() * 1000.0)
    };
    let line = |what: &str, value, unit, limit| Line { what: what.to_owned(), value, unit, limit };
    let rate = f64::from(answered) / took.as_secs_f64();
    Ok(vec![
        line("check-ins answered a second", rate, "/s", Limit::Least(f64::from(options.rate) * 0.98)),
        line("from sending to the arrival at a listener, median", wait(0.5), "ms", Limit::None),
        line("the same, 99 of 100", wait(0.99), "ms", Limit::None),
        line("the same, longest", wait(1.0), "ms", Limit::Most(SECOND_MS)),
        line("check-ins that were shown", waits.len() as f64, "", Limit::None),
        line("check-ins that never were", missing as f64, "", Limit::Most(0.0)),
    ])
}

/// Sends every so many milliseconds, later ones at once if it is behind; how many were answered.
async fn send(
    host: SocketAddr,
    options: Options,
    number: u32,
    person: Credential,
    tokens: Vec<String>,
    sent: Sent,
    begun: tokio::time::Instant,
) -> Result<u32, BenchError> {
    let mut connection = Connection::open(host).await.map_err(BenchError::Load)?;
    let mut answered = 0;
    let mut nth = number;
    while nth < options.rate * options.seconds {
        sleep_until(begun + Duration::from_secs(1) * nth / options.rate).await;
        let token = tokens.get(nth as usize % tokens.len().max(1)).cloned().unwrap_or_default();
        let body = body(nth, token, person.clone())?;
        sent.lock().unwrap_or_else(PoisonError::into_inner).insert(nth, Instant::now());
        let answer = connection.post(CHECK_INS, &body).await.map_err(BenchError::Load)?;
        if answer.status != 200 {
            let body = String::from_utf8_lossy(answer.body).into_owned();
            return Err(BenchError::Answer { status: answer.status, body });
        }
        answered += 1;
        nth += options.connections;
    }
    Ok(answered)
}

fn body(nth: u32, token: String, person: Credential) -> Result<Vec<u8>, BenchError> {
    let mut secret = EventSecret([0; 16]);
    secret.0[..4].copy_from_slice(&nth.to_be_bytes());
    let now = now();
    Ok(serde_json::to_vec(&CheckInBatch {
        sent_at: now,
        check_ins: vec![CheckIn {
            secret,
            token,
            direction: Direction::Entry,
            scanned_at: now,
            means: Means::Camera,
            stay_minutes: None,
            persons: vec![person],
            label: Some(label(nth)),
        }],
    })?)
}

/// A masked name that tells the number.
fn label(nth: u32) -> String {
    let character = |n: u32| char::from_u32(FIRST + n % CHARACTERS).unwrap_or('?');
    format!("{}* {}*", character(nth / CHARACTERS), character(nth))
}

/// The number back from the label.
fn number(label: &str) -> Option<u32> {
    let mut digits =
        label.chars().filter(|c| !matches!(c, '*' | ' ')).map(|c| u32::from(c).wrapping_sub(FIRST));
    Some(digits.next()? * CHARACTERS + digits.next()?)
}

/// Signs in; the cookie's name and value.
async fn sign_in(host: SocketAddr) -> Result<String, BenchError> {
    let body = serde_json::json!({ "login": LOGIN, "password": PASSWORD });
    let body = serde_json::to_vec(&body)?;
    let request = format!(
        "POST /api/v1/sessions HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let exchange = async || {
        let mut stream = TcpStream::connect(host).await?;
        stream.write_all(request.as_bytes()).await?;
        stream.write_all(&body).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    };
    let answer: String = exchange().await.map_err(BenchError::Load)?;
    let cookie = answer.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let session = value.starts_with("__Host-session=");
        (name.eq_ignore_ascii_case("set-cookie") && session).then(|| value.split(';').next())?
    });
    cookie.map(str::to_owned).ok_or(BenchError::Answer { status: 0, body: answer })
}

/// One stream.
struct Listener {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Listener {
    /// Opens it and waits for the state.
    async fn open(host: SocketAddr, venue: &str, cookie: &str) -> io::Result<Self> {
        let mut stream = TcpStream::connect(host).await?;
        let request =
            format!("GET /api/v1/venues/{venue}/live HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut listener = Self { stream, read: Vec::new() };
        loop {
            let line = listener.line().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line.starts_with(b"event: state") {
                return Ok(listener);
            }
        }
    }

    /// Listens until the stream ends; how long each check-in took.
    async fn listen(mut self, sent: Sent) -> io::Result<Vec<Duration>> {
        let mut waits = Vec::new();
        while let Some(line) = self.line().await? {
            // An event stands in one chunk, each of its fields on a line; a chunk's size is on a line of its own.
            let arrival = line.strip_prefix(b"data: ").map(serde_json::from_slice::<Arrival>);
            let Some(Ok(Arrival { label: Some(label), .. })) = arrival else { continue };
            let Some(number) = number(&label) else { continue };
            if let Some(at) = sent.lock().unwrap_or_else(PoisonError::into_inner).remove(&number) {
                waits.push(at.elapsed());
            }
        }
        Ok(waits)
    }

    /// The next line; `None` at the end.
    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            if let Some(end) = self.read.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.read.drain(..=end).collect();
                while line.last().is_some_and(u8::is_ascii_whitespace) {
                    line.pop();
                }
                return Ok(Some(line));
            }
            match timeout(Duration::from_secs(60), self.stream.read_buf(&mut self.read)).await {
                Ok(Ok(0)) | Ok(Err(_)) => return Ok(None),
                Ok(Ok(_)) => {}
                Err(_) => return Err(io::ErrorKind::TimedOut.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use venue_protocol::mask::is_masked;

    use super::*;

    #[test]
    fn a_label_is_masked_and_tells_its_number() {
        for nth in [0, 1, 19_999, 20_000, 1_234_567] {
            assert!(is_masked(&label(nth)), "{nth}");
            assert_eq!(number(&label(nth)), Some(nth));
        }
    }
}
