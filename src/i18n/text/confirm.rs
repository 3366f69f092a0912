//! The page before a check-in is sent.

texts! {
    /// Confirming a check-in.
    Confirm {
        Title = "确认登记" | "Check in here?";
        Looking = "正在查找场所…" | "Looking up the venue…";
        Genuine = "真码，场所名称稍后显示" | "Genuine code, name follows";
        GenuineText = "当前没有网络。码是真的，可以先登记，联网后自动发送并补上名称。" | "You are offline. The code is genuine: you can check in now; it is sent, and the name filled in, once you are online.";
        Direction = "方向" | "Direction";
        ProposedExit = "您之前在这里登记了进入，已为您选好“离开”。" | "You entered here earlier, so exit is chosen.";
        Who = "今天谁在这里" | "Who is here";
        GuestLeaves = "一次性访客，随您一起登记离开" | "A guest of this visit, leaves with you";
        AddPerson = "添加同行人" | "Add a person";
        AddNeedsNetwork = "添加同行人需要网络" | "Adding a person needs the network";
        Stay = "预计停留" | "Planned stay";
        StayNone = "不填" | "Not stated";
        StayHint = "到时自动记为离开（推算）。" | "After that you count as gone (estimated).";
        Enter = "登记进入" | "Check in";
        Leave = "登记离开" | "Check out";
        RegisterFirst = "先登记，再回到这里" | "Register first, then return here";
        RegisterFirstText = "您还没有登记。只需一次，填完会自动回到这个场所。" | "You are not registered yet. It is needed only once; you then come straight back to this venue.";
        NotThisVenue = "不是这个场所？重新扫码" | "Not this venue? Scan again";
        Sensitive = "此场所的名称在记录中会被隐藏。" | "This venue's name is hidden in your history.";
        EntryOnly = "此处只登记进入" | "This gate registers entries only";
        ExitOnly = "此处只登记离开" | "This gate registers exits only";
    }
}
