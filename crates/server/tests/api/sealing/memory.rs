//! SEALING test 3: when a slot is over, its keys stand nowhere in the process's memory, nor does a person; nor in what it logs.
//!
//! The server runs in a process of its own, this test program started again, whose clock is moved through its
//! standard input, and whose memory is read from outside. No debugger's rights are needed to read a child.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use hkdf::Hkdf;
use reqwest::header::COOKIE;
use serde_json::{Value, json};
use sha2::Sha256;
use sha2::block_api::compress256;
use tempfile::TempDir;
use tracing_subscriber::EnvFilter;
use venue_protocol::id::{Credential, EventSecret, PlaceId};
use venue_protocol::seal::{KeyKind, KeyRecord, PrivateKey};
use venue_protocol::wire::check_ins::CheckInResults;
use venue_protocol::wire::persons::Registered;

use crate::support::{
    Desk, ManualClock, Person, TestApp, TestAuthority, canary, check_in, contains, eventually, guest,
    registration, secret,
};
use venue_server::clock::Clock as _;

const CHILD: &str = "VENUE_SERVER_TEST_CHILD";

/// The child: serves until its standard input ends; each line moves its clock an hour on.
#[test]
fn child_process_of_the_memory_test() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    // As the program does at its chattiest.
    let filter = EnvFilter::new("warn,venue_server=trace");
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let app = TestApp::with(|config| config.budgets.reports_per_client = 1000).await;
        let mut writer = app.server.app.store.writer().await.unwrap();
        writer.begin().await.unwrap();
        let technicians = PrivateKey::generate(&mut app.random.clone()).public();
        writer.reports().set_technicians(app.now(), &technicians).await.unwrap();
        writer.commit().await.unwrap();
        drop(writer);
        app.refresh().await;
        let Desk { staff, venue, token } = Desk::new(&app).await;
        let cookie = staff.cookie();
        drop(staff);
        let keys = [&app.authority.tracer, &app.authority.approver].map(ToString::to_string);
        // The authority's keys are handed over and forgotten: a server does not have them.
        let TestApp { clock, authority, server, dir, .. } = app;
        drop::<TestAuthority>(authority);
        let clock: Arc<ManualClock> = clock;
        let shelf = dir.path().join("data-shelf");
        let [tracer, approver] = &keys;
        println!("child {} {token} {} {tracer} {approver} {venue} {cookie}", server.address, shelf.display());
        drop(keys);
        let clock_of_input = clock.clone();
        let input = tokio::task::spawn_blocking(move || {
            for _ in std::io::stdin().lock().lines() {
                clock_of_input.advance_s(3600);
            }
        });
        input.await.unwrap();
        server.stop().await.unwrap();
    });
}

/// The child from outside.
struct Server {
    child: Child,
    /// Kept open, since the child goes on writing.
    _output: Lines<BufReader<ChildStdout>>,
    url: String,
    token: String,
    shelf: String,
    authority: TestAuthority,
    venue: PlaceId,
    /// Of a staff member of the venue.
    cookie: String,
    /// Where the child's log lines go.
    logs: TempDir,
}

impl Server {
    fn start() -> Self {
        let logs = TempDir::new().unwrap();
        let log = std::fs::File::create(logs.path().join("log.txt")).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "sealing::memory::child_process_of_the_memory_test",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines
            .by_ref()
            .map(Result::unwrap)
            .find_map(|line| line.split_once("child ").map(|(_, rest)| rest.to_owned()));
        let Some(line) = line else {
            panic!("{}", std::fs::read_to_string(logs.path().join("log.txt")).unwrap());
        };
        let words: Vec<&str> = line.split(' ').collect();
        let [address, token, shelf, tracer, approver, venue, cookie] = words[..] else { panic!("{line}") };
        Self {
            child,
            _output: lines,
            url: format!("http://{address}"),
            token: token.to_owned(),
            shelf: shelf.to_owned(),
            authority: TestAuthority { tracer: tracer.parse().unwrap(), approver: approver.parse().unwrap() },
            venue: venue.parse().unwrap(),
            cookie: cookie.to_owned(),
            logs,
        }
    }

    fn log(&self) -> Vec<u8> {
        std::fs::read(self.logs.path().join("log.txt")).unwrap()
    }

    fn an_hour_passes(&mut self) {
        writeln!(self.child.stdin.as_mut().unwrap(), "on").unwrap();
    }

    /// What the process was started with, and its environment.
    fn started_with(&self) -> Vec<u8> {
        let proc = Path::new("/proc").join(self.child.id().to_string());
        ["environ", "cmdline"].map(|file| std::fs::read(proc.join(file)).unwrap()).concat()
    }

