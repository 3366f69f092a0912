//! What SEALING 12 asks of the process's memory: freed heap is wiped, the sealer's stack is scrubbed, nothing is
//! swapped out or dumped.

mod allocator;
mod hardening;
mod stack;

pub use hardening::{Hardening, NotLocked, harden};
pub use stack::scrub_stack;

#[global_allocator]
static ALLOCATOR: allocator::Zeroing = allocator::Zeroing;
