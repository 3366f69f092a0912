//! Ten digits of five by seven dots, so that a poster can show its typed code without a font.

use image::{GrayImage, Luma};

const WIDTH: u32 = 5;
/// Dots that a digit is high.
pub const HEIGHT: u32 = 7;
const GAP: u32 = 1;

/// Rows from the top, the leftmost dot in bit 4.
const DIGITS: [[u8; HEIGHT as usize]; 10] = [
    [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
    [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111],
    [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110],
    [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
    [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
    [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
    [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
    [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
    [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
];

/// How wide `text` becomes, in dots.
pub fn width(text: &str) -> u32 {
    (text.chars().count() as u32 * (WIDTH + GAP)).saturating_sub(GAP)
}

/// Draws the digits of `text` in black with the upper left corner at `(left, top)`; other characters are gaps.
pub fn draw(page: &mut GrayImage, text: &str, left: u32, top: u32, dot: u32) {
    for (place, character) in text.chars().enumerate() {
        let Some(rows) = character.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)) else {
            continue;
        };
        let start = left + place as u32 * (WIDTH + GAP) * dot;
        for (y, row) in rows.iter().enumerate() {
            for x in (0..WIDTH).filter(|x| row & (1 << (WIDTH - 1 - x)) != 0) {
                fill(page, start + x * dot, top + y as u32 * dot, dot, dot, 0);
            }
        }
    }
}

/// Fills a rectangle, as far as it lies on the page.
pub fn fill(page: &mut GrayImage, left: u32, top: u32, width: u32, height: u32, shade: u8) {
    for y in top..(top + height).min(page.height()) {
        for x in left..(left + width).min(page.width()) {
            page.put_pixel(x, y, Luma([shade]));
        }
    }
}
