//! The command line, as a program.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use venue_protocol::seal::key_file::{KeyFile, KeyFileKind};

fn run(dir: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_venue-server"))
        .current_dir(dir)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may have ended already.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    child.wait_with_output().unwrap()
}

fn good(dir: &Path, arguments: &[&str]) -> String {
    let output = run(dir, arguments, "");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn bad(dir: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(dir, arguments, input);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_authoritys_keys_are_files_for_their_owner_and_are_made_once() {
    let dir = TempDir::new().unwrap();
    good(dir.path(), &["authority", "new", "--out", "keys"]);
    let before = ["tracer.key", "approver.key"].map(|name| {
        let file = dir.path().join("keys").join(name);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::read(file).unwrap()
    });
    assert_ne!(before[0], before[1]);
    let error = bad(dir.path(), &["authority", "new", "--out", "others"], "");
    assert!(error.contains("a pair of role keys exists already"), "{error}");
    assert!(!dir.path().join("others").exists());
}

#[test]
fn a_key_file_needs_no_server_and_opens_with_its_passphrase_alone() {
    let dir = TempDir::new().unwrap();
    let new = ["authority", "key", "--out", "own.key"];
    assert!(bad(dir.path(), &new, "too short\n").contains("at least 12 characters"));
    let output = run(dir.path(), &new, "correct horse battery\n");
    assert!(output.status.success(), "{output:?}");
    let file = dir.path().join("own.key");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = std::fs::read(&file).unwrap();
    let read = KeyFile::from_bytes(&bytes).unwrap();
    assert_eq!(read.kind(), KeyFileKind::Member);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with("member ") && printed.contains(&read.public().to_string()), "{printed}");
    assert_eq!(read.unwrap("correct horse battery").unwrap().public(), *read.public());
    read.unwrap("correct horse batters").unwrap_err();
    // Nothing is overwritten, and nothing else was made.
    assert!(bad(dir.path(), &new, "correct horse battery\n").contains("own.key"));
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    let role = ["authority", "key", "--role", "approver", "--out", "role.key"];
    let output = run(dir.path(), &role, "correct horse battery\n");
    assert!(output.stdout.starts_with(b"approver "));
    let role = KeyFile::from_bytes(&std::fs::read(dir.path().join("role.key")).unwrap()).unwrap();
    assert_eq!(role.kind(), KeyFileKind::Role);
}

#[test]
fn the_reviewers_key_is_a_file_for_its_owner_and_is_made_once_beside_the_authoritys() {
    let dir = TempDir::new().unwrap();
    let printed = good(dir.path(), &["authority", "reviewers", "--out", "keys"]);
    assert!(printed.starts_with("reviewers ") && printed.contains("reviewers.key"), "{printed}");
    let file = dir.path().join("keys/reviewers.key");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let error = bad(dir.path(), &["authority", "reviewers", "--out", "others"], "");
    assert!(error.contains("a key of the reviewers exists already"), "{error}");
    assert!(!dir.path().join("others").exists());
    good(dir.path(), &["authority", "new", "--out", "keys"]);
}

#[test]
fn a_venue_its_zones_and_their_codes_are_printed_for_posters() {
    let dir = TempDir::new().unwrap();
    let venue = json(&good(dir.path(), &["venue", "new", "--name", "图书馆", "--json"]));
    assert!(venue["url"].as_str().unwrap().starts_with("HTTPS://LOCALHOST:8080/V/AE"));
    assert_eq!(venue["typed_code"].as_str().unwrap().len(), 11);
    let id = venue["place"].as_str().unwrap();
    let zone = ["venue", "new", "--venue", id, "--zone", "东门", "--gate", "entry", "--json"];
    let zone = json(&good(dir.path(), &zone));
    assert_eq!(
        (&zone["venue"], &zone["name"], &zone["zone"]),
        (&venue["place"], &venue["name"], &"东门".into())
    );
    let newer = json(&good(dir.path(), &["venue", "reissue", id, "--json"]));
    assert_eq!((&newer["serial"], &newer["place"]), (&2.into(), &venue["place"]));
    assert_ne!(newer["typed_code"], venue["typed_code"]);
    assert!(good(dir.path(), &["venue", "revoke", id]).starts_with("revoked"));
    for place in ["AAAAAAAA", "-AAAAAAA"] {
        let error = bad(dir.path(), &["venue", "revoke", place], "");
        assert!(error.contains(&format!("there is no place {place}")), "{error}");
    }
}

fn execute(dir: &Path, sql: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut db = crate::support::open_db(&dir.join("data/venue.db")).await;
        assert_eq!(sqlx::query(sql).execute(&mut db).await.unwrap().rows_affected(), 1);
    });
}

