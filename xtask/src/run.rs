//! `cargo xtask run`: everything built and started, with something to scan.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use venue_testkit::server::Setup;

use crate::step::{self, StepError};
use crate::{build_site, demo, demo_accounts, lan, needs};

/// How to run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Serve HTTPS on the local network, so that a phone can open it; an address may be named
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "auto", value_parser = parse_lan)]
    lan: Option<Lan>,
    /// The port [default: 8080, with --lan 8443]
    #[arg(long)]
    port: Option<u16>,
    /// Folder of the data [default: a folder in target/run named by the address]
    #[arg(long)]
    data: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy)]
enum Lan {
    Found,
    Named(IpAddr),
}

fn parse_lan(text: &str) -> Result<Lan, std::net::AddrParseError> {
    if text == "auto" { Ok(Lan::Found) } else { text.parse().map(Lan::Named) }
}

/// Prepares, builds, prints the addresses, and becomes the server.
pub fn run(root: &Path, options: &Options) -> Result<(), StepError> {
    needs::for_server()?;
    needs::for_posters()?;
    let setup = setup(root, options)?;
    // Better before some minutes of building than after them.
    let port = setup.listen.port();
    TcpListener::bind(setup.listen).map_err(|source| StepError::Port { port, source })?;
    build_site(root, false)?;
    step::say("the server, with the site in it");
    step::run(
        step::cargo(root).args(["build", "--release", "--package", "venue-server", "--bin", "venue-server"]),
        "read the first error above; a fresh clone builds",
    )?;
    step::say(&format!("keys of the authority, demo venues and accounts in {}", setup.folder.display()));
    setup.prepare()?;
    let places = demo::places(&setup)?;
    let accounts = demo_accounts::accounts(&setup, &places)?;

    step::say("ready; Ctrl-C stops it");
    println!("    visitor   {}", setup.public_url);
    println!("    help      {}/help/zh-CN.html", setup.public_url);
    println!("    API       {}/api/openapi.json", setup.public_url);
    println!("    posters to scan, from the screen or printed, and the digits to type instead:");
    for place in &places {
        println!("      {}  {}  {}", place.poster.display(), place.code.typed_code, place.about);
    }
    println!("    keys      {} (the authority's private keys)", setup.authority_dir().display());
    println!("    console   {}/console", setup.public_url);
    for account in &accounts {
        println!("      {}  password {}  ({})", account.login, account.password, account.about);
        if let Some(url) = &account.second_factor {
            println!("        second factor, for an authenticator app: {url}");
        }
    }
    if options.lan.is_some() {
        println!("\n{}", lan::terminal_code(&setup.public_url)?);
        println!(
            "    Open this address with a phone in the same network. The certificate is self-signed: accept"
        );
        println!(
            "    the browser's warning. The app stays usable offline only with a certificate that the phone trusts."
        );
    }
    println!();
    match become_server(&setup)? {}
}

fn setup(root: &Path, options: &Options) -> Result<Setup, StepError> {
    let binary = step::target_dir(root).join("release/venue-server");
    let address = match options.lan {
        None => None,
        Some(Lan::Found) => Some(lan::address()?),
        Some(Lan::Named(address)) => Some(address),
    };
    let port = options.port.unwrap_or(if address.is_some() { 8443 } else { 8080 });
    let host = address.map_or_else(|| "localhost".to_owned(), |ip| SocketAddr::new(ip, port).to_string());
    let host = if address.is_some() { host } else { format!("{host}:{port}") };
    // The codes name the host, so that another host means other data.
    let folder = options.data.clone().unwrap_or_else(|| {
        root.join("target/run").join(host.replace(|c: char| !c.is_ascii_alphanumeric() && c != '.', "-"))
    });
    let mut settings = Vec::new();
    let scheme = if let Some(address) = address {
        let (cert, key) = lan::certificate(&folder.join("tls"), address)?;
        settings.push(("VENUE_TLS__CERT".to_owned(), cert.display().to_string()));
        settings.push(("VENUE_TLS__KEY".to_owned(), key.display().to_string()));
        "https"
    } else {
        "http"
    };
    let interface = if address.is_some() { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let listen = SocketAddr::from((interface, port));
    Ok(Setup { binary, folder, listen, public_url: format!("{scheme}://{host}"), settings })
}

/// This process becomes the server, so that Ctrl-C reaches it and nothing is left behind.
fn become_server(setup: &Setup) -> Result<Infallible, StepError> {
    let mut command: Command = setup.command(&["serve"]);
    let source = command.exec();
    Err(StepError::Start { command: step::line(&command), source })
}
