pub mod browsers;
pub mod oracle;
pub mod random;
pub mod server;
pub mod world;
