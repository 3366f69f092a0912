//! The programs that build the site: found or installed, each in its one version, below the user's cache.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::fingerprint::SERVICE_WORKER;
use super::{SiteError, at, read_tree};

/// The last version that the stable compiler of this repository builds.
const TRUNK: &str = "0.21.14";
/// Alipay's old kernel on Android, and the first iOS whose web-views give pages a camera.
const KERNELS: &str = "--target=chrome69,safari14.1";
/// wasm-bindgen writes a module twice that is imported twice, and to no harm.
pub const DOUBLE_KEY: &str = "--log-override:duplicate-object-key=silent";
/// The browser, as the compiler calls it.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What Trunk builds in one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// The visitor's app with its worker, in one piece; it is cut into parts afterwards.
    Visitor,
    /// The console.
    Console,
}

impl Bundle {
    const fn page(self) -> &'static str {
        match self {
            Self::Visitor => "index.html",
            Self::Console => "console.html",
        }
    }
}

/// Where the programs are.
pub struct Tools {
    root: PathBuf,
    path: OsString,
}

/// Installs what is missing.
pub fn prepare(root: &Path) -> Result<Tools, SiteError> {
    let tools = cache_dir()?.join("tools");
    add_target(root)?;
    let bindgen = locked_version(root, "wasm-bindgen")?;
    let trunk_bin = cargo_tool(root, &tools, "trunk", TRUNK, &["--locked", "--no-default-features"])?;
    // Not --locked: the lock file of 0.2.130 names a yanked crate.
    let bindgen_bin = cargo_tool(root, &tools, "wasm-bindgen", &bindgen, &[])?;
    npm_packages(root)?;
    check_trunk_toml(root, &bindgen)?;
    let own = [trunk_bin, bindgen_bin, root.join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
        .map_err(|error| SiteError::Content(format!("PATH: {error}")))?;
    Ok(Tools { root: root.to_path_buf(), path })
}

impl Tools {
    /// One of the programs, to be run in the repository's root.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }

    /// Runs Trunk in release mode, without its own downloads.
    pub fn trunk(&self, bundle: Bundle, dist: &Path) -> Result<(), SiteError> {
        // Trunk tells cargo to stay offline, too, so its packages must be here before.
        run(
            Command::new("cargo")
                .args(["fetch", "--locked", "--quiet", "--target", TARGET])
                .current_dir(&self.root),
            "check the network, then run `cargo fetch --locked`",
        )?;
        let mut command = self.command("trunk");
        command
            .args(["build", bundle.page(), "--html-output", bundle.page()])
            .args(["--release", "--offline", "--locked", "--log", "warn", "--dist"])
            .arg(dist)
            // Some shells set it to 1, which Trunk does not read.
            .env_remove("NO_COLOR");
        if bundle == Bundle::Visitor {
            // Read by build.rs.
            command.env("VENUE_CODE_PARTS", "");
        }
        run(&mut command, "the compiler's or Trunk's own words stand above")
    }

    /// Makes scripts and style sheets small, each for itself, in syntax that the oldest kernels read.
    pub fn minify(&self, dist: &Path) -> Result<(), SiteError> {
        // The service worker has gaps still to be filled in.
        let small =
            |name: &String| (name.ends_with(".js") && name != SERVICE_WORKER) || name.ends_with(".css");
        let sources = read_tree(dist)?.into_keys().filter(small);
        run(
            self.command("esbuild")
                .args(sources.map(|name| dist.join(name)))
                .args(["--minify", KERNELS, "--log-level=warning", "--allow-overwrite", DOUBLE_KEY])
                .arg(format!("--outbase={}", dist.display()))
                .arg(format!("--outdir={}", dist.display())),
            "esbuild's own words stand above; `npm ci` installs it",
        )
    }
}

/// `VENUE_CODE_CACHE`, or `venue-code` in the user's cache folder.
fn cache_dir() -> Result<PathBuf, SiteError> {
    let named = env::var_os("VENUE_CODE_CACHE").map(PathBuf::from);
    let general = || env::var_os("XDG_CACHE_HOME").map(|dir| PathBuf::from(dir).join("venue-code"));
    let home = || env::var_os("HOME").map(|dir| PathBuf::from(dir).join(".cache/venue-code"));
    named
        .or_else(general)
        .or_else(home)
        .ok_or_else(|| SiteError::Content("neither VENUE_CODE_CACHE nor HOME is set".to_owned()))
}

fn add_target(root: &Path) -> Result<(), SiteError> {
    let list =
        Command::new("rustup").args(["target", "list", "--installed"]).current_dir(root).output().map_err(
            |source| SiteError::Missing {
                program: "rustup".to_owned(),
                source,
                mend: "install it from https://rustup.rs",
            },
        )?;
    if String::from_utf8_lossy(&list.stdout).lines().any(|line| line == TARGET) {
        return Ok(());
    }
    println!("site: adding the compiler's target {TARGET}");
    run(
        Command::new("rustup").args(["target", "add", TARGET]).current_dir(root),
        "check the network, then run `rustup target add wasm32-unknown-unknown`",
    )
}

/// The folder of a program that cargo installs; `name` is also what it is started by.
fn cargo_tool(
    root: &Path,
    tools: &Path,
    name: &str,
    version: &str,
    flags: &[&str],
) -> Result<PathBuf, SiteError> {
    let home = tools.join(format!("{name}-{version}"));
    let bin = home.join("bin");
    if bin.join(name).exists() {
        return Ok(bin);
    }
    println!("site: installing {name} {version} into {} (some minutes, once)", home.display());
    let package = if name == "wasm-bindgen" { "wasm-bindgen-cli" } else { name };
    run(
        Command::new("cargo")
            .args(["install", "--quiet"])
            .args(flags)
            .arg(format!("{package}@{version}"))
            .arg("--root")
            .arg(&home)
            .current_dir(root),
        "check the network and the words above; a C compiler is needed (`apt install build-essential`)",
    )?;
    Ok(bin)
}

/// npm writes its own lock file into node_modules; ours being newer means that something changed.
fn npm_packages(root: &Path) -> Result<(), SiteError> {
    let age = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    let (ours, theirs) = (root.join("package-lock.json"), root.join("node_modules/.package-lock.json"));
    let wanted = age(&ours).map_err(at(&ours))?;
    if age(&theirs).is_ok_and(|installed| installed >= wanted) {
        return Ok(());
    }
    println!("site: npm ci");
    run(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(root),
        "check the network; Node 20 or newer with npm is needed (`apt install nodejs npm`)",
    )
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
}

fn locked_version(root: &Path, name: &str) -> Result<String, SiteError> {
    let lock: Lock = read_toml(&root.join("Cargo.lock"))?;
    lock.package
        .into_iter()
        .find(|package| package.name == name)
        .map(|package| package.version)
        .ok_or_else(|| SiteError::Version(format!("Cargo.lock has no {name}")))
}

#[derive(Deserialize)]
struct TrunkToml {
    tools: TrunkTools,
}

#[derive(Deserialize)]
struct TrunkTools {
    wasm_bindgen: String,
}

fn check_trunk_toml(root: &Path, bindgen: &str) -> Result<(), SiteError> {
    let trunk: TrunkToml = read_toml(&root.join("Trunk.toml"))?;
    if trunk.tools.wasm_bindgen == bindgen {
        return Ok(());
    }
    Err(SiteError::Version(format!(
        "Trunk.toml names wasm-bindgen {}, Cargo.lock {bindgen}\n  mend: write {bindgen} into Trunk.toml",
        trunk.tools.wasm_bindgen
    )))
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, SiteError> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    toml::from_str(&text).map_err(|error| SiteError::Content(format!("{}: {error}", path.display())))
}

/// Runs a program to its end.
pub fn run(command: &mut Command, mend: &'static str) -> Result<(), SiteError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|source| SiteError::Missing { program, source, mend })?;
    if status.success() {
        return Ok(());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let command = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    Err(SiteError::Failed { command, status, mend })
}
