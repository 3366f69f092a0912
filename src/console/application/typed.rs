//! Values of the form as people type them: times of the day, coordinates.

use venue_protocol::wire::applications::Position;

/// The minutes after midnight of a time such as `09:30`.
pub fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A time as the browser's control wants it; midnight at the end of a day is `00:00`.
pub fn time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The end of opening hours: `00:00` is midnight at the end of the day.
pub fn end_minutes(text: &str) -> Option<u16> {
    minutes(text).map(|minutes| if minutes == 0 { 24 * 60 } else { minutes })
}

/// A position as it is typed: two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedPosition {
    /// Degrees north.
    pub latitude: String,
    /// Degrees east.
    pub longitude: String,
}

/// Not two numbers of degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoNumbers;

impl TypedPosition {
    /// A position as text, to about ten centimetres.
    pub fn of(position: Option<Position>) -> Self {
        position.map_or_else(Self::default, |at| Self {
            latitude: format!("{:.6}", at.latitude),
            longitude: format!("{:.6}", at.longitude),
        })
    }

    /// The position; none if nothing was typed.
    ///
    /// # Errors
    /// If it is no position.
    pub fn parse(&self) -> Result<Option<Position>, NoNumbers> {
        let (latitude, longitude) = (self.latitude.trim(), self.longitude.trim());
        if latitude.is_empty() && longitude.is_empty() {
            return Ok(None);
        }
        let degrees = |text: &str, most: f64| -> Result<f64, NoNumbers> {
            let degrees: f64 = text.replace(['\u{ff0c}', ','], ".").parse().map_err(|_| NoNumbers)?;
            if degrees.abs() <= most { Ok(degrees) } else { Err(NoNumbers) }
        };
        Ok(Some(Position { latitude: degrees(latitude, 90.0)?, longitude: degrees(longitude, 180.0)? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_day_read_back_as_shown() {
        for text in ["00:00", "09:05", "23:59"] {
            assert_eq!(time(minutes(text).unwrap()), text);
        }
        for text in ["", "9", "24:00", "12:60", "1:2:3", "早上"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!((end_minutes("00:00"), time(1440)), (Some(1440), "00:00".to_owned()));
    }

    #[test]
    fn a_position_is_two_numbers_or_nothing() {
        let typed = |latitude: &str, longitude: &str| TypedPosition {
            latitude: latitude.into(),
            longitude: longitude.into(),
        };
        assert_eq!(typed(" ", "").parse(), Ok(None));
        let changchun = typed("43.8868", " 125.3245 ").parse().unwrap().unwrap();
        assert_eq!((changchun.latitude, changchun.longitude), (43.8868, 125.3245));
        for (latitude, longitude) in
            [("43.8", ""), ("91", "0"), ("0", "180.1"), ("北纬43", "125"), ("NaN", "1"), ("inf", "1")]
        {
            assert_eq!(typed(latitude, longitude).parse(), Err(NoNumbers), "{latitude} {longitude}");
        }
        assert_eq!(TypedPosition::of(Some(changchun)).latitude, "43.886800");
    }
}
