//! `venue-server venue`

use venue_protocol::application::line;
use venue_protocol::id::PlaceId;
use venue_protocol::instant::{Day, Instant};
use venue_protocol::wire::applications::MAX_NAME;
use venue_protocol::wire::venues::Gate;

use super::Failure;
use super::codes::Issued;
use super::desk::Desk;
use crate::clock::SharedClock;
use crate::codes::Codes;
use crate::config::Config;
use crate::directory::{DirectoryCache, Snapshot};
use crate::issuer::{Issuer, VALID_DAYS};
use crate::keys::ServerKeys;
use crate::random::SharedRandom;
use crate::store::Place;
use crate::store::audit::Kind;

/// Venues and their codes.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Add a venue, or a zone of one, and issue its code
    New(New),
    /// Issue a new code for a place; the old ones die
    Reissue {
        /// The place
        #[arg(allow_hyphen_values = true)]
        place: PlaceId,
        /// The last day of the old codes, such as 2026-12-31; without it they die at once
        #[arg(long, value_name = "DATE", value_parser = day)]
        old_until: Option<Day>,
        #[command(flatten)]
        form: Form,
    },
    /// Revoke all codes of a place
    Revoke {
        /// The place
        #[arg(allow_hyphen_values = true)]
        place: PlaceId,
        #[command(flatten)]
        form: Form,
    },
}

/// A new place.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The new venue's name
    #[arg(long, required_unless_present = "venue", conflicts_with = "venue")]
    name: Option<String>,
    /// The venue that the zone belongs to, instead of a new one
    #[arg(long, value_name = "PLACE", requires = "zone", allow_hyphen_values = true)]
    venue: Option<PlaceId>,
    /// The zone's or gate's name, with a code of its own
    #[arg(long)]
    zone: Option<String>,
    /// Which directions the code registers
    #[arg(long, value_enum, default_value_t = GateName::Both)]
    gate: GateName,
    /// Mask the venue's name in histories
    #[arg(long, conflicts_with = "venue")]
    sensitive: bool,
    #[command(flatten)]
    form: Form,
}

/// How long, and how it is told.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Form {
    /// The code's last day, such as 2028-12-31; without it, three years from now
    #[arg(long, value_name = "DATE", value_parser = day)]
    valid_until: Option<Day>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// [`Gate`] on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum GateName {
    Entry,
    Exit,
    Both,
}

/// Why a command is refused.
#[derive(Debug, thiserror::Error)]
enum VenueError {
    #[error("there is no place {0}")]
    NoPlace(PlaceId),
    #[error("the venue {0} is closed")]
    Closed(PlaceId),
    #[error("the place {0} was removed")]
    Removed(PlaceId),
    #[error("a name has 1 to {MAX_NAME} characters, none of them invisible")]
    Name,
    #[error("the last day lies in the past")]
    Past,
}

/// A date, as a day in Asia/Shanghai.
fn day(text: &str) -> Result<Day, String> {
    let start: Instant =
        format!("{text}T00:00:00+08:00").parse().map_err(|_| "not a date such as 2026-12-31")?;
    Ok(start.day())
}

fn name(text: &str) -> Result<String, VenueError> {
    line(text, MAX_NAME).map_err(|_| VenueError::Name)
}

/// A place of a venue that is not closed, removed or not.
fn of_open_venue(directory: &Snapshot, id: PlaceId) -> Result<&Place, VenueError> {
    let place = directory.place(id).ok_or(VenueError::NoPlace(id))?;
    let is_closed = directory.rules(place.venue).is_some_and(|rules| rules.closed);
    if is_closed { Err(VenueError::Closed(place.venue)) } else { Ok(place) }
}

pub(super) async fn run(
    command: Command,
    config: &Config,
    clock: SharedClock,
    random: SharedRandom,
) -> Result<(), Failure> {
    let now = clock.now();
    let mut desk = Desk::open(config).await?;
    let codes = Codes::new(&ServerKeys::load_or_create(&config.keys_dir(), &mut random.clone())?.token);
    let mut issuer = Issuer::new(&codes, random.clone(), now);
    let host = config.public_url().code_host().clone();
    let (issued, form) = match command {
        Command::New(new) => {
            let form = new.form;
            let (place, new_venue) = place(&desk, new, &random).await?;
            desk.writer.add_place(now, &place, new_venue).await?;
            desk.writer.audit(now, Kind::PlaceAdded, &place.id.0).await?;
            let (token, typed) = issuer.issue(&mut *desk.writer, place.id, last_day(form, now)?, now).await?;
            (Some(Issued::new(&place, &token, typed, &host)), form)
        }
        Command::Reissue { place, old_until, form } => {
            let directory = DirectoryCache::load(desk.store.as_ref()).await?.current();
            let place = of_open_venue(&directory, place)?;
            directory.standing(place.id).ok_or(VenueError::Removed(place.id))?;
            let dies = old_until.map_or(now, |last| last.plus(1).start());
            let (token, typed) =
                issuer.issue(&mut *desk.writer, place.id, last_day(form, now)?, dies).await?;
            (Some(Issued::new(place, &token, typed, &host)), form)
        }
        Command::Revoke { place, form } => {
            let directory = DirectoryCache::load(desk.store.as_ref()).await?.current();
            let place = directory.place(place).ok_or(VenueError::NoPlace(place))?;
            desk.writer.revoke_codes(place.id, now).await?;
            desk.writer.audit(now, Kind::CodesRevoked, &place.id.0).await?;
            println_revoked(place, form);
            (None, form)
        }
    };
    desk.writer.commit().await?;
    issued.map_or(Ok(()), |issued| print(&issued, form))
}

async fn place(desk: &Desk, new: New, random: &SharedRandom) -> Result<(Place, bool), Failure> {
    let id = PlaceId(random.bytes());
    let gate = match new.gate {
        GateName::Entry => Gate::Entry,
        GateName::Exit => Gate::Exit,
        GateName::Both => Gate::Both,
    };
    let zone = new.zone.as_deref().map(name).transpose()?;
    if let Some(venue) = new.venue {
        let directory = DirectoryCache::load(desk.store.as_ref()).await?.current();
        let of = of_open_venue(&directory, venue)?;
        // The venue's own code may be gone while its zones stay.
        if of.id != of.venue {
            directory.standing(of.id).ok_or(VenueError::Removed(of.id))?;
        }
        return Ok((Place { id, gate, zone, ..of.clone() }, false));
    }
    let venue = if zone.is_some() { PlaceId(random.bytes()) } else { id };
    let name = name(&new.name.unwrap_or_default())?;
    Ok((Place { id, venue, name, zone, gate, sensitive: new.sensitive }, true))
}

fn last_day(form: Form, now: Instant) -> Result<Day, VenueError> {
    let last = form.valid_until.unwrap_or(now.day().plus(VALID_DAYS));
    if last < now.day() { Err(VenueError::Past) } else { Ok(last) }
}

fn print(issued: &Issued, form: Form) -> Result<(), Failure> {
    if form.json {
        println!("{}", serde_json::to_string(issued)?);
    } else {
        println!("{issued}");
    }
    Ok(())
}

fn println_revoked(place: &Place, form: Form) {
    if form.json {
        println!("{}", serde_json::json!({ "place": place.id, "revoked": true }));
    } else {
        println!("revoked  {}  {}", place.id, place.name);
    }
}
