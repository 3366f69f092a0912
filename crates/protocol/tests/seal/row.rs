//! Rows (SEALING 7, and its test 7).

use proptest::prelude::*;
use venue_protocol::id::{EventId, PlaceId};
use venue_protocol::seal::row::{Reference, Tag};
use venue_protocol::seal::{Assurance, Pid, RowContext, RowFlags, SealError, SealedRow, Visit};
use venue_protocol::wire::check_ins::Flag;
use venue_protocol::wire::venues::Direction;

use crate::support::{fixture, hex, open_together, slot};

/// tag | reference of `visit()` in `context()` as the pid's first row of `slot()`.
const ROW: &str = "
    6e197b5cff6494f5cb607dd3c4932e9d
    9447ff8cd32997be02b96b9f179523db498ec187c0b9db11e4c88698b478715e775ad6af2ad1c005";

fn context() -> RowContext {
    RowContext {
        slot: 7,
        event: EventId([9; 16]),
        index: 0,
        place: PlaceId([10, 11, 12, 13, 14, 15]),
        minute: 29_923_330,
        direction: Direction::Entry,
    }
}

fn visit() -> Visit {
    Visit {
        pid: Pid([1; 16]),
        occurred_at: 1_795_399_809,
        late_minutes: 12,
        assurance: Assurance::DECLARED,
        flags: [Flag::Late, Flag::ClockOff].into_iter().collect(),
    }
}

#[test]
fn a_row_has_exactly_these_bytes() {
    let row = slot().1.seal(&context(), &visit(), 0).unwrap();
    assert_eq!(hex(&[row.tag.0.as_slice(), &row.reference.0].concat()), fixture(ROW));
}

#[test]
fn tracer_and_approver_together_read_a_row() {
    let (record, keys) = slot();
    for j in [0, 1, 300, u16::MAX] {
        let row = keys.seal(&context(), &visit(), j).unwrap();
        assert_eq!(open_together(&record).open(&context(), &row), Ok(visit()), "j = {j}");
    }
}

#[test]
fn a_moved_row_is_refused() {
    let keys = slot().1;
    let row = keys.seal(&context(), &visit(), 0).unwrap();
    let moved = [
        RowContext { slot: 8, ..context() },
        RowContext { event: EventId([8; 16]), ..context() },
        RowContext { index: 1, ..context() },
        RowContext { place: PlaceId([10, 11, 12, 13, 14, 16]), ..context() },
        RowContext { minute: 29_923_331, ..context() },
        RowContext { direction: Direction::Exit, ..context() },
    ];
    for elsewhere in moved {
        assert_eq!(keys.open(&elsewhere, &row), Err(SealError::Forged), "{elsewhere:?}");
    }
}

#[test]
fn a_row_with_any_byte_changed_is_refused() {
    let keys = slot().1;
    let row = keys.seal(&context(), &visit(), 0).unwrap();
    for at in 0..Tag::LEN {
        // Also behind the twelfth byte, where the nonce ends: there only recomputing the tag tells.
        let mut changed = row;
        changed.tag.0[at] ^= 1;
        assert_eq!(keys.open(&context(), &changed), Err(SealError::Forged), "tag byte {at}");
    }
    for at in 0..Reference::LEN {
        let mut changed = row;
        changed.reference.0[at] ^= 1;
        assert_eq!(keys.open(&context(), &changed), Err(SealError::Forged), "reference byte {at}");
    }
}

#[test]
fn a_row_under_another_persons_tag_is_refused() {
    let keys = slot().1;
    let row = keys.seal(&context(), &visit(), 0).unwrap();
    let theirs = SealedRow { tag: keys.tag(&Pid([2; 16]), 0), ..row };
    assert_eq!(keys.open(&context(), &theirs), Err(SealError::Forged));
}

#[test]
fn flags_survive_and_unknown_ones_are_kept() {
    let flags: RowFlags = [Flag::DirectionCorrected, Flag::SentBeforeScan].into_iter().collect();
    assert_eq!(flags.iter().collect::<Vec<_>>(), [Flag::SentBeforeScan, Flag::DirectionCorrected]);
    let unknown = RowFlags(0x81);
    assert_eq!(unknown.iter().collect::<Vec<_>>(), [Flag::Late]);
    let keys = slot().1;
    let row = keys.seal(&context(), &Visit { flags: unknown, ..visit() }, 0).unwrap();
    assert_eq!(keys.open(&context(), &row).unwrap().flags, unknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn opening_what_was_sealed_gives_the_same_visit(
        pid: [u8; 16], occurred_at: u32, late_minutes: u16, assurance: u8, flags: u8, j in 0..50_u16,
    ) {
        let (assurance, flags) = (Assurance(assurance), RowFlags(flags));
        let visit = Visit { pid: Pid(pid), occurred_at, late_minutes, assurance, flags };
        let keys = slot().1;
        let row = keys.seal(&context(), &visit, j).unwrap();
        prop_assert_eq!(keys.open(&context(), &row), Ok(visit));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(tag: [u8; 16], bytes in proptest::collection::vec(any::<u8>(), Reference::LEN)) {
        let mut reference = Reference([0; Reference::LEN]);
        reference.0.copy_from_slice(&bytes);
        let opened = slot().1.open(&context(), &SealedRow { tag: Tag(tag), reference });
        prop_assert_eq!(opened, Err(SealError::Forged));
    }
}
