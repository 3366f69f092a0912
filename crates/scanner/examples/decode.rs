//! Reads the QR codes in picture files:
//! `cargo run --release -p venue-scanner --example decode -- FILE...` prints `FILE<tab>TEXT` for each code, and the
//! name alone for a picture without one. Line breaks, tabs and the like are printed as their symbols (␊), so that a
//! code is a line.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use encoding_rs::{Encoding, GB18030, SHIFT_JIS};
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, ImageReader};
use venue_scanner::{Frame, MAX_SIDE, Scanner, Tier};

/// Prints the texts of the QR codes in pictures.
#[derive(Debug, Parser)]
struct Arguments {
    /// Pictures, PNG or JPEG
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How thoroughly to look
    #[arg(long, value_enum, default_value_t = Effort::Deep)]
    tier: Effort,
    /// Print on stderr how long each picture took, without opening it
    #[arg(long)]
    time: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Effort {
    Fast,
    Full,
    Deep,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let tier = match arguments.tier {
        Effort::Fast => Tier::Fast,
        Effort::Full => Tier::Full,
        Effort::Deep => Tier::Deep,
    };
    let mut scanner = Scanner::new();
    let mut exit = ExitCode::SUCCESS;
    for file in &arguments.files {
        let name = file.display();
        let picture = match open(file) {
            Ok(picture) => picture,
            Err(error) => {
                eprintln!("{name}: {error}");
                exit = ExitCode::FAILURE;
                continue;
            }
        };
        let began = Instant::now();
        print(&name, &texts(&mut scanner, &picture, tier));
        if arguments.time {
            eprintln!("{name}\t{:.1} ms", began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    exit
}

/// The picture in grey, transparent parts on white, brought down to what the scanner takes.
fn open(file: &Path) -> Result<GrayImage, image::ImageError> {
    let reader = ImageReader::open(file).and_then(ImageReader::with_guessed_format);
    let picture = reader.map_err(image::ImageError::IoError)?.decode()?;
    let picture = if picture.width().max(picture.height()) > MAX_SIDE {
        picture.resize(MAX_SIDE, MAX_SIDE, FilterType::Triangle)
    } else {
        picture
    };
    Ok(if picture.color().has_alpha() { on_white(&picture) } else { picture.into_luma8() })
}

fn on_white(picture: &DynamicImage) -> GrayImage {
    let picture = picture.to_luma_alpha8();
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [grey, opacity] = picture.get_pixel(x, y).0.map(u32::from);
        image::Luma([((grey * opacity + 255 * (255 - opacity)) / 255) as u8])
    })
}

fn texts(scanner: &mut Scanner, picture: &GrayImage, tier: Tier) -> Vec<String> {
    // What is too small for a frame is too small for a code.
    let Ok(frame) = Frame::luma(picture.width(), picture.height(), picture.as_raw()) else {
        return Vec::new();
    };
    scanner.scan(frame, tier).codes.iter().map(|code| text(code.bytes())).collect()
}

/// Byte segments are UTF-8 today, but were Latin-1 by the standard, and are what its writer spoke in old codes;
/// Kanji segments are Shift JIS.
fn text(bytes: &[u8]) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let decode =
        |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match likely(bytes).iter().find_map(decode) {
        Some(text) => text.into_owned(),
        None => bytes.iter().copied().map(char::from).collect(),
    }
}

/// Which encodings to try before Latin-1. Chinese comes in pairs above A0, Latin letters with an accent stand alone.
fn likely(bytes: &[u8]) -> Vec<&'static Encoding> {
    let mut runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let above_a0 = bytes.iter().all(|byte| byte.is_ascii() || *byte >= 0xa0);
    if above_a0 && runs.clone().all(|run| run.len() % 2 == 0) {
        vec![GB18030, SHIFT_JIS]
    } else if above_a0 && runs.all(|run| run.len() == 1) {
        Vec::new()
    } else {
        vec![SHIFT_JIS, GB18030]
    }
}

fn print(name: &impl Display, texts: &[String]) {
    use io::Write;
    let mut out = io::stdout().lock();
    let lines = if texts.is_empty() {
        writeln!(out, "{name}")
    } else {
        texts.iter().try_for_each(|text| writeln!(out, "{name}\t{}", one_line(text)))
    };
    // Nobody reads on (`| head`).
    if lines.is_err() {
        std::process::exit(1);
    }
}

fn one_line(text: &str) -> String {
    let symbol = |letter| match letter {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or(letter),
        '\u{7f}' => '␡',
        _ => letter,
    };
    text.chars().map(symbol).collect()
}
