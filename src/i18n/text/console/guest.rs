//! The form that a guest fills in at the desk, in the guest's own language (F47).

use venue_protocol::document::DocumentKind;
use venue_protocol::problem::{Field, FieldProblem, Reason};

/// A language of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GuestLanguage {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Russian.
    Ru,
}

impl GuestLanguage {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::En, Self::Zh, Self::Ja, Self::Ko, Self::Ru];

    /// Its name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
            Self::Ja => "日本語",
            Self::Ko => "한국어",
            Self::Ru => "Русский",
        }
    }

    /// Its tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::Ru => "ru",
        }
    }
}

/// Declares the keys with their texts in all languages: English, Chinese, Japanese, Korean, Russian.
macro_rules! guest_texts {
    ($($key:ident = $en:literal | $zh:literal | $ja:literal | $ko:literal | $ru:literal;)*) => {
        /// A text of the form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the texts stand beside their keys")]
        pub enum GuestText { $($key),* }

        impl GuestText {
            /// All keys.
            pub const ALL: &[Self] = &[$(Self::$key),*];

            /// The text in a language.
            pub const fn of(self, language: GuestLanguage) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$key, GuestLanguage::En) => $en,
                        (Self::$key, GuestLanguage::Zh) => $zh,
                        (Self::$key, GuestLanguage::Ja) => $ja,
                        (Self::$key, GuestLanguage::Ko) => $ko,
                        (Self::$key, GuestLanguage::Ru) => $ru,
                    )*
                }
            }
        }
    };
}

guest_texts! {
    Title = "Please fill in your details" | "请填写您的信息" | "ご自身の情報をご記入ください" | "본인 정보를 입력해 주세요" | "Заполните, пожалуйста, свои данные";
    Lead = "Your visit is registered so that you can be reached in an outbreak." | "登记来访，以便发生疫情时能联系到您。" | "感染症の発生時にご連絡できるよう、来訪を登録します。" | "감염병 발생 시 연락드릴 수 있도록 방문을 등록합니다." | "Визит регистрируется, чтобы с вами могли связаться при вспышке заболевания.";
    Privacy = "Your details are sealed at once. Staff cannot read them, and they are destroyed after the retention period. By submitting you agree." | "您的信息会立即密封，工作人员无法查看，到期自动销毁。提交即表示同意。" | "情報は直ちに封印され、スタッフには見えません。保存期間の後に破棄されます。送信により同意したものとします。" | "정보는 즉시 봉인되어 직원이 볼 수 없으며, 보관 기간 후 폐기됩니다. 제출하면 동의하는 것으로 간주됩니다." | "Данные сразу запечатываются: персонал их не видит, по истечении срока хранения они уничтожаются. Отправляя форму, вы соглашаетесь с этим.";
    Document = "Document" | "证件类型" | "身分証の種類" | "신분증 종류" | "Документ";
    Passport = "Passport" | "护照" | "パスポート" | "여권" | "Паспорт";
    ResidentId = "PRC resident identity card" | "居民身份证" | "中国居民身分証" | "중국 거민신분증" | "Удостоверение личности гражданина КНР";
    HkMacauTravel = "Mainland travel permit (Hong Kong, Macau)" | "港澳居民来往内地通行证" | "香港・マカオ住民の本土通行証" | "홍콩·마카오 주민 내지 통행증" | "Разрешение на поездки для жителей Гонконга и Макао";
    TaiwanTravel = "Mainland travel permit (Taiwan)" | "台湾居民来往大陆通行证" | "台湾住民の大陸通行証" | "대만 주민 대륙 통행증" | "Разрешение на поездки для жителей Тайваня";
    Residence = "Residence permit (Hong Kong, Macau, Taiwan)" | "港澳台居民居住证" | "香港・マカオ・台湾住民の居住証" | "홍콩·마카오·대만 주민 거주증" | "Вид на жительство (Гонконг, Макао, Тайвань)";
    Permanent = "Foreign permanent resident ID card" | "外国人永久居留身份证" | "外国人永久居留身分証" | "외국인 영구거류 신분증" | "Удостоверение постоянного жителя-иностранца";
    NoDocument = "No document with me" | "没有带证件" | "身分証を持っていません" | "신분증이 없습니다" | "Документа с собой нет";
    State = "Country of the passport, three letters" | "护照签发国（三个字母）" | "パスポートの発行国（3文字）" | "여권 발급국 (영문 3자)" | "Страна паспорта, три буквы";
    StateHint = "As on the data page: USA, GBR, JPN" | "见护照资料页，如 USA、GBR、JPN" | "顔写真ページのとおり：JPN、USA など" | "여권 정보면 그대로: KOR, USA 등" | "Как на странице с данными: RUS, KAZ, USA";
    Number = "Document number" | "证件号码" | "身分証の番号" | "신분증 번호" | "Номер документа";
    Name = "Full name" | "姓名" | "氏名" | "성명" | "Фамилия и имя";
    NameHint = "As in the document" | "与证件一致" | "身分証のとおりに" | "신분증과 같게" | "Как в документе";
    Phone = "Phone" | "手机号码" | "電話番号" | "전화번호" | "Телефон";
    PhoneOptional = "Phone (optional)" | "手机号码（可不填）" | "電話番号（任意）" | "전화번호 (선택)" | "Телефон (необязательно)";
    PhoneHint = "Start with + and the country code" | "境外号码请加 + 和区号" | "＋と国番号から（例 +81）" | "+와 국가 번호부터 (예: +82)" | "Начните с + и кода страны, например +7";
    Submit = "Done" | "填好了" | "完了" | "완료" | "Готово";
    Fix = "Please correct what is marked" | "请改正标出的内容" | "印の付いた項目をご確認ください" | "표시된 항목을 고쳐 주세요" | "Исправьте отмеченное";
    Thanks = "Thank you" | "谢谢" | "ありがとうございます" | "감사합니다" | "Спасибо";
    HandBack = "Please turn the screen back to the staff." | "请把屏幕转回给工作人员。" | "画面をスタッフにお戻しください。" | "화면을 직원에게 돌려주세요." | "Поверните, пожалуйста, экран обратно к сотруднику.";
    Missing = "Please fill this in" | "请填写这一项" | "ご記入ください" | "입력해 주세요" | "Заполните это поле";
    TooShort = "Too short: something is missing" | "少了几位，请补全" | "文字が足りません" | "글자가 모자랍니다" | "Слишком коротко: чего-то не хватает";
    TooLong = "Too long: please check" | "多了几位，请检查" | "文字が多すぎます" | "글자가 너무 많습니다" | "Слишком длинно: проверьте";
    Characters = "There is a character that does not belong here" | "有不该出现的字符" | "使えない文字があります" | "쓸 수 없는 글자가 있습니다" | "Есть недопустимый символ";
    Shape = "This does not look like the chosen document" | "与所选证件的格式不符" | "選んだ身分証の形式と異なります" | "선택한 신분증의 형식과 다릅니다" | "Не похоже на выбранный документ";
    PhoneShape = "Not a phone number. Start with + and the country code" | "不像电话号码，境外请加 + 和区号" | "電話番号ではありません。＋と国番号からご記入ください" | "전화번호가 아닙니다. +와 국가 번호부터 입력해 주세요" | "Это не номер телефона. Начните с + и кода страны";
    Checksum = "One character is mistyped, please compare" | "有一位输错了，请逐位核对" | "入力違いがあります。一文字ずつご確認ください" | "잘못 입력한 글자가 있습니다. 하나씩 확인해 주세요" | "Один символ введён неверно, сверьте";
    Date = "The date in the number cannot be right" | "号码中的日期不对，请核对" | "番号の日付が正しくありません" | "번호에 든 날짜가 올바르지 않습니다" | "Дата в номере не может быть верной";
    Region = "The region in the number does not exist" | "号码中的地区代码不存在" | "番号の地域コードが存在しません" | "번호의 지역 코드가 없습니다" | "Региона из номера не существует";
    StateWrong = "No such country code, see the data page" | "没有这个国家代码，请看资料页" | "国コードがありません。顔写真ページをご覧ください" | "없는 국가 코드입니다. 여권 정보면을 확인해 주세요" | "Нет такого кода страны, посмотрите в паспорте";
}

