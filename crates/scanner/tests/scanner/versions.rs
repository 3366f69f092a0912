//! What a printer writes is read: every version and level, any turn, any mixture of segments.

use proptest::prelude::*;
use qrcode::bits::Bits;
use qrcode::types::Mode;
use qrcode::{EcLevel, QrCode, Version};
use venue_scanner::Tier;
use venue_testkit::noise::Noise;
use venue_testkit::scene::{Print, Scene, Symbol};

use super::{codewords, corners_off, read, turned};

/// Modules by which a corner may be told wrong.
const OFF: f32 = 1.5;

fn every_version(level: EcLevel) {
    for version in 1..=40 {
        let mut noise = Noise::new(version as u64 * 4 + level as u64);
        let head = 4 + Mode::Byte.length_bits_count(Version::Normal(version));
        let most = codewords::room(version, level) - head.div_ceil(8);
        let bytes: Vec<u8> = (0..1 + noise.below(most)).map(|_| noise.next() as u8).collect();
        let code = QrCode::with_version(&bytes, Version::Normal(version), level).unwrap();
        let (module, roll) = (noise.between(2.5, 5.0), 180.0 * noise.even());
        let mirrored = noise.below(4) == 0;
        let case =
            format!("version {version}, {level:?}, {module} pixels, {roll} degrees, mirrored: {mirrored}");
        let view = turned(Symbol::from(&code, ""), module, roll, mirrored);
        let found = read(&view.picture, Tier::Fast);
        assert_eq!(found.len(), 1, "{case}");
        assert_eq!(found[0].bytes(), bytes, "{case}");
        let off = corners_off(&found[0], &view);
        assert!(off < OFF, "{case}: a corner is {off} modules off");
    }
}

#[test]
fn every_version_of_level_l_is_read() {
    every_version(EcLevel::L);
}

#[test]
fn every_version_of_level_m_is_read() {
    every_version(EcLevel::M);
}

#[test]
fn every_version_of_level_q_is_read() {
    every_version(EcLevel::Q);
}

#[test]
fn every_version_of_level_h_is_read() {
    every_version(EcLevel::H);
}

#[derive(Debug, Clone)]
enum Segment {
    Digits(String),
    Letters(String),
    Bytes(Vec<u8>),
    Kanji(Vec<u8>),
}

impl Segment {
    fn push(&self, bits: &mut Bits) {
        match self {
            Self::Digits(digits) => bits.push_numeric_data(digits.as_bytes()),
            Self::Letters(letters) => bits.push_alphanumeric_data(letters.as_bytes()),
            Self::Bytes(bytes) => bits.push_byte_data(bytes),
            Self::Kanji(kanji) => bits.push_kanji_data(kanji),
        }
        .unwrap();
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Digits(text) | Self::Letters(text) => text.as_bytes(),
            Self::Bytes(bytes) | Self::Kanji(bytes) => bytes,
        }
    }
}

fn segment() -> impl Strategy<Value = Segment> {
    let lead = prop_oneof![0x81_u8..=0x9f, 0xe0_u8..=0xea];
    let trail = prop_oneof![0x40_u8..=0x7e, 0x80_u8..=0xfc];
    prop_oneof![
        "[0-9]{1,60}".prop_map(Segment::Digits),
        "[0-9A-Z $%*+./:-]{1,60}".prop_map(Segment::Letters),
        prop::collection::vec(any::<u8>(), 1..60).prop_map(Segment::Bytes),
        prop::collection::vec((lead, trail), 1..30).prop_map(|pairs| Segment::Kanji(
            pairs.into_iter().flat_map(|(lead, trail)| [lead, trail]).collect()
        )),
    ]
}

/// The smallest version from `least` on that holds them.
fn code_of(segments: &[Segment], least: i16, level: EcLevel) -> QrCode {
    (least..=40)
        .find_map(|version| {
            let mut bits = Bits::new(Version::Normal(version));
            segments.iter().for_each(|segment| segment.push(&mut bits));
            bits.push_terminator(level).ok()?;
            QrCode::with_bits(bits, level).ok()
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_segments_is_read_at_any_angle(
        segments in prop::collection::vec(segment(), 1..5),
        least in 1_i16..=25,
        level in prop::sample::select(vec![EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H]),
        module in 2.2_f32..6.0,
        roll in -180.0_f32..180.0,
        (tilt, tilt_towards) in (0.0_f32..25.0, -180.0_f32..180.0),
        mirrored: bool,
        inverted: bool,
    ) {
        let symbol = Symbol::from(&code_of(&segments, least, level), "");
        let room = (symbol.side as f32 + 10.0) * module * 1.5;
        let at = (room / 2.0, room / 2.0);
        let print = Print { roll, tilt, tilt_towards, mirrored, inverted, ..Print::new(symbol, at, module) };
        let view = Scene { size: (room as u32, room as u32), prints: vec![print], ..Scene::empty() }.draw(1);
        let found = read(&view.picture, Tier::Full);
        prop_assert_eq!(found.len(), 1);
        let said: Vec<u8> = segments.iter().flat_map(Segment::bytes).copied().collect();
        prop_assert_eq!(found[0].bytes(), said);
        let off = corners_off(&found[0], &view);
        prop_assert!(off < OFF, "a corner is {} modules off", off);
    }
}
