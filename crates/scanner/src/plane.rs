//! Grey planes: the picture itself, and what is made of it to see it in another way.

use crate::frame::{Frame, Pixels};
use crate::scan::Point;

/// A grey picture that somebody else owns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub width: usize,
    pub height: usize,
    pub data: &'a [u8],
}

impl<'a> View<'a> {
    /// Row `y` from the top.
    pub fn row(&self, y: usize) -> &'a [u8] {
        &self.data[y * self.width..][..self.width]
    }

    /// The grey at a point, between the four pixels around it; pixel (0, 0) has its middle at (0.5, 0.5). Outside it
    /// is that of the nearest edge.
    #[inline]
    pub fn sample(&self, point: Point) -> f32 {
        let x = (point.x - 0.5).clamp(0.0, (self.width - 1) as f32);
        let y = (point.y - 0.5).clamp(0.0, (self.height - 1) as f32);
        let (left, top) = ((x as usize).min(self.width - 2), (y as usize).min(self.height - 2));
        let (fx, fy) = (x - left as f32, y - top as f32);
        let at = top * self.width + left;
        let above = &self.data[at..at + 2];
        let below = &self.data[at + self.width..at + self.width + 2];
        let mix = |pair: &[u8]| f32::from(pair[0]) + (f32::from(pair[1]) - f32::from(pair[0])) * fx;
        let (above, below) = (mix(above), mix(below));
        above + (below - above) * fy
    }
}

/// A grey picture whose memory is used again for the next frame.
#[derive(Debug, Default)]
pub(crate) struct Plane {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl Plane {
    pub const fn new() -> Self {
        Self { width: 0, height: 0, data: Vec::new() }
    }

    pub fn view(&self) -> View<'_> {
        View { width: self.width, height: self.height, data: &self.data }
    }

    fn resize(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width, height);
        self.data.resize(width * height, 0);
    }

    /// The frame's brightness.
    pub fn brightness<'a>(&'a mut self, frame: Frame<'a>) -> View<'a> {
        let (width, height) = (frame.width(), frame.height());
        match frame.pixels() {
            Pixels::Luma(data) => View { width, height, data },
            Pixels::Rgba(rgba) => {
                self.resize(width, height);
                brightnesses(rgba, &mut self.data);
                self.view()
            }
        }
    }

    /// The brightness of a part of the frame: `width` by `height` pixels from (`left`, `top`), which must lie inside.
    pub fn part(
        &mut self,
        frame: Frame<'_>,
        (left, top): (usize, usize),
        (width, height): (usize, usize),
    ) -> View<'_> {
        self.resize(width, height);
        for (y, out) in self.data.chunks_exact_mut(width).enumerate() {
            let from = (top + y) * frame.width() + left;
            match frame.pixels() {
                Pixels::Luma(luma) => out.copy_from_slice(&luma[from..from + width]),
                Pixels::Rgba(rgba) => brightnesses(&rgba[4 * from..4 * (from + width)], out),
            }
        }
        self.view()
    }

    /// Half the size: each pixel the mean of four.
    pub fn halve(&mut self, of: View<'_>) {
        let (width, height) = (of.width / 2, of.height / 2);
        self.resize(width, height);
        for (y, out) in self.data.chunks_exact_mut(width.max(1)).enumerate() {
            let (above, below) = (of.row(2 * y).as_chunks::<2>().0, of.row(2 * y + 1).as_chunks::<2>().0);
            for ((grey, &[a, b]), &[c, d]) in out.iter_mut().zip(above).zip(below) {
                *grey = ((u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d) + 2) >> 2) as u8;
            }
        }
    }

    /// Twice the size, between the pixels (weights 3 to 1).
    pub fn double(&mut self, of: View<'_>) {
        let (width, height) = (of.width * 2, of.height * 2);
        self.resize(width, height);
        for (y, out) in self.data.chunks_exact_mut(width.max(1)).enumerate() {
            let near = of.row(y / 2);
            let far =
                of.row(if y % 2 == 0 { (y / 2).saturating_sub(1) } else { (y / 2 + 1).min(of.height - 1) });
            let column = |x: usize| 3 * u16::from(near[x]) + u16::from(far[x]);
            for (x, pair) in out.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                let here = 3 * column(x);
                let (left, right) = (column(x.saturating_sub(1)), column((x + 1).min(of.width - 1)));
                *pair = [((here + left + 8) >> 4) as u8, ((here + right + 8) >> 4) as u8];
            }
        }
    }

    /// Smoothed by 1-2-1 both ways.
    pub fn smooth(&mut self, of: View<'_>, rows: &mut Vec<u16>) {
        let (width, height) = (of.width, of.height);
        self.resize(width, height);
        rows.resize(width * 3, 0);
        let fill = |y: usize, out: &mut [u16]| {
            let row = of.row(y.min(height - 1));
            let (first, last) = (row[0], row[width - 1]);
            out[0] = u16::from(first) * 3 + u16::from(row[1]);
            out[width - 1] = u16::from(last) * 3 + u16::from(row[width - 2]);
            for (out, three) in out[1..].iter_mut().zip(row.windows(3)) {
                *out = u16::from(three[0]) + 2 * u16::from(three[1]) + u16::from(three[2]);
            }
        };
        let (above, rest) = rows.split_at_mut(width);
        let (here, below) = rest.split_at_mut(width);
        let (mut above, mut here, mut below) = (above, here, below);
        fill(0, above);
        fill(0, here);
        for (y, out) in self.data.chunks_exact_mut(width).enumerate() {
            fill(y + 1, below);
            for (((out, a), b), c) in out.iter_mut().zip(&*above).zip(&*here).zip(&*below) {
                *out = ((a + 2 * b + c + 8) >> 4) as u8;
            }
            (above, here, below) = (here, below, above);
        }
    }

    /// What stands out from `soft`, its smoothed self, three times as much.
    pub fn sharpen(&mut self, of: View<'_>, soft: View<'_>) {
        self.resize(of.width, of.height);
        for ((out, &grey), &soft) in self.data.iter_mut().zip(of.data).zip(soft.data) {
            let (grey, soft) = (i16::from(grey), i16::from(soft));
            *out = (grey + (grey - soft) * 3).clamp(0, 255) as u8;
        }
    }
}

/// A quarter red, half green, a quarter blue: near enough to what eyes see (ITU-R BT.601), and the quickest.
#[inline]
fn brightness(&[red, green, blue, _]: &[u8; 4]) -> u8 {
    ((u16::from(red) + 2 * u16::from(green) + u16::from(blue)) >> 2) as u8
}

/// The same of many, two at once.
fn brightnesses(rgba: &[u8], out: &mut [u8]) {
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
    let (pairs, last) = rgba.as_chunks::<8>();
    for (grey, pair) in out.as_chunks_mut::<2>().0.iter_mut().zip(pairs) {
        let pair = u64::from_le_bytes(*pair);
        let (red_blue, green) = (pair & EVEN, pair >> 8 & EVEN);
        // In the lowest and in the third 16 bits.
        let sum = red_blue + (red_blue >> 16) + 2 * green;
        *grey = [(sum >> 2) as u8, (sum >> 34) as u8];
    }
    if let (Some(grey), [pixel, ..]) = (out.last_mut(), last.as_chunks::<4>().0) {
        *grey = brightness(pixel);
    }
}
