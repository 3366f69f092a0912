//! Settings.

use std::path::PathBuf;

use tempfile::TempDir;
use venue_server::config::{Config, ConfigError, Flags};

fn load(text: &str) -> Result<Config, ConfigError> {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("venue.toml");
    std::fs::write(&file, text).unwrap();
    Config::load(Some(&file), &Flags::default())
}

#[test]
fn the_sample_is_read_and_says_the_defaults() {
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("venue-server.sample.toml");
    let sample = Config::load(Some(&sample), &Flags::default()).unwrap();
    let mut defaults = Config::default();
    defaults.public_url = Some(defaults.public_url());
    assert_eq!(format!("{sample:?}"), format!("{defaults:?}"));
}

#[test]
fn the_sample_names_every_setting_also_those_without_a_default() {
    let text =
        std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("venue-server.sample.toml"));
    let uncommented: String = text
        .unwrap()
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with(' ') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let config = load(&uncommented).unwrap();
    assert!(config.shelf_dir.is_some() && config.shelf_mirror.is_some() && config.tls.is_some());
    assert!(config.metrics_listen.is_some() && config.poster.bold.is_some());
    assert!(config.audit.checkpoints.is_some());
}

#[test]
fn an_unknown_key_is_named_with_its_source() {
    for (text, key) in
        [("lisen = \"x\"", "lisen"), ("[budgets]\ntyped_code = 1", "typed_code"), ("[tsl]\n", "tsl")]
    {
        let error = load(text).unwrap_err().to_string();
        assert!(error.contains(key) && error.contains("venue.toml"), "{error}");
    }
}

#[test]
fn a_wrong_value_is_named() {
    for (text, words) in [
        ("listen = \"nowhere\"", "listen"),
        ("retention_days = 31", "retention_days is 31"),
        ("retention_days = 0", "retention_days is 0"),
        ("public_url = \"example.org\"", "example.org"),
        ("trusted_proxies = [\"everywhere\"]", "trusted_proxies"),
        ("metrics_listen = \"9090\"", "metrics_listen"),
        ("[limits]\nqueue = 0", "limits.queue"),
        ("divisions = []", "at least one"),
        ("[[divisions]]\ncode = \"2201\"\nzh = \"x\"\nen = \"x\"", "\"2201\" is not six digits"),
        ("[limits]\nconnections_per_client = 0", "limits.connections_per_client"),
        ("[budgets]\ntyped_codes = -1", "typed_codes"),
    ] {
        let error = load(text).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    let error = Config::load(Some(&PathBuf::from("/nowhere/venue.toml")), &Flags::default()).unwrap_err();
    assert_eq!(error.to_string(), "settings file /nowhere/venue.toml does not exist");
}

#[test]
fn flags_win_over_the_file() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("venue.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\ndata_dir = \"here\"").unwrap();
    let address = |port: u16| Some(std::net::SocketAddr::from(([127, 0, 0, 1], port)));
    let flags = Flags { listen: address(2), metrics_listen: address(3), ..Flags::default() };
    let config = Config::load(Some(&file), &flags).unwrap();
    assert_eq!((config.listen.port(), config.metrics_listen), (2, address(3)));
    assert_eq!(config.shelf_dir(), PathBuf::from("here-shelf"));
    assert_eq!(config.public_url().to_string(), "http://localhost:2");
}