/// The name of a document.
pub const fn guest_document(kind: DocumentKind) -> GuestText {
    match kind {
        DocumentKind::ResidentId => GuestText::ResidentId,
        DocumentKind::PermanentResidence => GuestText::Permanent,
        DocumentKind::HkMacauTaiwanResidence => GuestText::Residence,
        DocumentKind::HkMacauTravel => GuestText::HkMacauTravel,
        DocumentKind::TaiwanTravel => GuestText::TaiwanTravel,
        DocumentKind::Passport => GuestText::Passport,
        DocumentKind::None => GuestText::NoDocument,
    }
}

/// What is wrong with a field.
pub const fn guest_wrong(problem: FieldProblem) -> GuestText {
    match (problem.reason, problem.field) {
        (Reason::Missing | Reason::NotGiven, _) => GuestText::Missing,
        (Reason::TooShort, _) => GuestText::TooShort,
        (Reason::TooLong, _) => GuestText::TooLong,
        (Reason::Characters, _) => GuestText::Characters,
        (Reason::Shape, Field::Phone) => GuestText::PhoneShape,
        (Reason::Checksum, _) => GuestText::Checksum,
        (Reason::Date | Reason::DateInFuture, _) => GuestText::Date,
        (Reason::Region, _) => GuestText::Region,
        (Reason::State, _) => GuestText::StateWrong,
        (Reason::Shape | Reason::Unknown | Reason::Range | Reason::Weak | Reason::Conflict, _) => {
            GuestText::Shape
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language_and_in_its_own_letters() {
        let own = |language, c: char| match language {
            GuestLanguage::En => c.is_ascii_alphabetic(),
            GuestLanguage::Zh => matches!(c, '\u{4e00}'..='\u{9fff}'),
            GuestLanguage::Ja => matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'),
            GuestLanguage::Ko => matches!(c, '\u{ac00}'..='\u{d7af}'),
            GuestLanguage::Ru => matches!(c, '\u{400}'..='\u{4ff}'),
        };
        for language in GuestLanguage::ALL {
            for key in GuestText::ALL {
                let text = key.of(language);
                assert!(text.chars().any(|c| own(language, c)), "{key:?} {language:?}: {text}");
                assert_eq!(text.trim(), text, "{key:?} {language:?}");
            }
        }
    }

    #[test]
    fn no_two_texts_of_a_language_say_the_same() {
        for language in GuestLanguage::ALL {
            let mut texts: Vec<_> = GuestText::ALL.iter().map(|key| key.of(language)).collect();
            texts.sort_unstable();
            texts.dedup();
            assert_eq!(texts.len(), GuestText::ALL.len(), "{language:?}");
        }
    }
}
