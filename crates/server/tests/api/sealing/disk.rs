//! SEALING test 2, and that no file holds a person in plain text.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Mutex;
use std::thread;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use venue_protocol::seal::KeyKind;
use venue_protocol::seal::key_record::Halves;
use venue_server::audit::When;

use crate::support::{
    Desk, Here, TestApp, all_bytes, canary, check_in, command, contains, files_below, guest, registration,
    secret, told_guest,
};

/// A server that writes to every place there is.
async fn with_all_places() -> TestApp {
    TestApp::with(|config| {
        config.audit.checkpoints = Some(config.data_dir.with_file_name("checkpoints.txt"));
        config.metrics_listen = Some("127.0.0.1:0".parse().unwrap());
    })
    .await
}

async fn back_up(app: &TestApp) {
    command(app.dir.path(), app.clock.clone(), &["backup", "--out", "backup.db"]).await.unwrap();
}

#[tokio::test]
async fn no_file_backup_checkpoint_or_count_holds_a_name_number_or_phone() {
    let app = with_all_places().await;
    let Here { person, credential } = app.somebody_here().await;
    let companion = canary();
    let mut registered = registration(&companion);
    registered["role"] = json!("companion");
    let with = app.register_as(&registered).await.credential;
    let (_, token) = app.venue().await;
    app.check_in(&[check_in(&token, app.now(), &[&credential, &with])]).await;
    let mut refused = registration(&person);
    refused["consent_version"] = json!(0);
    assert_eq!(app.refusal("/api/v1/persons", &refused).await.0, 422);
    // Guests of a terminal: checked in, refused, given a pass.
    let desk = Desk::new(&app).await;
    let (elder, told, holder) = (canary(), canary(), canary());
    let mut body = desk.person(&app, &guest(&elder));
    body["slip"] = json!(desk.slips(1).await[0]);
    desk.receipt(&body).await;
    desk.receipt(&desk.person(&app, &told_guest(&told))).await;
    assert_eq!(
        desk.refusal(&desk.person(
            &app,
            &json!({ "document": "passport", "number": elder.number,
        "name": elder.name, "receipt_secret": secret() })
        ))
        .await
        .0,
        422
    );
    let pass = desk.pass(&guest(&holder), 30).await;
    desk.receipt(&desk.body(&app, &json!({ "pass": pass.secret }))).await;
    back_up(&app).await;
    app.server.app.checkpoints.note(When::Always).await;
    let bytes = all_bytes(app.dir.path());
    let address = app.server.metrics_address.unwrap();
    let metrics = app.client.get(format!("http://{address}/metrics")).send().await.unwrap();
    let metrics = metrics.text().await.unwrap();
    for person in [person, companion, elder, told, holder] {
        for canary in [&person.name, &person.number, &person.phone] {
            assert!(!contains(&bytes, canary.as_bytes()) && !metrics.contains(canary.as_str()));
        }
    }
    // The same search finds what does stand there; the database's log may still have it.
    let backup = std::fs::read(app.dir.path().join("backup.db")).unwrap();
    assert!(contains(&all_bytes(&app.data()), "图书馆".as_bytes()) && contains(&backup, "图书馆".as_bytes()));
    assert!(contains(&bytes, b"\ncheckpoint ") && metrics.contains("venue_rows_total 6"), "{metrics}");
}

#[tokio::test]
async fn key_files_and_databases_are_for_their_owner_alone() {
    let app = TestApp::new().await;
    app.register().await;
    let files = files_below(&app.data()).into_iter().chain(files_below(&app.shelf()));
    let mut keys = 0;
    for file in files {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode & 0o077, 0, "{} has mode {mode:o}", file.display());
        keys += usize::from(file.extension().is_some_and(|extension| extension == "key"));
    }
    assert_eq!(keys, 7);
}

/// All numbers of one county (220102) and one year of birth, of which a thousand are born each day.
fn numbers(year: u16) -> impl Iterator<Item = [u8; 18]> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let dates = (1..).zip(days).flat_map(|(month, days)| (1..=days).map(move |day| (month, day)));
    dates.flat_map(|(month, day)| (0..1000).map(move |sequence| (month, day, sequence))).map(
        move |(month, day, sequence)| {
            let mut number = [0; 18];
            number[..17]
                .copy_from_slice(format!("220102{year:04}{month:02}{day:02}{sequence:03}").as_bytes());
            let sum: u32 =
                number.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
            number[17] = b"10X98765432"[(sum % 11) as usize];
            number
        },
    )
}

