//! SEALING test 6 with the real program: killed in the middle, the track is complete, exactly. What it logs, is started
//! with and would leave in a core dump names nobody.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tempfile::TempDir;
use venue_protocol::id::{Credential, EventId};
use venue_protocol::seal::PrivateKey;
use venue_protocol::wire::check_ins::{CheckInResult, CheckInResults};
use venue_protocol::wire::persons::Registered;
use venue_server::clock::{Clock as _, SystemClock};

use crate::support::{
    Person, TestAuthority, canary, check_in, contains, eventually, holder, registration, rows,
};

/// The real program on real data.
struct Program {
    child: Child,
    url: String,
}

fn venue_server(dir: &Path) -> Command {
    // Whatever the machine allows: the program itself keeps its memory out of core dumps.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_venue-server")]);
    command.current_dir(dir).env("VENUE_PUBLIC_URL", "https://venue.test").env("VENUE_LOG__LEVEL", "trace");
    command
}

impl Program {
    async fn start(dir: &Path, client: &reqwest::Client) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let log = OpenOptions::new().create(true).append(true).open(dir.join("log.txt")).unwrap();
        let child = venue_server(dir).args(["--listen", &listen]).stderr(log).spawn().unwrap();
        let program = Self { child, url: format!("http://{listen}") };
        let health = format!("{}/healthz", program.url);
        eventually("it listens", async || client.get(&health).send().await.is_ok()).await;
        program
    }

    fn proc(&self, file: &str) -> Vec<u8> {
        fs::read(Path::new("/proc").join(self.child.id().to_string()).join(file)).unwrap()
    }

    fn kill(self) {
        drop(self);
    }
}

impl Drop for Program {
    /// SIGKILL.
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

async fn send(client: &reqwest::Client, url: &str, check_in: &Value) -> Option<CheckInResults> {
    let body = json!({ "sent_at": SystemClock::default().now(), "check_ins": [check_in] });
    let response = client.post(format!("{url}/api/v1/check-ins")).json(&body).send().await.ok()?;
    response.json().await.ok()
}

/// Whether it was answered that the check-in is undone.
async fn undo(client: &reqwest::Client, url: &str, check_in: &Value) -> bool {
    let body = json!({ "secret": check_in["secret"], "scanned_at": check_in["scanned_at"] });
    let response = client.post(format!("{url}/api/v1/check-ins/undo")).json(&body).send().await;
    response.is_ok_and(|response| response.status() == 204)
}

async fn register(client: &reqwest::Client, url: &str, person: &Person, role: &str) -> Credential {
    let mut body = registration(person);
    body["role"] = json!(role);
    let response = client.post(format!("{url}/api/v1/persons")).json(&body).send().await.unwrap();
    response.json::<Registered>().await.unwrap().credential
}

#[tokio::test]
async fn killed_in_the_middle_and_started_again_every_visit_that_was_not_undone_is_there_once() {
    let dir = TempDir::new().unwrap();
    let output = venue_server(dir.path()).args(["authority", "new", "--out", "authority"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let output =
        venue_server(dir.path()).args(["venue", "new", "--name", "图书馆", "--json"]).output().unwrap();
    let venue: Value = serde_json::from_slice(&output.stdout).unwrap();
    let token = venue["url"].as_str().unwrap().strip_prefix("HTTPS://VENUE.TEST/V/").unwrap().to_owned();
    let client = reqwest::Client::new();
    let mut program = Program::start(dir.path(), &client).await;
    let (person, companion) = (canary(), canary());
    let credential = register(&client, &program.url, &person, "visitor").await;
    let with = register(&client, &program.url, &companion, "companion").await;
    // Of every three one is undone as soon as it is answered.
    let check_ins: Vec<(bool, Value)> = (0..150)
        .map(|n| (n % 3 == 0, check_in(&token, SystemClock::default().now(), &[&credential, &with])))
        .collect();
    // Those of which it was answered that they are undone.
    let undone: Arc<Mutex<BTreeSet<usize>>> = Arc::default();
    // Three rounds: each is cut off by a kill while many are under way, and each sends everything again.
    for _ in 0..3 {
        let answered = Arc::new(AtomicU32::new(0));
        let sending: Vec<_> = check_ins
            .iter()
            .enumerate()
            .map(|(n, (mistaken, check_in))| {
                let (client, url, check_in) = (client.clone(), program.url.clone(), check_in.clone());
                let (mistaken, answered, undone) = (*mistaken, answered.clone(), undone.clone());
                tokio::spawn(async move {
                    if send(&client, &url, &check_in).await.is_some() {
                        answered.fetch_add(1, Ordering::SeqCst);
                    }
                    if mistaken && undo(&client, &url, &check_in).await {
                        undone.lock().unwrap().insert(n);
                    }
                })
            })
            .collect();
        let some = async || answered.load(Ordering::SeqCst) > 20 && undone.lock().unwrap().len() > 5;
        eventually("some are answered, and some undone", some).await;
        program.kill();
        for sent in sending {
            sent.await.unwrap();
        }
        program = Program::start(dir.path(), &client).await;
    }
    let (mut events, mut mistakes) = (BTreeSet::new(), BTreeSet::new());
    for (n, (mistaken, check_in)) in check_ins.iter().enumerate() {
        match &send(&client, &program.url, check_in).await.unwrap().results[0] {
            CheckInResult::Registered(receipt) => {
                assert!(events.insert(receipt.event));
                let again = *mistaken && undo(&client, &program.url, check_in).await;
                if again || undone.lock().unwrap().contains(&n) {
                    mistakes.insert(receipt.event);
                }
            }
            CheckInResult::Refused(problem) => panic!("{problem:?}"),
        }
    }
    // A core dump of the program cannot be made, and its environment tells of nobody.
    let limits = String::from_utf8(program.proc("limits")).unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>(), ["0", "0", "bytes"]);
    let started_with = [program.proc("environ"), program.proc("cmdline")].concat();
    program.kill();
    let read = |name: &str| {
        let key = venue_server::keys::read(&dir.path().join("authority").join(name)).unwrap();
        PrivateKey(*key)
    };
    let authority = TestAuthority { tracer: read("tracer.key"), approver: read("approver.key") };
    let (data, shelf) = (dir.path().join("data"), dir.path().join("data-shelf"));
    let stored = rows(&data).await;
    assert_eq!(stored.len(), 2 * events.len());
    let blank: BTreeSet<EventId> =
        stored.iter().filter(|row| row.sealed.is_none()).map(|row| row.event).collect();
    assert!(blank.is_superset(&mistakes));
    events.retain(|event| !blank.contains(event));
    assert!(events.len() >= 100, "what nobody took back is there");
    for credential in [&credential, &with] {
        let track = authority.track(&data, &shelf, &holder(&data, credential).pid).await;
        assert_eq!(track.len(), events.len());
        let found: BTreeSet<_> = track.into_iter().map(|(context, _)| context.event).collect();
        assert_eq!(found, events);
    }
    // Not even at its chattiest did the log tell of persons, credentials, codes or clients.
    let log = fs::read(dir.path().join("log.txt")).unwrap();
    assert!(contains(&log, b"/api/v1/check-ins") && contains(&started_with, b"VENUE_LOG__LEVEL=trace"));
    let texts = [credential.to_string(), with.to_string(), token];
    let of_persons = [&person, &companion].into_iter().flat_map(|one| [&one.name, &one.number, &one.phone]);
    for secret in of_persons.chain(&texts) {
        assert!(!contains(&log, secret.as_bytes()) && !contains(&started_with, secret.as_bytes()));
    }
}
