//! `cargo xtask site`: builds the static site into `dist/`.
//!
//! Trunk makes the first half (cargo, wasm-bindgen, wasm-opt, CSS; see Trunk.toml). Here the visitor's Wasm is then
//! cut into what the first page needs and what comes later, every file gets a name with the hash of its content, the service worker its list of files, and each compressible file a `.br` and
//! a `.gz` beside it, which the server embeds. The console is a second page beside index.html with a bundle of its
//! own, which Trunk builds apart; what only it needs is named `console...`, and the service worker leaves it alone.

mod compress;
mod fingerprint;
mod parts;
mod report;
mod stamp;
mod styles;
pub mod tools;
pub mod wasm;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tools::Bundle;

/// What the site is built from and where it goes.
#[derive(Debug, Clone)]
pub struct Options {
    /// The root of the repository; the site goes to `dist/` below it.
    pub root: PathBuf,
    /// Build even if nothing changed.
    pub force: bool,
}

/// Why the site was not built.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A visitor would wait too long.
    #[error("a visitor's first load would be {bytes} bytes, which is more than the limit above")]
    FirstLoad {
        /// So much, compressed.
        bytes: usize,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A program is missing.
    #[error("{program} cannot be started: {source}\n  mend: {mend}")]
    Missing {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
        /// What installs it.
        mend: &'static str,
    },
    /// A program ended with an error; its own words stand above.
    #[error("`{command}` failed ({status})\n  mend: {mend}")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// What to do.
        mend: &'static str,
    },
    /// Two versions that must be the same are not.
    #[error("{0}")]
    Version(String),
    /// The files do not fit together.
    #[error("{0}")]
    Content(String),
}

/// The files of the site by their path below `dist/`, with `/`.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds what is not up to date and returns the folder of the finished site. `before_replacing` is waited for before the
/// old one goes.
pub fn build(options: &Options, before_replacing: impl FnOnce()) -> Result<PathBuf, SiteError> {
    let root = &options.root;
    let dist = root.join("dist");
    let stamp = stamp::of_inputs(root)?;
    if !options.force && stamp::matches(root, &dist, &stamp) {
        println!("site: up to date in {}", dist.display());
        return Ok(dist);
    }
    let tools = tools::prepare(root)?;
    let raw = root.join("target/site");
    println!("site: trunk builds the app and its worker (some minutes the first time)");
    tools.trunk(Bundle::Visitor, &raw)?;
    parts::cut(root, &tools, &raw)?;
    println!("site: the scan worker with vectors");
    wasm::scan_worker(root, &tools, &raw)?;
    tools.minify(&raw)?;
    let console = root.join("target/site-console");
    println!("site: trunk builds the console");
    tools.trunk(Bundle::Console, &console)?;
    tools.minify(&console)?;
    let mut files = read_tree(&raw)?;
    // What both have, such as the tokens, is the same.
    files.extend(read_tree(&console)?);
    styles::merge(&mut files)?;
    let names = fingerprint::rename(&mut files)?;
    fingerprint::fill_service_worker(&mut files)?;
    println!("site: compressing {} files", files.len());
    let packed = compress::pack(files);
    before_replacing();
    write_tree(&dist, &packed)?;
    stamp::write(root, &stamp)?;
    report::print(&packed, &names)?;
    Ok(dist)
}

fn read_tree(dir: &Path) -> Result<Files, SiteError> {
    let mut files = Files::new();
    let mut open = vec![(dir.to_path_buf(), String::new())];
    while let Some((dir, prefix)) = open.pop() {
        for entry in fs::read_dir(&dir).map_err(at(&dir))? {
            let path = entry.map_err(at(&dir))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                open.push((path, name + "/"));
            } else {
                files.insert(name, fs::read(&path).map_err(at(&path))?);
            }
        }
    }
    Ok(files)
}

/// Writes to a new folder first, so that a build that is broken off leaves the old site whole.
fn write_tree(dist: &Path, files: &[compress::Packed]) -> Result<(), SiteError> {
    let fresh = dist.with_extension("new");
    remove_tree(&fresh)?;
    for file in files {
        let path = fresh.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::write(&path, &file.plain).map_err(at(&path))?;
        for (bytes, suffix) in [(&file.brotli, "br"), (&file.gzip, "gz")] {
            if let Some(bytes) = bytes {
                let path = fresh.join(format!("{}.{suffix}", file.name));
                fs::write(&path, bytes).map_err(at(&path))?;
            }
        }
    }
    remove_tree(dist)?;
    fs::rename(&fresh, dist).map_err(at(dist))
}

fn remove_tree(dir: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(dir)(error)),
        _ => Ok(()),
    }
}

/// Names the file that an error is about.
fn at(path: &Path) -> impl FnOnce(io::Error) -> SiteError {
    let path = path.to_path_buf();
    |source| SiteError::File { path, source }
}
