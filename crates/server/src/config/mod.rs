//! The settings: defaults, then the file, then `VENUE_*` of the environment, then flags; the later wins.
//! A key that is not known is an error that names it and where it stands.
//!
//! To add one: a field with its default here, and a line in `venue-server.sample.toml`, which a test reads.

mod divisions;
mod poster;
mod public_url;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use venue_protocol::wire::manage::Division;

pub use poster::PosterFonts;
pub use public_url::{PublicUrl, PublicUrlError};

/// The longest retention that DESIGN 5 allows, in days.
pub const MAX_RETENTION_DAYS: u16 = 30;

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Address and port that counts are told at (`/metrics`, plain HTTP, to whoever reaches it). Default: nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Where visitors reach the service; its host stands in venue codes. Default: `http(s)://localhost:PORT`.
    pub public_url: Option<PublicUrl>,
    /// Rows, venues, accounts, and the server's keys (`keys/`).
    pub data_dir: PathBuf,
    /// The shelf (SEALING 11): apart from `data_dir`, and in none of its backups. Default: `<data_dir>-shelf`.
    pub shelf_dir: Option<PathBuf>,
    /// The shelf's one mirror, a file on another disk; it is replaced, not kept.
    pub shelf_mirror: Option<PathBuf>,
    /// Certificate and key, for HTTPS without a proxy.
    pub tls: Option<Tls>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// For so many days check-ins are kept, 1 to [`MAX_RETENTION_DAYS`].
    pub retention_days: u16,
    /// Telephone numbers of the technical support.
    pub hotlines: Vec<String>,
    /// The divisions that venues lie in.
    pub divisions: Vec<Division>,
    /// The fonts of posters.
    pub poster: PosterFonts,
    /// How often a client may ask for what can be guessed or flooded.
    pub budgets: Budgets,
    /// What hashing a password costs.
    pub passwords: PasswordCost,
    /// Bounds of what is in work at one time.
    pub limits: Limits,
    /// The process's memory.
    pub memory: Memory,
    /// The log.
    pub log: Log,
}

/// Certificate and key in PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Budgets, each refilled evenly over its minute; a burst may use a whole minute's share.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Budgets {
    /// Look-ups of typed codes, per client address and minute.
    pub typed_codes_per_client: u32,
    /// Look-ups of typed codes, of all clients together, per minute.
    pub typed_codes: u32,
    /// Registrations per client address and minute.
    pub registrations_per_client: u32,
    /// Transfers opened or taken, per client address and minute.
    pub transfers_per_client: u32,
    /// Sign-ins and sign-ups, per client address and minute.
    pub sign_ins_per_client: u32,
    /// Sign-ins to one login from devices that have not signed in to it before, per minute; each other device has as many
    /// of its own.
    pub sign_ins_per_login: u32,
}

impl Default for Budgets {
    fn default() -> Self {
        // A venue's or a carrier's many visitors share an address, so that the per-client budgets are not tight.
        Self {
            typed_codes_per_client: 30,
            typed_codes: 3000,
            registrations_per_client: 120,
            transfers_per_client: 30,
            sign_ins_per_client: 30,
            sign_ins_per_login: 6,
        }
    }
}

/// What hashing a password by Argon2id costs, and how many are hashed at a time.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordCost {
    /// Memory of each in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// So many at a time.
    pub at_once: usize,
    /// So many may wait besides; past it the server answers 503.
    pub queue: usize,
}

impl Default for PasswordCost {
    fn default() -> Self {
        // As OWASP's Password Storage Cheat Sheet has it.
        Self { memory_kib: 19_456, passes: 2, at_once: 2, queue: 64 }
    }
}

/// Bounds; past them the server answers 503 or 408 rather than grow.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Requests that wait for the sealer.
    pub queue: usize,
    /// Open connections.
    pub connections: usize,
    /// Open connections of one client address (IPv6: of one /64); trusted proxies have no bound of their own.
    pub connections_per_client: usize,
    /// Seconds for a request's head to arrive.
    pub head_s: u16,
    /// Seconds for a request to be read and answered.
    pub request_s: u16,
    /// Seconds that a stopping server waits for requests under way.
    pub stop_s: u16,
    /// Cases that one tracer may file in a day.
    pub cases_per_day: u32,
}

impl Default for Limits {
    fn default() -> Self {
        // The visitors of a stadium or of a mobile carrier share an address: a twentieth of all is for one of them.
        Self {
            queue: 8192,
            connections: 20_000,
            connections_per_client: 1000,
            head_s: 10,
            request_s: 20,
            stop_s: 10,
            cases_per_day: 20,
        }
    }
}

/// The process's memory.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Memory {
    /// Whether to lock it, so that nothing is swapped out (SEALING 12).
    pub lock: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self { lock: true }
    }
}

/// The log. It holds no personal data at any level.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// Text for people or JSON for machines.
    pub format: LogFormat,
    /// The least level: error, warn, info, debug or trace.
    pub level: LogLevel,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: LogLevel::Info }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One line of text an event.
    Text,
    /// One JSON object an event.
    Json,
}

