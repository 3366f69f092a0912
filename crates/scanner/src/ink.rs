//! The picture of a symbol, whatever way round it was printed.

use crate::plane::View;
use crate::scan::Point;

/// The picture with the symbol dark on light, whatever way it was printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ink<'a> {
    pub view: View<'a>,
    /// -1 for a symbol that is light on dark.
    pub sign: f32,
}

impl<'a> Ink<'a> {
    pub fn of(view: View<'a>, inverted: bool) -> Self {
        Self { view, sign: if inverted { -1.0 } else { 1.0 } }
    }

    /// Low is dark.
    #[inline]
    pub fn at(&self, point: Point) -> f32 {
        self.sign * self.view.sample(point)
    }
}
