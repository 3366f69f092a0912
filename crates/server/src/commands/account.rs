//! `venue-server account`

use std::io::{IsTerminal as _, stdin};

use venue_protocol::id::AccountId;
use venue_protocol::problem::Reason;
use venue_protocol::wire::accounts::{AccountRole, MAX_LOGIN, PASSWORD, Password};

use super::Failure;
use super::desk::Desk;
use crate::accounts::{
    FactorSecret, Factors, Login, Purpose, check_name, check_password, derived, hash_password,
};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::keys::ServerKeys;
use crate::random::SharedRandom;
use crate::store::accounts::Account;
use crate::store::audit::Kind;

/// Accounts of the consoles.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Add an account; the password is asked for, or read as one line from standard input
    New {
        /// What the account may do
        #[arg(long, value_parser = role)]
        role: AccountRole,
        /// The name to sign in with
        #[arg(long)]
        login: String,
        /// The person's name as colleagues see it [default: the login]
        #[arg(long)]
        name: Option<String>,
        /// Set up a second factor at once, and print its secret for an authenticator app
        #[arg(long)]
        second_factor: bool,
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

/// Why nothing is done.
#[derive(Debug, thiserror::Error)]
enum AccountError {
    #[error("a login is of 1 to {MAX_LOGIN} letters, digits, or .-_@")]
    Login,
    #[error("a name is of 1 to {MAX_LOGIN} characters that can be seen")]
    Name,
    #[error("a password has at least {} characters", PASSWORD.start())]
    Short,
    #[error("a password has at most {} characters", PASSWORD.end())]
    Long,
    #[error("this password is among the first that somebody would try; take several words, or draw it")]
    Weak,
    #[error("the two passwords differ")]
    Differ,
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    let Command::New { role, login, name, second_factor } = command;
    let login = Login::parse(&login).map_err(|_| AccountError::Login)?;
    let name = check_name(name.as_deref().unwrap_or(login.as_str())).map_err(|_| AccountError::Name)?;
    let password = ask()?;
    check_password(&password, login.as_str()).map_err(|reason| match reason {
        Reason::Weak => AccountError::Weak,
        Reason::TooLong => AccountError::Long,
        _ => AccountError::Short,
    })?;
    let id = AccountId(random.bytes());
    let (factor, shown) = if second_factor {
        let keys = ServerKeys::load_or_create(&config.keys_dir(), &mut random)?;
        let secret = FactorSecret::draw(&random);
        let sealed = Factors::new(derived(&keys.account, Purpose::Factors)).seal(id, &secret, &random)?;
        (Some(sealed), Some(secret.shown(login.as_str())))
    } else {
        (None, None)
    };
    let password = hash_password(&config.passwords, &password, &random)?;
    let login = login.as_str().to_owned();
    let account = Account { id, login, name, role, password, factor, next_factor: None };
    let mut desk = Desk::open(config).await?;
    let now = clock.now();
    desk.writer.accounts().add_account(now, &account).await?;
    let subject = [id.0.as_slice(), role.name().as_bytes()].concat();
    desk.writer.audit(now, Kind::AccountAdded, &subject).await?;
    desk.writer.commit().await?;
    println!("{}  {}", role.name(), account.login);
    if let Some(shown) = shown {
        println!("{}", shown.url);
    }
    Ok(())
}

fn ask() -> Result<Password, Failure> {
    if !stdin().is_terminal() {
        let mut line = Password(String::new());
        stdin().read_line(&mut line.0)?;
        let end = line.0.trim_end_matches(['\r', '\n']).len();
        line.0.truncate(end);
        return Ok(line);
    }
    let first = Password(rpassword::prompt_password("Password: ")?);
    let second = Password(rpassword::prompt_password("Once more: ")?);
    if first == second { Ok(first) } else { Err(AccountError::Differ.into()) }
}
