//! Finite fields of up to 256 elements, as the decoder of QR codes computes in them.
//!
//! rqrr takes its fields from the crate g2p, which writes out the whole table of products: 64 KiB, most of what the
//! scan worker weighed, and powers by 64 squarings each. This crate has the same name and the part of its interface
//! that rqrr uses, and stands in its place by `[patch.crates-io]`. A product is a sum of logarithms, a power a product
//! of them: some 1.5 KB of tables, computed by the compiler.
//!
//! Division by zero panics, as in the original; rqrr looks before it divides.

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign};

/// A finite field, of a type that [`g2p!`] makes.
pub trait GaloisField:
    Add<Output = Self> + AddAssign + Mul<Output = Self> + MulAssign + Div<Output = Self> + Copy + Eq + Debug
{
    /// Neutral in addition.
    const ZERO: Self;
    /// Neutral in multiplication.
    const ONE: Self;
    /// Its powers are all elements but zero.
    const GENERATOR: Self;

    /// Multiplied with itself so many times; anything to the power of 0 is 1.
    #[must_use]
    fn pow(self, exponent: usize) -> Self;
}

/// Logarithms to the base `x` and their inverse, for a field of `SIZE` elements. `POWERS` is four times that.
#[derive(Debug)]
pub struct Tables<const SIZE: usize, const POWERS: usize> {
    logs: [u16; SIZE],
    powers: [u8; POWERS],
}

impl<const SIZE: usize, const POWERS: usize> Tables<SIZE, POWERS> {
    /// How many elements there are but zero: after so many steps the powers repeat.
    const ORDER: usize = SIZE - 1;
    /// The logarithm that zero is given: greater than the sum of any two others, so that each sum with it finds
    /// one of the zeros behind the powers, and no product needs a branch.
    const LOG_ZERO: usize = 2 * Self::ORDER;

    /// Of the field whose elements are polynomials modulo `modulus`, one bit a coefficient.
    ///
    /// # Panics
    /// If the powers of `x` are not all elements, or the sizes do not fit; where the tables are a static, the
    /// compiler says so.
    #[must_use]
    #[expect(clippy::panic, reason = "evaluated by the compiler")]
    pub const fn new(modulus: usize) -> Self {
        if SIZE > 256 || modulus >> 1 >= SIZE || modulus < SIZE || POWERS != 4 * SIZE {
            panic!("no modulus of a field of this size");
        }
        let mut tables = Self { logs: [0; SIZE], powers: [0; POWERS] };
        tables.logs[0] = Self::LOG_ZERO as u16;
        let mut power = 1;
        let mut log = 0;
        while log < Self::ORDER {
            if log > 0 && power <= 1 {
                panic!("x generates only some of the elements");
            }
            tables.logs[power] = log as u16;
            tables.powers[log] = power as u8;
            tables.powers[log + Self::ORDER] = power as u8;
            power <<= 1;
            if power >= SIZE {
                power ^= modulus;
            }
            log += 1;
        }
        tables
    }

    /// The product.
    #[inline]
    #[must_use]
    pub const fn product(&self, a: u8, b: u8) -> u8 {
        self.powers[(self.log(a) + self.log(b)) % POWERS]
    }

    /// The quotient.
    ///
    /// # Panics
    /// If `b` is zero.
    #[inline]
    #[must_use]
    #[expect(clippy::panic, reason = "as division of integers does")]
    pub const fn quotient(&self, a: u8, b: u8) -> u8 {
        if b == 0 {
            panic!("division by zero");
        }
        self.powers[(self.log(a) + Self::ORDER - self.log(b)) % POWERS]
    }

    /// The power.
    #[inline]
    #[must_use]
    pub const fn power(&self, a: u8, exponent: usize) -> u8 {
        if a == 0 {
            return (exponent == 0) as u8;
        }
        self.powers[self.log(a) * (exponent % Self::ORDER) % Self::ORDER]
    }

    #[inline]
    const fn log(&self, a: u8) -> usize {
        self.logs[a as usize % SIZE] as usize
    }
}

/// `g2p!(GF256, 8, modulus: 0b1_0001_1101);` makes the type `GF256` of a field of 2 to the power of 8 elements, whose
/// products are taken modulo that polynomial, of which `x` must be a primitive root.
#[macro_export]
macro_rules! g2p {
    ($field:ident, $bits:literal, modulus: $modulus:literal) => {
        /// An element of a finite field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $field(
            /// As bits: the coefficients of a polynomial.
            pub u8,
        );

        impl $field {
            #[inline]
            fn tables() -> &'static $crate::Tables<{ 1 << $bits }, { 4 << $bits }> {
                static TABLES: $crate::Tables<{ 1 << $bits }, { 4 << $bits }> = $crate::Tables::new($modulus);
                &TABLES
            }
        }

        impl $crate::GaloisField for $field {
            const ZERO: Self = Self(0);
            const ONE: Self = Self(1);
            const GENERATOR: Self = Self(2);

            #[inline]
            fn pow(self, exponent: usize) -> Self {
                Self(Self::tables().power(self.0, exponent))
            }
        }

        impl ::core::ops::Add for $field {
            type Output = Self;

            #[inline]
            #[expect(clippy::suspicious_arithmetic_impl, reason = "a sum of bits without carry")]
            fn add(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }
        }

        impl ::core::ops::AddAssign for $field {
            #[inline]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl ::core::ops::Mul for $field {
            type Output = Self;

            #[inline]
            fn mul(self, other: Self) -> Self {
                Self(Self::tables().product(self.0, other.0))
            }
        }

        impl ::core::ops::MulAssign for $field {
            #[inline]
            fn mul_assign(&mut self, other: Self) {
                *self = *self * other;
            }
        }

        impl ::core::ops::Div for $field {
            type Output = Self;

            #[inline]
            fn div(self, other: Self) -> Self {
                Self(Self::tables().quotient(self.0, other.0))
            }
        }
    };
}
