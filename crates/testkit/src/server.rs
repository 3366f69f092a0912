//! A real venue-server: its binary, run on a folder of its own with the ordinary commands and settings.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// So long a server may take to answer after its start, and to stop.
const PATIENCE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(10);

/// What went wrong with the server's process.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// A process or a file.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// A command of the server ended with an error.
    #[error("`venue-server {command}` failed: {stderr}")]
    Refused {
        /// The command.
        command: String,
        /// What it said.
        stderr: String,
    },
    /// A command answered something else than agreed.
    #[error("`venue-server` answered `{answer}`")]
    Answer {
        /// What it answered.
        answer: String,
        /// Why that does not fit.
        #[source]
        source: serde_json::Error,
    },
    /// The server did not come up, or did not stop.
    #[error("the server did not {what} in {} s; its log is {}", PATIENCE.as_secs(), log.display())]
    Slow {
        /// What it should have done.
        what: &'static str,
        /// Where to look.
        log: PathBuf,
    },
}

fn io_error(what: impl Into<String>) -> impl FnOnce(io::Error) -> ServerError {
    |source| ServerError::Io { what: what.into(), source }
}

/// Where and how a server runs.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The binary `venue-server`.
    pub binary: PathBuf,
    /// Data, shelf, authority keys and log go here.
    pub folder: PathBuf,
    /// Where it listens.
    pub listen: SocketAddr,
    /// What visitors open; its host stands in the codes.
    pub public_url: String,
    /// Further settings, such as `("VENUE_LOG__FORMAT", "json")`.
    pub settings: Vec<(String, String)>,
}

/// A venue to be made by `venue-server venue new`.
#[derive(Debug, Clone, Default)]
pub struct NewVenue<'a> {
    /// Its name.
    pub name: &'a str,
    /// A zone or gate of it, whose code is wanted.
    pub zone: Option<&'a str>,
    /// `entry`, `exit` or `both`.
    pub gate: Option<&'a str>,
    /// Whether its name is masked in histories.
    pub sensitive: bool,
}

/// An account to be made by `venue-server account new`.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// `manager`, `reviewer`, ...
    pub role: &'a str,
    /// What to sign in with.
    pub login: &'a str,
    /// What colleagues see.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
    /// Whether a second factor is set up at once.
    pub second_factor: bool,
}

/// A second factor's secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// In base32.
    pub secret: String,
    /// As an `otpauth://` URL.
    pub url: String,
}

#[derive(Deserialize)]
struct AccountAnswer {
    second_factor: Option<SecondFactor>,
}

/// A code as `venue-server venue .. --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The place's id.
    pub place: String,
    /// The id of the venue that it belongs to.
    pub venue: String,
    /// The issue of the code.
    pub serial: u32,
    /// What stands in the QR code.
    pub url: String,
    /// The nine digits below it.
    pub typed_code: String,
}

impl Setup {
    /// On this machine only, at a port that is free now.
    ///
    /// # Errors
    /// If no port is free.
    pub fn local(binary: PathBuf, folder: PathBuf) -> Result<Self, ServerError> {
        let free =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(io_error("looking for a free port"))?;
        let listen = free.local_addr().map_err(io_error("looking for a free port"))?;
        let public_url = format!("http://localhost:{}", listen.port());
        Ok(Self { binary, folder, listen, public_url, settings: Vec::new() })
    }

    /// The server's rows.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The server's sealed keys.
    pub fn shelf_dir(&self) -> PathBuf {
        self.folder.join("shelf")
    }

    /// The authority's two private keys and those of reviewers and technicians, which no server holds.
    pub fn authority_dir(&self) -> PathBuf {
        self.folder.join("authority")
    }

    /// What the server prints.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// A command of the server with this setup's settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("VENUE_LISTEN", self.listen.to_string())
            .env("VENUE_PUBLIC_URL", &self.public_url)
            .env("VENUE_DATA_DIR", self.data_dir())
            .env("VENUE_SHELF_DIR", self.shelf_dir())
            .env("VENUE_SHELF_MIRROR", self.folder.join("shelf-mirror").join("shelf.db"))
            .envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<String, ServerError> {
        self.run_with(arguments, "")
    }