    /// All memory that the process may write.
    fn memory(&self) -> Vec<u8> {
        let proc = Path::new("/proc").join(self.child.id().to_string());
        let file = std::fs::File::open(proc.join("mem")).unwrap();
        let mut memory = Vec::new();
        for map in std::fs::read_to_string(proc.join("maps")).unwrap().lines() {
            let mut words = map.split_whitespace();
            let (range, rights) = (words.next().unwrap(), words.next().unwrap());
            if !rights.starts_with("rw") {
                continue;
            }
            let (from, to) = range.split_once('-').unwrap();
            let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
            let mut part = vec![0; usize::try_from(to - from).unwrap()];
            // Some kernel mappings cannot be read.
            if file.read_exact_at(&mut part, from).is_ok() {
                memory.extend(part);
            }
        }
        memory
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

/// The two states that HMAC starts from with a key, as SHA-256 keeps them in memory.
fn midstates(key: &[u8; 32]) -> [Vec<u8>; 2] {
    const START: [u32; 8] =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    [0x36, 0x5c].map(|pad| {
        let mut block = [pad; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        let mut state = START;
        compress256(&mut state, &[block]);
        state.iter().flat_map(|word| word.to_ne_bytes()).collect()
    })
}

/// Everything secret of a slot, by name.
fn secrets(record: &KeyRecord, authority: &TestAuthority) -> Vec<(&'static str, Vec<u8>)> {
    let tracer = record.open_tracer_half(&authority.tracer).unwrap();
    let approver = record.open_approver_half(&authority.approver).unwrap();
    let joined = [*tracer.as_bytes(), *approver.as_bytes()].concat();
    let hkdf = Hkdf::<Sha256>::new(Some(b"venue-code/v1/slot\0"), &joined);
    let head = &record.to_bytes()[..26];
    let expand = |label: &[u8]| {
        let mut key = [0; 32];
        hkdf.expand_multi_info(&[label, head], &mut key).unwrap();
        key
    };
    let (t, k) = (expand(b"venue-code/v1/slot/tag\0"), expand(b"venue-code/v1/slot/ref\0"));
    let [inner, outer] = midstates(&t);
    vec![
        ("St", tracer.as_bytes().to_vec()),
        ("Sa", approver.as_bytes().to_vec()),
        ("T", t.to_vec()),
        ("K", k.to_vec()),
        ("inner state of T", inner),
        ("outer state of T", outer),
    ]
}

#[tokio::test]
async fn when_the_hour_is_over_memory_holds_neither_its_keys_nor_a_person() {
    let mut server = Server::start();
    let client = reqwest::Client::new();
    let post = async |path: &str, body: &Value| {
        let request = client.post(format!("{}/api/v1/{path}", server.url)).header(COOKIE, &server.cookie);
        request.json(body).send().await.unwrap()
    };
    let register = async |body: &Value| -> Credential {
        let registered: Registered = post("persons", body).await.json().await.unwrap();
        registered.credential
    };
    let now = ManualClock::default().now();
    let credential = register(&registration(&canary())).await;
    for _ in 0..3 {
        let body = json!({ "sent_at": now, "check_ins": [check_in(&server.token, now, &[&credential])] });
        let results: CheckInResults = post("check-ins", &body).await.json().await.unwrap();
        assert_eq!(results.results.len(), 1);
    }
    // Nothing comes after these that would overwrite by chance what they left.
    let mut persons = Vec::new();
    for _ in 0..8 {
        let person = canary();
        let body = registration(&person);
        let receipt: EventSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
        register(&body).await;
        let mut refused = body.clone();
        refused["phone"] = json!("0");
        assert_eq!(post("persons", &refused).await.status(), 422);
        persons.push((person, receipt));
        // A companion, checked in with the device's owner.
        let person = canary();
        let mut body = registration(&person);
        body["role"] = json!("companion");
        let receipt: EventSecret = serde_json::from_value(body["receipt_secret"].clone()).unwrap();
        let both = check_in(&server.token, now, &[&credential, &register(&body).await]);
        let sent = json!({ "sent_at": now, "check_ins": [both] });
        assert_eq!(post("check-ins", &sent).await.status(), 200);
        persons.push((person, receipt));
        // A guest at the terminal, checked in and refused.
        let person = canary();
        let typed = guest(&person);
        let receipt: EventSecret = serde_json::from_value(typed["receipt_secret"].clone()).unwrap();
        let mut body = json!({ "secret": secret(), "place": server.venue, "direction": "entry",
            "occurred_at": now, "sent_at": now, "guest": { "person": typed } });
        let desk = format!("venues/{}/desk/check-ins", server.venue);
        assert_eq!(post(&desk, &body).await.status(), 200);
        body["slip"] = json!("1");
        assert_eq!(post(&desk, &body).await.status(), 422);
        persons.push((person, receipt));
        // Somebody in a problem report, taken and refused.
        let person = canary();
        let secret = secret();
        let told = format!("{} {} {}", person.name, person.number, person.phone);
        let mut body = json!({ "secret": secret, "kind": "other", "whom": "another", "text": told,
            "person": person.name, "contact": person.name, "phone": person.phone });
        assert_eq!(post("reports", &body).await.status(), 200);
        body["typed_code"] = json!("1");
        assert_eq!(post("reports", &body).await.status(), 422);
        persons.push((person, secret));
    }
    let records = server.authority.records(Path::new(&server.shelf)).await;
    let record = records.iter().find(|record| record.kind() == KeyKind::Slot).unwrap();
    let secrets = secrets(record, &server.authority);
    let standing = |memory: &[u8]| -> Vec<&str> {
        let secrets = secrets.iter().map(|(name, secret)| (*name, secret.as_slice()));
        let persons = persons.iter().flat_map(|(person, receipt)| {
            let Person { name, number, phone } = person;
            let texts = [("name", name), ("number", number), ("phone", phone)];
            // Without the scrubbing of the sealer's stack it is this one that is found there.
            let receipt = ("receipt secret", receipt.as_bytes().as_slice());
            texts.into_iter().map(|(name, text)| (name, text.as_bytes())).chain([receipt])
        });
        secrets.chain(persons).filter(|(_, bytes)| contains(memory, bytes)).map(|(name, _)| name).collect()
    };
    let log = server.log();
    assert!(contains(&log, b"/desk/check-ins") && standing(&log).is_empty());
    // While the hour lasts the keys in use are there: the search finds what stands. No person does any more, once
    // the connections have ended.
    let in_use = ["K", "inner state of T", "outer state of T"];
    eventually("the persons are forgotten", async || standing(&server.memory()) == in_use).await;
    let started_with = server.started_with();
    assert!(contains(&started_with, CHILD.as_bytes()) && standing(&started_with).is_empty());
    server.an_hour_passes();
    eventually("the keys of the hour are wiped", async || standing(&server.memory()).is_empty()).await;
}
