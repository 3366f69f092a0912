//! Bringing what people entered into what can be set on paper.
//!
//! Each character becomes one glyph, from left to right. What cannot be set so is not drawn at all, and is named.

/// The text without characters that have no shape, and with single blanks. Controls of direction and joining go; HTML
/// is text like any other.
pub fn printable(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !is_invisible(*c)).collect());
    words.filter(|word: &String| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether the character is one of a script that runs from right to left, joins its letters, or puts marks on them:
/// one glyph after the other would be wrong, even if the font has them.
pub const fn needs_shaping(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a line may not begin with it.
pub const fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '’'
            | '”'
            | '…'
            | '·'
            | '、'
            | '。'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〗'
            | '！'
            | '％'
            | '）'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '］'
            | '｝'
    )
}

/// Whether a line may not end with it.
pub const fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '‘' | '“' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '（' | '［' | '｛'
    )
}

/// Whether the character belongs to a word that is kept together.
pub fn in_word(c: char) -> bool {
    // Letters, digits and what joins them, before the scripts that break anywhere (CJK symbols and all after).
    !c.is_whitespace() && (c < '\u{2e80}') && !matches!(c, '-' | '–' | '—')
}

/// Words at the ends of venues' names, which a line's end should not cut in two.
const WORDS: &[&str] = &[
    "医院", "院区", "分院", "诊所", "门诊", "中心", "公司", "集团", "大学", "学院", "中学", "小学", "学校",
    "幼儿", "酒店", "饭店", "宾馆", "餐厅", "餐馆", "食堂", "超市", "商场", "商城", "商店", "市场", "广场",
    "大厦", "公园", "银行", "支行", "分行", "分店", "总店", "门店", "书店", "药店", "药房", "车站", "机场",
    "剧院", "影院", "社区", "小区", "街道", "法院", "大厅", "总部", "分部", "场馆", "会馆", "分馆", "书馆",
    "物馆", "术馆", "图书", "博物", "停车", "同行", "行人", "登记", "微信", "支付", "付宝", "相机", "扫码",
    "人员",
];

/// Whether two characters that follow each other are of one of the [`WORDS`].
pub fn of_one_word(before: char, after: char) -> bool {
    WORDS.iter().any(|word| word.chars().eq([before, after]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_without_a_shape_go_and_html_stays_as_it_is() {
        let rtl = "\u{202e}图书\u{200f}馆\u{2066}\u{feff}";
        assert_eq!(printable(rtl), "图书馆");
        assert_eq!(printable(" a\t\n b\u{0}c\u{2028}d "), "a bc d");
        assert_eq!(printable("<script>alert(1)</script>"), "<script>alert(1)</script>");
        assert_eq!(printable("\u{200b} \u{200b}"), "");
    }

    #[test]
    fn letters_that_join_or_run_the_other_way_are_not_set_one_by_one() {
        for c in ['ש', 'م', 'ก', '\u{301}'] {
            assert!(needs_shaping(c), "{c}");
        }
        for c in ['场', 'é', 'Ж', '가', 'か', '🍜'] {
            assert!(!needs_shaping(c), "{c}");
        }
    }
}
