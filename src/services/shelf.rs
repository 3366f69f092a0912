//! The device's storage by typed keys. What the browser does not take is kept in memory, and said; what cannot be read is
//! set aside, and said.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::platform::local::{LocalStore, MemoryStore, StoreError};
use crate::state::stored::{ASIDE, Kept, PREFIX, StoreTrouble, Stored, from_text, to_text};
use crate::state::visit::{Visit, VisitId};

/// Where a value is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// The registered persons.
    Persons,
    /// The settings.
    Settings,
    /// The service's keys.
    Keys,
    /// The venues seen.
    Venues,
    /// The problem reports sent.
    Reports,
    /// What was found about visits and persons.
    Notices,
    /// One visit. Each has a key of its own, so that tabs do not overwrite each other's.
    Visit(VisitId),
}

const VISIT: &str = "visit/";

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Persons => write!(f, "{PREFIX}persons"),
            Self::Settings => write!(f, "{PREFIX}settings"),
            Self::Keys => write!(f, "{PREFIX}keys"),
            Self::Venues => write!(f, "{PREFIX}venues"),
            Self::Reports => write!(f, "{PREFIX}reports"),
            Self::Notices => write!(f, "{PREFIX}notices"),
            Self::Visit(VisitId(number)) => write!(f, "{PREFIX}{VISIT}{number}"),
        }
    }
}

/// The device's storage.
pub struct Shelf {
    local: Rc<dyn LocalStore>,
    /// What the browser did not take; it hides what lies in the browser's store.
    unsaved: MemoryStore,
    /// Keys whose unreadable values could not be set aside: they are not written over.
    stuck: RefCell<Vec<String>>,
    /// Visits as they were read last, in the order of their keys: reading a long history again and again would freeze the page.
    read: RefCell<Vec<Read>>,
    report: Box<dyn Fn(StoreTrouble)>,
}

/// A visit, and the text that it was read from.
struct Read {
    key: String,
    text: String,
    visit: Box<Visit>,
}

impl Shelf {
    /// On this store; troubles are reported as they happen.
    pub fn new(local: Rc<dyn LocalStore>, report: Box<dyn Fn(StoreTrouble)>) -> Self {
        Self {
            local,
            unsaved: MemoryStore::default(),
            stuck: RefCell::default(),
            read: RefCell::default(),
            report,
        }
    }

    /// The value of a key, if there is one that can be read.
    pub fn load<T: Stored>(&self, key: Key) -> Option<T> {
        let key = key.to_string();
        let text = self.text(&key)?;
        match from_text(&text) {
            Ok(value) => Some(value),
            Err(_) => {
                self.set_aside(&key, &text, T::KIND);
                None
            }
        }
    }

    /// Keeps a value.
    pub fn save<T: Stored>(&self, key: Key, value: &T) {
        let key = key.to_string();
        // Our types are structs with text keys; writing them to a string does not fail.
        let Ok(text) = to_text(value) else { return };
        let taken = if self.stuck.borrow().contains(&key) {
            Err(StoreError::Full)
        } else {
            self.local.set(&key, &text)
        };
        let kept_here = match taken {
            Ok(()) => self.unsaved.remove(&key),
            Err(error) => {
                self.report(error);
                self.unsaved.set(&key, &text)
            }
        };
        debug_assert!(kept_here.is_ok(), "memory takes everything");
    }

    /// Takes a value away.
    pub fn remove(&self, key: Key) {
        let key = key.to_string();
        self.read.borrow_mut().retain(|read| read.key != key);
        for store in [&self.unsaved as &dyn LocalStore, &*self.local] {
            if let Err(error) = store.remove(&key) {
                self.report(error);
            }
        }
    }

    /// All visits that can be read.
    pub fn visits(&self) -> Vec<Visit> {
        let prefix = format!("{PREFIX}{VISIT}");
        let mut keys = self.unsaved.keys(&prefix).unwrap_or_default();
        match self.local.keys(&prefix) {
            Ok(found) => {
                let unsaved = keys.len();
                for key in found {
                    if !keys[..unsaved].contains(&key) {
                        keys.push(key);
                    }
                }
            }
            Err(error) => self.report(error),
        }
        let current = keys.iter().filter(|key| !key.contains(ASIDE));
        current.filter_map(|key| self.visit_at(key)).collect()
    }

    /// Keeps a text aside that could not be read: beside the key, under the first number that is free. Returns whether it is kept.
    pub fn keep_aside(&self, key: &str, text: &str, kind: Kept) -> bool {
        let free = (1_u32..).map(|n| format!("{key}{ASIDE}{n}")).find(|aside| {
            // Another tab may have set the same text aside at the same time.
            self.local.get(aside).ok().flatten().is_none_or(|other| other == text)
        });
        let kept = free.filter(|aside| self.local.set(aside, text).is_ok());
        if let Some(key) = &kept {
            (self.report)(StoreTrouble::SetAside { kind, key: key.clone() });
        }
        kept.is_some()
    }

    /// Moves the value of a key aside. If that fails it stays, and is not written over.
    fn set_aside(&self, key: &str, text: &str, kind: Kept) {
        let moved = self.keep_aside(key, text, kind) && self.local.remove(key).is_ok();
        let mut stuck = self.stuck.borrow_mut();
        if !moved && !stuck.iter().any(|one| one == key) {
            stuck.push(key.to_owned());
            drop(stuck);
            (self.report)(StoreTrouble::Unreadable { kind, key: key.to_owned() });
        }
    }

    /// The visit of a key found in the store; the number in it has to be the one in the key.
    fn visit_at(&self, key: &str) -> Option<Visit> {
        let text = self.text(key)?;
        let place = self.read.borrow().binary_search_by(|read| read.key.as_str().cmp(key));
        if let Ok(at) = place
            && let Some(known) = self.read.borrow().get(at).filter(|known| known.text == text)
        {
            return Some(Visit::clone(&known.visit));
        }
        match from_text::<Visit>(&text) {
            Ok(visit) if Key::Visit(visit.id).to_string() == key => {
                let new = Read { key: key.to_owned(), text, visit: Box::new(visit.clone()) };
                let mut read = self.read.borrow_mut();
                match place {
                    Ok(at) => read[at] = new,
                    Err(at) => read.insert(at, new),
                }
                Some(visit)
            }
            _ => {
                self.set_aside(key, &text, Visit::KIND);
                None
            }
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        if let Ok(Some(text)) = self.unsaved.get(key) {
            return Some(text);
        }
        self.local.get(key).unwrap_or_else(|error| {
            self.report(error);
            None
        })
    }

    fn report(&self, error: StoreError) {
        (self.report)(match error {
            StoreError::Disabled => StoreTrouble::Disabled,
            StoreError::Full => StoreTrouble::Full,
        });
    }
}
