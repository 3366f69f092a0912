//! Identity documents: normalising and checking their numbers.

pub mod check_digits;

use serde::{Deserialize, Serialize};

/// The kinds of document that a person can be registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证, resident identity card of the PRC (GB 11643), 18 or 15 digits.
    ResidentId,
    /// 外国人永久居留身份证, foreign permanent resident's card, 2017 or 2023 form.
    PermanentResidence,
    /// 港澳台居民居住证, residence permit of Hong Kong, Macau and Taiwan residents.
    HkMacauTaiwanResidence,
    /// 港澳居民来往内地通行证, travel permit of Hong Kong and Macau residents.
    HkMacauTravel,
    /// 台湾居民来往大陆通行证, travel permit of Taiwan residents.
    TaiwanTravel,
    /// Passport (ICAO 9303).
    Passport,
    /// No document: phone and name.
    None,
}
