//! The one set of icons: 24 units wide, drawn by strokes of the text's colour. Never without words beside them,
//! so they are hidden from screen readers.

use yew::{Classes, Html, classes, html};

/// Declares the icons: name and path.
macro_rules! glyphs {
    ($($name:ident = $path:literal;)*) => {
        /// An icon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Glyph { $($name),* }

        impl Glyph {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),* }
            }
        }
    };
}

glyphs! {
    Add = "M12 5v14M5 12h14";
    Back = "M15 5l-7 7 7 7";
    Next = "M9 5l7 7-7 7";
    Ring = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z";
    Done = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.2l2.8 2.8L16 9.5";
    Refused = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9l6 6M15 9l-6 6";
    Wait = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2";
    Undo = "M9 7L4 11.5 9 16M4.5 11.5H14a5 5 0 0 1 0 10h-2";
    Enter = "M13 4h6v16h-6M3 12h11M10 8l4 4-4 4";
    Leave = "M11 4H5v16h6M9 12h12M17 8l4 4-4 4";
    Scan = "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4M4 12h16";
    Camera = "M4 8h3l1.5-2.5h7L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z";
    CameraOff = "M4 4l16 16M9 5.5h6.5L17 8h3a1 1 0 0 1 1 1v8M18 19H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h3M14.5 16a3.5 3.5 0 0 1-5-5";
    Photo = "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM3.5 17l5-5.5 4 4 3-3 5 4.5M15.5 8.5h.01";
    Keypad = "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01";
    Person = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6";
    Persons = "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.6-3.7 3-5.5 6.5-5.5s5.9 1.8 6.5 5.5M16 5.2a3.5 3.5 0 0 1 0 6.6M18 15c2 .7 3.2 2.4 3.5 5";
    History = "M4 5v5h5M4.5 9.5A8.5 8.5 0 1 1 3.5 13M12 8v4.5l3 2";
    Settings = "M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z";
    Help = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01";
    Info = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5h.01";
    Warn = "M12 4L2.5 20h19L12 4zM12 10v4.5M12 17.2h.01";
    Offline = "M4 4l16 16M5 12.5a10 10 0 0 1 4-2.4M2 9a15 15 0 0 1 4.5-3M13.5 6a15 15 0 0 1 8.5 3M16 10.7a10 10 0 0 1 3 1.8M8.5 16a5 5 0 0 1 7 0M12 19.5h.01";
    Delete = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5.5M14 11v5.5";
    Edit = "M4 20l1-4.5L16 4.5 19.5 8 8.5 19 4 20zM14 6.5L17.5 10";
    Export = "M12 4v11M7.5 10.5L12 15l4.5-4.5M4 20h16";
    Phone = "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2";
    Call = "M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a1.5 1.5 0 0 1-1.5 1.5A15.5 15.5 0 0 1 4.5 5 1.5 1.5 0 0 1 6 3.5z";
    Lock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
    Light = "M9 3h6l1 5-2 3v9a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1v-9L8 8l1-5zM8.2 8h7.6";
    Turn = "M4 12a8 8 0 0 1 13.5-5.8L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.5 5.8L4 15.5M4 20v-4.5h4.5";
    Place = "M12 21c4.5-4.7 7-8 7-11a7 7 0 1 0-14 0c0 3 2.5 6.3 7 11zM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z";
}

/// An icon as large as the text it stands beside.
pub fn icon(glyph: Glyph) -> Html {
    sized_icon(glyph, Classes::new())
}

/// An icon with a class that sizes or colours it.
pub fn sized_icon(glyph: Glyph, class: impl Into<Classes>) -> Html {
    html! {
        <svg class={classes!("icon", class.into())} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={glyph.path()} />
        </svg>
    }
}
