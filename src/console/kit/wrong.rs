//! What is wrong with a field, in words.

use venue_protocol::problem::{FormField as F, FormProblem, Reason as R};

use crate::i18n::Words;
use crate::i18n::text::console::FormWrong as W;

/// What is wrong with a field, and how to put it right.
pub fn form_wrong(words: Words, problem: FormProblem) -> String {
    words.of(key(problem)).to_owned()
}

const fn key(problem: FormProblem) -> W {
    match (problem.field, problem.reason) {
        (F::Login, R::Characters | R::Shape) => W::LoginShape,
        (F::Login, R::Conflict) => W::LoginTaken,
        (F::Password, R::TooShort | R::Missing) => W::PasswordShort,
        (F::Password, R::Weak) => W::PasswordWeak,
        (F::Password, R::Conflict) => W::PasswordWrong,
        (F::OneTimeCode, _) => W::CodeWrong,
        (F::CreditCode, R::Checksum) => W::CreditCodeChecksum,
        (F::CreditCode, R::Characters | R::Shape | R::TooShort | R::TooLong) => W::CreditCode,
        (F::ContactPhone, R::Shape | R::Characters | R::TooShort | R::TooLong) => W::Phone,
        (F::Position, R::Range | R::Shape) => W::Position,
        (F::OpeningHours, R::Conflict) => W::HoursConflict,
        (F::OpeningHours, _) => W::Hours,
        (F::Zones, R::Conflict) => W::ZoneConflict,
        (F::Zones, R::Missing) => W::ZonesMissing,
        (F::Zones, R::Range) => W::ZonesTooMany,
        (F::Licence, _) => W::Licence,
        (F::OldCodesUntil, _) => W::OldCodes,
        (F::Reason, _) => W::Reason,
        (F::HourlyLimit, _) => W::HourlyLimit,
        (F::Category | F::Division, R::Missing) => W::Choose,
        (_, R::Missing | R::NotGiven) => W::Missing,
        (_, R::TooShort) => W::TooShort,
        (_, R::TooLong) => W::TooLong,
        (_, R::Characters) => W::Characters,
        (_, R::Shape | R::Weak) => W::Shape,
        (_, R::Checksum) => W::Checksum,
        (_, R::Date) => W::Date,
        (_, R::DateInFuture) => W::DateInFuture,
        (_, R::Region | R::State) => W::Region,
        (_, R::Unknown) => W::Unknown,
        (_, R::Range) => W::Range,
        (_, R::Conflict) => W::Conflict,
    }
}
