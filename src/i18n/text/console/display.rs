//! A place's code as large as the screen.

texts! {
    /// The full-screen code.
    Display {
        Rotating = "滚动码" | "Rotating code";
        Static = "固定码" | "Fixed code";
        Kind = "显示哪种码" | "Which code";
        Scan = "请扫码登记" | "Scan to check in";
        ScanExit = "请扫码离场" | "Scan to check out";
        CodeLabel = "场所码" | "The venue code";
        WholeScreen = "全屏" | "Full screen";
        Close = "关闭" | "Close";
        Awake = "屏幕保持常亮" | "The screen stays on";
        NotAwake = "请在系统设置里把屏幕设为常亮" | "Set this device to keep its screen on";
        Over = "滚动码已用完" | "The codes at hand are used up";
        OverText = "网络断开太久。联网后自动恢复；现在请用墙上的海报或编号条。" | "The network has been away for too long. It comes back by itself; until then use the poster or slips.";
        NoPlace = "没有这个门" | "There is no such gate";
        NoPlaceText = "它可能已被移除，请回到场所信息重新选择。" | "It may have been removed. Choose another one under the venue's facts.";
    }
}

phrases! {
    next_in(seconds) = "{seconds} 秒后换新" | "A new one in {seconds} s";
    lasts(minutes) = "没有网络，手头的码还够用 {minutes} 分钟" | "No network. The codes at hand last {minutes} min";
}
