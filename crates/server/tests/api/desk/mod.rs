//! The management terminal: `/api/v1/venues/{venue}/desk/...`

mod check_in;
mod passes;
mod slips;
mod statements;
