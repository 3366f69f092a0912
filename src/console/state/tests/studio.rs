use crate::console::state::studio::{metres, tenths, whole};

#[test]
fn a_distance_is_said_in_half_metres_and_never_too_far() {
    for (mm, said) in [
        (3499.0, "3"),
        (3500.0, "3.5"),
        (3999.9, "3.5"),
        (1000.0, "1"),
        (870.0, "0.8"),
        (20.0, "0"),
        (-1.0, "0"),
    ] {
        assert_eq!(metres(mm), said, "{mm}");
    }
}

#[test]
fn lengths_are_said_as_they_can_be_measured() {
    assert_eq!((whole(131.2).as_str(), tenths(2.678).as_str()), ("131", "2.7"));
}
