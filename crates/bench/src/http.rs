//! HTTP/1.1 over one kept connection, with as little work as possible: what is measured is the server.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The longest head of an answer, in bytes.
const HEAD: usize = 16 * 1024;

/// A connection to the server.
pub struct Connection {
    stream: TcpStream,
    host: SocketAddr,
    request: Vec<u8>,
    answer: Vec<u8>,
}

/// An answer's status and body.
pub struct Answer<'a> {
    pub status: u16,
    pub body: &'a [u8],
}

impl Connection {
    pub async fn open(host: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host, request: Vec::with_capacity(2048), answer: Vec::with_capacity(4096) })
    }

    /// Posts JSON and reads the answer.
    pub async fn post(&mut self, path: &str, body: &[u8]) -> io::Result<Answer<'_>> {
        self.request.clear();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.host,
            body.len()
        );
        self.request.extend_from_slice(head.as_bytes());
        self.request.extend_from_slice(body);
        self.stream.write_all(&self.request).await?;
        self.answer.clear();
        loop {
            if let Some((status, start, length)) = parse_head(&self.answer)? {
                while self.answer.len() < start + length {
                    self.read_more().await?;
                }
                return Ok(Answer { status, body: &self.answer[start..start + length] });
            }
            if self.answer.len() > HEAD {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the answer's head is too long"));
            }
            self.read_more().await?;
        }
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.answer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// Status, where the body starts, and its length; `None` while the head is not complete.
fn parse_head(bytes: &[u8]) -> io::Result<Option<(u16, usize, usize)>> {
    let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") else { return Ok(None) };
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "not an answer with a Content-Length");
    let head = std::str::from_utf8(&bytes[..end]).map_err(|_| wrong())?;
    let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or_else(wrong)?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .ok_or_else(wrong)?;
    Ok(Some((status, end + 4, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_when_it_is_complete() {
        let whole = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(parse_head(whole).unwrap(), Some((200, 38, 2)));
        assert_eq!(parse_head(&whole[..30]).unwrap(), None);
        assert!(parse_head(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
