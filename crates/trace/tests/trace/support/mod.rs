pub mod browsers;
pub mod oracle;
pub mod server;
pub mod world;
