//! What a visitor's device does and draws.

use serde_json::{Value, json};
use venue_protocol::id::{Credential, EventSecret};
use venue_protocol::instant::Instant;
use venue_server::random::SharedRandom;

/// Somebody whose data must show up nowhere.
pub struct Person {
    pub name: String,
    pub number: String,
    pub phone: String,
}

/// A person with drawn name, number and phone, so that none of it stands in the program.
pub fn canary() -> Person {
    let random = SharedRandom::system();
    let digits = |n: usize| -> String {
        random.bytes::<16>()[..n].iter().map(|b| char::from(b'0' + b % 10)).collect()
    };
    let name: String = random
        .bytes::<4>()
        .iter()
        .filter_map(|b| char::from_u32(0x4e00 + 0x100 * u32::from(b % 64) + u32::from(*b)))
        .collect();
    let mut number = format!("22010219900101{}", digits(3));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    number.push(char::from(b"10X98765432"[(sum % 11) as usize]));
    Person { name, number, phone: format!("199{}", digits(8)) }
}

pub fn registration(person: &Person) -> Value {
    json!({
        "document": "resident_id", "number": person.number, "name": person.name, "phone": person.phone,
        "role": "visitor", "receipt_secret": secret(), "consent_version": 1,
    })
}

pub fn secret() -> EventSecret {
    EventSecret(SharedRandom::system().bytes())
}

pub fn check_in(token: &str, scanned_at: Instant, persons: &[&Credential]) -> Value {
    json!({
        "secret": secret(), "token": token, "direction": "entry", "scanned_at": scanned_at, "means": "camera",
        "persons": persons,
    })
}
