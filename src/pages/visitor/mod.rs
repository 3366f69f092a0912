//! The visitor's pages.

mod about;
mod confirm;
mod draft;
mod form;
mod history;
mod home;
mod missing;
mod moving;
mod notices;
mod pass;
mod persons;
mod receive;
mod report;
mod scan;
mod settings;
mod store_troubles;
mod typed;
mod visit_line;
mod ways_out;

pub use about::use_about_page;
pub use confirm::use_confirm_page;
pub use draft::{Draft, Target};
pub use form::use_form_page;
pub use history::use_history_page;
pub use home::use_home_page;
pub use missing::use_missing_page;
pub use moving::use_move_page;
pub use notices::{use_not_there_page, use_notices_page};
pub use pass::use_pass_page;
pub use persons::use_persons_page;
pub use receive::use_receive_page;
pub use report::{ReportDraft, use_report_page};
pub use scan::use_scan_page;
pub use settings::use_settings_page;
