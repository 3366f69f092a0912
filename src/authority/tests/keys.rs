//! A member's own key.

use venue_protocol::seal::key_file::{KeyFile, KeyFileKind};

use super::super::key_file;
use super::*;
use crate::console::seal::Source;

fn made() -> (Bytes, PublicKey) {
    let request = Request::Make { passphrase: secret(PASSPHRASE) };
    let made = Vault::default().serve_at(request, COST, &Counting::default()).unwrap();
    let Reply::Key { public, file } = made else { panic!("{made:?}") };
    (file, public)
}

fn open(file: Bytes, passphrase: &str) -> Result<Reply, Trouble> {
    let request = Request::Open { file, passphrase: secret(passphrase) };
    Vault::default().serve_at(request, COST, &Counting::default())
}

#[test]
fn a_key_is_opened_again_with_its_passphrase_and_no_other() {
    let (file, public) = made();
    assert_eq!(open(file.clone(), PASSPHRASE), Ok(Reply::Key { public, file: file.clone() }));
    assert_eq!(open(file, "another passphrase"), Err(Trouble::WrongPassphrase));
}

#[test]
fn a_short_passphrase_makes_no_key() {
    let request = Request::Make { passphrase: secret("十一个字不够长不够长哦") };
    assert_eq!(Vault::default().serve_at(request, COST, &Counting::default()), Err(Trouble::ShortPassphrase));
    let request = Request::Make { passphrase: secret(&"长".repeat(342)) };
    assert_eq!(Vault::default().serve_at(request, COST, &Counting::default()), Err(Trouble::LongPassphrase));
}

#[test]
fn what_is_no_key_file_is_told_apart() {
    let (file, _) = made();
    assert_eq!(open(bytes(&file.0[..80]), PASSPHRASE), Err(Trouble::HalfFile));
    assert_eq!(open(bytes(b"a holiday picture"), PASSPHRASE), Err(Trouble::NoKeyFile));
    assert_eq!(open(bytes(b""), PASSPHRASE), Err(Trouble::NoKeyFile));
    let mut newer = file.0.clone();
    newer[8] = 9;
    assert_eq!(open(Bytes(newer), PASSPHRASE), Err(Trouble::UnknownSuite));
    let random = Counting::default();
    let mut rng = Source::of(&random);
    let key = venue_protocol::seal::PrivateKey::generate(&mut rng);
    let role = KeyFile::wrap(KeyFileKind::Role, &key, PASSPHRASE, COST, &mut rng).unwrap();
    assert_eq!(open(bytes(&role.to_bytes()), PASSPHRASE), Err(Trouble::RoleFile));
    assert_eq!(key_file::read(&file.0, KeyFileKind::Role), Err(Trouble::MemberFile));
}

#[test]
fn without_random_bytes_no_key_is_made() {
    let request = Request::Make { passphrase: secret(PASSPHRASE) };
    let mut vault = Vault::default();
    assert_eq!(vault.serve_at(request, COST, &NoBytes), Err(Trouble::NoRandom));
    // Nor is one kept.
    assert_eq!(vault.serve_at(Request::Draw, COST, &Counting::default()), Err(Trouble::Locked));
}

#[test]
fn without_an_open_key_nothing_is_done() {
    let mut vault = Vault::default();
    for request in [Request::Draw, Request::Give, Request::Compose(Change::First)] {
        assert_eq!(vault.serve_at(request, COST, &Counting::default()), Err(Trouble::Locked));
    }
}
