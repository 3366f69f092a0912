//! What may be a login, a name, a password.

use unicode_normalization::UnicodeNormalization as _;
use venue_protocol::application::line;
use venue_protocol::problem::Reason;
use venue_protocol::wire::accounts::{MAX_LOGIN, PASSWORD, Password};

/// A login as it is compared and stored: in normalisation form KC and in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Reads it as typed.
    ///
    /// # Errors
    /// If it is empty or too long, or has other characters than letters, digits and `.-_@`.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        // Letters such as 𝐙 have a lower case only once they are made plain, and a lower case may be composed anew.
        let login: String = typed.trim().nfkc().collect::<String>().to_lowercase().nfkc().collect();
        if login.is_empty() {
            return Err(Reason::Missing);
        }
        if login.chars().count() > MAX_LOGIN {
            return Err(Reason::TooLong);
        }
        let fits = |c: char| c.is_alphanumeric() || ".-_@".contains(c);
        if login.chars().all(fits) { Ok(Self(login)) } else { Err(Reason::Characters) }
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person's name as colleagues see it, on one line.
///
/// # Errors
/// If it is empty or too long, or has marks that turn or hide text.
pub fn check_name(typed: &str) -> Result<String, Reason> {
    line(typed, MAX_LOGIN)
}

/// Whether a password is long enough and not the first that somebody would try.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(Password(password): &Password, login: &str) -> Result<(), Reason> {
    let length = password.chars().count();
    if password.is_empty() {
        return Err(Reason::Missing);
    }
    if length < *PASSWORD.start() {
        return Err(Reason::TooShort);
    }
    if length > *PASSWORD.end() {
        return Err(Reason::TooLong);
    }
    let lower = password.to_lowercase();
    let mut characters: Vec<char> = lower.chars().collect();
    // Each the neighbour of the one before, as in 123456789012 and aaaaaaaaaaaa.
    let steps =
        lower.chars().zip(lower.chars().skip(1)).filter(|(a, b)| u32::from(*a).abs_diff(u32::from(*b)) <= 1);
    let in_order = steps.count() * 4 > length * 3;
    characters.sort_unstable();
    characters.dedup();
    let login = login.to_lowercase();
    let of_login = login.chars().count() >= 4 && lower.replace(&login, "").chars().count() < 6;
    let known = ["password", "qwertyuiop", "1q2w3e4r", "woaini", "iloveyou", "admin", "changchun", "welcome"];
    let of_known = known.iter().any(|word| lower.replace(word, "").chars().count() * 2 <= length);
    if characters.len() < 5 || in_order || of_login || of_known { Err(Reason::Weak) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(typed: &str) -> Result<String, Reason> {
        Login::parse(typed).map(|login| login.0)
    }

    #[test]
    fn letter_case_and_width_of_a_login_do_not_matter() {
        assert_eq!(login(" Zhang.San@Example "), Ok("zhang.san@example".to_owned()));
        assert_eq!(login("ｚｈａｎｇ１"), Ok("zhang1".to_owned()));
        assert_eq!(login("𝐙🄷𝒜ng"), Ok("zhang".to_owned()));
        assert_eq!(login("李四"), Ok("李四".to_owned()));
    }

    #[test]
    fn what_cannot_be_a_login_is_told() {
        assert_eq!(login("  "), Err(Reason::Missing));
        assert_eq!(login(&"a".repeat(65)), Err(Reason::TooLong));
        for typed in ["a b", "<a>", "a\u{202e}b", "a\0", "a/b", "😀"] {
            assert_eq!(login(typed), Err(Reason::Characters), "{typed}");
        }
    }

    #[test]
    fn a_name_keeps_its_letters_and_has_nothing_hidden() {
        assert_eq!(check_name(" 张 三 "), Ok("张 三".to_owned()));
        assert_eq!(check_name("سارة"), Ok("سارة".to_owned()));
        assert_eq!(check_name("<b>Zoë</b> 😀"), Ok("<b>Zoë</b> 😀".to_owned()));
        for name in ["a\u{202e}b", "a\u{200f}b", "a\0b"] {
            assert_eq!(check_name(name), Err(Reason::Characters));
        }
        assert_eq!(check_name(""), Err(Reason::Missing));
        assert_eq!(check_name(&"字".repeat(65)), Err(Reason::TooLong));
    }

    #[test]
    fn a_password_is_long_and_not_easily_guessed() {
        let check = |password: &str| check_password(&Password(password.to_owned()), "zhang.san");
        for good in ["correct horse battery", "南湖边的小馆子每天都开门到很晚", "kX9#mP2$vL7!"]
        {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("short"), Err(Reason::TooShort));
        assert_eq!(check(&"xy7 ".repeat(33)), Err(Reason::TooLong));
        for weak in [
            "aaaaaaaaaaaa",
            "123456789012",
            "abababababab",
            "password1234",
            "Zhang.San2026",
            "qwertyuiop123",
            "abcdefghijklm",
        ] {
            assert_eq!(check(weak), Err(Reason::Weak), "{weak}");
        }
    }
}