/// D of SEALING 4.
fn document(number: &[u8; 18]) -> [u8; 23] {
    let mut document = *b"\x01CHN\x12..................";
    document[5..].copy_from_slice(number);
    document
}

/// SEALING test 2, with one year instead of a century. How many numbers are tried changes nothing: whatever is on the
/// disk confirms a number by what is computed of this number alone, and those that were registered are among those
/// tried. The others show that the search does not find by chance.
#[tokio::test]
async fn disk_backup_and_key_files_confirm_no_number_but_both_roles_do() {
    let (found, registered) = numbers_confirmed(1990..=1990).await;
    assert_eq!(found, Confirmed { tried: 365_000, by_disk: 0, by_roles: registered });
}

/// The same with all who may live. In a release build it takes minutes, in a debug build hours.
#[tokio::test]
#[ignore = "takes long: cargo test --release -p venue-server --test api -- --ignored whole_county"]
async fn disk_backup_and_key_files_confirm_no_number_of_a_whole_county() {
    let days = 127 * 365 + 31;
    let (found, registered) = numbers_confirmed(1900..=2026).await;
    assert_eq!(found, Confirmed { tried: days * 1000, by_disk: 0, by_roles: registered });
}

/// How many numbers were tried, and confirmed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Confirmed {
    tried: usize,
    by_disk: usize,
    by_roles: usize,
}

/// Tries all numbers of one county and these years of birth on all that a server has written about three persons. Also
/// how many numbers these have: made up, two may be the same.
async fn numbers_confirmed(years: RangeInclusive<u16>) -> (Confirmed, usize) {
    let app = with_all_places().await;
    // A visitor, a guest at a terminal, and who got a pass there.
    let (Here { person, .. }, elder, holder) = (app.somebody_here().await, canary(), canary());
    let desk = Desk::new(&app).await;
    desk.receipt(&desk.person(&app, &guest(&elder))).await;
    let pass = desk.pass(&guest(&holder), 30).await;
    desk.receipt(&desk.body(&app, &json!({ "pass": pass.secret }))).await;
    back_up(&app).await;
    app.server.app.checkpoints.note(When::Always).await;
    let bytes = all_bytes(app.dir.path());
    let on_disk: HashSet<&[u8]> = bytes.windows(16).collect();
    let mut keys: Vec<[u8; 32]> = files_below(&app.data().join("keys"))
        .iter()
        .map(|file| *venue_server::keys::read(file).unwrap())
        .collect();
    keys.push([0; 32]);
    let hmac = |key: &[u8; 32]| Hmac::<Sha256>::new_from_slice(key).unwrap();
    let macs: Vec<_> = keys.iter().map(hmac).collect();
    let confirmed = |mac: &Hmac<Sha256>, content: &[u8]| {
        let mut tag = mac.clone();
        tag.update(content);
        on_disk.contains(&tag.finalize().into_bytes()[..16])
    };
    let index = app.authority.records(&app.shelf()).await;
    let index = index.iter().find(|record| record.kind() == KeyKind::Index).unwrap();
    let tracer = index.open_tracer_half(&app.authority.tracer).unwrap();
    let approver = index.open_approver_half(&app.authority.approver).unwrap();
    let index = index.open_index(&Halves { tracer: &tracer, approver: &approver }).unwrap();
    let try_year = |year: u16, found: &mut Confirmed| {
        for number in numbers(year) {
            let mut guess = [0; 25];
            guess[..23].copy_from_slice(&document(&number));
            let hash = Sha256::digest(&guess[..23]);
            found.tried += 1;
            found.by_disk += usize::from(on_disk.contains(&hash[..16]));
            found.by_disk += macs.iter().filter(|mac| confirmed(mac, &guess)).count();
            found.by_roles += usize::from(on_disk.contains(&index.idx(&guess[..23], 0).0[..]));
        }
    };
    let (found, years) = (Mutex::new(Confirmed::default()), Mutex::new(years));
    let next_year = || years.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut mine = Confirmed::default();
                while let Some(year) = next_year() {
                    try_year(year, &mut mine);
                }
                let mut found = found.lock().unwrap();
                found.tried += mine.tried;
                found.by_disk += mine.by_disk;
                found.by_roles += mine.by_roles;
            });
        }
    });
    let registered = HashSet::from([person.number, elder.number, holder.number]);
    (found.into_inner().unwrap(), registered.len())
}
