//! What handlers share, and how it is put together.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use venue_protocol::seal::RevocationKey;
use venue_protocol::wire::keys::PublicKey as VerifyKey;

use crate::accounts::{Accounts, AttemptBudgets, Devices, Factors, Passwords, Purpose, derived};
use crate::audit::Checkpoints;
use crate::budget::{ClientBudget, CommonBudget};
use crate::case_bounds::CaseBounds;
use crate::clock::SharedClock;
use crate::codes::Codes;
use crate::config::{Config, PublicUrl};
use crate::credentials::CredentialKeys;
use crate::desk_quota::DeskQuota;
use crate::directory::DirectoryCache;
use crate::edge::{RequestIds, SecurityHeaders};
use crate::jobs::retention::LastRun;
use crate::keys::{KeyFileError, ServerKeys};
use crate::lease::{Lease, LeaseError};
use crate::live::{self, Live};
use crate::metrics::Metrics;
use crate::notice_keys::NoticeKeys;
use crate::office::Office;
use crate::pictures::Pictures;
use crate::posters::Posters;
use crate::random::SharedRandom;
use crate::routes::applications::import::Imports;
use crate::routes::reports::send::Arrivals;
use crate::sealer::{Parts, Sealer};
use crate::store::sqlite::{ShelfError, SqliteShelf, SqliteStore, remove};
use crate::store::{SharedShelf, Store, StoreError};
use crate::transfers::Transfers;
use crate::words::Words;

const DATABASE: &str = "venue.db";
const SHELF: &str = "shelf.db";

/// Everything that handlers share.
#[derive(Debug)]
pub struct App {
    /// The settings.
    pub config: Config,
    /// Where visitors reach the service.
    pub public_url: PublicUrl,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes.
    pub random: SharedRandom,
    /// Reading.
    pub store: Arc<dyn Store>,
    /// Sealed keys, and what cases ask and release.
    pub shelf: SharedShelf,
    /// The keys of exposure notices.
    pub notice_keys: NoticeKeys,
    /// What cases may be asked for.
    pub case_bounds: CaseBounds,
    /// Writing for the consoles.
    pub office: Office,
    /// Pictures that are read.
    pub pictures: Pictures,
    /// Tables that are imported.
    pub imports: Imports,
    /// Problem reports that come in.
    pub arrivals: Arrivals,
    /// Writing, and everything that opens credentials.
    pub sealer: Sealer,
    /// Venues and codes.
    pub directory: Arc<DirectoryCache>,
    /// Signatures of codes.
    pub codes: Codes,
    /// Shared words.
    pub words: Words,
    /// By which key records are verified, older ones too.
    pub record_keys: Vec<VerifyKey>,
    /// Posters.
    pub posters: Posters,
    /// The venues' tickers.
    pub live: Arc<Live>,
    /// Guests registered by hand.
    pub desk_quota: DeskQuota,
    /// Registrations on their way.
    pub transfers: Transfers,
    /// Passwords, second factors, known devices.
    pub accounts: Accounts,
    /// Budgets.
    pub budgets: AppBudgets,
    /// When the retention ran last.
    pub last_retired: LastRun,
    /// Checkpoints of the audit chain.
    pub checkpoints: Arc<Checkpoints>,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// Ids of requests.
    pub request_ids: RequestIds,
    /// Headers of every answer.
    pub security_headers: SecurityHeaders,
    /// The data folder, for as long as the server runs.
    pub lease: Lease,
}

/// Budgets of what can be guessed or flooded.
#[derive(Debug)]
pub struct AppBudgets {
    /// Look-ups of typed codes, per client.
    pub typed_codes_per_client: ClientBudget,
    /// Look-ups of typed codes, of all.
    pub typed_codes: CommonBudget,
    /// Registrations, per client.
    pub registrations_per_client: ClientBudget,
    /// Transfers opened or taken, per client.
    pub transfers_per_client: ClientBudget,
    /// Sign-ins and sign-ups, per client.
    pub sign_ins_per_client: ClientBudget,
    /// Problem reports, per client.
    pub reports_per_client: ClientBudget,
    /// Problem reports, of all.
    pub reports: CommonBudget,
}

