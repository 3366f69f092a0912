//! A server that was stopped, for commands that need it to be.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser as _;
use tempfile::TempDir;
use venue_server::clock::SharedClock;
use venue_server::commands::{CommandLine, run};
use venue_server::config::Config;
use venue_server::random::SharedRandom;
use venue_server::server::Server;

use super::{ManualClock, TestApp, TestAuthority, open_db};

/// A server that was stopped: its files, and what belongs to them.
pub struct Stopped {
    pub dir: TempDir,
    pub clock: Arc<ManualClock>,
    pub config: Config,
    pub authority: TestAuthority,
}

pub async fn stop(app: TestApp) -> Stopped {
    let TestApp { clock, authority, server, dir, .. } = app;
    let config = server.app.config.clone();
    server.stop().await.unwrap();
    Stopped { dir, clock, config, authority }
}

impl Stopped {
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn shelf(&self) -> PathBuf {
        self.dir.path().join("data-shelf")
    }

    pub async fn command(&self, words: &[&str]) -> Result<(), String> {
        command(self.dir.path(), self.clock.clone(), words).await
    }

    /// What a statement counts in the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut db = open_db(&self.data().join("venue.db")).await;
        sqlx::query_as::<_, (i64,)>(sql).fetch_one(&mut db).await.unwrap().0
    }

    pub async fn start(self) -> TestApp {
        let Self { dir, clock, config, authority } = self;
        let random = SharedRandom::system();
        let server = Server::start(config, clock.clone(), random.clone()).await.unwrap();
        TestApp { clock, authority, client: reqwest::Client::new(), server, dir, random }
    }
}

/// Runs a command with the server's clock, as the program does; paths are relative to the folder.
pub async fn command(dir: &Path, clock: SharedClock, words: &[&str]) -> Result<(), String> {
    let settings = dir.join("venue.toml");
    let [data, mirror, checkpoints] =
        ["data", "mirror/shelf.db", "checkpoints.txt"].map(|path| dir.join(path));
    let text =
        format!("data_dir = {data:?}\nshelf_mirror = {mirror:?}\n[audit]\ncheckpoints = {checkpoints:?}\n");
    fs::write(&settings, text).unwrap();
    let mut line = vec!["venue-server".to_owned(), "--config".to_owned(), settings.display().to_string()];
    let is_path = |word: &str| word.contains('.') || word == "kept";
    line.extend(words.iter().map(|word| match is_path(word) {
        true => dir.join(word).display().to_string(),
        false => (*word).to_owned(),
    }));
    let line = CommandLine::try_parse_from(line).unwrap();
    let done = std::thread::spawn(move || {
        run(line, clock, SharedRandom::system()).map_err(|error| error.to_string())
    });
    tokio::task::spawn_blocking(move || done.join().unwrap()).await.unwrap()
}
