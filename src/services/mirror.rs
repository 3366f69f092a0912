//! Keeps the mirror like the local store, one visit after another, beside everything else. The local store has each value first;
//! a mirror that fails costs the second copy only.

use std::cell::{Cell, RefCell};
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
    todo: RefCell<Vec<Todo>>,
    running: Cell<bool>,
}

/// A visit whose copy is to be brought up to date.
#[derive(Clone, Copy, PartialEq)]
struct Todo {
    id: VisitId,
    /// It was deleted on purpose.
    deleted: bool,
}

/// What the local store says that the mirror should have.
#[derive(PartialEq)]
enum Wanted {
    Copy(String),
    Nothing,
    /// The local store has no such visit, and nobody deleted it here: a copy may be the last one, and stays.
    Unknown,
}

impl MirrorQueue {
    pub fn new(
        mirror: Rc<dyn Mirror>,
        shelf: Rc<Shelf>,
        spawn: Rc<dyn Fn(LocalFuture<'static, ()>)>,
    ) -> Self {
        let (todo, running) = (RefCell::default(), Cell::new(false));
        Self(Rc::new(Inner { mirror, shelf, spawn, todo, running }))
    }

    /// Brings the copy of a visit up to date.
    pub fn touch(&self, id: VisitId) {
        self.push(Todo { id, deleted: false });
    }

    /// Takes the copy of a visit away that was deleted from the local store.
    pub fn forget(&self, id: VisitId) {
        self.push(Todo { id, deleted: true });
    }

    fn push(&self, one: Todo) {
        self.0.todo.borrow_mut().push(one);
        if !self.0.running.replace(true) {
            let inner = self.0.clone();
            (self.0.spawn)(Box::pin(async move { inner.run().await }));
        }
    }
}

impl Inner {
    async fn run(&self) {
        loop {
            let Some(one) = self.todo.borrow_mut().pop() else { break };
            self.todo.borrow_mut().retain(|other| *other != one);
            let mut wanted = self.wanted(one);
            loop {
                let key = Key::Visit(one.id).to_string();
                // What fails is in the local store nevertheless, which says so if it has trouble of its own.
                let _ = match &wanted {
                    Wanted::Copy(text) => self.mirror.put(key, text.clone()).await,
                    Wanted::Nothing => self.mirror.remove(key).await,
                    Wanted::Unknown => break,
                };
                // Another tab may have changed the visit meanwhile, and may have written its copy before this one.
                let now = self.wanted(one);
                if now == wanted {
                    break;
                }
                wanted = now;
            }
        }
        self.running.set(false);
    }

    fn wanted(&self, one: Todo) -> Wanted {
        match self.shelf.load::<Visit>(Key::Visit(one.id)) {
            None if one.deleted => Wanted::Nothing,
            None => Wanted::Unknown,
            Some(visit) if visit.is_pending() => to_text(&visit).map_or(Wanted::Unknown, Wanted::Copy),
            Some(_) => Wanted::Nothing,
        }
    }
}
