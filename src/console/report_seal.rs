//! Opening what is sealed in a problem report with the technicians' key file. Neither leaves the browser.

use base64ct::{Base64, Encoding};
use venue_protocol::id::ReportId;
use venue_protocol::report::Details;
use venue_protocol::seal::{PrivateKey, SealedDetails, SealedPicture};

/// The key of a key file's text.
pub fn key_of(file: &str) -> Option<PrivateKey> {
    file.trim().parse().ok()
}

/// What is personal in a report; `None` if this is another key.
pub fn details(sealed: &str, report: ReportId, key: &PrivateKey) -> Option<Details> {
    let sealed: SealedDetails = sealed.parse().ok()?;
    sealed.open(report, key).ok()
}

/// A report's picture as a `data:` address; `None` if this is another key.
pub fn picture(sealed: Vec<u8>, report: ReportId, key: &PrivateKey) -> Option<String> {
    let jpeg = SealedPicture(sealed).open(report, key).ok()?;
    Some(format!("data:image/jpeg;base64,{}", Base64::encode_string(&jpeg)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_key_file_is_a_key() {
        let key = PrivateKey([7; 32]);
        assert_eq!(key_of(&format!(" {key}\n")), Some(key));
        assert_eq!(key_of("not a key"), None);
        assert_eq!(key_of(""), None);
    }

    #[test]
    fn what_is_not_sealed_to_this_key_is_not_opened() {
        let id = ReportId([1; 16]);
        let sealed = SealedDetails([7; SealedDetails::LEN]).to_string();
        assert_eq!(details(&sealed, id, &PrivateKey([7; 32])), None);
        assert_eq!(details("AAAA", id, &PrivateKey([7; 32])), None);
        assert_eq!(picture(vec![7; 100], id, &PrivateKey([7; 32])), None);
    }
}
