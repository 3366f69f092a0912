//! The live view, for a tablet at the door.

texts! {
    /// The live view.
    Live {
        Headcount = "在场人数" | "People here";
        Connecting = "正在连接…" | "Connecting…";
        On = "实时" | "Live";
        OnText = "扫码后一秒内出现在这里。" | "A check-in shows here within a second.";
        LostText = "正在自动重连。下面的内容可能已经过时。" | "Reconnecting by itself. What stands below may be out of date.";
        Empty = "最近两分钟没有人进出" | "Nobody in the last two minutes";
        EmptyText = "有人扫码，这里马上会显示。姓名已遮盖，两分钟后消失。" | "Whoever scans shows here at once, with a masked name, for two minutes.";
        Latest = "刚刚进出" | "Just now";
        JustNow = "刚刚" | "just now";
        Nameless = "访客" | "Visitor";
        ByStaff = "工作人员登记" | "By staff";
        NoWord = "口令暂时不可用" | "The word is not known right now";
        WordTitle = "此刻的口令" | "The word right now";
        WordText = "客人手机上的口令应与这里相同；不同就是旧截图。" | "A guest's pass shows the same word. Another one is an old screenshot.";
        Gates = "各门进入减离开" | "Entries minus exits, by gate";
        WholeScreen = "全屏" | "Full screen";
        NoStream = "这个浏览器不支持实时动态，请更新或换一个浏览器。" | "This browser has no live stream. Please update it or use another one.";
    }
}

phrases! {
    lost_since(time) = "{time} 起连接中断" | "No connection since {time}";
    persons(count) = "{count} 人" | "{count} people";
    ago(seconds) = "{seconds} 秒前" | "{seconds} s ago";
    updated(time) = "更新于 {time}" | "As of {time}";
}
