//! The texts, one file a page or subject.

pub mod about;
pub mod code;
pub mod common;
pub mod confirm;
#[cfg(feature = "console")]
pub mod console;
pub mod history;
pub mod home;
pub mod moving;
pub mod notices;
pub mod pass;
pub mod person;
pub mod persons;
pub mod report;
pub mod scan;
pub mod settings;
pub mod shared_word;
pub mod states;
pub mod trouble;

pub use about::About;
pub use code::Code;
pub use common::Common;
pub use confirm::Confirm;
pub use history::History;
pub use home::Home;
pub use moving::Moving;
pub use notices::Notices;
pub use pass::Pass;
pub use person::{DocumentText, Form, Wrong};
pub use persons::Persons;
pub use report::Report;
pub use scan::{Camera, Scan};
pub use settings::Settings;
pub use shared_word::{ColourText, ThingText, colour, thing, whole_word};
pub use states::states;
pub use trouble::Trouble;
