//! Keeps the mirror like the local store, one visit after another, beside everything else. The local store has each value first;
//! a mirror that fails costs the second copy only.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use super::shelf::{Key, Shelf};
use crate::platform::LocalFuture;
use crate::platform::db::Mirror;
use crate::state::stored::to_text;
use crate::state::visit::{Visit, VisitId};

/// The visits whose copies are to be brought up to date.
pub struct MirrorQueue(Rc<Inner>);

struct Inner {
    mirror: Rc<dyn Mirror>,
    shelf: Rc<Shelf>,
    spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>,
    touched: RefCell<BTreeSet<VisitId>>,
    running: Cell<bool>,
}

/// What the local store says that the mirror should have.
#[derive(PartialEq)]
enum Wanted {
    Copy(String),
    Nothing,
    /// The local store has no such visit: deleted, or cleared by the browser. A copy may be the last one, and stays.
    Unknown,
}

impl MirrorQueue {
    pub fn new(
        mirror: Rc<dyn Mirror>,
        shelf: Rc<Shelf>,
        spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>,
    ) -> Self {
        let (touched, running) = (RefCell::default(), Cell::new(false));
        Self(Rc::new(Inner { mirror, shelf, spawn, touched, running }))
    }

    /// Brings the copy of a visit up to date.
    pub fn touch(&self, id: VisitId) {
        self.0.touched.borrow_mut().insert(id);
        if !self.0.running.replace(true) {
            let inner = self.0.clone();
            (self.0.spawn)(Box::pin(async move { inner.run().await }));
        }
    }
}

impl Inner {
    async fn run(&self) {
        loop {
            let next = self.touched.borrow_mut().pop_first();
            let Some(id) = next else { break };
            let mut wanted = self.wanted(id);
            loop {
                let key = Key::Visit(id).to_string();
                // What fails is in the local store nevertheless, which says so if it has trouble of its own.
                let _ = match &wanted {
                    Wanted::Copy(text) => self.mirror.put(key, text.clone()).await,
                    Wanted::Nothing => self.mirror.remove(key).await,
                    Wanted::Unknown => break,
                };
                // Another tab may have changed the visit meanwhile, and may have written its copy before this one.
                let now = self.wanted(id);
                if now == wanted {
                    break;
                }
                wanted = now;
            }
        }
        self.running.set(false);
    }

    fn wanted(&self, id: VisitId) -> Wanted {
        match self.shelf.load::<Visit>(Key::Visit(id)) {
            None => Wanted::Unknown,
            Some(visit) if visit.is_pending() => to_text(&visit).map_or(Wanted::Unknown, Wanted::Copy),
            Some(_) => Wanted::Nothing,
        }
    }
}
