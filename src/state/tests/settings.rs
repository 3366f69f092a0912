use crate::state::settings::{Language, Settings, StayMinutes};
use crate::state::stored::{from_text, to_text};

#[test]
fn the_first_language_that_the_app_speaks_is_taken() {
    assert_eq!(Language::of_preferences(["fr-FR", "zh-Hant-TW", "en"]), Language::ZhCn);
    assert_eq!(Language::of_preferences(["en-GB", "zh-CN"]), Language::En);
    assert_eq!(Language::of_preferences(["ZH"]), Language::ZhCn);
    assert_eq!(Language::of_preferences(["fr", ""]), Language::En);
    assert_eq!(Language::of_preferences([]), Language::En);
}

#[test]
fn a_stay_is_five_minutes_to_a_day() {
    for (minutes, fits) in [(0, false), (4, false), (5, true), (1440, true), (1441, false)] {
        assert_eq!(StayMinutes::try_from(minutes).is_ok(), fits, "{minutes}");
    }
}

#[test]
fn the_start_script_finds_the_settings_by_these_names() {
    let settings = Settings { language: Some(Language::ZhCn), elder: true, ..Settings::default() };
    let text = to_text(&settings).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["v"], 1);
    assert_eq!(value["data"]["language"], "zh-CN");
    assert_eq!(value["data"]["text_size"], "normal");
    assert_eq!(value["data"]["theme"], "auto");
    assert_eq!(value["data"]["elder"], true);
}

#[test]
fn a_setting_that_an_older_version_did_not_have_is_the_default_one() {
    let settings: Settings = from_text(r#"{"v":1,"data":{"elder":true}}"#).unwrap();
    assert_eq!(settings, Settings { elder: true, ..Settings::default() });
}
