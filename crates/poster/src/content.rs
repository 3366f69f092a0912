//! All texts of a poster, each with its weight. What is set on paper stands here and nowhere else, so that the font can
//! be cut before anything is laid out.

use venue_protocol::wire::venues::Gate;

use crate::font::Weight;
use crate::poster::Poster;
use crate::text::printable;

/// The instruction's steps.
pub const STEPS: usize = 3;
/// Stands for what is left out of a text that is too long.
pub const ELLIPSIS: char = '…';

/// A text in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its weight.
    pub weight: Weight,
    /// What it says.
    pub text: String,
}

/// The same in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// In Chinese.
    pub zh: Phrase,
    /// In English.
    pub en: Phrase,
}

/// All texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// What to do here.
    pub title: Pair,
    /// Whose code it is.
    pub service: Pair,
    /// The venue.
    pub name: Phrase,
    /// The zone and what the gate registers, if it is not everything.
    pub zone: Option<Phrase>,
    /// Where to type the code.
    pub typed_hint: Pair,
    /// The typed code.
    pub typed_code: Phrase,
    /// How it is done.
    pub steps: [(Phrase, Pair); STEPS],
    /// The day and number of the issue.
    pub issue: Phrase,
    /// Whom to call, if anybody.
    pub hotline: Option<Phrase>,
}

fn phrase(weight: Weight, text: impl Into<String>) -> Phrase {
    Phrase { weight, text: text.into() }
}

fn pair(weight: Weight, zh: impl Into<String>, en: impl Into<String>) -> Pair {
    Pair { zh: phrase(weight, zh), en: phrase(Weight::Regular, en) }
}

impl Content {
    /// The texts of a poster.
    pub fn of(poster: &Poster) -> Self {
        let leaving = poster.gate == Gate::Exit;
        let title = if leaving {
            ("离场扫码", "Scan to check out")
        } else {
            ("扫码登记", "Scan to check in")
        };
        let confirm = if leaving {
            ("核对场所和同行人，再登记离开", "Compare the venue, choose who is leaving, and check out")
        } else {
            ("核对场所和同行人，再登记进入", "Compare the venue, choose who is with you, and check in")
        };
        let step =
            |number: &str, (zh, en): (&str, &str)| (phrase(Weight::Bold, number), pair(Weight::Bold, zh, en));
        let gate = match poster.gate {
            Gate::Entry => Some("入口 Entry"),
            Gate::Exit => Some("出口 Exit"),
            Gate::Both => None,
        };
        let zone = poster.zone.as_deref().map(printable).filter(|zone| !zone.is_empty());
        let zone = match (zone, gate) {
            (Some(zone), Some(gate)) => Some(format!("{zone}·{gate}")),
            (zone, gate) => zone.or_else(|| gate.map(str::to_owned)),
        };
        let hotlines: Vec<String> = poster
            .hotlines
            .iter()
            .map(|number| printable(number))
            .filter(|number| !number.is_empty())
            .collect();
        let host = printable(&poster.host());
        Self {
            title: pair(Weight::Bold, title.0, title.1),
            service: pair(Weight::Bold, "场所码", "Venue Code"),
            name: phrase(Weight::Bold, printable(&poster.name)),
            zone: zone.map(|zone| phrase(Weight::Bold, zone)),
            typed_hint: pair(
                Weight::Bold,
                format!("扫不了码？打开 {host} 输入数字"),
                format!("Cannot scan? Open {host} and type the number"),
            ),
            typed_code: phrase(Weight::Bold, printable(&poster.typed_code)),
            steps: [
                step("1", ("用手机相机、微信或支付宝扫码", "Scan with your camera, WeChat or Alipay")),
                step("2", confirm),
                step("3", ("请工作人员看登记凭证", "Show your pass to the staff")),
            ],
            issue: phrase(
                Weight::Regular,
                format!("制码 Created {} · 第 {} 版 Issue {}", poster.created, poster.serial, poster.serial),
            ),
            hotline: (!hotlines.is_empty())
                .then(|| phrase(Weight::Regular, format!("技术支持 Hotline {}", hotlines.join(" / ")))),
        }
    }

    /// All of them; [`ELLIPSIS`] too, in both weights.
    pub fn phrases(&self) -> Vec<Phrase> {
        let Self { title, service, name, zone, typed_hint, typed_code, steps, issue, hotline } = self;
        let mut all = Vec::new();
        let pairs = [title, service, typed_hint].into_iter().chain(steps.iter().map(|(_, pair)| pair));
        all.extend(pairs.flat_map(|pair| [pair.zh.clone(), pair.en.clone()]));
        all.extend(steps.iter().map(|(number, _)| number.clone()));
        all.extend([name, typed_code, issue].into_iter().chain(zone).chain(hotline).cloned());
        all.extend([Weight::Regular, Weight::Bold].map(|weight| phrase(weight, ELLIPSIS.to_string())));
        all
    }
}
