//! Checking the form of an application, in the applicant's browser and on the server.
//!
//! A draft may have gaps and half-typed values ([`check_draft`]); what is submitted has neither ([`CheckedForm::parse`]).

use std::collections::HashSet;

use crate::category::Category;
use crate::document::credit_code::CreditCode;
use crate::document::text::{self, Form};
use crate::document::{Name, Phone};
use crate::id::{ApplicantNumber, PlaceId};
use crate::instant::Day;
use crate::problem::{FormField, FormProblem, Reason};
use crate::wire::applications::{
    Applicant, ApplicationForm, MAX_NAME, MAX_ZONES, OpeningHours, Position, Purpose, Zone,
};
use crate::wire::manage::Division;

/// So many days the codes of before a change go on if its manager decides nothing else: time to hang the new posters.
pub const USUAL_OLD_CODES_DAYS: u16 = 14;
/// So many days at most the codes of before a change, or of before a reissue, go on.
pub const MAX_OLD_CODES_DAYS: u16 = 365;
/// The most characters of a street, an address and an organisation's name.
pub const MAX_LINE: usize = 200;
/// The most lines of opening hours.
pub const MAX_HOURS: usize = 28;
/// The most characters of a reviewer's reason, and of one for closing a venue.
pub const MAX_REASON: usize = 500;

const MINUTES_OF_DAY: u16 = 24 * 60;
const MINUTES_OF_WEEK: usize = 7 * MINUTES_OF_DAY as usize;
/// No text of a draft is longer, in bytes: four for each character that it may have when it is submitted.
const MAX_DRAFT_TEXT: usize = MAX_LINE * 4;

/// What a form is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The service's divisions.
    pub divisions: &'a [Division],
    /// A new venue, or a change of one.
    pub purpose: Purpose,
    /// The zones that the venue has already.
    pub zones: &'a [PlaceId],
    /// The day of the submission.
    pub today: Day,
}

/// A form without gaps, its texts and numbers in their one form.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedForm(ApplicationForm);

impl CheckedForm {
    /// Checks a form that is to be submitted.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form.
    pub fn parse(form: &ApplicationForm, against: &Against<'_>) -> Result<Self, Vec<FormProblem>> {
        let mut problems = Problems::default();
        let checked = ApplicationForm {
            applicant: applicant(&form.applicant, &mut problems),
            venue_name: problems.take(FormField::VenueName, line(&form.venue_name, MAX_NAME)),
            category: problems.take(FormField::Category, category(&form.category)),
            division: problems.take(FormField::Division, division(&form.division, against.divisions)),
            street: problems.take(FormField::Street, line(&form.street, MAX_LINE)),
            address: problems.take(FormField::Address, line(&form.address, MAX_LINE)),
            position: problems.take(FormField::Position, form.position.map(position).transpose()),
            contact_name: problems.take(FormField::ContactName, name(&form.contact_name)),
            contact_phone: problems.take(FormField::ContactPhone, phone(&form.contact_phone)),
            opening_hours: opening_hours(&form.opening_hours, &mut problems),
            gate: form.gate,
            zones: zones(form, against, &mut problems),
            sensitive: form.sensitive,
            old_codes_until: problems.take(FormField::OldCodesUntil, old_codes_until(form, against)),
        };
        if problems.0.is_empty() { Ok(Self(checked)) } else { Err(problems.0) }
    }

    /// The form.
    pub const fn form(&self) -> &ApplicationForm {
        &self.0
    }

    /// The form.
    pub fn into_form(self) -> ApplicationForm {
        self.0
    }
}

