//! One-person check-ins, one a request, on kept connections, each waiting for its answer before the next. The
//! server runs on SQLite with full durability on this machine's disk, the load beside it on the same machine.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use venue_protocol::id::{Credential, EventSecret};
use venue_protocol::instant;
use venue_protocol::wire::check_ins::{CheckIn, CheckInBatch, CheckInResult, CheckInResults, Means};
use venue_protocol::wire::venues::Direction;
use venue_testkit::database;
use venue_testkit::server::{NewVenue, Setup};

use crate::Parts;
use crate::error::BenchError;
use crate::http::Connection;
use crate::register;
use crate::table::{Limit, Line};

const PATH: &str = "/api/v1/check-ins";
/// What stands in the prepared body where each request's own secret goes.
const PLACEHOLDER: EventSecret = EventSecret([0xff; 16]);

/// How to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[command(flatten)]
    parts: Parts,
    /// Connections, each with one request under way
    #[arg(long, default_value_t = 256)]
    connections: u32,
    /// Seconds that are measured
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Seconds before that, which are not
    #[arg(long, default_value_t = 3)]
    warm_up: u64,
    /// Registered persons, who check in by turns
    #[arg(long, default_value_t = 200)]
    persons: u32,
    /// The folder for the database, on the disk that is meant [default: target/bench]
    #[arg(long)]
    folder: Option<PathBuf>,
}

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
    let code = setup.new_venue(&NewVenue { name: "负载测试", ..NewVenue::default() })?;
    let token = code.url.rsplit('/').next().unwrap_or_default().to_owned();
    let server = setup.start()?;
    let persons = register::persons(setup.listen, options.persons).await?;
    println!("    {} persons registered; {} connections", persons.len(), options.connections);

    let loads = match load(options, setup.listen, &token, &persons).await {
        Ok(loads) => loads,
        Err(error) => {
            // The folder goes with its server, and with it what the server had to say.
            eprintln!("{}", std::fs::read_to_string(setup.log()).unwrap_or_default());
            return Err(error);
        }
    };
    let setup = server.stop()?;
    let rows = database::count_rows(&setup).await?;

    let answered: u64 = loads.iter().map(|load| load.answered).sum();
    let mut waits: Vec<u32> = loads.into_iter().flat_map(|load| load.waits).collect();
    waits.sort_unstable();
    let rate = waits.len() as f64 / options.seconds as f64;
    let wait = |share: f64| {
        let index = ((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1));
        waits.get(index).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    };
    let line = |what: &str, value, unit, limit| Line { what: what.to_owned(), value, unit, limit };
    Ok(vec![
        line("check-ins answered a second", rate, "/s", Limit::Least(10_000.0)),
        line("waiting, median", wait(0.5), "ms", Limit::None),
        line("waiting, 99 of 100", wait(0.99), "ms", Limit::Most(100.0)),
        line("waiting, longest", wait(1.0), "ms", Limit::None),
        line("answered but not in the database", answered.saturating_sub(rows) as f64, "", Limit::Most(0.0)),
        line("in the database, but not answered", rows.saturating_sub(answered) as f64, "", Limit::Most(0.0)),
        line("rows in the database", rows as f64, "", Limit::None),
    ])
}

/// What one connection saw.
#[derive(Default)]
struct Load {
    /// All successful answers, of the warm-up as well.
    answered: u64,
    /// How long each answer in the measured time took, in microseconds.
    waits: Vec<u32>,
}

async fn load(
    options: &Options,
    host: SocketAddr,
    token: &str,
    persons: &[Credential],
) -> Result<Vec<Load>, BenchError> {
    let start = Instant::now() + Duration::from_secs(options.warm_up);
    let end = start + Duration::from_secs(options.seconds);
    let mut connections = JoinSet::new();
    for number in 0..options.connections {
        let person = persons.get(number as usize % persons.len().max(1)).cloned();
        let person = person.ok_or_else(|| BenchError::Value("registered person".to_owned()))?;
        let (body, secret_at) = prepare_body(token, person)?;
        connections.spawn(drive(host, body, secret_at, number, start, end));
    }
    connections.join_all().await.into_iter().collect()
}

/// Sends one check-in after another until the time is over.
async fn drive(
    host: SocketAddr,
    mut body: Vec<u8>,
    secret_at: usize,
    number: u32,
    start: Instant,
    end: Instant,
) -> Result<Load, BenchError> {
    let mut connection = Connection::open(host).await.map_err(BenchError::Load)?;
    let mut load = Load::default();
    let mut turn: u64 = 0;
    loop {
        let began = Instant::now();
        if began >= end {
            return Ok(load);
        }
        turn += 1;
        let mut secret = [0; 16];
        secret[..4].copy_from_slice(&number.to_be_bytes());
        secret[8..].copy_from_slice(&turn.to_be_bytes());
        let text = EventSecret(secret).to_string();
        body[secret_at..secret_at + text.len()].copy_from_slice(text.as_bytes());
        let answer = connection.post(PATH, &body).await.map_err(BenchError::Load)?;
        let took = began.elapsed();
        // Reading every answer whole would cost the server its core; the first of each connection is read.
        let fine = answer.status == 200 && (turn > 1 || registered(answer.body)?);
        if !fine || !has(answer.body, b"\"registered\"") {
            let body = String::from_utf8_lossy(answer.body).into_owned();
            return Err(BenchError::Answer { status: answer.status, body });
        }
        load.answered += 1;
        if began >= start && began + took <= end {
            load.waits.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
        }
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn registered(body: &[u8]) -> Result<bool, BenchError> {
    let answer: CheckInResults = serde_json::from_slice(body)?;
    Ok(matches!(&*answer.results, [CheckInResult::Registered(_)]))
}

/// The body of a check-in, and where its secret stands.
fn prepare_body(token: &str, person: Credential) -> Result<(Vec<u8>, usize), BenchError> {
    let now = now();
    let batch = CheckInBatch {
        sent_at: now,
        check_ins: vec![CheckIn {
            secret: PLACEHOLDER,
            token: token.to_owned(),
            direction: Direction::Entry,
            scanned_at: now,
            means: Means::Camera,
            stay_minutes: None,
            persons: vec![person],
            label: None,
        }],
    };
    let body = serde_json::to_vec(&batch)?;
    let placeholder = PLACEHOLDER.to_string();
    let at = body.windows(placeholder.len()).position(|part| part == placeholder.as_bytes());
    Ok((body, at.ok_or_else(|| BenchError::Load(io::Error::other("the body has no secret")))?))
}

#[expect(clippy::disallowed_methods, reason = "a load generator is a device, and has a device's clock")]
pub fn now() -> instant::Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    instant::Instant::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_body_has_its_own_secret_and_stays_json() {
        let (mut body, at) = prepare_body("AAAA", Credential([3; 62])).unwrap();
        let secret = EventSecret([5; 16]);
        let text = secret.to_string();
        body[at..at + text.len()].copy_from_slice(text.as_bytes());
        let batch: CheckInBatch = serde_json::from_slice(&body).unwrap();
        assert_eq!(batch.check_ins[0].secret, secret);
    }
}
