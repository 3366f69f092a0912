//! What comes from the server, and what is sent to it: each with its waiting, its failure and another try.

use std::future::Future;
use std::rc::Rc;

use venue_protocol::problem::{FormField, FormProblem, ProblemType};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, hook, html, use_effect_with, use_mut_ref};

use super::trouble::{fault_notice, fault_page};
use crate::api::ApiError;
use crate::console::context::{Console, Server, use_console};
use crate::i18n::text::Common;
use crate::pages::own::{Own, use_own};

/// What was asked for.
#[derive(Debug)]
pub enum Load<T> {
    /// It has not come yet.
    Waiting,
    /// It did not come.
    Failed(ApiError),
    /// It came.
    Ready(Rc<T>),
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Failed(error) => Self::Failed(error.clone()),
            Self::Ready(value) => Self::Ready(value.clone()),
        }
    }
}

struct Asked<T> {
    state: Load<T>,
    /// Only the answer to the latest question counts.
    round: u32,
}

/// Something from the server, as [`use_load`] gives it.
pub struct Loading<T> {
    console: Console,
    own: Own<Asked<T>>,
    /// Asks again. What is shown stays until the answer comes.
    pub again: Callback<()>,
}

impl<T> Clone for Loading<T> {
    fn clone(&self) -> Self {
        Self { console: self.console.clone(), own: self.own.clone(), again: self.again.clone() }
    }
}

impl<T: 'static> Loading<T> {
    /// As it is now.
    pub fn state(&self) -> Load<T> {
        self.own.get().state.clone()
    }

    /// What came, if it came.
    pub fn ready(&self) -> Option<Rc<T>> {
        match &self.own.get().state {
            Load::Ready(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// Puts what another call answered in its place; an answer on its way counts no more.
    pub fn put(&self, value: T) {
        self.own.change(|asked| {
            asked.round += 1;
            asked.state = Load::Ready(Rc::new(value));
        });
    }

    /// What came, or the waiting, or what went wrong with another try.
    pub fn view(&self, show: impl FnOnce(&Rc<T>) -> Html) -> Html {
        match self.state() {
            Load::Waiting => waiting(&self.console),
            Load::Failed(error) => fault_page(&self.console, &error, self.again.clone()),
            Load::Ready(value) => show(&value),
        }
    }
}

/// Grey bars where something will stand.
pub fn waiting(console: &Console) -> Html {
    html! {
        <div class="waiting" role="status" data-testid="waiting">
            <span class="sr">{ console.words.of(Common::Loading) }</span>
            <div class="waiting__bar"></div><div class="waiting__bar"></div><div class="waiting__bar"></div>
        </div>
    }
}

/// Asks the server for something, and again when what it depends on changes.
#[hook]
pub fn use_load<D, T, F>(deps: D, load: impl Fn(Server, D) -> F + 'static) -> Loading<T>
where
    D: Clone + PartialEq + 'static,
    T: 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let console = use_console();
    let own = use_own(|| Asked { state: Load::Waiting, round: 0 });
    let ask: Rc<dyn Fn(D)> = {
        let (console, own) = (console.clone(), own.clone());
        Rc::new(move |deps: D| {
            let mut round = 0;
            own.change(|asked| {
                asked.round += 1;
                round = asked.round;
                // What failed before is not shown while it is tried again.
                if !matches!(asked.state, Load::Ready(_)) {
                    asked.state = Load::Waiting;
                }
            });
            let answer = load(console.server.clone(), deps);
            let (console, own) = (console.clone(), own.clone());
            spawn_local(async move {
                let answer = answer.await;
                if own.get().round != round {
                    return;
                }
                if let Err(error) = &answer {
                    console.notice(error);
                }
                own.change(|asked| {
                    asked.state = match answer {
                        Ok(value) => Load::Ready(Rc::new(value)),
                        Err(error) => Load::Failed(error),
                    };
                });
            });
        })
    };
    {
        let (ask, own) = (ask.clone(), own.clone());
        use_effect_with(deps.clone(), move |deps| {
            // Another thing: what was shown is not it.
            own.change(|asked| asked.state = Load::Waiting);
            ask(deps.clone());
        });
    }
    {
        // What failed since the session was over is asked for again once somebody is signed in.
        let (ask, own, deps) = (ask.clone(), own.clone(), deps.clone());
        use_effect_with(console.session.is_in(), move |is_in| {
            let refused = |error: &ApiError| error.problem() == Some(ProblemType::SignInNeeded);
            let failed = matches!(&own.get().state, Load::Failed(error) if refused(error));
            if *is_in && failed {
                ask(deps);
            }
        });
    }
    // Whoever asks again may have been at work while they changed: what they are now counts.
    let newest = use_mut_ref(|| deps.clone());
    newest.replace(deps);
    let again = Callback::from(move |()| {
        let deps = newest.borrow().clone();
        ask(deps);
    });
    Loading { console, own, again }
}

#[derive(Default)]
struct Sent {
    busy: bool,
    fault: Option<ApiError>,
}

/// Something that a page does at the server, as [`use_doing`] gives it: one at a time.
#[derive(Clone)]
pub struct Doing {
    console: Console,
    own: Own<Sent>,
}

impl Doing {
    /// Whether it is at work.
    pub fn busy(&self) -> bool {
        self.own.get().busy
    }

    /// What the last try came to, if it failed.
    pub fn fault(&self) -> Option<ApiError> {
        self.own.get().fault.clone()
    }

    /// Forgets what went wrong: it may be mended now.
    pub fn forget(&self) {
        if self.own.get().fault.is_some() {
            self.own.change(|sent| sent.fault = None);
        }
    }

    /// Does it; `done` is called with what the server answered. While it is at work nothing else begins.
    pub fn run<T, F>(&self, call: F, done: impl FnOnce(T) + 'static)
    where
        T: 'static,
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        if self.busy() {
            return;
        }
        self.own.change(|sent| *sent = Sent { busy: true, fault: None });
        let doing = self.clone();
        spawn_local(async move {
            let answer = call.await;
            doing.own.change(|sent| {
                sent.busy = false;
                sent.fault = answer.as_ref().err().cloned();
            });
            match answer {
                Ok(value) => done(value),
                Err(error) => doing.console.notice(&error),
            }
        });
    }

    /// What the server found wrong with the fields of the form that was sent.
    pub fn problems(&self) -> Vec<FormProblem> {
        match &self.own.get().fault {
            Some(ApiError::Problem(problem)) if problem.kind == ProblemType::Invalid => problem.form.clone(),
            _ => Vec::new(),
        }
    }

    /// What is wrong with one field, in words.
    pub fn wrong(&self, field: FormField) -> Option<String> {
        let problems = self.problems();
        let problem = problems.iter().find(|problem| problem.field == field)?;
        Some(super::wrong::form_wrong(self.console.words, *problem))
    }

    /// What went wrong as a whole, if it did.
    pub fn notice(&self) -> Html {
        match &self.own.get().fault {
            Some(error) => fault_notice(self.console.words, error),
            None => Html::default(),
        }
    }
}

/// Something that this page does at the server.
#[hook]
pub fn use_doing() -> Doing {
    Doing { console: use_console(), own: use_own(Sent::default) }
}
