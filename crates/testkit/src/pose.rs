//! Where a flat thing stands before a camera, and which of its points lies behind a pixel.

/// Half the angle that a phone's main lens sees along the frame's width, in degrees: 66 in all.
pub const MAIN_LENS: f32 = 33.0;

/// Turned about the upright axis, about the level one, and in the picture's plane, in degrees.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    pub yaw: f32,
    pub pitch: f32,
    pub roll: f32,
}

/// A thing's own space (right, down, away; the origin in its middle), as the camera sees it.
#[derive(Debug, Clone, Copy)]
pub struct Pose {
    focal: f32,
    middle: (f32, f32),
    axes: [[f32; 3]; 3],
    /// The thing's middle, from the camera.
    centre: [f32; 3],
    /// The camera, in the thing's space.
    pub eye: [f32; 3],
}

impl Pose {
    /// `at` is where the thing's middle lies, in pixels from the picture's middle; `scale` how many pixels one of its
    /// units had if it were not turned.
    pub fn new(size: (u32, u32), half_view: f32, turn: Turn, at: (f32, f32), scale: f32) -> Self {
        let middle = (size.0 as f32 / 2.0, size.1 as f32 / 2.0);
        let focal = middle.0 / half_view.to_radians().tan();
        let centre = [at.0 / scale, at.1 / scale, focal / scale];
        let axes = turn.axes();
        Self { focal, middle, axes, centre, eye: axes.map(|axis| -dot(axis, centre)) }
    }

    /// The direction of a picture's point, in the thing's space.
    pub fn ray(&self, x: f32, y: f32) -> [f32; 3] {
        let ray = [(x - self.middle.0) / self.focal, (y - self.middle.1) / self.focal, 1.0];
        self.axes.map(|axis| dot(axis, ray))
    }

    /// The point of the thing's plane that is seen there; none above the plane's horizon.
    pub fn hit(&self, x: f32, y: f32) -> Option<(f32, f32)> {
        let ray = self.ray(x, y);
        let reach = -self.eye[2] / ray[2];
        (reach > 0.0).then(|| (self.eye[0] + reach * ray[0], self.eye[1] + reach * ray[1]))
    }

    /// Where a point of the thing's space is seen.
    pub fn see(&self, point: [f32; 3]) -> (f32, f32) {
        let at = |i: usize| self.centre[i] + (0..3).map(|k| self.axes[k][i] * point[k]).sum::<f32>();
        let depth = at(2);
        (self.middle.0 + self.focal * at(0) / depth, self.middle.1 + self.focal * at(1) / depth)
    }
}

impl Turn {
    /// The thing's right, down and away, as the camera sees them.
    fn axes(self) -> [[f32; 3]; 3] {
        let (sin_yaw, cos_yaw) = self.yaw.to_radians().sin_cos();
        let (sin_pitch, cos_pitch) = self.pitch.to_radians().sin_cos();
        let (sin_roll, cos_roll) = self.roll.to_radians().sin_cos();
        let turn = |[x, y, z]: [f32; 3]| {
            let (x, y) = (x * cos_roll - y * sin_roll, x * sin_roll + y * cos_roll);
            let (y, z) = (y * cos_pitch - z * sin_pitch, y * sin_pitch + z * cos_pitch);
            [x * cos_yaw + z * sin_yaw, y, z * cos_yaw - x * sin_yaw]
        };
        [turn([1.0, 0.0, 0.0]), turn([0.0, 1.0, 0.0]), turn([0.0, 0.0, 1.0])]
    }
}

fn dot(a: [f32; 3], b: [f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
