//! Scrubbing what finished calls left on the stack.

use std::hint::black_box;

use zeroize::Zeroize;

/// So many bytes below the caller's frame are overwritten; no call chain of the sealer goes deeper.
const DEPTH: usize = 128 * 1024;

/// Overwrites the stack below the caller's frame, where finished calls left their locals.
#[inline(never)]
pub fn scrub_stack() {
    let mut below = [0_u8; DEPTH];
    below.zeroize();
    black_box(&mut below);
}
