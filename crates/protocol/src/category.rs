//! Categories of venues: eight groups with their leaves. A form names a leaf by its code, which never changes.

/// A group of categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// The Chinese name.
    pub zh: &'static str,
    /// The English name.
    pub en: &'static str,
    /// Its categories.
    pub categories: &'static [Category],
}

/// A category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// What forms name it by.
    pub code: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// The English name.
    pub en: &'static str,
}

const fn leaf(code: &'static str, zh: &'static str, en: &'static str) -> Category {
    Category { code, zh, en }
}

/// All groups, in the order in which they are offered.
pub const GROUPS: [Group; 8] = [
    Group {
        zh: "餐饮",
        en: "Food and drink",
        categories: &[
            leaf("restaurant", "餐馆", "Restaurant"),
            leaf("canteen", "食堂", "Canteen"),
            leaf("cafe", "咖啡馆、茶馆", "Café or tea house"),
            leaf("bar", "酒吧", "Bar"),
            leaf("snack-bar", "小吃店、快餐店", "Snack bar or fast food"),
        ],
    },
    Group {
        zh: "购物",
        en: "Shopping",
        categories: &[
            leaf("mall", "商场", "Shopping centre"),
            leaf("supermarket", "超市、便利店", "Supermarket or convenience store"),
            leaf("market", "农贸市场", "Food market"),
            leaf("pharmacy", "药店", "Pharmacy"),
            leaf("shop", "其他商店", "Other shop"),
        ],
    },
    Group {
        zh: "住宿与居住",
        en: "Staying and living",
        categories: &[
            leaf("hotel", "宾馆、酒店", "Hotel"),
            leaf("guest-house", "民宿、招待所", "Guest house"),
            leaf("dormitory", "集体宿舍", "Dormitory"),
            leaf("residential-area", "居民小区", "Residential area"),
        ],
    },
    Group {
        zh: "医疗与养老",
        en: "Health and care",
        categories: &[
            leaf("hospital", "医院", "Hospital"),
            leaf("clinic", "诊所", "Clinic"),
            leaf("counselling", "心理咨询机构", "Counselling practice"),
            leaf("care-home", "养老院、福利院", "Care home"),
            leaf("testing-site", "检测点、接种点", "Testing or vaccination site"),
        ],
    },
    Group {
        zh: "教育与文化",
        en: "Education and culture",
        categories: &[
            leaf("kindergarten", "幼儿园、托育机构", "Kindergarten or nursery"),
            leaf("school", "中小学", "School"),
            leaf("university", "高等院校", "University"),
            leaf("training-centre", "培训机构", "Training centre"),
            leaf("library", "图书馆", "Library"),
            leaf("museum", "博物馆、展览馆", "Museum or exhibition"),
        ],
    },
    Group {
        zh: "文体与休闲",
        en: "Sport and leisure",
        categories: &[
            leaf("cinema", "影剧院", "Cinema or theatre"),
            leaf("karaoke", "歌舞厅、KTV", "Dance hall or karaoke"),
            leaf("internet-cafe", "网吧、电竞馆", "Internet café or gaming hall"),
            leaf("gym", "健身房、体育场馆", "Gym or sports ground"),
            leaf("bathhouse", "洗浴、足疗场所", "Bathhouse or massage"),
            leaf("hairdresser", "美容美发店", "Hairdresser or beauty salon"),
            leaf("park", "公园、景区", "Park or tourist site"),
            leaf("religious-site", "宗教活动场所", "Place of worship"),
        ],
    },
    Group {
        zh: "交通运输",
        en: "Transport",
        categories: &[
            leaf("railway-station", "火车站", "Railway station"),
            leaf("bus-station", "客运站", "Bus station"),
            leaf("airport", "机场", "Airport"),
            leaf("metro", "地铁站、轻轨站", "Metro or light rail station"),
            leaf("vehicle", "公共交通工具", "Bus, taxi or other vehicle"),
        ],
    },
    Group {
        zh: "办公与生产",
        en: "Offices and production",
        categories: &[
            leaf("government-office", "政务大厅、机关", "Government office"),
            leaf("office", "写字楼、公司", "Office"),
            leaf("bank", "银行网点", "Bank branch"),
            leaf("factory", "工厂", "Factory"),
            leaf("construction-site", "建筑工地", "Construction site"),
            leaf("warehouse", "仓储、物流场所", "Warehouse or logistics"),
            leaf("other", "其他场所", "Other venue"),
        ],
    },
];

impl Category {
    /// All categories, group by group.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        GROUPS.iter().flat_map(|group| group.categories)
    }

    /// The one with this code.
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::all().find(|category| category.code == code)
    }

    /// The one that is called so, by code, Chinese or English name; letter case does not matter.
    pub fn named(text: &str) -> Option<&'static Self> {
        Self::all().find(|category| {
            category.code.eq_ignore_ascii_case(text)
                || category.zh == text
                || category.en.eq_ignore_ascii_case(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_tell_every_category_apart() {
        let all: Vec<_> = Category::all().collect();
        for of in [|c: &Category| c.code, |c: &Category| c.zh, |c: &Category| c.en] {
            let mut texts: Vec<_> = all.iter().map(|category| of(category)).collect();
            texts.sort_unstable();
            texts.dedup();
            assert_eq!(texts.len(), all.len());
        }
        for category in all {
            for text in [category.code, category.zh, category.en, &category.en.to_uppercase()] {
                if text.is_ascii() || text == category.zh {
                    assert_eq!(Category::named(text), Some(category), "{text}");
                }
            }
        }
        assert_eq!(Category::of("Restaurant"), None);
    }
}
