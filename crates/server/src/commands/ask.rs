//! Asks for a secret: twice at a terminal, else one line.

use std::io::{IsTerminal as _, stdin};

use venue_protocol::wire::accounts::Password;

use super::Failure;

/// Both lines must be the same.
#[derive(Debug, thiserror::Error)]
#[error("these are not the same")]
struct Differ;

/// Asks for what is called so.
pub(super) fn ask(what: &str) -> Result<Password, Failure> {
    if !stdin().is_terminal() {
        let mut line = Password(String::new());
        stdin().read_line(&mut line.0)?;
        let end = line.0.trim_end_matches(['\r', '\n']).len();
        line.0.truncate(end);
        return Ok(line);
    }
    let first = Password(rpassword::prompt_password(format!("{what}: "))?);
    let second = Password(rpassword::prompt_password("Once more: ")?);
    if first == second { Ok(first) } else { Err(Differ.into()) }
}
