//! The two macros that catalogues are written with, and the handle that components read them through.

use crate::state::settings::Language;

/// A key of the catalogue.
pub trait Text: Copy {
    /// Simplified Chinese.
    fn zh(self) -> &'static str;
    /// English.
    fn en(self) -> &'static str;
}

/// The catalogue in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The language that is shown.
    pub language: Language,
}

impl Words {
    /// The text of a key.
    pub fn of(self, text: impl Text) -> &'static str {
        match self.language {
            Language::ZhCn => text.zh(),
            Language::En => text.en(),
        }
    }

    /// The text of a key in the language that is not shown, for what staff read on the pass.
    pub fn other(self, text: impl Text) -> &'static str {
        match self.language {
            Language::ZhCn => text.en(),
            Language::En => text.zh(),
        }
    }

    /// The tag of the language (BCP 47).
    pub const fn tag(self) -> &'static str {
        self.language.tag()
    }

    /// The tag of the other language.
    pub const fn other_tag(self) -> &'static str {
        match self.language {
            Language::ZhCn => Language::En.tag(),
            Language::En => Language::ZhCn.tag(),
        }
    }
}

/// Declares an enum of keys, each with both languages: `Key = "中文" | "English";`
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident = $zh:literal | $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the texts stand beside their keys")]
        pub enum $name { $($key),* }

        impl $name {
            /// All keys.
            pub const ALL: &[Self] = &[$(Self::$key),*];
        }

        impl $crate::i18n::Text for $name {
            fn zh(self) -> &'static str {
                match self { $(Self::$key => $zh),* }
            }
            fn en(self) -> &'static str {
                match self { $(Self::$key => $en),* }
            }
        }
    };
}

/// Declares phrases with arguments: `name(a, b) = "中文 {a} {b}" | "English {b} {a}";`
/// The compiler refuses a placeholder without an argument, and an argument without a placeholder.
macro_rules! phrases {
    ($($name:ident($($arg:ident),+) = $zh:literal | $en:literal;)*) => {
        $(
            #[doc = $en]
            pub fn $name(words: $crate::i18n::Words, $($arg: &dyn std::fmt::Display),+) -> String {
                match words.language {
                    $crate::state::settings::Language::ZhCn => format!($zh, $($arg = $arg),+),
                    $crate::state::settings::Language::En => format!($en, $($arg = $arg),+),
                }
            }
        )*
    };
}
