//! The console's texts, one file a page or subject.

pub mod account;
pub mod application;
pub mod import;
pub mod kit;
pub mod review;
pub mod shell;
pub mod sign;
pub mod staff;
pub mod start;
pub mod trouble;
pub mod venue;
pub mod wrong;

pub use account::Account;
pub use application::Application;
pub use import::ImportText;
pub use kit::Kit;
pub use review::ReviewText;
pub use shell::{RoleName, Shell};
pub use sign::Sign;
pub use staff::StaffText;
pub use start::StartText;
pub use trouble::Fault;
pub use venue::VenueText;
pub use wrong::FormWrong;
