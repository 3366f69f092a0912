//! How large the picture in a file is, read from its first bytes, so that none is unpacked that is too large. Pure.

/// So many bytes of a file have its size in them, behind whatever cameras write before it.
pub const HEAD_BYTES: u32 = 512 * 1024;
/// More pixels than this are refused: phones with the largest sensors make 108 million, and each takes four bytes
/// while it is unpacked.
pub const MAX_PIXELS: u64 = 120_000_000;

/// Width and height as the file has them, before anything is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureSize {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl PictureSize {
    /// Of a JPEG or PNG; `None` for whatever else it is, which the browser may know.
    pub fn read(head: &[u8]) -> Option<Self> {
        png(head).or_else(|| jpeg(head))
    }

    /// Whether unpacking it is safe.
    pub fn is_bearable(self) -> bool {
        u64::from(self.width) * u64::from(self.height) <= MAX_PIXELS
    }

    /// The longer side.
    pub fn longest(self) -> u32 {
        self.width.max(self.height)
    }
}

fn png(head: &[u8]) -> Option<PictureSize> {
    let rest = head.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let rest = rest.get(4..)?.strip_prefix(b"IHDR")?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some(PictureSize { width: u32::from_be_bytes(*width), height: u32::from_be_bytes(*height) })
}

/// Goes from segment to segment to the one that begins a frame.
fn jpeg(head: &[u8]) -> Option<PictureSize> {
    let mut rest = head.strip_prefix(&[0xff, 0xd8])?;
    loop {
        // Any number of FF may stand before a marker.
        let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
        let marker = *rest.get(fill).filter(|_| fill > 0)?;
        let segment = rest.get(fill + 1..)?;
        let length = usize::from(u16::from_be_bytes(*segment.first_chunk()?));
        match marker {
            // All that begin a frame, among which lie tables (C4, CC) and an extension (C8).
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let sides = segment.get(3..)?;
                let (height, sides) = sides.split_first_chunk()?;
                let (width, _) = sides.split_first_chunk()?;
                let side = |bytes: [u8; 2]| u32::from(u16::from_be_bytes(bytes));
                return Some(PictureSize { width: side(*width), height: side(*height) });
            }
            // The pixels begin, or the file ends, without a frame.
            0xd9 | 0xda => return None,
            _ => rest = segment.get(length.max(2)..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(width: u32, height: u32) -> Option<PictureSize> {
        Some(PictureSize { width, height })
    }

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    #[test]
    fn a_png_names_its_size_and_one_of_ten_thousand_megapixels_is_not_bearable() {
        assert_eq!(PictureSize::read(&png_of(3000, 4000)), size(3000, 4000));
        let enormous = PictureSize::read(&png_of(100_000, 100_000)).unwrap();
        assert!(!enormous.is_bearable());
        assert!(!PictureSize { width: u32::MAX, height: u32::MAX }.is_bearable());
        assert!(PictureSize { width: 12_000, height: 9000 }.is_bearable());
    }

    #[test]
    fn a_jpeg_is_read_past_everything_that_cameras_put_before_the_frame() {
        let mut file = vec![0xff, 0xd8, 0xff, 0xe1, 0xff, 0xfe];
        // An EXIF segment as long as they get, with a thumbnail's own frame in it.
        file.extend([0xff, 0xc0, 0, 17, 8, 0, 120, 0, 160]);
        file.resize(6 + 65_532, 7);
        file.extend([0xff, 0xc4, 0, 3, 9, 0xff, 0xff, 0xc2, 0, 17, 8, 0x0f, 0xa0, 0x0b, 0xb8, 3]);
        assert_eq!(PictureSize::read(&file), size(3000, 4000));
    }

    #[test]
    fn written_by_an_encoder_it_is_read_as_well() {
        use venue_testkit::image::{DynamicImage, GrayImage, ImageFormat};
        let picture = DynamicImage::from(GrayImage::new(123, 45)).into_rgb8();
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let mut file = std::io::Cursor::new(Vec::new());
            picture.write_to(&mut file, format).unwrap();
            assert_eq!(PictureSize::read(file.get_ref()), size(123, 45), "{format:?}");
        }
    }

    #[test]
    fn what_is_cut_off_or_something_else_has_no_size() {
        let png = png_of(1, 1);
        for head in [&b""[..], b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xc0\0\x11\x08\0", &png[..png.len() - 1]]
        {
            assert_eq!(PictureSize::read(head), None, "{head:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(head in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = PictureSize::read(&head);
            let _ = PictureSize::read(&[&[0xff, 0xd8][..], &head].concat());
        }
    }
}