/// Checks what a draft may not have either: more than fits.
///
/// # Errors
/// What is too long.
pub fn check_draft(form: &ApplicationForm) -> Result<(), Vec<FormProblem>> {
    let mut problems = Problems::default();
    let (organisation, second) = match &form.applicant {
        Applicant::Organisation { name, credit_code } => {
            ((FormField::OrganisationName, name.as_str()), (FormField::CreditCode, credit_code.as_str()))
        }
        Applicant::Person { name, sealed_number } => {
            // It is made by a program, never half-typed.
            if sealed_number.as_ref().is_some_and(|sealed| sealed.parse::<ApplicantNumber>().is_err()) {
                problems.add(FormField::IdNumber, None, Reason::Shape);
            }
            ((FormField::ApplicantName, name.as_str()), (FormField::IdNumber, ""))
        }
    };
    let texts = [
        organisation,
        second,
        (FormField::VenueName, &form.venue_name),
        (FormField::Category, &form.category),
        (FormField::Division, &form.division),
        (FormField::Street, &form.street),
        (FormField::Address, &form.address),
        (FormField::ContactName, &form.contact_name),
        (FormField::ContactPhone, &form.contact_phone),
    ];
    for (field, text) in texts {
        if text.len() > MAX_DRAFT_TEXT {
            problems.add(field, None, Reason::TooLong);
        }
    }
    if form.opening_hours.len() > MAX_HOURS {
        problems.add(FormField::OpeningHours, None, Reason::TooLong);
    }
    if form.zones.len() > MAX_ZONES {
        problems.add(FormField::Zones, None, Reason::TooLong);
    }
    for (entry, zone) in (0..).zip(&form.zones) {
        if zone.name.len() > MAX_DRAFT_TEXT {
            problems.add(FormField::Zones, Some(entry), Reason::TooLong);
        }
    }
    if problems.0.is_empty() { Ok(()) } else { Err(problems.0) }
}

/// Whether the old codes can go on until a day: from today on, within [`MAX_OLD_CODES_DAYS`].
///
/// # Errors
/// If they cannot.
pub fn check_old_codes_until(last: Day, today: Day) -> Result<(), Reason> {
    if (today..=today.plus(MAX_OLD_CODES_DAYS)).contains(&last) { Ok(()) } else { Err(Reason::Range) }
}

/// A reason in words, of 1 to [`MAX_REASON`] characters; it may have lines.
///
/// # Errors
/// Why it is none.
pub fn reason(typed: &str) -> Result<String, Reason> {
    let typed = typed.trim();
    if text::is_blank(typed) {
        Err(Reason::Missing)
    } else if typed.chars().count() > MAX_REASON {
        Err(Reason::TooLong)
    } else if typed.chars().any(|c| (c.is_control() && c != '\n') || turns_text(c)) {
        Err(Reason::Characters)
    } else {
        Ok(typed.to_owned())
    }
}

/// One line of text as it is shown and printed: NFC, trimmed, single spaces, 1 to `most` characters. Letters of all
/// scripts and emoji are kept; control characters and marks that turn or hide text are refused.
///
/// # Errors
/// Why it is none.
pub fn line(typed: &str, most: usize) -> Result<String, Reason> {
    let normal = text::normalise(typed, Form::Nfc)?;
    if text::is_blank(&normal) {
        return Err(Reason::Missing);
    }
    let line = normal.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most {
        Err(Reason::TooLong)
    } else if line.chars().any(|c| c.is_control() || text::is_invisible(c)) {
        Err(Reason::Characters)
    } else {
        Ok(line)
    }
}

/// Marks by which a text can show itself in another order than it is read in.
const fn turns_text(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[derive(Default)]
struct Problems(Vec<FormProblem>);

impl Problems {
    fn add(&mut self, field: FormField, entry: Option<u16>, reason: Reason) {
        self.0.push(FormProblem { field, entry, reason });
    }

    fn take<T: Default>(&mut self, field: FormField, value: Result<T, Reason>) -> T {
        value.unwrap_or_else(|reason| {
            self.add(field, None, reason);
            T::default()
        })
    }
}

fn applicant(applicant: &Applicant, problems: &mut Problems) -> Applicant {
    match applicant {
        Applicant::Organisation { name, credit_code } => Applicant::Organisation {
            name: problems.take(FormField::OrganisationName, line(name, MAX_LINE)),
            credit_code: problems
                .take(FormField::CreditCode, CreditCode::parse(credit_code).map(|code| code.to_string())),
        },
        Applicant::Person { name: typed, sealed_number } => Applicant::Person {
            name: problems.take(FormField::ApplicantName, name(typed)),
            sealed_number: problems.take(FormField::IdNumber, sealed(sealed_number.as_deref()).map(Some)),
        },
    }
}

fn sealed(number: Option<&str>) -> Result<String, Reason> {
    let number: ApplicantNumber = number.ok_or(Reason::Missing)?.parse().map_err(|_| Reason::Shape)?;
    Ok(number.to_string())
}

fn name(typed: &str) -> Result<String, Reason> {
    Name::parse(typed).map(|name| name.as_str().to_owned())
}

/// A contact may also have a landline: with its area code, as `0431-…` or `+86 431-…`.
fn phone(typed: &str) -> Result<String, Reason> {
    let compact = text::compact(typed, &['+'])?;
    let national = compact.strip_prefix("+86").or_else(|| compact.strip_prefix('0'));
    match national.filter(|number| is_landline(number)) {
        Some(number) => Ok(format!("+86{number}")),
        None => Phone::parse(typed).map(|phone| phone.as_str().to_owned()),
    }
}

/// Area code without its 0, and number: 10 is Beijing, other codes that begin with 1 are mobiles.
fn is_landline(number: &str) -> bool {
    (9..=11).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(number.as_bytes(), [b'1', b'0', ..] | [b'2'..=b'9', ..])
}

fn category(code: &str) -> Result<String, Reason> {
    if text::is_blank(code) {
        return Err(Reason::Missing);
    }
    Category::of(code).map(|category| category.code.to_owned()).ok_or(Reason::Unknown)
}

fn division(code: &str, divisions: &[Division]) -> Result<String, Reason> {
    if text::is_blank(code) {
        return Err(Reason::Missing);
    }
    divisions
        .iter()
        .find(|division| division.code == code)
        .map(|found| found.code.clone())
        .ok_or(Reason::Unknown)
}

fn position(position: Position) -> Result<Position, Reason> {
    let Position { latitude, longitude } = position;
    if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) {
        Ok(position)
    } else {
        Err(Reason::Range)
    }
}