#[test]
fn what_is_closed_or_removed_gets_no_new_codes() {
    let dir = TempDir::new().unwrap();
    let venue = json(&good(dir.path(), &["venue", "new", "--name", "图书馆", "--json"]));
    let venue = venue["venue"].as_str().unwrap();
    let zone = ["venue", "new", "--venue", venue, "--zone", "东门", "--json"];
    let zone = json(&good(dir.path(), &zone));
    let zone = zone["place"].as_str().unwrap();
    execute(dir.path(), "UPDATE place SET removed_at = 1 WHERE zone IS NOT NULL");
    for refused in [&["venue", "reissue", zone][..], &["venue", "new", "--venue", zone, "--zone", "西门"]] {
        let error = bad(dir.path(), refused, "");
        assert!(error.contains(&format!("the place {zone} was removed")), "{error}");
    }
    // Its old code may still hang and work.
    good(dir.path(), &["venue", "revoke", zone]);
    execute(dir.path(), "UPDATE venue SET closed_at = 1");
    for refused in [&["venue", "reissue", venue][..], &["venue", "new", "--venue", venue, "--zone", "西门"]]
    {
        let error = bad(dir.path(), refused, "");
        assert!(error.contains(&format!("the venue {venue} is closed")), "{error}");
    }
}

#[test]
fn a_name_on_the_command_line_is_one_that_a_manager_may_give() {
    let dir = TempDir::new().unwrap();
    let longest = "字".repeat(100);
    for name in [longest.as_str(), "  Café\u{301}  e-le "] {
        good(dir.path(), &["venue", "new", "--name", name]);
    }
    for name in ["", " ", "a\u{202e}b", "a\u{200b}b", &format!("{longest}字")] {
        let error = bad(dir.path(), &["venue", "new", "--name", name], "");
        assert!(error.contains("a name has 1 to 100 characters"), "{name:?}: {error}");
    }
}

#[test]
fn accounts_have_long_passwords_which_are_not_kept() {
    let dir = TempDir::new().unwrap();
    let new = ["account", "new", "--role", "tracer", "--login", "zhang.san"];
    assert!(bad(dir.path(), &new, "short\n").contains("at least 12 characters"));
    assert!(bad(dir.path(), &new, "aaaaaaaaaaaa\n").contains("among the first"));
    let output = run(dir.path(), &new, "correct horse battery\n");
    assert!(output.status.success());
    let database = crate::support::all_bytes(&dir.path().join("data"));
    assert!(crate::support::contains(&database, b"$argon2id$"));
    assert!(!crate::support::contains(&database, b"correct horse battery"));
    assert!(bad(dir.path(), &new, "correct horse battery\n").contains("this account exists already"));
}

#[test]
fn an_account_made_on_the_command_line_can_join_a_venue_and_be_reset() {
    let dir = TempDir::new().unwrap();
    let venue = json(&good(dir.path(), &["venue", "new", "--name", "图书馆", "--json"]));
    let venue = venue["venue"].as_str().unwrap();
    let new = ["account", "new", "--json", "--second-factor", "--role", "reviewer", "--login", "Zhao"];
    let output = run(dir.path(), &new, "correct horse battery\n");
    let answer = json(&String::from_utf8(output.stdout).unwrap());
    assert_eq!((&answer["login"], &answer["role"]), (&"zhao".into(), &"reviewer".into()));
    let secret = answer["second_factor"]["secret"].as_str().unwrap();
    assert!(answer["second_factor"]["url"].as_str().unwrap().contains(secret) && secret.len() == 32);
    let database = crate::support::all_bytes(&dir.path().join("data"));
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    assert!(!crate::support::contains(&database, &secret));
    good(dir.path(), &["account", "join", "--login", "zhao", "--venue", venue, "--right", "staff"]);
    let nowhere = ["account", "join", "--login", "zhao", "--venue", "-AAAAAAA", "--right", "staff"];
    assert!(bad(dir.path(), &nowhere, "").contains("there is no venue -AAAAAAA"));
    let link = good(dir.path(), &["account", "reset", "--login", "zhao"]);
    assert!(link.starts_with("http://localhost:8080/console/reset#") && link.trim().len() == 58, "{link}");
    let nobody = bad(dir.path(), &["account", "reset", "--login", "nobody"], "");
    assert!(nobody.contains("nobody has the login \"nobody\""), "{nobody}");
}

#[test]
fn a_wrong_setting_in_the_environment_is_named() {
    let dir = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_venue-server"))
        .current_dir(dir.path())
        .env("VENUE_RETENTON_DAYS", "3")
        .args(["venue", "new", "--name", "x"])
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && error.contains("retenton_days") && error.contains("VENUE_"),
        "{error}"
    );
}

#[test]
fn a_key_file_that_others_can_read_stops_the_program_and_names_the_remedy() {
    let dir = TempDir::new().unwrap();
    good(dir.path(), &["venue", "new", "--name", "x"]);
    let key = dir.path().join("data/keys/token.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let error = bad(dir.path(), &["serve", "--listen", "127.0.0.1:0"], "");
    assert!(error.contains("chmod 600") && error.contains("token.key"), "{error}");
}

#[test]
fn a_database_of_a_newer_version_is_not_touched() {
    let dir = TempDir::new().unwrap();
    good(dir.path(), &["venue", "new", "--name", "x"]);
    execute(
        dir.path(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', 1, x'00', 0)",
    );
    let error = bad(dir.path(), &["serve", "--listen", "127.0.0.1:0"], "");
    assert!(error.contains("newer version") && error.contains("9999"), "{error}");
}
