//! Texts that stand on several pages.

texts! {
    /// Words of every page.
    Common {
        App = "场所码" | "Venue Code";
        Back = "返回" | "Back";
        Home = "首页" | "Home";
        Help = "帮助" | "Help";
        OtherLanguage = "EN" | "中文";
        SwitchLanguage = "Switch to English" | "切换到中文";
        Today = "今天" | "Today";
        Yesterday = "昨天" | "Yesterday";
        Entry = "进入" | "Entry";
        Exit = "离开" | "Exit";
        Retry = "再试一次" | "Try again";
        Loading = "请稍候…" | "One moment…";
        Delete = "删除" | "Delete";
        PageMissing = "没有这个页面" | "There is no such page";
        PageMissingText = "链接可能不完整或已过期。您的登记不受影响。" | "The link may be incomplete or out of date. Your registration is not affected.";
        ToHome = "回到首页" | "Go to the home page";
        Call = "拨打技术支持电话" | "Call technical support";
        Offline = "当前没有网络" | "You are offline";
    }
}

phrases! {
    title(page) = "{page} · 场所码" | "{page} · Venue Code";
    minutes(n) = "{n}分钟" | "{n} min";
    hours(n) = "{n}小时" | "{n} h";
}
