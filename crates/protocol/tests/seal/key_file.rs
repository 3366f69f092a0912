//! Private keys at rest (SEALING 2).

use venue_protocol::seal::SealError;
use venue_protocol::seal::key_file::{Cost, KeyFile, KeyFileKind, MAX_PASSPHRASE};

use crate::support::{Counting, tracer};

const CHEAP: Cost = Cost { memory_kib: 8, passes: 1 };

fn file() -> KeyFile {
    KeyFile::wrap(KeyFileKind::Member, &tracer(), "correct horse 电池", CHEAP, &mut Counting::default())
        .unwrap()
}

#[test]
fn it_opens_with_its_passphrase_alone() {
    let read = KeyFile::from_bytes(&file().to_bytes()).unwrap();
    assert_eq!(read, file());
    assert_eq!(read.unwrap("correct horse 电池"), Ok(tracer()));
    assert_eq!(read.unwrap("correct horse"), Err(SealError::WrongKey));
    assert_eq!(*read.public(), tracer().public());
}

#[test]
fn it_opens_however_a_keyboard_composes_the_passphrase() {
    let wrap = |passphrase: &str| {
        KeyFile::wrap(KeyFileKind::Member, &tracer(), passphrase, CHEAP, &mut Counting::default())
    };
    let composed = wrap("un caf\u{e9} au matin").unwrap();
    assert_eq!(composed.unwrap("un cafe\u{301} au matin"), Ok(tracer()));
    assert_eq!(composed.unwrap("un cafe au matin"), Err(SealError::WrongKey));
    assert!(wrap(&"x".repeat(MAX_PASSPHRASE)).is_ok());
    assert_eq!(wrap(&"x".repeat(MAX_PASSPHRASE + 1)), Err(SealError::Layout));
}

#[test]
fn the_key_does_not_stand_in_it() {
    assert!(!file().to_bytes().windows(8).any(|window| window == [0x11; 8]));
}

#[test]
fn whatever_is_changed_it_is_refused() {
    for at in 0..KeyFile::LEN {
        let mut changed = file().to_bytes();
        // Costs that the test would wait for.
        if (10..15).contains(&at) {
            continue;
        }
        changed[at] ^= 1;
        let opened = KeyFile::from_bytes(&changed).and_then(|file| file.unwrap("correct horse 电池"));
        assert!(opened.is_err(), "byte {at}");
    }
}

#[test]
fn a_file_that_would_use_the_memory_up_is_refused() {
    let mut bytes = file().to_bytes();
    bytes[10] = 0xff;
    assert_eq!(KeyFile::from_bytes(&bytes), Err(SealError::Layout));
    assert_eq!(KeyFile::from_bytes(b"not a key file"), Err(SealError::Layout));
}
