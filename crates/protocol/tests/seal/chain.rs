//! Chains of j: no gap, no number twice, whatever becomes of the transactions.

use venue_protocol::seal::{Chain, Pid, SealError};

fn take(chain: &mut Chain<Pid>, pid: u8) -> u16 {
    let mut transaction = chain.transaction();
    let j = transaction.next(&Pid([pid; 16])).unwrap();
    transaction.commit();
    j
}

#[test]
fn each_person_counts_alone() {
    let mut chain = Chain::default();
    assert_eq!([take(&mut chain, 1), take(&mut chain, 1), take(&mut chain, 2)], [0, 1, 0]);
    assert_eq!(chain.len(), 2);
}

#[test]
fn a_rolled_back_transaction_gives_its_counts_back() {
    let mut chain = Chain::default();
    assert_eq!(take(&mut chain, 1), 0);
    let mut failing = chain.transaction();
    assert_eq!(failing.next(&Pid([1; 16])), Ok(1));
    assert_eq!(failing.next(&Pid([1; 16])), Ok(2));
    assert_eq!(failing.next(&Pid([2; 16])), Ok(0));
    drop(failing);
    assert_eq!(chain.len(), 1);
    assert_eq!([take(&mut chain, 1), take(&mut chain, 2)], [1, 0]);
}

#[test]
fn a_chain_ends_with_an_error_and_not_with_a_number_twice() {
    let mut chain = Chain::default();
    let mut transaction = chain.transaction();
    for j in 0..=u16::MAX {
        assert_eq!(transaction.next(&Pid([1; 16])), Ok(j));
    }
    assert_eq!(transaction.next(&Pid([1; 16])), Err(SealError::ChainFull));
    drop(transaction);
    assert!(chain.is_empty());
}
