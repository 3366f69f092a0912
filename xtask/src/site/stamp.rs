//! Tells whether anything changed since the last build, so that a second run takes no time.

use std::fs;
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{SiteError, at, read_tree};

const STAMP: &str = "target/site.stamp";
const FOLDERS: [&str; 9] = [
    "src",
    "assets",
    "crates/g2p/src",
    "crates/poster/src",
    "crates/protocol/src",
    "crates/scanner/src",
    "crates/trace/src",
    "xtask/src/site",
    ".cargo",
];
const FILES: [&str; 14] = [
    "build.rs",
    "index.html",
    "console.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package.json",
    "package-lock.json",
    "crates/g2p/Cargo.toml",
    "crates/poster/Cargo.toml",
    "crates/protocol/Cargo.toml",
    "crates/scanner/Cargo.toml",
    "crates/trace/Cargo.toml",
    "xtask/src/site.rs",
];

/// A hash over everything that the site is built from.
pub fn of_inputs(root: &Path) -> Result<String, SiteError> {
    let mut all = Sha256::new();
    for folder in FOLDERS {
        for (name, content) in read_tree(&root.join(folder))? {
            all.update(format!("{folder}/{name} {}\n", content.len()));
            all.update(content);
        }
    }
    for file in FILES {
        let path = root.join(file);
        let content = fs::read(&path).map_err(at(&path))?;
        all.update(format!("{file} {}\n", content.len()));
        all.update(content);
    }
    Ok(HEXLOWER.encode(&all.finalize()))
}

/// Whether the finished site was built from just this.
pub fn matches(root: &Path, dist: &Path, stamp: &str) -> bool {
    dist.join("index.html").exists() && fs::read_to_string(root.join(STAMP)).is_ok_and(|last| last == stamp)
}

/// Remembers what the finished site was built from.
pub fn write(root: &Path, stamp: &str) -> Result<(), SiteError> {
    let path = root.join(STAMP);
    fs::write(&path, stamp).map_err(at(&path))
}