impl AppBudgets {
    /// Forgets clients whose budgets are whole again.
    pub fn tend(&self) {
        let Self {
            typed_codes_per_client,
            typed_codes: _,
            registrations_per_client,
            transfers_per_client,
            sign_ins_per_client,
            reports_per_client,
            reports: _,
        } = self;
        for budget in [
            typed_codes_per_client,
            registrations_per_client,
            transfers_per_client,
            sign_ins_per_client,
            reports_per_client,
        ] {
            budget.tend();
        }
    }
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder.
    #[error(transparent)]
    Lease(#[from] LeaseError),
    /// A key file.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// A database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shelf.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// What a restore left that was cut off: a whole database, in which may stand what is past its time.
    #[error("{file}, which an unfinished restore left, cannot be removed")]
    Unfinished {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// What hashing a password should cost.
    #[error("settings: Argon2 does not take [passwords] as it is")]
    Passwords(#[from] argon2::password_hash::Error),
    /// The sealer's thread.
    #[error("the sealer's thread cannot be started")]
    Sealer(#[source] io::Error),
}

/// Where the main database of these settings lies.
pub fn database_file(config: &Config) -> PathBuf {
    config.data_dir.join(DATABASE)
}

/// Where a backup is made ready to be served.
pub fn restoring_file(config: &Config) -> PathBuf {
    database_file(config).with_extension("restoring")
}

/// Where the shelf of these settings lies.
pub fn shelf_file(config: &Config) -> PathBuf {
    config.shelf_dir().join(SHELF)
}

impl App {
    /// Opens keys and databases and starts the sealer. The thread ends when the last `App` is dropped.
    ///
    /// # Errors
    /// If keys or databases cannot be used.
    pub async fn start(
        config: Config,
        clock: SharedClock,
        random: SharedRandom,
    ) -> Result<(Arc<Self>, JoinHandle<()>), StartError> {
        let lease = Lease::shared(&config.data_dir)?;
        let unfinished = restoring_file(&config);
        remove(&unfinished).map_err(|cause| StartError::Unfinished { file: unfinished, cause })?;
        let store = SqliteStore::open(&database_file(&config)).await?;
        let (shelf, mirror) = (shelf_file(&config), config.shelf_mirror.clone());
        let shelf = SqliteShelf::open(&shelf, mirror, store.highest_record().await?).await?;
        let shelf = SharedShelf::new(shelf);
        let store: Arc<dyn Store> = Arc::new(store);
        let keys = ServerKeys::load_or_create(&config.keys_dir(), &mut random.clone())?;
        let directory = Arc::new(DirectoryCache::load(store.as_ref()).await?);
        let metrics = Arc::new(Metrics::default());
        let live = Arc::new(Live::new(u32::from_be_bytes(random.bytes())));
        // Before anything is committed: what is stored and what is told later do not overlap.
        let first_minute = live::first_minute(clock.now());
        let passages = store.desk().passages_since(first_minute, live::PIECE_MINUTES).await?;
        live.seed(&directory.current(), &passages);
        let parts = Parts {
            clock: clock.clone(),
            random: random.clone(),
            store: store.clone(),
            shelf: shelf.clone(),
            directory: directory.clone(),
            record_key: keys.record_key(),
            credential_keys: CredentialKeys::new(&keys.credential),
            revocation_key: RevocationKey::new(&keys.revocation),
            metrics: metrics.clone(),
            live: live.clone(),
        };
        let (sealer, thread) = Sealer::start(parts, config.limits.queue).map_err(StartError::Sealer)?;
        let checkpoints = Checkpoints::new(
            store.clone(),
            clock.clone(),
            metrics.clone(),
            keys.audit_key(),
            config.audit.checkpoints.clone(),
        );
        let public_url = config.public_url();
        let budget = |most| ClientBudget::new(most, clock.clone());
        let record_keys = keys.record_public_keys();
        let app = Self {
            record_keys,
            office: Office::new(store.clone()),
            store,
            case_bounds: CaseBounds::default(),
            notice_keys: NoticeKeys::new(shelf.clone(), random.clone()),
            shelf,
            pictures: Pictures::default(),
            imports: Imports::default(),
            arrivals: Arrivals::default(),
            sealer,
            directory,
            codes: Codes::new(&keys.token),
            words: Words::new(&keys.word),
            posters: Posters::new(config.poster.clone()),
            live,
            desk_quota: DeskQuota::new(clock.clone()),
            transfers: Transfers::default(),
            budgets: AppBudgets {
                typed_codes_per_client: budget(config.budgets.typed_codes_per_client),
                typed_codes: CommonBudget::new(config.budgets.typed_codes, clock.clone()),
                registrations_per_client: budget(config.budgets.registrations_per_client),
                transfers_per_client: budget(config.budgets.transfers_per_client),
                sign_ins_per_client: budget(config.budgets.sign_ins_per_client),
                reports_per_client: budget(config.budgets.reports_per_client),
                reports: CommonBudget::new(config.budgets.reports, clock.clone()),
            },
            accounts: Accounts {
                passwords: Passwords::new(&config.passwords, random.clone())?,
                factors: Factors::new(derived(&keys.account, Purpose::Factors)),
                devices: Devices::new(derived(&keys.account, Purpose::Devices)),
                attempts: AttemptBudgets::new(config.budgets.sign_ins_per_login, &clock),
            },
            last_retired: LastRun::default(),
            checkpoints: Arc::new(checkpoints),
            metrics,
            request_ids: RequestIds::new(&random),
            security_headers: SecurityHeaders::new(public_url.is_https() && !public_url.is_local()),
            public_url,
            lease,
            config,
            clock,
            random,
        };
        Ok((Arc::new(app), thread))
    }
}
