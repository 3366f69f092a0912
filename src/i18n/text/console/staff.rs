//! Who works at a venue.

texts! {
    /// Staff.
    StaffText {
        Title = "工作人员" | "Staff";
        Lead = "工作人员在登记台登记客人、看实时动态；管理员还能管理场所的一切。" | "Staff register guests at the desk and see the live view; managers may do everything else, too.";
        Invite = "邀请" | "Invite";
        InviteStaff = "邀请工作人员" | "Invite staff";
        InviteManager = "邀请管理员" | "Invite a manager";
        HandOver = "移交场所" | "Hand the venue over";
        HandOverTitle = "把场所移交给别人？" | "Hand the venue over?";
        HandOverText = "对方接受后，您不再是成员，也不能再管理它。" | "Once it is accepted you are a member no more, and cannot manage it.";
        HandOverYes = "生成移交链接" | "Make the link";
        LinkTitle = "把链接发给对方，或让对方扫码" | "Send this link, or let it be scanned";
        LinkText = "链接只显示这一次，只能用一次。" | "The link is shown this once, and works once.";
        Members = "成员" | "Members";
        Name = "姓名" | "Name";
        Login = "用户名" | "Login";
        Right = "身份" | "Right";
        Since = "加入时间" | "Since";
        Remove = "移除" | "Remove";
        RemoveTitle = "移除这位成员？" | "Remove this member?";
        RemoveText = "对方立即失去这个场所的权限。" | "They lose all rights at this venue at once.";
        Removed = "已移除" | "Removed";
        Myself = "您" | "You";
        NoMembers = "还没有成员" | "No members";
        NoMembersText = "点上面的邀请，把链接发给同事。" | "Invite colleagues above and send them the link.";
        Open = "未使用的邀请" | "Open invitations";
        Offers = "邀请成为" | "To become";
        OfferStaff = "工作人员" | "Staff";
        OfferManager = "管理员" | "Manager";
        OfferHandOver = "接手场所" | "Its new manager";
        Until = "有效至" | "Good until";
        Withdraw = "撤回" | "Withdraw";
        Withdrawn = "邀请已撤回" | "The invitation is withdrawn";
        NoOpen = "没有未使用的邀请" | "No open invitations";
        NoOpenText = "发出的邀请在对方接受前显示在这里，可以撤回。" | "Invitations stand here until they are accepted, and can be withdrawn.";
    }
}