fn opening_hours(hours: &[OpeningHours], problems: &mut Problems) -> Vec<OpeningHours> {
    const FIELD: FormField = FormField::OpeningHours;
    if hours.len() > MAX_HOURS {
        problems.add(FIELD, None, Reason::TooLong);
        return Vec::new();
    }
    let mut open = vec![false; MINUTES_OF_WEEK];
    for (entry, line) in (0..).zip(hours) {
        let fits = (1..=0b111_1111).contains(&line.days)
            && line.from < MINUTES_OF_DAY
            && (1..=MINUTES_OF_DAY).contains(&line.to)
            && line.from != line.to;
        if !fits {
            problems.add(FIELD, Some(entry), Reason::Range);
        } else if minutes(line).any(|minute| std::mem::replace(&mut open[minute], true)) {
            problems.add(FIELD, Some(entry), Reason::Conflict);
        }
    }
    hours.to_vec()
}

/// The minutes of the week that a line covers.
fn minutes(line: &OpeningHours) -> impl Iterator<Item = usize> {
    let (days, from, to) = (line.days, usize::from(line.from), usize::from(line.to));
    let day = usize::from(MINUTES_OF_DAY);
    let length = if to > from { to - from } else { day - from + to };
    (0..7).filter(move |weekday| days & (1 << weekday) != 0).flat_map(move |weekday| {
        (0..length).map(move |minute| (weekday * day + from + minute) % MINUTES_OF_WEEK)
    })
}

fn zones(form: &ApplicationForm, against: &Against<'_>, problems: &mut Problems) -> Vec<Zone> {
    const FIELD: FormField = FormField::Zones;
    if form.zones.is_empty() && form.gate.is_none() {
        problems.add(FIELD, None, Reason::Missing);
    }
    if form.zones.len() > MAX_ZONES {
        problems.add(FIELD, None, Reason::TooLong);
        return Vec::new();
    }
    let (mut names, mut places) = (HashSet::new(), HashSet::new());
    let mut zones = Vec::with_capacity(form.zones.len());
    for (entry, zone) in (0..).zip(&form.zones) {
        let name = line(&zone.name, MAX_NAME).unwrap_or_else(|reason| {
            problems.add(FIELD, Some(entry), reason);
            String::new()
        });
        if !name.is_empty() && !names.insert(name.clone()) {
            problems.add(FIELD, Some(entry), Reason::Conflict);
        }
        if let Some(place) = zone.place {
            if !against.zones.contains(&place) {
                problems.add(FIELD, Some(entry), Reason::Unknown);
            } else if !places.insert(place) {
                problems.add(FIELD, Some(entry), Reason::Conflict);
            }
        }
        zones.push(Zone { place: zone.place, name, gate: zone.gate });
    }
    zones
}

fn old_codes_until(form: &ApplicationForm, against: &Against<'_>) -> Result<Option<Day>, Reason> {
    match (against.purpose, form.old_codes_until) {
        (Purpose::Change, Some(day)) => check_old_codes_until(day, against.today).map(|()| Some(day)),
        (Purpose::Change, None) => Ok(None),
        // A new venue has no old codes.
        (Purpose::New, _) => Ok(None),
    }
}
