//! Persons with made-up names and phones, registered through the ordinary API.

use std::net::SocketAddr;

use venue_protocol::document::DocumentKind;
use venue_protocol::id::{Credential, ReceiptSecret};
use venue_protocol::wire::persons::{CONSENT_VERSION, PersonRole, RegisterPerson, Registered};

use crate::error::BenchError;
use crate::http::Connection;

/// Registers so many persons.
pub async fn persons(host: SocketAddr, count: u32) -> Result<Vec<Credential>, BenchError> {
    let mut credentials = Vec::new();
    for number in 0..count {
        // The server closes the connection after a registration, so that no buffer keeps the identity.
        let mut connection = Connection::open(host).await.map_err(BenchError::Load)?;
        let person = RegisterPerson {
            document: DocumentKind::None,
            issuing_state: None,
            number: None,
            name: "Load Test".to_owned(),
            phone: Some(format!("199{number:08}")),
            role: PersonRole::Visitor,
            receipt_secret: ReceiptSecret([1; 16]),
            consent_version: CONSENT_VERSION,
            replaces: None,
        };
        let body = serde_json::to_vec(&person)?;
        let answer = connection.post("/api/v1/persons", &body).await.map_err(BenchError::Load)?;
        if !(200..300).contains(&answer.status) {
            let body = String::from_utf8_lossy(answer.body).into_owned();
            return Err(BenchError::Answer { status: answer.status, body });
        }
        credentials.push(serde_json::from_slice::<Registered>(answer.body)?.credential);
    }
    Ok(credentials)
}
