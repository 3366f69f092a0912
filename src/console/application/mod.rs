//! The application form as pure values: how it is saved while one types, what is typed but not yet a value of it, and
//! what is wrong with it.

pub mod saving;
pub mod typed;

use venue_protocol::problem::FormField;

/// The form's fields in their order on the page, each with the id of its control.
pub const FIELDS: [(FormField, &str); 16] = [
    (FormField::OrganisationName, "organisation"),
    (FormField::CreditCode, "credit-code"),
    (FormField::ApplicantName, "applicant-name"),
    (FormField::IdNumber, "id-number"),
    (FormField::Licence, "licence"),
    (FormField::VenueName, "venue-name"),
    (FormField::Category, "category"),
    (FormField::Division, "division"),
    (FormField::Street, "street"),
    (FormField::Address, "address"),
    (FormField::Position, "latitude"),
    (FormField::ContactName, "contact-name"),
    (FormField::ContactPhone, "contact-phone"),
    (FormField::OpeningHours, "add-hours"),
    (FormField::Zones, "gate"),
    (FormField::OldCodesUntil, "old-codes-until"),
];
