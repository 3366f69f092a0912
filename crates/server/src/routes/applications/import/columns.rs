//! The columns of an imported table, and its template.

use serde::Deserialize;
use venue_protocol::wire::manage::Division;

/// The language of a template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A column, by whichever of its two names stands in the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Organisation,
    CreditCode,
    VenueName,
    Category,
    Division,
    Street,
    Address,
    Latitude,
    Longitude,
    ContactName,
    ContactPhone,
    OpeningHours,
    Gate,
    Zones,
    Sensitive,
}

/// A column's Chinese and English names, whether a table must have it, and the example's cells.
struct About {
    column: Column,
    zh: &'static str,
    en: &'static str,
    needed: bool,
    example: [&'static str; 2],
}

const fn about(column: Column, zh: &'static str, en: &'static str, example: [&'static str; 2]) -> About {
    About { column, zh, en, needed: true, example }
}

const fn optional(column: Column, zh: &'static str, en: &'static str, example: [&'static str; 2]) -> About {
    About { column, zh, en, needed: false, example }
}

/// In the order of the template. The example's division is the first one that the service has.
const COLUMNS: [About; 15] = [
    about(
        Column::Organisation,
        "组织名称",
        "organisation",
        ["长春市示例餐饮有限公司", "Example Catering Ltd"],
    ),
    about(
        Column::CreditCode,
        "统一社会信用代码",
        "credit code",
        ["91220100MA00000077", "91220100MA00000077"],
    ),
    about(Column::VenueName, "场所名称", "venue name", ["示例餐馆", "Example Restaurant"]),
    about(Column::Category, "类别", "category", ["餐馆", "Restaurant"]),
    about(Column::Division, "行政区划", "division", ["", ""]),
    about(Column::Street, "街道", "street", ["南湖大路", "Nanhu Road"]),
    about(Column::Address, "详细地址", "address", ["100号1层", "No. 100, ground floor"]),
    optional(Column::Latitude, "纬度", "latitude", ["43.8500", "43.8500"]),
    optional(Column::Longitude, "经度", "longitude", ["125.3000", "125.3000"]),
    about(Column::ContactName, "联系人", "contact name", ["张三", "Zhang San"]),
    about(Column::ContactPhone, "联系电话", "contact phone", ["0431-88779362", "0431-88779362"]),
    optional(
        Column::OpeningHours,
        "营业时间",
        "opening hours",
        ["1-5 09:00-21:00; 6,7 10:00-22:00", "1-5 09:00-21:00; 6,7 10:00-22:00"],
    ),
    optional(Column::Gate, "登记方向", "directions", ["进出", "both"]),
    optional(Column::Zones, "分区", "zones", ["东门=进; 西门=出", "East gate=entry; West gate=exit"]),
    optional(Column::Sensitive, "敏感场所", "sensitive", ["否", "no"]),
];

impl Column {
    /// The column of a head's cell: spaces, underscores and letter case do not matter.
    pub(super) fn named(cell: &str) -> Option<Self> {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| !c.is_whitespace() && *c != '_').flat_map(char::to_lowercase).collect()
        };
        let cell = plain(cell);
        COLUMNS.iter().find(|about| about.zh == cell || plain(about.en) == cell).map(|about| about.column)
    }

    /// The names of the columns that a table must have, and that this one has not.
    pub(super) fn missing(there: &[Option<Self>]) -> Vec<String> {
        COLUMNS
            .iter()
            .filter(|about| about.needed && !there.contains(&Some(about.column)))
            .map(|about| format!("{} ({})", about.zh, about.en))
            .collect()
    }
}

/// Whether these are organisation and venue of the template's example, in one of its languages.
pub(super) fn is_example(organisation: &str, venue_name: &str) -> bool {
    let example = |column, language: usize| {
        COLUMNS.iter().find(|about| about.column == column).map(|about| about.example[language])
    };
    (0..2).any(|language| {
        example(Column::Organisation, language) == Some(organisation)
            && example(Column::VenueName, language) == Some(venue_name)
    })
}

/// The table's head and one example, for spreadsheet programs: UTF-8 with its mark, lines that end in CR LF.
pub fn template(language: Language, divisions: &[Division]) -> String {
    let in_language = |zh: &str, en: &str| match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
    };
    let head = COLUMNS.iter().map(|about| in_language(about.zh, about.en));
    let example = COLUMNS.iter().map(|about| match (about.column, divisions.first()) {
        (Column::Division, Some(division)) => in_language(&division.zh, &division.en),
        _ => in_language(about.example[0], about.example[1]),
    });
    let line = |cells: Vec<String>| {
        let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(",")
    };
    format!("\u{feff}{}\r\n{}\r\n", line(head.collect()), line(example.collect()))
}
