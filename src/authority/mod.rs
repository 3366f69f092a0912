//! The authority's browser side: keys, rosters and cases, in a worker of their own.
//!
//! The page asks the server and feeds the worker, so that progress shows and stopping is simply not feeding; the worker
//! has the keys and never the network. [`message`] is what they say to each other, [`vault`] what the worker does (pure,
//! tested natively), [`members`] its part about rosters, [`cases`] that about cases, [`afterwards`] that about receipts and
//! disputes, [`export`] its files, [`roster`] the chain of rosters as both verify it, [`sheet`] the recovery sheet,
//! [`key_file`] a file that was chosen; [`client`] is the page's side, [`worker`] the thin loop in the worker.

pub mod afterwards;
pub mod cases;
pub mod client;
pub mod export;
pub mod key_file;
pub mod members;
pub mod message;
pub mod roster;
pub mod sheet;
#[cfg(test)]
mod tests;
pub mod vault;
pub mod worker;
