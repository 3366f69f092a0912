//! Chains: j of SEALING 4 and 7, which counts a person's earlier rows of a slot (or registrations of a day).
//!
//! A tracer walks j = 0, 1, ... to the first miss, so a chain must have no gap: a count that a transaction took is
//! given back when the transaction fails, and what an undo blanks keeps its tag.

use std::collections::HashMap;
use std::hash::Hash;

use super::SealError;

/// The counts of one slot, by pid; or of one day, by the idx with j = 0.
#[derive(Debug)]
pub struct Chain<K> {
    next: HashMap<K, u32>,
}

impl<K> Default for Chain<K> {
    fn default() -> Self {
        Self { next: HashMap::new() }
    }
}

impl<K: Eq + Hash + Clone> Chain<K> {
    /// Begins a transaction: its counts hold only if it is committed. Dropping it rolls them back.
    ///
    /// After a commit whose outcome is unknown, or when rows of a failed one may have reached the disk, neither is
    /// right: begin a new slot with a new chain, for the nonces of rows come from their counts.
    pub fn transaction(&mut self) -> ChainTransaction<'_, K> {
        ChainTransaction { chain: self, taken: Vec::new() }
    }

    /// How many persons have a count.
    pub fn len(&self) -> usize {
        self.next.len()
    }

    /// Whether nobody has a count.
    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }
}

/// Counts on trial. See [`Chain::transaction`].
#[derive(Debug)]
pub struct ChainTransaction<'a, K: Eq + Hash + Clone> {
    chain: &'a mut Chain<K>,
    taken: Vec<K>,
}

impl<K: Eq + Hash + Clone> ChainTransaction<'_, K> {
    /// The next j of a person.
    pub fn next(&mut self, key: &K) -> Result<u16, SealError> {
        let next = self.chain.next.entry(key.clone()).or_default();
        let j = u16::try_from(*next).map_err(|_| SealError::ChainFull)?;
        *next += 1;
        self.taken.push(key.clone());
        Ok(j)
    }

    /// The counts hold from now on.
    pub fn commit(mut self) {
        self.taken.clear();
    }
}

impl<K: Eq + Hash + Clone> Drop for ChainTransaction<'_, K> {
    fn drop(&mut self) {
        for key in self.taken.drain(..) {
            let Some(next) = self.chain.next.get_mut(&key) else { continue };
            *next -= 1;
            if *next == 0 {
                self.chain.next.remove(&key);
            }
        }
    }
}
