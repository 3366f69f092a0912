//! The allocator of every process that links this crate: the system's, with freed memory wiped.
#![expect(
    unsafe_code,
    reason = "GlobalAlloc is an unsafe trait; each call below hands on the caller's promise"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;

/// Wipes each block when it is freed, and the old block when it grows or shrinks.
pub(super) struct Zeroing;

/// Writes zeros that the optimiser may not leave out, although the block is freed next.
unsafe fn wipe(block: *mut u8, len: usize) {
    // SAFETY: the caller owns `len` bytes at `block`. The empty assembly "reads" them, so the stores stay.
    unsafe {
        ptr::write_bytes(block, 0, len);
        std::arch::asm!("/* {0} */", in(reg) block, options(nostack, preserves_flags));
    }
}

// SAFETY: all blocks come from and go back to `System` under the layouts that they were asked for with.
unsafe impl GlobalAlloc for Zeroing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise, handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise, handed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block has `layout.size()` bytes, and nobody uses it any more.
        unsafe {
            wipe(block, layout.size());
            System.dealloc(block, layout);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // The system's realloc may leave the old bytes behind when it moves; a move of our own wipes them.
        // SAFETY: `new_size` makes a valid layout (the caller's promise); both blocks hold the bytes copied.
        unsafe {
            let moved = System.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}
