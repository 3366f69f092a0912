//! What is wrong with a field, in words.

use venue_protocol::problem::{FormField as F, FormProblem, Reason as R};

use crate::i18n::Words;
use crate::i18n::text::console::FormWrong as Text;

/// What is wrong with a field, and how to put it right.
pub fn form_wrong(words: Words, problem: FormProblem) -> String {
    words.of(key(problem)).to_owned()
}

const fn key(problem: FormProblem) -> Text {
    match (problem.field, problem.reason) {
        (F::Login, R::Characters | R::Shape) => Text::LoginShape,
        (F::Login, R::Conflict) => Text::LoginTaken,
        (F::Password, R::TooShort | R::Missing) => Text::PasswordShort,
        (F::Password, R::Weak) => Text::PasswordWeak,
        (F::Password, R::Conflict) => Text::PasswordWrong,
        (F::OneTimeCode, _) => Text::CodeWrong,
        (F::CreditCode, R::Checksum) => Text::CreditCodeChecksum,
        (F::CreditCode, R::Characters | R::Shape | R::TooShort | R::TooLong) => Text::CreditCode,
        (F::ContactPhone, R::Shape | R::Characters | R::TooShort | R::TooLong) => Text::Phone,
        (F::Position, R::Range | R::Shape) => Text::Position,
        (F::OpeningHours, R::Conflict) => Text::HoursConflict,
        (F::OpeningHours, _) => Text::Hours,
        (F::Zones, R::Conflict) => Text::ZoneConflict,
        (F::Zones, R::Missing) => Text::ZonesMissing,
        (F::Zones, R::Range) => Text::ZonesTooMany,
        (F::Licence, _) => Text::Licence,
        (F::OldCodesUntil, _) => Text::OldCodes,
        (F::Reason, _) => Text::Reason,
        (F::HourlyLimit, _) => Text::HourlyLimit,
        (F::Category | F::Division, R::Missing) => Text::Choose,
        (_, R::Missing | R::NotGiven) => Text::Missing,
        (_, R::TooShort) => Text::TooShort,
        (_, R::TooLong) => Text::TooLong,
        (_, R::Characters) => Text::Characters,
        (_, R::Shape | R::Weak) => Text::Shape,
        (_, R::Checksum) => Text::Checksum,
        (_, R::Date) => Text::Date,
        (_, R::DateInFuture) => Text::DateInFuture,
        (_, R::Region | R::State) => Text::Region,
        (_, R::Unknown) => Text::Unknown,
        (_, R::Range) => Text::Range,
        (_, R::Conflict) => Text::Conflict,
    }
}
