//! The table of figures and limits.

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What was measured.
    pub what: String,
    /// The value.
    pub value: f64,
    /// The value's unit.
    pub unit: &'static str,
    /// What it must keep.
    pub limit: Limit,
}

/// The unit of times as multiples of another's, which are small numbers.
pub const RATIO: &str = "x";

/// A bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// No more than this.
    Most(f64),
    /// No less than this.
    Least(f64),
    /// For information.
    None,
}

impl Line {
    fn kept(&self) -> bool {
        match self.limit {
            Limit::Most(most) => self.value <= most,
            Limit::Least(least) => self.value >= least,
            Limit::None => true,
        }
    }
}

/// Prints the table; whether every limit was kept.
pub fn print(lines: &[Line]) -> bool {
    println!("\n{:<58} {:>12} {:>14}", "", "measured", "limit");
    for line in lines {
        let (limit, word) = match line.limit {
            Limit::Most(most) => (format!("<= {most}"), if line.kept() { "PASS" } else { "FAIL" }),
            Limit::Least(least) => (format!(">= {least}"), if line.kept() { "PASS" } else { "FAIL" }),
            Limit::None => (String::new(), ""),
        };
        let digits = if line.unit == RATIO { 2 } else { 1 };
        println!("{:<58} {:>9.digits$} {:<3} {:>13} {word}", line.what, line.value, line.unit, limit);
    }
    lines.iter().all(Line::kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_limit_is_told() {
        let line = |value, limit| Line { what: String::new(), value, unit: "", limit };
        assert!(print(&[line(5.0, Limit::Most(5.0)), line(5.0, Limit::Least(5.0)), line(5.0, Limit::None)]));
        assert!(!print(&[line(5.1, Limit::Most(5.0)), line(5.0, Limit::None)]));
        assert!(!print(&[line(4.9, Limit::Least(5.0))]));
    }
}
