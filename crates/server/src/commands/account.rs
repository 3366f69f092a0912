//! `venue-server account`

use std::io::{IsTerminal as _, stdin};

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use sha2::{Digest as _, Sha256};
use venue_protocol::wire::accounts::AccountRole;
use zeroize::Zeroizing;

use super::Failure;
use super::desk::Desk;
use crate::clock::SharedClock;
use crate::config::Config;
use crate::store::Account;
use crate::store::audit::Kind;

const SHORTEST: usize = 12;
const LONGEST_LOGIN: usize = 64;

/// Accounts of the consoles.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Add an account; the password is asked for, or read as one line from standard input
    New {
        /// What the account may do
        #[arg(long, value_parser = role)]
        role: AccountRole,
        /// The name to log in with
        #[arg(long)]
        login: String,
    },
}

/// A role by its name.
fn role(text: &str) -> Result<AccountRole, String> {
    let names = || AccountRole::ALL.map(AccountRole::name).join(", ");
    AccountRole::ALL
        .into_iter()
        .find(|role| role.name() == text)
        .ok_or_else(|| format!("one of: {}", names()))
}

/// Why no account is added.
#[derive(Debug, thiserror::Error)]
enum AccountError {
    #[error("a login is of 1 to {LONGEST_LOGIN} letters, digits, or .-_@")]
    Login,
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    #[error("the two passwords differ")]
    Differ,
    #[error("hashing the password failed: {0}")]
    Hash(argon2::password_hash::Error),
}

pub(super) async fn run(command: Command, config: &Config, clock: SharedClock) -> Result<(), Failure> {
    let Command::New { role, login } = command;
    let fits = login.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if login.is_empty() || login.chars().count() > LONGEST_LOGIN || !fits {
        return Err(AccountError::Login.into());
    }
    let password = ask()?;
    if password.chars().count() < SHORTEST {
        return Err(AccountError::Short.into());
    }
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(AccountError::Hash)?;
    let account = Account { login, role, password: hash.to_string() };
    let mut desk = Desk::open(config).await?;
    let now = clock.now();
    desk.writer.add_account(now, &account).await?;
    let subject = Sha256::digest(format!("{}\0{}", account.login, role.name()));
    desk.writer.audit(now, Kind::AccountAdded, &subject).await?;
    desk.writer.commit().await?;
    println!("{}  {}", role.name(), account.login);
    Ok(())
}

fn ask() -> Result<Zeroizing<String>, Failure> {
    if !stdin().is_terminal() {
        let mut line = Zeroizing::new(String::new());
        stdin().read_line(&mut line)?;
        return Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()));
    }
    let first = Zeroizing::new(rpassword::prompt_password("Password: ")?);
    let second = Zeroizing::new(rpassword::prompt_password("Once more: ")?);
    if first == second { Ok(first) } else { Err(AccountError::Differ.into()) }
}
