//! `venue-server keys`

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;

use super::Failure;
use crate::app::database_file;
use crate::clock::SharedClock;
use crate::config::Config;
use crate::keys::{Ring, Rotating, add, next_id};
use crate::lease::Lease;
use crate::random::SharedRandom;
use crate::store::Store as _;
use crate::store::audit::Kind;
use crate::store::sqlite::SqliteStore;

/// The server's own keys.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show which keys there are, and the public halves of those that sign
    List,
    /// Draw a new key; what older ones made stays good while their files are there. The server is stopped
    Rotate {
        /// Which
        #[arg(long)]
        which: Rotating,
    },
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    random: SharedRandom,
) -> Result<(), Failure> {
    match command {
        Command::List => list(config, random),
        Command::Rotate { which } => rotate(which, config, clock, random).await,
    }
}

fn list(config: &Config, mut random: SharedRandom) -> Result<(), Failure> {
    for kind in Rotating::ALL {
        let ring = Ring::load_or_create(&config.keys_dir(), kind, &mut random)?;
        for (id, key) in ring.all() {
            let use_ = if *id == ring.newest().0 { "makes" } else { "accepted" };
            let public = match kind {
                Rotating::Credential => String::new(),
                Rotating::Token | Rotating::Record | Rotating::Audit => {
                    BASE64URL_NOPAD.encode(SigningKey::from_bytes(key).verifying_key().as_bytes())
                }
            };
            println!("{}", format!("{:<11} {id:>3}  {use_:<8}  {public}", kind.name()).trim_end());
        }
    }
    Ok(())
}

async fn rotate(
    kind: Rotating,
    config: &Config,
    clock: SharedClock,
    mut random: SharedRandom,
) -> Result<(), Failure> {
    // A server that runs would refuse what the new key made until it is started again.
    let _alone = Lease::alone(&config.data_dir)?;
    // There is a first one to be the older one.
    Ring::load_or_create(&config.keys_dir(), kind, &mut random)?;
    let id = next_id(&config.keys_dir(), kind)?;
    let mut writer = SqliteStore::open(&database_file(config)).await?.writer().await?;
    writer.begin().await?;
    writer.audit(clock.now(), Kind::KeyRotated, &[&[id], kind.name().as_bytes()].concat()).await?;
    // An entry without a key is told by the list of keys, a key without an entry by nothing.
    writer.commit().await?;
    add(&config.keys_dir(), kind, id, &mut random)?;
    println!("{} {id} makes from the next start on; older ones are accepted", kind.name());
    Ok(())
}
