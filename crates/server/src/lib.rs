//! The service behind Venue Code: it registers persons and visits, seals them to the authority, and keeps them no
//! longer than it must. Deliverable as one binary with the site embedded.
//!
//! Where things are: [`routes`] one file an endpoint; [`sealer`] the one thread that opens credentials, seals and
//! writes; [`store`] traits and the engine behind them; [`edge`] what every request goes through; [`keys`] the
//! server's own keys; [`audit`] checkpoints of the audit chain; [`config`] settings; [`commands`] the command line; [`jobs`] what runs beside the requests.
//! How to extend each is said at its top.

pub mod accounts;
pub mod app;
pub mod approval;
pub mod audit;
pub mod budget;
pub mod case_bounds;
pub mod clock;
pub mod codes;
pub mod commands;
pub mod config;
pub mod credentials;
pub mod desk_quota;
pub mod directory;
pub mod edge;
pub mod extract;
pub mod household;
pub mod issuer;
pub mod jobs;
pub mod keys;
pub mod lease;
pub mod live;
pub mod memory;
pub mod metrics;
pub mod notice_keys;
pub mod office;
pub mod pace;
pub mod pictures;
pub mod posters;
pub mod problem;
pub mod random;
pub mod rights;
pub mod routes;
pub mod sealer;
pub mod server;
pub mod site;
pub mod store;
pub mod timing;
pub mod transfers;
pub mod words;
