//! Brotli and gzip beside each file that gains by it, made once here and not by the server.

use std::io::Write;
use std::thread;

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Files;

/// A file as it is served.
pub struct Packed {
    /// Its path below `dist/`.
    pub name: String,
    /// As it is.
    pub plain: Vec<u8>,
    /// By brotli at its best, if that is smaller.
    pub brotli: Option<Vec<u8>>,
    /// By gzip, if that is smaller.
    pub gzip: Option<Vec<u8>>,
}

/// Compresses everything, on as many threads as there are processors.
pub fn pack(files: Files) -> Vec<Packed> {
    let mut queue: Vec<_> = files.into_iter().collect();
    // The largest last, so that it is taken first.
    queue.sort_by_key(|(_, content)| content.len());
    let queue = std::sync::Mutex::new(queue);
    let next = || queue.lock().ok()?.pop();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut packed: Vec<Packed> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers)
            .map(|_| scope.spawn(|| std::iter::from_fn(next).map(pack_one).collect::<Vec<_>>()))
            .collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
    });
    packed.sort_by(|a, b| a.name.cmp(&b.name));
    packed
}

fn pack_one((name, plain): (String, Vec<u8>)) -> Packed {
    if is_packed_already(&name) {
        return Packed { name, plain, brotli: None, gzip: None };
    }
    let smaller = |bytes: Vec<u8>| (bytes.len() < plain.len()).then_some(bytes);
    let (brotli, gzip) = (brotli(&plain).and_then(smaller), gzip(&plain).and_then(smaller));
    Packed { name, plain, brotli, gzip }
}

fn is_packed_already(name: &str) -> bool {
    [".png", ".jpg", ".woff2"].iter().any(|end| name.ends_with(end))
}

fn brotli(plain: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = CompressorWriter::new(&mut packed, 1 << 16, 11, 24);
    writer.write_all(plain).ok()?;
    drop(writer);
    Some(packed)
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_packed_unpacks_to_the_same() {
        let text = "venue code ".repeat(1000).into_bytes();
        let files = Files::from([("a.js".to_owned(), text.clone()), ("b.png".to_owned(), text.clone())]);
        let packed = pack(files);
        let mut from_brotli = Vec::new();
        brotli::Decompressor::new(packed[0].brotli.as_deref().unwrap(), 4096)
            .read_to_end(&mut from_brotli)
            .unwrap();
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(packed[0].gzip.as_deref().unwrap()).read_to_end(&mut from_gzip).unwrap();
        assert!(from_brotli == text && from_gzip == text);
        assert!(packed[1].brotli.is_none() && packed[1].plain == text);
    }
}
