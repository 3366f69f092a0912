//! The fields that QR codes are computed in, against multiplication bit by bit.

use g2p::{GaloisField, g2p};

g2p!(GF16, 4, modulus: 0b1_0011);
g2p!(GF256, 8, modulus: 0b1_0001_1101);

/// As one multiplies polynomials by hand.
fn product(a: u8, b: u8, bits: u32, modulus: u16) -> u8 {
    let mut sum = (0..bits).filter(|bit| b >> bit & 1 == 1).fold(0_u16, |sum, bit| sum ^ u16::from(a) << bit);
    for bit in (bits..16).rev() {
        if sum >> bit & 1 == 1 {
            sum ^= modulus << (bit - bits);
        }
    }
    sum as u8
}

#[test]
fn every_product_is_the_one_that_is_computed_bit_by_bit() {
    for a in 0..=255 {
        for b in 0..=255 {
            assert_eq!(GF256(a) * GF256(b), GF256(product(a, b, 8, 0b1_0001_1101)), "{a} * {b}");
        }
    }
    for a in 0..16 {
        for b in 0..16 {
            assert_eq!(GF16(a) * GF16(b), GF16(product(a, b, 4, 0b1_0011)), "{a} * {b}");
        }
    }
}

fn keeps_the_laws<F: GaloisField>(elements: impl Iterator<Item = F> + Clone) {
    for a in elements.clone() {
        assert_eq!(a + F::ZERO, a);
        assert_eq!(a + a, F::ZERO);
        assert_eq!(a * F::ONE, a);
        assert_eq!(a * F::ZERO, F::ZERO);
        for b in elements.clone() {
            assert_eq!(a + b, b + a);
            assert_eq!(a * b, b * a);
            if b != F::ZERO {
                assert_eq!(a / b * b, a, "{a:?} / {b:?}");
                assert_eq!(a * b / b, a, "{a:?} / {b:?}");
            }
            let c = a * F::GENERATOR + b;
            assert_eq!((a + b) * c, a * c + b * c);
            assert_eq!((a * b) * c, a * (b * c));
            let (mut sum, mut multiple) = (a, a);
            sum += b;
            multiple *= b;
            assert_eq!((sum, multiple), (a + b, a * b));
        }
    }
}

#[test]
fn both_fields_keep_the_laws() {
    keeps_the_laws((0..16).map(GF16));
    keeps_the_laws((0..=255).map(GF256));
}

#[test]
fn powers_are_repeated_products_and_the_generator_s_are_all_elements() {
    for a in (0..=255).map(GF256) {
        let mut expected = GF256::ONE;
        for exponent in 0..600 {
            assert_eq!(a.pow(exponent), expected, "{a:?} to the power of {exponent}");
            expected *= a;
        }
    }
    let mut seen: Vec<u8> = (0..255).map(|exponent| GF256::GENERATOR.pow(exponent).0).collect();
    seen.sort_unstable();
    assert_eq!(seen, (1..=255).collect::<Vec<u8>>());
    assert_eq!(GF256::GENERATOR.pow(usize::MAX), GF256::GENERATOR.pow(usize::MAX % 255));
}

#[test]
#[should_panic(expected = "division by zero")]
fn division_by_zero_panics() {
    let _ = GF256(7) / GF256::ZERO;
}

#[test]
#[should_panic(expected = "x generates only some of the elements")]
fn a_modulus_whose_x_is_no_generator_is_refused() {
    // The field of AES is one, but x has only 51 powers in it.
    let _ = g2p::Tables::<256, 1024>::new(0b1_0001_1011);
}

#[test]
#[should_panic(expected = "no modulus of a field of this size")]
fn a_modulus_of_another_degree_is_refused() {
    let _ = g2p::Tables::<256, 1024>::new(0b1_0011);
}
