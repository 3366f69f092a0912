//! The pass: what staff read from two metres.

texts! {
    /// The pass.
    Pass {
        Title = "登记凭证" | "Pass";
        Registered = "已登记" | "Registered";
        Waiting = "等待发送" | "Waiting to send";
        WaitingText = "已保存在本机，联网后自动发送，不用再扫一次。" | "Saved on this device. It is sent by itself once you are online; no need to scan again.";
        WaitingNoWord = "未发送的凭证没有同场暗号。" | "A pass that is not sent yet has no shared word.";
        Refused = "未登记" | "Not registered";
        Undone = "已撤销" | "Undone";
        Sending = "正在登记" | "Checking in";
        NoteLeft = "我已离开" | "I have left";
        Ended = "已离开" | "Visit over";
        UndoWaiting = "登记错了，不要发送" | "Wrong check-in, do not send";
        UndoneText = "这次登记已撤销，记录已清空。" | "This check-in was undone and its record emptied.";
        Entered = "进入" | "Entry";
        Left = "离开" | "Exit";
        WordTitle = "同场暗号" | "Shared word";
        WordText = "与场所屏幕上的一致，每 5 分钟更换" | "The same as on the venue's screen; changes every 5 minutes";
        WordOver = "同场暗号需要联网更新" | "The shared word needs the network to go on";
        Persons = "登记的人" | "Persons";
        CheckOut = "登记离开" | "Check out";
        UndoLater = "离线撤销，联网后生效" | "Undone here; it takes effect once you are online";
        UndoFailed = "没能撤销" | "It could not be undone";
        ScanNext = "扫下一个码" | "Scan another code";
        NotThere = "当时我不在那里" | "I was not there";
        None = "还没有登记凭证" | "No pass yet";
        NoneText = "扫门口的场所码后，这里就是您的凭证。" | "Scan the code at a door, and your pass is here.";
        NameFollows = "场所名称稍后显示" | "The venue's name follows";
        FlagLate = "迟到的登记：扫码后超过 10 分钟才送达。" | "Arrived more than 10 minutes after the scan.";
        FlagClock = "您手机的时间不准，已按服务器时间登记。" | "Your device's clock is off; the server's time was used.";
        FlagRevoked = "扫码时此码已停用，登记已保存并作标记。" | "The code had been withdrawn when you scanned it. The check-in is stored and marked.";
        FlagDirection = "此处只登记这个方向，已按此登记。" | "This gate registers this direction only; it was registered so.";
    }
}

phrases! {
    undo(seconds) = "登记错了（{seconds} 秒内可撤销）" | "Wrong check-in ({seconds} s left)";
    at(when) = "{when} 登记" | "Checked in · {when}";
    out(when) = "{when} 离开" | "Checked out · {when}";
    out_estimated(when) = "约 {when} 离开（推算）" | "Left about {when} (estimated)";
}
