//! Values on the device: each in an envelope `{"v": version, "data": value}`. Whatever else lies there (damaged, of another version, hostile) is
//! set aside under another key and told to the visitor, never silently erased.
//!
//! To change a stored type in a way that old values do not fit: raise its `VERSION` and read the old shape in
//! [`Stored::from_older`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::json::{self, JsonError};

/// What every key of ours begins with.
pub const PREFIX: &str = "venue-code/";
/// What stands between a key and the number under which a value was set aside.
pub const ASIDE: &str = ".set-aside.";

/// What a stored value is, to be told to the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// The registered persons.
    Persons,
    /// The settings.
    Settings,
    /// One check-in of the history or the queue.
    Visit,
    /// Names of venues, which can be asked for again.
    Venues,
    /// The keys of the service, which can be asked for again.
    Keys,
    /// The numbers of problem reports.
    Reports,
    /// What was found about visits and persons.
    Notices,
}

/// Trouble with what the device stores, to be told to the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreTrouble {
    /// A value could not be read and was set aside under this key.
    SetAside {
        /// What it was.
        kind: Kept,
        /// Where it is now.
        key: String,
    },
    /// A value could not be read, nor set aside for want of room; it was left where it is.
    Unreadable {
        /// What it is.
        kind: Kept,
        /// Where it is.
        key: String,
    },
    /// The browser lets us store nothing: everything is lost when the page closes.
    Disabled,
    /// No room: what changes now is lost when the page closes.
    Full,
}

/// A value that is kept on the device.
pub trait Stored: Serialize + DeserializeOwned {
    /// The version of its shape.
    const VERSION: u16;
    /// What it is.
    const KIND: Kept;

    /// Whether the app could have written it: lengths, and what has to fit together.
    fn is_sound(&self) -> bool {
        true
    }

    /// Reads the shape of an older version from its envelope.
    fn from_older(_version: u16, _text: &str) -> Option<Self> {
        None
    }
}

#[derive(Serialize)]
struct EnvelopeOut<'a, T> {
    v: u16,
    data: &'a T,
}

#[derive(Deserialize)]
struct VersionIn {
    v: u16,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
struct DataIn<T> {
    data: T,
}

/// A stored text that is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Not an envelope, or its data is of another shape.
    #[error("not of the expected shape")]
    Shape(#[from] JsonError),
    /// Of a version that this program does not know.
    #[error("of the unknown version {0}")]
    Version(u16),
    /// Of the right shape, but nothing that this program would have written.
    #[error("of the right shape, but not sound")]
    Unsound,
}

/// The text to store.
pub fn to_text<T: Stored>(value: &T) -> Result<String, JsonError> {
    json::to_text(&EnvelopeOut { v: T::VERSION, data: value })
}

/// Back from [`to_text`].
pub fn from_text<T: Stored>(text: &str) -> Result<T, Unreadable> {
    let VersionIn { v } = json::from_text(text)?;
    let value = if v == T::VERSION {
        json::from_text::<DataIn<T>>(text)?.data
    } else {
        T::from_older(v, text).ok_or(Unreadable::Version(v))?
    };
    if T::is_sound(&value) { Ok(value) } else { Err(Unreadable::Unsound) }
}
