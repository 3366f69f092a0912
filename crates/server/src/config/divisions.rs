//! The divisions that venues lie in.

use std::collections::HashSet;

use venue_protocol::wire::manage::Division;

use super::ConfigError;

/// Changchun's districts, counties and county-level cities.
pub(super) fn changchun() -> Vec<Division> {
    [
        ("220102", "南关区", "Nanguan"),
        ("220103", "宽城区", "Kuancheng"),
        ("220104", "朝阳区", "Chaoyang"),
        ("220105", "二道区", "Erdao"),
        ("220106", "绿园区", "Luyuan"),
        ("220112", "双阳区", "Shuangyang"),
        ("220113", "九台区", "Jiutai"),
        ("220122", "农安县", "Nong'an"),
        ("220182", "榆树市", "Yushu"),
        ("220183", "德惠市", "Dehui"),
        ("220184", "公主岭市", "Gongzhuling"),
    ]
    .map(|(code, zh, en)| Division { code: code.to_owned(), zh: zh.to_owned(), en: en.to_owned() })
    .into()
}

pub(super) fn check(divisions: &[Division]) -> Result<(), ConfigError> {
    if divisions.is_empty() {
        return Err(ConfigError::NoDivision);
    }
    let mut codes = HashSet::new();
    for Division { code, .. } in divisions {
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        if !is_code || !codes.insert(code) {
            return Err(ConfigError::Division(code.clone()));
        }
    }
    Ok(())
}
