//! Joining fields to bytes and taking them apart again.

use super::SealError;

/// Joins fields to an array whose length the caller knows.
///
/// The lengths are compared when the program is compiled for debugging; a layout's fixture test covers the rest.
pub(super) fn join<const N: usize>(fields: &[&[u8]]) -> [u8; N] {
    debug_assert_eq!(fields.iter().map(|field| field.len()).sum::<usize>(), N);
    let mut joined = [0; N];
    let mut rest = joined.as_mut_slice();
    for field in fields {
        let Some((head, tail)) = rest.split_at_mut_checked(field.len()) else { break };
        head.copy_from_slice(field);
        rest = tail;
    }
    joined
}

/// Takes the first `N` bytes off.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], SealError> {
    let (head, rest) = bytes.split_first_chunk().ok_or(SealError::Layout)?;
    *bytes = rest;
    Ok(*head)
}

/// Takes a length byte and so many bytes off.
pub(super) fn take_counted<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], SealError> {
    let [len] = take(bytes)?;
    let (head, rest) = bytes.split_at_checked(usize::from(len)).ok_or(SealError::Layout)?;
    *bytes = rest;
    Ok(head)
}
