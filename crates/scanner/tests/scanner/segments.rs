//! What the bits of a symbol say: every way to write text, and what is not supported or makes no sense.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use venue_scanner::Tier;
use venue_testkit::noise::Noise;
use venue_testkit::scene::Symbol;

use super::codewords::{self, Data};
use super::{read, turned};

/// The bytes that are read, if a code is found at all.
fn bytes_of(symbol: Symbol) -> Option<Vec<u8>> {
    let view = turned(symbol, 5.0, 3.0, false);
    read(&view.picture, Tier::Deep).first().map(|code| code.bytes().to_vec())
}

#[test]
fn kanji_are_read_as_shift_jis() {
    let kanji = [0x93, 0x5f, 0xe4, 0xaa, 0x81, 0x40, 0xea, 0xa4];
    let mut bits = Bits::new(Version::Normal(2));
    bits.push_kanji_data(&kanji).unwrap();
    bits.push_terminator(EcLevel::M).unwrap();
    let code = QrCode::with_bits(bits, EcLevel::M).unwrap();
    assert_eq!(bytes_of(Symbol::from(&code, "")), Some(kanji.to_vec()));
}

#[test]
fn a_note_of_the_encoding_is_passed_over() {
    // Of one, two and three bytes.
    for designator in [26, 899, 123_456] {
        let text = "长春".as_bytes();
        let mut bits = Bits::new(Version::Normal(2));
        bits.push_eci_designator(designator).unwrap();
        bits.push_byte_data(text).unwrap();
        bits.push_terminator(EcLevel::M).unwrap();
        let code = QrCode::with_bits(bits, EcLevel::M).unwrap();
        assert_eq!(bytes_of(Symbol::from(&code, "")), Some(text.to_vec()), "{designator}");
    }
}

#[test]
fn parts_of_a_series_and_goods_are_not_supported() {
    let part =
        Data::default().and(0b0011, 4).and(0x01, 8).and(0x5a, 8).and(0b0100, 4).and(3, 8).and_bytes(b"ONE");
    assert_eq!(bytes_of(part.symbol(2, EcLevel::M)), None, "structured append");
    let goods = Data::default().and(0b0101, 4).and(0b0100, 4).and(4, 8).and_bytes(b"0104");
    assert_eq!(bytes_of(goods.symbol(2, EcLevel::M)), None, "FNC1 in first position");
    let industry = Data::default().and(0b1001, 4).and(37, 8).and(0b0100, 4).and(4, 8).and_bytes(b"0104");
    assert_eq!(bytes_of(industry.symbol(2, EcLevel::M)), None, "FNC1 in second position");
}

#[test]
fn micro_codes_are_not_supported() {
    for version in 1..=4 {
        let code = QrCode::with_version(b"12345", Version::Micro(version), EcLevel::L).unwrap();
        assert_eq!(bytes_of(Symbol::from(&code, "")), None, "M{version}");
    }
}

#[test]
fn a_length_beyond_the_data_is_refused() {
    let cases = [
        ("bytes", Data::default().and(0b0100, 4).and(255, 8).and_bytes(b"SHORT")),
        ("digits", Data::default().and(0b0001, 4).and(1023, 10).and(123, 10)),
        ("letters", Data::default().and(0b0010, 4).and(511, 9).and(45, 11)),
        ("kanji", Data::default().and(0b1000, 4).and(255, 8).and(100, 13)),
    ];
    for (what, data) in cases {
        assert_eq!(bytes_of(data.symbol(1, EcLevel::L)), None, "{what}");
    }
    let megabytes = Data::default().and(0b0100, 4).and(65_535, 16).and_bytes(&[b'A'; 100]);
    assert_eq!(bytes_of(megabytes.symbol(10, EcLevel::L)), None);
}

#[test]
fn values_beyond_their_segments_alphabet_are_survived() {
    let cases = [
        ("three digits as 1000", 3, Data::default().and(0b0001, 4).and(3, 10).and(1000, 10)),
        ("two digits as 100", 2, Data::default().and(0b0001, 4).and(2, 10).and(100, 7)),
        ("one digit as 10", 1, Data::default().and(0b0001, 4).and(1, 10).and(10, 4)),
        ("two letters as 2025", 2, Data::default().and(0b0010, 4).and(2, 9).and(2025, 11)),
        ("one letter as 45", 1, Data::default().and(0b0010, 4).and(1, 9).and(45, 6)),
        ("a sign beyond Shift JIS", 2, Data::default().and(0b1000, 4).and(1, 8).and(0x1fff, 13)),
    ];
    for (what, most, data) in cases {
        let bytes = bytes_of(data.symbol(1, EcLevel::L)).unwrap_or_default();
        assert!(bytes.len() <= most, "{what}: {bytes:?}");
    }
    let unknown = Data::default().and(0b1111, 4).and(0, 20);
    assert_eq!(bytes_of(unknown.symbol(1, EcLevel::L)), None, "an unknown way to write");
}

#[test]
fn data_that_ends_in_the_middle_is_refused() {
    // Full to the last bit, so that no end is marked and the last segment lacks a part.
    for version in [1, 5, 10, 27] {
        let room = codewords::room(version, EcLevel::L);
        for (what, last) in [("a designator", 0x7c), ("kanji", 0x8f), ("digits", 0x1f), ("bytes", 0x4f)] {
            let mut data = Data::default();
            let (long, count) = if version < 10 { (8, room - 3) } else { (16, room - 4) };
            data = data.and(0b0100, 4).and(count, long).and_bytes(&vec![b'A'; count]).and(last, 8);
            assert_eq!(
                bytes_of(data.symbol(version, EcLevel::L)),
                None,
                "{what} at the end of version {version}"
            );
        }
    }
}

#[test]
fn any_data_is_survived() {
    let mut noise = Noise::new(5);
    for round in 0..150 {
        let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][noise.below(4)];
        let version = 1 + noise.below(if round % 10 == 0 { 40 } else { 12 }) as i16;
        let bytes: Vec<u8> = (0..codewords::room(version, level)).map(|_| noise.next() as u8).collect();
        let view = turned(codewords::symbol(&bytes, version, level), 3.0, 0.0, false);
        for code in read(&view.picture, Tier::Fast) {
            // Digits take the fewest bits a letter: 10 for three.
            assert!(code.bytes().len() <= bytes.len() * 8 * 3 / 10 + 1, "round {round}");
        }
    }
}

#[test]
fn a_damaged_symbol_is_read_right_or_not_at_all() {
    let mut noise = Noise::new(6);
    let mut read_at_all = 0;
    for version in (1..=40).step_by(3) {
        // Of a hundred modules so many are turned.
        for turned_modules in [1, 4, 9, 50] {
            let text = "ANY TEXT";
            let code = QrCode::with_version(text, Version::Normal(version), EcLevel::M).unwrap();
            let side = code.width();
            let whole = code.to_colors();
            let dark = (0..side * side).map(|i| {
                let spared = (i % side < 9 || i % side > side - 9) && (i / side < 9 || i / side > side - 9);
                (whole[i] == Color::Dark) != (!spared && noise.below(100) < turned_modules)
            });
            let view = turned(Symbol::from_modules(dark.collect(), text), 3.0, 10.0, false);
            for code in read(&view.picture, Tier::Fast) {
                read_at_all += 1;
                assert_eq!(code.text(), text, "version {version}, {turned_modules} of 100");
            }
        }
    }
    assert!(read_at_all >= 14, "{read_at_all}");
}
