//! The console's texts, one file a page or subject.

pub mod account;
pub mod application;
pub mod counts;
pub mod desk;
pub mod display;
pub mod guest;
pub mod import;
pub mod kit;
pub mod live;
pub mod passes;
pub mod shell;
pub mod sign;
pub mod slips;
pub mod studio;
pub mod trouble;
pub mod wrong;

pub use account::Account;
pub use application::Application;
pub use counts::Counts;
pub use desk::Desk;
pub use display::Display;
pub use guest::{GuestLanguage, GuestText, guest_document, guest_wrong};
pub use import::ImportText;
pub use kit::Kit;
pub use live::Live;
pub use passes::Passes;
pub use shell::{RoleName, Shell};
pub use sign::Sign;
pub use slips::Slips;
pub use studio::Studio;
pub use trouble::Fault;
pub use wrong::FormWrong;