/// The least level that is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            metrics_listen: None,
            public_url: None,
            data_dir: PathBuf::from("data"),
            shelf_dir: None,
            shelf_mirror: None,
            tls: None,
            trusted_proxies: Vec::new(),
            retention_days: 14,
            hotlines: vec!["0431-88779362".to_owned(), "0431-88779363".to_owned()],
            divisions: divisions::changchun(),
            poster: PosterFonts::default(),
            budgets: Budgets::default(),
            passwords: PasswordCost::default(),
            limits: Limits::default(),
            memory: Memory::default(),
            log: Log::default(),
        }
    }
}

/// Settings given as flags.
#[derive(Debug, Clone, Default, Serialize, clap::Args)]
pub struct Flags {
    /// Address and port to listen on, such as 127.0.0.1:8080
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Address and port that counts are told at, such as 127.0.0.1:9090
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics_listen: Option<SocketAddr>,
    /// Where visitors reach the service: scheme, host, and port if it is not the scheme's own
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<PublicUrl>,
    /// Folder of the database and the server's keys
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key or value is wrong; the text names key and source.
    #[error("settings: {0}")]
    Settings(#[source] Box<figment::Error>),
    /// The file is not there.
    #[error("settings file {0} does not exist")]
    NoFile(PathBuf),
    /// The retention is out of bounds.
    #[error("settings: retention_days is {0}, but must lie from 1 to {MAX_RETENTION_DAYS}")]
    Retention(u16),
    /// A division that forms cannot name.
    #[error("settings: divisions: {0:?} is not six digits, or stands there twice")]
    Division(String),
    /// No division at all.
    #[error("settings: divisions: there must be at least one")]
    NoDivision,
    /// A budget or limit of nothing.
    #[error("settings: {0} must be at least 1")]
    Zero(&'static str),
}

impl Config {
    /// Reads defaults, file, environment and flags.
    ///
    /// # Errors
    /// If a key is not known or a value cannot be used.
    pub fn load(file: Option<&Path>, flags: &Flags) -> Result<Self, ConfigError> {
        let mut sources = Figment::new();
        if let Some(file) = file {
            if !file.is_file() {
                return Err(ConfigError::NoFile(file.to_owned()));
            }
            sources = sources.merge(Toml::file_exact(file));
        }
        // VENUE_CONFIG names the file itself, VENUE_SITE_DIST the site that the build embeds.
        let environment = Env::prefixed("VENUE_").ignore(&["config", "site_dist"]).split("__");
        sources
            .merge(environment)
            .merge(Serialized::defaults(flags))
            .extract::<Self>()
            .map_err(|error| ConfigError::Settings(Box::new(error)))?
            .checked()
    }

    fn checked(self) -> Result<Self, ConfigError> {
        if !(1..=MAX_RETENTION_DAYS).contains(&self.retention_days) {
            return Err(ConfigError::Retention(self.retention_days));
        }
        divisions::check(&self.divisions)?;
        let Budgets {
            typed_codes_per_client,
            typed_codes,
            registrations_per_client,
            transfers_per_client,
            sign_ins_per_client,
            sign_ins_per_login,
        } = self.budgets;
        let PasswordCost { memory_kib, passes, at_once, queue: waiting } = self.passwords;
        let Limits { queue, connections, connections_per_client, head_s, request_s, stop_s, cases_per_day } =
            self.limits;
        let zero = [
            ("budgets.typed_codes_per_client", typed_codes_per_client == 0),
            ("budgets.typed_codes", typed_codes == 0),
            ("budgets.registrations_per_client", registrations_per_client == 0),
            ("budgets.transfers_per_client", transfers_per_client == 0),
            ("budgets.sign_ins_per_client", sign_ins_per_client == 0),
            ("budgets.sign_ins_per_login", sign_ins_per_login == 0),
            ("passwords.memory_kib", memory_kib == 0),
            ("passwords.passes", passes == 0),
            ("passwords.at_once", at_once == 0),
            ("passwords.queue", waiting == 0),
            ("limits.queue", queue == 0),
            ("limits.connections", connections == 0),
            ("limits.connections_per_client", connections_per_client == 0),
            ("limits.head_s", head_s == 0),
            ("limits.request_s", request_s == 0),
            ("limits.stop_s", stop_s == 0),
            ("limits.cases_per_day", cases_per_day == 0),
        ];
        match zero.into_iter().find(|(_, zero)| *zero) {
            Some((name, _)) => Err(ConfigError::Zero(name)),
            None => Ok(self),
        }
    }

    /// Where visitors reach the service.
    pub fn public_url(&self) -> PublicUrl {
        match &self.public_url {
            Some(url) => url.clone(),
            None => PublicUrl::local(self.tls.is_some(), self.listen.port()),
        }
    }

    /// Where the server's keys lie.
    pub fn keys_dir(&self) -> PathBuf {
        self.data_dir.join("keys")
    }

    /// Where the shelf lies.
    pub fn shelf_dir(&self) -> PathBuf {
        self.shelf_dir.clone().unwrap_or_else(|| {
            let mut name = self.data_dir.file_name().unwrap_or_default().to_owned();
            name.push("-shelf");
            self.data_dir.with_file_name(name)
        })
    }

    /// Whether this address is a proxy whose `X-Forwarded-For` is believed.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|net| net.contains(&address))
    }
}
