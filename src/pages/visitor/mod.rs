//! The visitor's pages.

mod about;
mod confirm;
mod form;
mod history;
mod home;
mod missing;
mod moving;
mod pass;
mod persons;
mod receive;
mod scan;
mod settings;
mod store_troubles;
mod visit_line;
mod ways_out;

pub use about::AboutPage;
pub use confirm::ConfirmPage;
pub use form::{Draft, FormPage, Target};
pub use history::HistoryPage;
pub use home::HomePage;
pub use missing::MissingPage;
pub use moving::MovePage;
pub use pass::PassPage;
pub use persons::PersonsPage;
pub use receive::ReceivePage;
pub use scan::ScanPage;
pub use settings::SettingsPage;
