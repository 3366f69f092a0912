//! Wasm that is built beside Trunk: for any browser, or with the vectors (SIMD) that today's have. Which one is
//! loaded, the page finds out (`assets/simd.js`).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::SiteError;
use super::tools::{TARGET, Tools, run};
use crate::step;

/// What every supported browser understands; as in index.html, which has the whole app's.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// For which browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// All.
    Plain,
    /// Those with vectors.
    Simd,
}

impl Build {
    /// Lets cargo build what `what` names, and gives the folder where it lies. Each build has a folder of its own, or
    /// they would push each other out.
    pub fn compile<S: AsRef<OsStr>>(self, root: &Path, what: &[S]) -> Result<PathBuf, SiteError> {
        let target = step::target_dir(root);
        let target = if self == Self::Simd { target.join("simd") } else { target };
        let mut cargo = step::cargo(root);
        cargo.args(["build", "--locked", "--profile", "wasm", "--target", TARGET, "--target-dir"]);
        cargo.arg(&target).args(what);
        if self == Self::Simd {
            cargo.env("RUSTFLAGS", "-Ctarget-feature=+simd128");
        }
        run(&mut cargo, "the compiler's own words stand above")?;
        Ok(target.join(TARGET).join("wasm"))
    }

    /// Writes a smaller and faster file.
    pub fn optimise(self, tools: &Tools, from: &Path, to: &Path) -> Result<(), SiteError> {
        let mut command: Command = tools.command("wasm-opt");
        command.args(["-O3", "--strip-debug", "--strip-producers"]).args(FEATURES);
        if self == Self::Simd {
            command.arg("--enable-simd");
        }
        run(command.arg(from).arg("-o").arg(to), "wasm-opt's own words stand above")
    }
}

/// Puts the scan worker with vectors beside the one that Trunk built.
pub fn scan_worker(root: &Path, tools: &Tools, site: &Path) -> Result<(), SiteError> {
    let built = Build::Simd.compile(root, &["--bin", "scan_worker", "--no-default-features"])?;
    run(
        tools
            .command("wasm-bindgen")
            .args([
                "--target",
                "no-modules",
                "--no-typescript",
                "--out-name",
                "scan_worker_simd",
                "--out-dir",
            ])
            .args([site, &built.join("scan_worker.wasm")]),
        "wasm-bindgen's own words stand above",
    )?;
    let file = site.join("scan_worker_simd_bg.wasm");
    Build::Simd.optimise(tools, &file, &file)
}
