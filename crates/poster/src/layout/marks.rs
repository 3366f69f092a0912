//! Shapes: brackets, the tick, marks for cutting and folding.

use crate::drawing::{Ink, Op};
use crate::outline::Outline;
use crate::sheet::{BLEED, MARK, Orientation, Sheet, Size};

/// Thickness of crop marks, in mm.
const HAIR: f32 = 0.1;
/// A fold's dashes and the gaps between them, in mm.
const DASH: f32 = 3.0;

/// Corners around a square, as a scanner shows them. All in mm.
pub(super) fn brackets(outline: &mut Outline, left: f32, top: f32, side: f32, long: f32, thick: f32) {
    for (x, to_right) in [(left, 1.0), (left + side, -1.0)] {
        for (y, down) in [(top, 1.0), (top + side, -1.0)] {
            let at = |a: f32, b: f32| [x + to_right * a, y + down * b];
            outline.polygon(&[
                at(0.0, 0.0),
                at(long, 0.0),
                at(long, thick),
                at(thick, thick),
                at(thick, long),
                at(0.0, long),
            ]);
        }
    }
}

/// A tick within a square. All in mm.
pub(super) fn tick(outline: &mut Outline, left: f32, top: f32, side: f32) {
    // Of the middle line, in parts of the square; both arms are diagonal.
    const FROM: [f32; 2] = [0.27, 0.52];
    const DOWN: f32 = 0.17;
    const UP: f32 = 0.31;
    /// Half the thickness, across.
    const HALF: f32 = 0.065;
    let (half, corner) = (HALF * std::f32::consts::FRAC_1_SQRT_2, HALF * std::f32::consts::SQRT_2);
    let [ax, ay] = FROM;
    let [bx, by] = [ax + DOWN, ay + DOWN];
    let [cx, cy] = [bx + UP, by - UP];
    let points = [
        [ax + half, ay - half],
        [bx, by - corner],
        [cx - half, cy - half],
        [cx + half, cy + half],
        [bx, by + corner],
        [ax - half, ay + half],
    ];
    outline.polygon(&points.map(|[x, y]| [left + x * side, top + y * side]));
}

/// Where to cut and where to fold, in the coordinates of the cut sheet.
pub(super) fn around(sheet: Sheet) -> Vec<Op> {
    let (width, height) = sheet.trim();
    let mut cuts = Outline::default();
    if sheet.bleed {
        for y in [0.0, height] {
            cuts.rect(-BLEED - MARK, y - HAIR / 2.0, MARK, HAIR);
            cuts.rect(width + BLEED, y - HAIR / 2.0, MARK, HAIR);
        }
        for x in [0.0, width] {
            cuts.rect(x - HAIR / 2.0, -BLEED - MARK, HAIR, MARK);
            cuts.rect(x - HAIR / 2.0, height + BLEED, HAIR, MARK);
        }
    }
    let mut fold = Outline::default();
    if sheet.size == Size::TableStand {
        let along = if sheet.orientation == Orientation::Portrait { height } else { width };
        let dashes = (along / (2.0 * DASH)) as usize;
        for at in (0..dashes).map(|dash| (2 * dash) as f32 * DASH + DASH / 2.0) {
            match sheet.orientation {
                Orientation::Portrait => fold.rect((width - 2.0 * HAIR) / 2.0, at, 2.0 * HAIR, DASH),
                Orientation::Landscape => fold.rect(at, (height - 2.0 * HAIR) / 2.0, DASH, 2.0 * HAIR),
            }
        }
    }
    [(Ink::Black, cuts), (Ink::Line, fold)]
        .into_iter()
        .filter(|(_, outline)| !outline.0.is_empty())
        .map(|(ink, outline)| Op::Fill { ink, outline })
        .collect()
}
