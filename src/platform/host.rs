//! Where the app runs: which browser, which host app, which origin.

/// The app that shows the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// A browser.
    Browser,
    /// WeChat's web-view.
    WeChat,
    /// A WeChat mini-program's web-view.
    WeChatMiniProgram,
    /// Alipay's web-view.
    Alipay,
    /// An Alipay mini-program's web-view.
    AlipayMiniProgram,
}

/// The system, as far as instructions for it differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// iOS and iPadOS.
    Ios,
    /// Android.
    Android,
    /// HarmonyOS.
    Harmony,
    /// Anything else.
    Other,
}

impl Host {
    /// By the user agent string.
    pub fn of_agent(agent: &str) -> Self {
        let mini = agent.to_ascii_lowercase().contains("miniprogram");
        match (agent.contains("MicroMessenger"), agent.contains("AlipayClient"), mini) {
            (true, _, false) => Self::WeChat,
            (true, _, true) => Self::WeChatMiniProgram,
            (_, true, false) => Self::Alipay,
            (_, true, true) => Self::AlipayMiniProgram,
            (false, false, _) => Self::Browser,
        }
    }

    /// The host of this page.
    pub fn current() -> Self {
        Self::of_agent(&agent())
    }
}

impl System {
    /// By the user agent string.
    pub fn of_agent(agent: &str) -> Self {
        let has = |name| agent.contains(name);
        if has("ArkWeb") || has("OpenHarmony") {
            Self::Harmony
        } else if has("iPhone") || has("iPad") || has("iPod") {
            Self::Ios
        } else if has("Android") {
            Self::Android
        } else {
            Self::Other
        }
    }

    /// The system of this device.
    pub fn current() -> Self {
        Self::of_agent(&agent())
    }
}

fn agent() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// The page's own origin, such as `https://example.org`.
pub fn origin() -> Option<String> {
    web_sys::window()?.location().origin().ok()
}

/// Whether the browser takes the page for secure; cameras and encryption need it.
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// The languages that the browser prefers, most wanted first (BCP 47).
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const IPHONE: &str =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

    #[test]
    fn hosts_are_told_apart_by_their_user_agents() {
        let agent = |tail: &str| format!("{IPHONE} {tail}");
        assert_eq!(Host::of_agent(IPHONE), Host::Browser);
        assert_eq!(Host::of_agent(&agent("MicroMessenger/8.0.40(0x18002831)")), Host::WeChat);
        assert_eq!(Host::of_agent(&agent("MicroMessenger/8.0.40 miniProgram/wx1")), Host::WeChatMiniProgram);
        assert_eq!(Host::of_agent(&agent("AlipayClient/10.5.26")), Host::Alipay);
        assert_eq!(Host::of_agent(&agent("AlipayClient/10.5.26 MiniProgram")), Host::AlipayMiniProgram);
    }

    #[test]
    fn systems_are_told_apart_by_their_user_agents() {
        assert_eq!(System::of_agent(IPHONE), System::Ios);
        assert_eq!(System::of_agent("Mozilla/5.0 (Linux; Android 14; Pixel 8)"), System::Android);
        assert_eq!(System::of_agent("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1"), System::Harmony);
        assert_eq!(System::of_agent("Mozilla/5.0 (X11; Linux x86_64)"), System::Other);
    }
}
