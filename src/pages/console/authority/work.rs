//! What a page does at the server and in the worker: one thing at a time.

use std::future::Future;

use wasm_bindgen_futures::spawn_local;
use yew::{Html, hook};

use crate::api::ApiError;
use crate::authority::client::AskError;
use crate::authority::message::Trouble;
use crate::authority::roster::ChainTrouble;
use crate::components::notice::{Notice, Tone};
use crate::console::context::{Console, use_console};
use crate::console::kit::trouble::fault_notice;
use crate::i18n::Words;
use crate::i18n::text::console::{KeyFault, Keys};
use crate::pages::own::{Own, use_own};

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The server says.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The worker says.
    #[error(transparent)]
    Ask(#[from] AskError),
}

impl Fault {
    /// An answer of another kind than was asked for, which ours never is.
    pub const ODD: Self = Self::Ask(AskError::Gone);

    /// In words.
    pub fn notice(&self, words: Words) -> Html {
        let text = match self {
            Self::Api(error) => return fault_notice(words, error),
            Self::Ask(AskError::Gone) => words.of(KeyFault::Gone),
            Self::Ask(AskError::Trouble(trouble)) => trouble_text(words, *trouble),
        };
        Notice {
            title: Some(words.of(KeyFault::Title).into()),
            testid: Some("fault"),
            ..Notice::new(Tone::Bad, text)
        }
        .view()
    }
}

fn trouble_text(words: Words, trouble: Trouble) -> &'static str {
    words.of(match trouble {
        Trouble::ShortPassphrase => KeyFault::ShortPassphrase,
        Trouble::LongPassphrase => KeyFault::LongPassphrase,
        Trouble::WrongPassphrase => KeyFault::WrongPassphrase,
        Trouble::HalfFile => KeyFault::HalfFile,
        Trouble::NoKeyFile => KeyFault::NoKeyFile,
        Trouble::RoleFile => KeyFault::RoleFile,
        Trouble::MemberFile => KeyFault::MemberFile,
        Trouble::UnknownSuite => KeyFault::UnknownSuite,
        Trouble::Locked => KeyFault::Locked,
        Trouble::NoRoleKey => KeyFault::NoRoleKey,
        Trouble::NoSheet => KeyFault::NoSheet,
        Trouble::OtherSheet => KeyFault::OtherSheet,
        Trouble::SealedCase => KeyFault::SealedCase,
        Trouble::OtherSubject => KeyFault::OtherSubject,
        Trouble::StrangeTracer => KeyFault::StrangeTracer,
        Trouble::NoFile => KeyFault::NoFile,
        Trouble::OddAnswer => KeyFault::OddAnswer,
        Trouble::HalfTraced => KeyFault::HalfTraced,
        Trouble::Misfit => KeyFault::Misfit,
        Trouble::NoRandom => KeyFault::NoRandom,
        Trouble::Chain(trouble) => return words.of(chain_text(trouble)),
    })
}

/// Why rosters are not believed, in words.
pub(super) const fn chain_text(trouble: ChainTrouble) -> Keys {
    match trouble {
        ChainTrouble::Broken => Keys::ChainBroken,
        ChainTrouble::Foreign => Keys::ChainForeign,
        ChainTrouble::Replaced => Keys::ChainReplaced,
    }
}

#[derive(Default)]
struct Sent {
    busy: bool,
    fault: Option<Fault>,
}

/// What a page does, as [`use_work`] gives it.
#[derive(Clone)]
pub struct Work {
    console: Console,
    own: Own<Sent>,
}

impl Work {
    /// Whether it is at work.
    pub fn busy(&self) -> bool {
        self.own.get().busy
    }

    /// Does it; `done` is called with what came of it. While it is at work nothing else begins.
    pub fn run<T: 'static>(
        &self,
        call: impl Future<Output = Result<T, Fault>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy() {
            return;
        }
        self.own.change(|sent| *sent = Sent { busy: true, fault: None });
        let work = self.clone();
        spawn_local(async move {
            let answer = call.await;
            work.own.change(|sent| {
                sent.busy = false;
                sent.fault = answer.as_ref().err().cloned();
            });
            match answer {
                Ok(value) => done(value),
                Err(Fault::Api(error)) => work.console.notice(&error),
                Err(Fault::Ask(_)) => (),
            }
        });
    }

    /// Forgets what went wrong: something else is begun.
    pub fn forget(&self) {
        if self.own.get().fault.is_some() {
            self.own.change(|sent| sent.fault = None);
        }
    }

    /// What went wrong, if it did.
    pub fn notice(&self) -> Html {
        self.own.get().fault.as_ref().map(|fault| fault.notice(self.console.words)).unwrap_or_default()
    }
}

/// Something that this page does.
#[hook]
pub fn use_work() -> Work {
    Work { console: use_console(), own: use_own(Sent::default) }
}