    /// Runs a command with this on its standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> Result<String, ServerError> {
        let command = arguments.join(" ");
        let started = || -> io::Result<Output> {
            let mut child = self
                .command(arguments)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()?;
            if let Some(mut stdin) = child.stdin.take() {
                // A command that asks for nothing may have ended already.
                let _unread = stdin.write_all(input.as_bytes());
            }
            child.wait_with_output()
        };
        let output = started().map_err(io_error(format!("starting {} {command}", self.binary.display())))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(ServerError::Refused { command, stderr })
        }
    }

    /// Makes the folders and the keys of authority, reviewers and technicians, unless they are there.
    ///
    /// # Errors
    /// If a folder cannot be made or the server refuses.
    pub fn prepare(&self) -> Result<(), ServerError> {
        for folder in [self.data_dir(), self.shelf_dir(), self.folder.join("shelf-mirror")] {
            fs::create_dir_all(&folder).map_err(io_error(format!("making {}", folder.display())))?;
        }
        let authority = self.authority_dir();
        if !authority.exists() {
            self.run(&["authority", "new", "--out", &authority.to_string_lossy()])?;
        }
        if !authority.join("reviewers.key").exists() {
            self.run(&["authority", "reviewers", "--out", &authority.to_string_lossy()])?;
        }
        if !authority.join("technicians.key").exists() {
            self.run(&["authority", "technicians", "--out", &authority.to_string_lossy()])?;
        }
        Ok(())
    }

    /// Makes a venue, and the zone if one is named; gives the code of the zone, else of the venue.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn new_venue(&self, venue: &NewVenue<'_>) -> Result<Code, ServerError> {
        let mut arguments = vec!["venue", "new", "--json", "--name", venue.name];
        if let Some(zone) = venue.zone {
            arguments.extend(["--zone", zone]);
        }
        if let Some(gate) = venue.gate {
            arguments.extend(["--gate", gate]);
        }
        if venue.sensitive {
            arguments.push("--sensitive");
        }
        read_code(self.run(&arguments)?)
    }

    /// Makes a further zone of a venue, with a code of its own for both directions.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn new_zone(&self, venue: &str, zone: &str) -> Result<Code, ServerError> {
        read_code(self.run(&["venue", "new", "--json", "--venue", venue, "--zone", zone])?)
    }

    /// Makes an account; gives its second factor, if one was wanted.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn new_account(&self, account: &NewAccount<'_>) -> Result<Option<SecondFactor>, ServerError> {
        let NewAccount { role, login, name, password, second_factor } = *account;
        let mut arguments =
            vec!["account", "new", "--json", "--role", role, "--login", login, "--name", name];
        if second_factor {
            arguments.push("--second-factor");
        }
        let answer = self.run_with(&arguments, &format!("{password}\n"))?;
        let read: Result<AccountAnswer, _> = serde_json::from_str(answer.trim());
        read.map(|read| read.second_factor).map_err(|source| ServerError::Answer { answer, source })
    }

    /// Draws a role's key, `tracer` or `approver`, as on an offline machine, into a file under a passphrase.
    ///
    /// # Errors
    /// If the command refuses.
    pub fn role_key(&self, role: &str, file: &Path, passphrase: &str) -> Result<(), ServerError> {
        let out = file.to_string_lossy();
        let arguments = ["authority", "key", "--role", role, "--out", &out];
        self.run_with(&arguments, &format!("{passphrase}\n")).map(drop)
    }

    /// Makes an account a member of a venue, as `staff` or `manager`.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn join(&self, login: &str, venue: &str, right: &str) -> Result<(), ServerError> {
        self.run(&["account", "join", "--login", login, "--venue", venue, "--right", right]).map(drop)
    }

    /// Issues a place's code anew; the old one dies at once.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn reissue(&self, place: &str) -> Result<Code, ServerError> {
        read_code(self.run(&["venue", "reissue", "--json", place])?)
    }

    /// Revokes a place's code.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn revoke(&self, place: &str) -> Result<(), ServerError> {
        self.run(&["venue", "revoke", place]).map(drop)
    }

    /// Starts the server and waits until it answers.
    ///
    /// # Errors
    /// If it does not start or answer.
    pub fn start(&self) -> Result<Server, ServerError> {
        let log = self.log();
        let open = || File::options().create(true).append(true).open(&log);
        let stdout = open().map_err(io_error(format!("opening {}", log.display())))?;
        let stderr = stdout.try_clone().map_err(io_error(format!("opening {}", log.display())))?;
        let child = self
            .command(&["serve"])
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(stderr)
            .spawn()
            .map_err(io_error(format!("starting {}", self.binary.display())))?;
        let mut server = Server { child, setup: self.clone() };
        let give_up = Instant::now() + PATIENCE;
        while !server.answers() {
            let ended = server.child.try_wait().map_err(io_error("watching the server"))?;
            if ended.is_some() || Instant::now() > give_up {
                return Err(ServerError::Slow { what: "answer", log });
            }
            thread::sleep(POLL);
        }
        Ok(server)
    }
}

/// The last line is the answer; what comes before it is for people.
fn read_code(printed: String) -> Result<Code, ServerError> {
    serde_json::from_str(printed.trim()).map_err(|source| ServerError::Answer { answer: printed, source })
}

/// A running server; killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    setup: Setup,
}

impl Server {
    /// How it was started.
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Whether `/healthz` says 200.
    fn answers(&self) -> bool {
        let ask = || -> io::Result<bool> {
            let mut stream = TcpStream::connect(self.setup.listen)?;
            stream.set_read_timeout(Some(Duration::from_secs(2)))?;
            write!(stream, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut status = [0; 12];
            stream.read_exact(&mut status)?;
            Ok(status == *b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }

    /// Ends it as a power cut would: `kill -9`.
    ///
    /// # Errors
    /// If the process cannot be ended.
    pub fn kill(mut self) -> Result<Setup, ServerError> {
        self.child.kill().and_then(|()| self.child.wait()).map_err(io_error("killing the server"))?;
        Ok(self.setup.clone())
    }

    /// Ends it as an operator would: SIGTERM, and then waiting.
    ///
    /// # Errors
    /// If it does not stop.
    pub fn stop(mut self) -> Result<Setup, ServerError> {
        Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .map_err(io_error("stopping the server"))?;
        let give_up = Instant::now() + PATIENCE;
        while self.child.try_wait().map_err(io_error("watching the server"))?.is_none() {
            if Instant::now() > give_up {
                return Err(ServerError::Slow { what: "stop", log: self.setup.log() });
            }
            thread::sleep(POLL);
        }
        Ok(self.setup.clone())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already, and that is what is wanted.
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}
