//! What the machine must have, and the command that installs each missing thing. What can be installed without
//! asking (a rustup target, packages when apt may be used) is installed.

use std::process::Command;

use crate::step::{self, StepError};

/// The oldest Rust that this builds with (Cargo.toml's `rust-version`).
const RUST: (u32, u32) = (1, 95);
/// The oldest Node that the build's npm packages run on.
const NODE: u32 = 20;
const WASM: &str = "wasm32-unknown-unknown";
/// Browser, driver, and letters for its Chinese pages.
const BROWSER_PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fonts-noto-cjk", "fontconfig"];
/// What posters are drawn with (the server's setting `poster.font`), and what comes with it.
const POSTER_FONTS: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
];

/// What building the server needs.
pub fn for_server() -> Result<(), StepError> {
    rust()
}

/// What building the site needs.
pub fn for_site() -> Result<(), StepError> {
    rust()?;
    node()?;
    wasm_target()
}

/// What drawing posters needs.
pub fn for_posters() -> Result<(), StepError> {
    rust()?;
    poster_fonts()
}

/// What the tests need.
pub fn for_tests() -> Result<(), StepError> {
    for_site()?;
    components()?;
    browser()?;
    poster_fonts()?;
    pdf_tools()
}

/// Names everything that is missing.
pub fn doctor() -> Result<(), StepError> {
    type Check = fn() -> Result<(), StepError>;
    let checks: [(&str, Check); 8] = [
        ("git", git),
        ("Rust, stable, by rustup", rust),
        ("rustfmt and clippy", components),
        ("the target wasm32-unknown-unknown", wasm_target),
        ("Node and npm", node),
        ("Chromium, chromedriver and Chinese letters", browser),
        ("the fonts of posters", poster_fonts),
        ("pdftoppm, which renders posters for the tests", pdf_tools),
    ];
    let mut missing = 0;
    for (name, check) in checks {
        match check() {
            Ok(()) => println!("here     {name}"),
            Err(error) => {
                missing += 1;
                println!("missing  {name}");
                step::report(&error);
            }
        }
    }
    if missing == 0 { Ok(()) } else { Err(StepError::Tests(missing)) }
}

fn git() -> Result<(), StepError> {
    let found = step::ask("git", &["--version"]).map(drop);
    found.ok_or_else(|| missing("git is not installed", "sudo apt-get install git"))
}

fn rust() -> Result<(), StepError> {
    let version = step::ask("rustc", &["--version"])
        .ok_or_else(|| missing("rustc is not installed", "install rustup from https://rustup.rs"))?;
    // "rustc 1.95.0 (59807616e 2026-04-14)"
    let mut numbers = version.split([' ', '.', '-']).skip(1).map(|part| part.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= RUST {
        return Ok(());
    }
    let what = format!("this needs Rust {}.{} or later, and here is {}", RUST.0, RUST.1, version.trim());
    Err(missing(&what, "rustup update stable && rustup default stable"))
}

fn components() -> Result<(), StepError> {
    for component in ["rustfmt", "clippy"] {
        if step::ask("cargo", &[component.trim_start_matches("rust"), "--version"]).is_none() {
            step::say(&format!("{component}, which is missing"));
            let mut add = Command::new("rustup");
            step::run(add.args(["component", "add", component]), "install rustup from https://rustup.rs")?;
        }
    }
    Ok(())
}

fn wasm_target() -> Result<(), StepError> {
    // Without rustup (a distribution's toolchain) the sysroot says whether the target is there.
    let sysroot = step::ask("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if std::path::Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    step::say(&format!("the target {WASM}, which is missing"));
    step::run(
        Command::new("rustup").args(["target", "add", WASM]),
        "look whether the network is there; without rustup, install it from https://rustup.rs",
    )
}

fn node() -> Result<(), StepError> {
    let mend =
        "install Node 20 or later with npm: `sudo apt-get install nodejs npm`, or from https://nodejs.org";
    let version = step::ask("node", &["--version"]).ok_or_else(|| missing("Node is not installed", mend))?;
    let major: u32 =
        version.trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    if major < NODE {
        return Err(missing(
            &format!("Node {NODE} or later is needed, and here is {}", version.trim()),
            mend,
        ));
    }
    let npm = step::ask("npm", &["--version"]).map(drop);
    npm.ok_or_else(|| missing("npm is not installed", "sudo apt-get install npm"))
}

fn browser() -> Result<(), StepError> {
    let here = step::ask("chromium", &["--version"]).is_some()
        && step::ask("chromedriver", &["--version"]).is_some()
        && step::ask("fc-list", &[":lang=zh", "family"]).is_some_and(|fonts| !fonts.trim().is_empty());
    if here {
        return Ok(());
    }
    install("Chromium, chromedriver or a font with Chinese letters", &BROWSER_PACKAGES)
}

fn poster_fonts() -> Result<(), StepError> {
    if POSTER_FONTS.iter().all(|file| std::path::Path::new(file).is_file()) {
        return Ok(());
    }
    install("the font Noto Sans CJK, which posters are drawn with,", &["fonts-noto-cjk"])
}

fn pdf_tools() -> Result<(), StepError> {
    if ["pdftoppm", "pdfinfo", "pdftotext", "pdffonts"].iter().all(|tool| step::ask(tool, &["-v"]).is_some())
    {
        return Ok(());
    }
    install("pdftoppm or one of its companions", &["poppler-utils"])
}

/// Installs what is missing with apt.
fn install(what: &str, packages: &[&str]) -> Result<(), StepError> {
    let by_hand = format!("sudo apt-get update && sudo apt-get install {}", packages.join(" "));
    if step::ask("apt-get", &["--version"]).is_none() {
        let what = format!("{what} is missing, and so is apt");
        return Err(missing(&what, "install it with this system's own means"));
    }
    step::say(&format!("{what} is missing"));
    step::run(apt_get().arg("update"), &by_hand)?;
    let mut install = apt_get();
    step::run(install.args(["install", "--yes", "--no-install-recommends"]).args(packages), &by_hand)
}

/// apt-get as root: directly, or by sudo, which may ask for the password.
fn apt_get() -> Command {
    if step::ask("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        return Command::new("apt-get");
    }
    let mut command = Command::new("sudo");
    command.arg("apt-get");
    command
}

fn missing(what: &str, mend: &str) -> StepError {
    StepError::Missing { what: what.to_owned(), mend: mend.to_owned() }
}
