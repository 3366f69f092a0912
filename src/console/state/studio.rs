//! Numbers of a poster as people say them.

/// A distance in metres: in half metres from one metre on, in tenths below, always rounded down.
pub fn metres(mm: f32) -> String {
    let tenths = (mm / 100.0).floor().max(0.0) as u32;
    let tenths = if tenths >= 10 { tenths / 5 * 5 } else { tenths };
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// A length in whole millimetres.
pub fn whole(mm: f32) -> String {
    format!("{:.0}", mm.max(0.0))
}

/// A length in tenths of a millimetre.
pub fn tenths(mm: f32) -> String {
    format!("{:.1}", mm.max(0.0))
}
