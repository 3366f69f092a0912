//! Whatever may go wrong, in words and with a way out. Every problem type, refusal and trouble has its own words.

use venue_protocol::problem::{Field, FieldProblem, ProblemType, Reason};
use venue_protocol::token::CodeRefusal;
use venue_protocol::wire::persons::Warning;

use super::Words;
use super::text::{Code, Form, Trouble, Wrong};
use crate::state::stored::StoreTrouble;

/// What went wrong, what to do about it, and what the page offers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// One line.
    pub title: Title,
    /// What to do, in a sentence or two.
    pub text: Title,
    /// The button that leads out.
    pub way_out: WayOut,
}

/// A text of either of the two catalogues that speak of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// About a code.
    Code(Code),
    /// About anything else.
    Trouble(Trouble),
}

impl Title {
    /// The text in the shown language.
    pub fn text(self, words: Words) -> &'static str {
        match self {
            Self::Code(text) => words.of(text),
            Self::Trouble(text) => words.of(text),
        }
    }
}

/// The button that leads out of a trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOut {
    /// The same once more.
    Retry,
    /// Another code, or the same one again.
    Scan,
    /// Registering again.
    Register,
    /// The page of persons.
    Persons,
    /// The pages are older than the server.
    Reload,
    /// The home page.
    Home,
}

const fn code(title: Code, text: Code) -> Advice {
    Advice { title: Title::Code(title), text: Title::Code(text), way_out: WayOut::Scan }
}

const fn trouble(title: Trouble, text: Trouble, way_out: WayOut) -> Advice {
    Advice { title: Title::Trouble(title), text: Title::Trouble(text), way_out }
}

impl Advice {
    /// No network.
    pub const OFFLINE: Self = trouble(Trouble::Offline, Trouble::OfflineText, WayOut::Retry);
    /// No answer in time.
    pub const TIMEOUT: Self = trouble(Trouble::Timeout, Trouble::TimeoutText, WayOut::Retry);
    /// An answer that this version does not understand.
    pub const OUTDATED: Self = trouble(Trouble::Outdated, Trouble::OutdatedText, WayOut::Reload);
    /// Somebody checks in who is not registered.
    pub const NOT_REGISTERED: Self =
        trouble(Trouble::NotRegistered, Trouble::NotRegisteredText, WayOut::Register);
    /// The browser makes no random numbers.
    pub const NO_RANDOM: Self = trouble(Trouble::NoRandom, Trouble::NoRandomText, WayOut::Reload);
    /// The address of a transfer is cut off.
    pub const TRANSFER_BROKEN: Self =
        trouble(Trouble::TransferBroken, Trouble::TransferBrokenText, WayOut::Home);
    /// What came over does not open with the key of the code.
    pub const TRANSFER_UNREADABLE: Self =
        trouble(Trouble::TransferUnreadable, Trouble::TransferBrokenText, WayOut::Home);
    /// No more persons fit on this device.
    pub const FULL: Self = trouble(Trouble::Full, Trouble::FullText, WayOut::Persons);
    /// The code cannot be judged without the service's keys.
    pub const NO_KEYS: Self = Self {
        title: Title::Code(Code::NoKeys),
        text: Title::Code(Code::NoKeysText),
        way_out: WayOut::Retry,
    };

    /// For a problem that the server answered.
    pub const fn of_problem(kind: ProblemType) -> Self {
        use ProblemType as P;
        use WayOut as W;
        match kind {
            P::Malformed | P::TooLarge | P::MethodNotAllowed | P::UnsupportedMediaType => Self::OUTDATED,
            P::Invalid => trouble(Trouble::Invalid, Trouble::InvalidText, W::Register),
            P::NotFound => trouble(Trouble::NotFound, Trouble::NotFoundText, W::Home),
            P::CrossSite => trouble(Trouble::CrossSite, Trouble::CrossSiteText, W::Home),
            P::TooManyRequests => trouble(Trouble::TooMany, Trouble::TooManyText, W::Retry),
            P::Unavailable => trouble(Trouble::Unavailable, Trouble::UnavailableText, W::Retry),
            P::NoAuthorityKeys => trouble(Trouble::NotOpen, Trouble::NotOpenText, W::Retry),
            P::Timeout => Self::TIMEOUT,
            P::Internal => trouble(Trouble::Internal, Trouble::InternalText, W::Retry),
            P::CodeUnreadable => code(Code::Torn, Code::TornText),
            P::CodeForged => code(Code::Forged, Code::ForgedText),
            P::CodeForeign => code(Code::Foreign, Code::ForeignText),
            P::CodeExpired => code(Code::Expired, Code::ExpiredText),
            P::CodeRevoked => code(Code::Revoked, Code::RevokedText),
            P::CodeUnknown => code(Code::Unknown, Code::UnknownText),
            P::CredentialUnknown => {
                trouble(Trouble::CredentialUnknown, Trouble::CredentialUnknownText, W::Register)
            }
            P::CredentialExpired => {
                trouble(Trouble::CredentialExpired, Trouble::CredentialExpiredText, W::Register)
            }
            P::CredentialWithdrawn => {
                trouble(Trouble::CredentialWithdrawn, Trouble::CredentialWithdrawnText, W::Persons)
            }
            P::PersonTwice => trouble(Trouble::PersonTwice, Trouble::PersonTwiceText, W::Persons),
            P::EventConflict => trouble(Trouble::Conflict, Trouble::ConflictText, W::Scan),
            P::EventUnknown => trouble(Trouble::EventUnknown, Trouble::EventUnknownText, W::Scan),
            P::UndoTooLate => trouble(Trouble::UndoTooLate, Trouble::UndoTooLateText, W::Home),
            P::TransferGone => trouble(Trouble::TransferGone, Trouble::TransferGoneText, W::Home),
            // The page of problem reports has words of its own, and is not there from the start.
            P::PictureUnusable | P::NoTechnicianKey | P::ReportUnknown => Self::OUTDATED,
            // The consoles' own, which visitors never meet.
            #[cfg(feature = "console")]
            _ => Self::OUTDATED,
        }
    }

