//! Random numbers that are the same for the same seed, on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014): tiny, and good enough for the noise of a picture.
#[derive(Debug, Clone)]
pub struct Noise(u64);

impl Noise {
    /// Draws from this seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 random bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From -1 to 1, each value as likely as another.
    pub fn even(&mut self) -> f32 {
        // 24 bits fill an f32's mantissa.
        (self.next() >> 40) as f32 / (1_u32 << 23) as f32 - 1.0
    }

    /// Between two values, each as likely as another.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.even() + 1.0) / 2.0
    }

    /// A whole number below `end`, which must not be 0.
    pub const fn below(&mut self, end: usize) -> usize {
        (self.next() >> 16) as usize % end
    }

    /// About normal, with mean 0 and standard deviation 1: four uniform values added.
    pub fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum: u64 = (0..4).map(|i| (bits >> (16 * i)) & 0xffff).sum();
        // A uniform value on 0..1 has variance 1/12, four of them 1/3.
        (sum as f32 / 65_536.0 - 2.0) * 3.0_f32.sqrt()
    }
}
