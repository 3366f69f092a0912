//! `venue-server account`

use venue_protocol::id::{AccountId, PlaceId};
use venue_protocol::instant::Instant;
use venue_protocol::problem::Reason;
use venue_protocol::wire::accounts::{AccountRole, MAX_LOGIN, PASSWORD, Right};

use super::ask::ask;
use super::desk::Desk;
use super::{COMMAND_LINE, Failure};
use crate::accounts::{
    FactorSecret, Factors, LinkTo, Login, Purpose, check_name, check_password, derived, hash_password,
};
use crate::clock::SharedClock;
use crate::config::Config;
use crate::directory::DirectoryCache;
use crate::keys::ServerKeys;
use crate::random::SharedRandom;
use crate::store::accounts::Account;
use crate::store::audit::{Kind, member_added};

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
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Make an account a member of a venue
    Join {
        /// The account
        #[arg(long)]
        login: String,
        /// The venue
        #[arg(long, allow_hyphen_values = true)]
        venue: PlaceId,
        /// What it may do there
        #[arg(long)]
        right: RightName,
    },
    /// Print a link by which an account's owner sets a new password; the second factor goes. The link works for a day
    Reset {
        /// The account
        #[arg(long)]
        login: String,
    },
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum RightName {
    Staff,
    Manager,
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
    #[error("nobody has the login {0:?}")]
    Unknown(String),
    #[error("there is no venue {0}")]
    NoVenue(PlaceId),
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    random: SharedRandom,
) -> Result<(), Failure> {
    let now = clock.now();
    match command {
        Command::New { role, login, name, second_factor, json } => {
            let login = Login::parse(&login).map_err(|_| AccountError::Login)?;
            let name = check_name(name.as_deref().unwrap_or(login.as_str()));
            let new = New { role, login, name: name.map_err(|_| AccountError::Name)?, second_factor };
            new.add(config, now, random, json).await
        }
        Command::Join { login, venue, right } => {
            let mut desk = Desk::open(config).await?;
            let account = find(&desk, &login).await?;
            let directory = DirectoryCache::load(desk.store.as_ref()).await?.current();
            if !directory.has_venue(venue) {
                return Err(AccountError::NoVenue(venue).into());
            }
            let right = match right {
                RightName::Staff => Right::Staff,
                RightName::Manager => Right::Manager,
            };
            let right = desk.writer.accounts().add_member(now, venue, account.id, right).await?;
            let subject = member_added(venue, account.id, COMMAND_LINE, right);
            desk.writer.audit(now, Kind::MemberAdded, &subject).await?;
            desk.writer.commit().await?;
            println!("{}  {venue}", account.login);
            Ok(())
        }
        Command::Reset { login } => {
            let mut desk = Desk::open(config).await?;
            let account = find(&desk, &login).await?;
            let (link, hash) = LinkTo::Reset.draw(&config.public_url(), now, &random);
            desk.writer.accounts().add_reset(hash, account.id, link.expires_at).await?;
            let subject = [account.id.0, COMMAND_LINE.0].concat();
            desk.writer.audit(now, Kind::ResetOffered, &subject).await?;
            desk.writer.commit().await?;
            println!("{}", link.url);
            Ok(())
        }
    }
}

async fn find(desk: &Desk, login: &str) -> Result<Account, Failure> {
    let unknown = || AccountError::Unknown(login.to_owned());
    let parsed = Login::parse(login).map_err(|_| unknown())?;
    Ok(desk.store.accounts().by_login(parsed.as_str()).await?.ok_or_else(unknown)?)
}

/// An account to be added.
struct New {
    role: AccountRole,
    login: Login,
    name: String,
    second_factor: bool,
}

impl New {
    async fn add(
        self,
        config: &Config,
        now: Instant,
        mut random: SharedRandom,
        json: bool,
    ) -> Result<(), Failure> {
        let Self { role, login, name, second_factor } = self;
        let password = ask("Password")?;
        check_password(&password, login.as_str()).map_err(|reason| match reason {
            Reason::Weak => AccountError::Weak,
            Reason::TooLong => AccountError::Long,
            _ => AccountError::Short,
        })?;
        let id = AccountId(random.bytes());
        let (mut factor, mut shown) = (None, None);
        if second_factor {
            let keys = ServerKeys::load_or_create(&config.keys_dir(), &mut random)?;
            let secret = FactorSecret::draw(&random);
            let key = derived(&keys.account, Purpose::Factors);
            factor = Some(Factors::new(key).seal(id, &secret, &random)?);
            shown = Some(secret.shown(login.as_str()));
        }
        let password = hash_password(&config.passwords, &password, &random)?;
        let login = login.as_str().to_owned();
        let account = Account { id, login, name, role, password, factor, next_factor: None };
        let mut desk = Desk::open(config).await?;
        desk.writer.accounts().add_account(now, &account).await?;
        let subject = [id.0.as_slice(), role.name().as_bytes()].concat();
        desk.writer.audit(now, Kind::AccountAdded, &subject).await?;
        desk.writer.commit().await?;
        if json {
            let login = &account.login;
            println!("{}", serde_json::json!({ "login": login, "role": role, "second_factor": shown }));
        } else {
            println!("{}  {}", role.name(), account.login);
            shown.into_iter().for_each(|shown| println!("{}", shown.url));
        }
        Ok(())
    }
}
