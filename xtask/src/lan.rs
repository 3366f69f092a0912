//! The local network: this machine's address in it, a certificate for that address, and a QR code to open it.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::path::{Path, PathBuf};

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

use crate::step::{StepError, at};

/// The address that other machines in the network reach this one by.
pub fn address() -> Result<IpAddr, StepError> {
    // Connecting a datagram socket sends nothing; it only chooses the way out. TEST-NET-1 leads there.
    let found = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).map(|()| socket))
        .and_then(|socket| socket.local_addr());
    match found {
        Ok(address) if !address.ip().is_loopback() && !address.ip().is_unspecified() => Ok(address.ip()),
        _ => Err(StepError::Missing {
            what: "this machine's address in the local network was not found".to_owned(),
            mend: "join a network, or name the address: --lan 192.168.1.20".to_owned(),
        }),
    }
}

/// A self-signed certificate and its key in this folder, made once.
pub fn certificate(folder: &Path, address: IpAddr) -> Result<(PathBuf, PathBuf), StepError> {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    if !cert.exists() || !key.exists() {
        let names = vec![address.to_string(), "localhost".to_owned()];
        let made = rcgen::generate_simple_self_signed(names)?;
        fs::create_dir_all(folder).map_err(at(folder))?;
        write_private(&key, &made.signing_key.serialize_pem())?;
        fs::write(&cert, made.cert.pem()).map_err(at(&cert))?;
    }
    Ok((cert, key))
}

fn write_private(path: &Path, text: &str) -> Result<(), StepError> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = fs::File::options()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(at(path))?;
    file.write_all(text.as_bytes()).map_err(at(path))
}

/// The QR code of a text, for a terminal.
pub fn terminal_code(text: &str) -> Result<String, StepError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L)?;
    // Light modules are drawn, so that it reads on a dark terminal, which most are; phones read the other, too.
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}
