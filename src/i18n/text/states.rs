//! The states whose passports are shown most often at a venue here. Any other code of ICAO 9303 can be typed.

use crate::i18n::Words;

texts! {
    /// Names of states.
    State {
        Usa = "美国" | "United States";
        Gbr = "英国" | "United Kingdom";
        Kor = "韩国" | "South Korea";
        Jpn = "日本" | "Japan";
        Rus = "俄罗斯" | "Russia";
        D = "德国" | "Germany";
        Fra = "法国" | "France";
        Can = "加拿大" | "Canada";
        Aus = "澳大利亚" | "Australia";
        Ind = "印度" | "India";
        Pak = "巴基斯坦" | "Pakistan";
        Mng = "蒙古" | "Mongolia";
        Prk = "朝鲜" | "North Korea";
        Kaz = "哈萨克斯坦" | "Kazakhstan";
        Tha = "泰国" | "Thailand";
        Vnm = "越南" | "Vietnam";
        Mys = "马来西亚" | "Malaysia";
        Sgp = "新加坡" | "Singapore";
        Idn = "印度尼西亚" | "Indonesia";
        Phl = "菲律宾" | "Philippines";
        Ita = "意大利" | "Italy";
        Esp = "西班牙" | "Spain";
        Bra = "巴西" | "Brazil";
        Zaf = "南非" | "South Africa";
        Egy = "埃及" | "Egypt";
        Nga = "尼日利亚" | "Nigeria";
        Chn = "中国" | "China";
    }
}

/// The code as a passport has it (ICAO 9303-3, section 5).
const fn code(state: State) -> &'static str {
    match state {
        State::Usa => "USA",
        State::Gbr => "GBR",
        State::Kor => "KOR",
        State::Jpn => "JPN",
        State::Rus => "RUS",
        State::D => "D",
        State::Fra => "FRA",
        State::Can => "CAN",
        State::Aus => "AUS",
        State::Ind => "IND",
        State::Pak => "PAK",
        State::Mng => "MNG",
        State::Prk => "PRK",
        State::Kaz => "KAZ",
        State::Tha => "THA",
        State::Vnm => "VNM",
        State::Mys => "MYS",
        State::Sgp => "SGP",
        State::Idn => "IDN",
        State::Phl => "PHL",
        State::Ita => "ITA",
        State::Esp => "ESP",
        State::Bra => "BRA",
        State::Zaf => "ZAF",
        State::Egy => "EGY",
        State::Nga => "NGA",
        State::Chn => "CHN",
    }
}

/// Codes and names.
pub fn states(words: Words) -> impl Iterator<Item = (&'static str, &'static str)> {
    State::ALL.iter().map(move |state| (code(*state), words.of(*state)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Text;

    #[test]
    fn every_proposed_code_is_one_that_the_server_takes() {
        for state in State::ALL {
            assert!(venue_protocol::document::State::parse(code(*state)).is_ok(), "{}", state.en());
        }
    }
}
