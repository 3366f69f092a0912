//! The paper: size, orientation, bleed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How far colour runs over the cut, in mm.
pub const BLEED: f32 = 3.0;
/// Length of a crop mark, in mm; it begins where the bleed ends.
pub const MARK: f32 = 5.0;

/// Declares an enum whose variants have a name on the wire, in queries and in file names.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// All of them, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)* _ => Err(UnknownName) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

/// A text that names no variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the known names")]
pub struct UnknownName;

named! {
    /// The size of what hangs or stands in the end.
    Size {
        /// 148 x 210 mm.
        A5 = "a5",
        /// 210 x 297 mm.
        A4 = "a4",
        /// 297 x 420 mm.
        A3 = "a3",
        /// 420 x 594 mm.
        A2 = "a2",
        /// A sticker for the door, 120 x 160 mm.
        Sticker = "sticker",
        /// A stand for the table: one sheet of A4, folded to two faces of A5 with the same code. Portrait faces stand
        /// side by side like an opened card; landscape faces lean head to head like a tent, so that one is printed
        /// upside down.
        TableStand = "table_stand",
    }
}

named! {
    /// How a face stands.
    Orientation {
        /// Higher than wide.
        Portrait = "portrait",
        /// Wider than high.
        Landscape = "landscape",
    }
}

named! {
    /// The kind of file.
    Format {
        /// Vector, CMYK, for print.
        Pdf = "pdf",
        /// Vector, for sign makers and browsers.
        Svg = "svg",
        /// Pixels, 300 dpi.
        Png = "png",
    }
}

impl Format {
    /// The media type of such a file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }
}

/// How a poster is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sheet {
    /// The size.
    pub size: Size,
    /// How it stands.
    pub orientation: Orientation,
    /// Whether colour runs [`BLEED`] over the cut, with crop marks around it.
    pub bleed: bool,
    /// Whether the symbol has the service's mark in its centre, which asks for level H.
    pub mark: bool,
}

impl Sheet {
    /// Width and height of one face, in mm.
    pub const fn face(self) -> (f32, f32) {
        let (short, long) = match self.size {
            Size::A5 => (148.0, 210.0),
            Size::A4 => (210.0, 297.0),
            Size::A3 => (297.0, 420.0),
            Size::A2 => (420.0, 594.0),
            Size::Sticker => (120.0, 160.0),
            Size::TableStand => (148.5, 210.0),
        };
        match self.orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        }
    }

    /// Width and height of the sheet when it is cut and before it is folded, in mm.
    pub const fn trim(self) -> (f32, f32) {
        let (width, height) = self.face();
        match (self.size, self.orientation) {
            (Size::TableStand, Orientation::Portrait) => (2.0 * width, height),
            (Size::TableStand, Orientation::Landscape) => (width, 2.0 * height),
            _ => (width, height),
        }
    }

    /// How far the page reaches beyond the cut on each side, in mm.
    pub const fn margin(self) -> f32 {
        if self.bleed { BLEED + MARK } else { 0.0 }
    }

    /// Width and height of the page in the file, in mm.
    pub const fn page(self) -> (f32, f32) {
        let (width, height) = self.trim();
        (width + 2.0 * self.margin(), height + 2.0 * self.margin())
    }
}
