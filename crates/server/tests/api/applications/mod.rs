//! `/api/v1/applications` and `/api/v1/reviews`

mod decide;
mod drafts;
mod import;
mod licence;
mod retention;
mod submit;