    /// For a code that the device itself refused.
    pub const fn of_refusal(refusal: &CodeRefusal) -> Self {
        match refusal {
            CodeRefusal::Unreadable => code(Code::Unreadable, Code::UnreadableText),
            CodeRefusal::Damaged => code(Code::Torn, Code::TornText),
            CodeRefusal::Foreign { .. } => code(Code::Foreign, Code::ForeignText),
            CodeRefusal::UnknownKey { .. } | CodeRefusal::Forged => code(Code::Forged, Code::ForgedText),
            CodeRefusal::NotYetValid { .. } => code(Code::NotYet, Code::NotYetText),
            CodeRefusal::Expired { .. } => code(Code::Expired, Code::ExpiredText),
        }
    }

    /// For trouble with the device's storage.
    pub const fn of_store(trouble_is: &StoreTrouble) -> Self {
        match trouble_is {
            StoreTrouble::SetAside { .. } | StoreTrouble::Unreadable { .. } => {
                trouble(Trouble::StoreCorrupt, Trouble::StoreCorruptText, WayOut::Home)
            }
            StoreTrouble::Disabled => {
                trouble(Trouble::StoreDisabled, Trouble::StoreDisabledText, WayOut::Home)
            }
            StoreTrouble::Full => trouble(Trouble::StoreFull, Trouble::StoreFullText, WayOut::Home),
        }
    }
}

/// What is wrong with a field, and how to put it right.
pub const fn wrong(problem: FieldProblem) -> Wrong {
    match (problem.reason, problem.field) {
        (Reason::Missing, Field::Number) => Wrong::NumberMissing,
        (Reason::Missing, Field::Name) => Wrong::NameMissing,
        (Reason::Missing, Field::Phone) => Wrong::PhoneMissing,
        (Reason::Missing, Field::IssuingState) => Wrong::StateMissing,
        (Reason::Missing, Field::Consent) | (Reason::NotGiven, _) => Wrong::NotGiven,
        (Reason::Missing, Field::Document | Field::Text | Field::TypedCode | Field::Contact) => {
            Wrong::Missing
        }
        (Reason::TooShort, _) => Wrong::TooShort,
        (Reason::TooLong, _) => Wrong::TooLong,
        (Reason::Characters, _) => Wrong::Characters,
        (Reason::Shape, Field::Phone) => Wrong::PhoneShape,
        (Reason::Shape, _) => Wrong::Shape,
        (Reason::Checksum, _) => Wrong::Checksum,
        (Reason::Date, _) => Wrong::Date,
        (Reason::DateInFuture, _) => Wrong::DateInFuture,
        (Reason::Region, _) => Wrong::Region,
        (Reason::State, _) => Wrong::State,
        // A form of the console has these, which has words of its own.
        #[cfg(feature = "console")]
        (Reason::Unknown | Reason::Range | Reason::Weak | Reason::Conflict, _) => Wrong::Shape,
    }
}

/// What staff may want to see with their own eyes.
pub const fn warning(warning: Warning) -> Form {
    match warning {
        Warning::UnknownCounty => Form::WarnCounty,
        Warning::WeakChecksum => Form::WarnChecksum,
        Warning::LegacyDocument => Form::WarnLegacy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::settings::Language;

    #[test]
    fn every_problem_has_words_of_its_own_in_both_languages() {
        for language in [Language::ZhCn, Language::En] {
            let words = Words { language };
            for kind in ProblemType::ALL {
                let advice = Advice::of_problem(*kind);
                assert_ne!(advice.title.text(words), advice.text.text(words), "{kind:?}");
            }
        }
    }

    /// What the visitor's app meets; for the rest, which stands behind it, the console has words of its own.
    fn visitors() -> impl Iterator<Item = &'static ProblemType> {
        let last = ProblemType::ALL.iter().position(|kind| *kind == ProblemType::TransferGone).unwrap();
        ProblemType::ALL[..=last].iter()
    }

    #[test]
    fn problems_with_different_remedies_do_not_share_words() {
        use ProblemType as P;
        // These mean the same to the visitor: the page is older than the server.
        let same = [P::Malformed, P::TooLarge, P::MethodNotAllowed, P::UnsupportedMediaType];
        let others: Vec<_> = visitors().filter(|kind| !same.contains(kind)).collect();
        for (n, one) in others.iter().enumerate() {
            for other in &others[n + 1..] {
                assert_ne!(
                    Advice::of_problem(**one).title,
                    Advice::of_problem(**other).title,
                    "{one:?} {other:?}"
                );
            }
        }
    }
}
