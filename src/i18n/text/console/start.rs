//! The first page: what to do next.

texts! {
    /// What to do next.
    StartText {
        Title = "首页" | "Start";
        NextTitle = "下一步" | "What to do next";
        Apply = "申请场所码" | "Apply for a venue code";
        ApplyText = "填写场所名称、地址和联系人，提交审核。通过后即可打印海报贴在门口。" | "Fill in the venue's name, address and contact, and submit it. Once it is approved you print the poster for your door.";
        InvitedText = "受邀成为工作人员？请打开邀请链接，或扫描管理员出示的二维码。" | "Invited as staff? Open the invitation's link, or scan the QR code that the manager shows.";
        Continue = "继续填写" | "Continue";
        ContinueText = "这份申请还没有提交。" | "This application is not submitted yet.";
        Correct = "按意见改正" | "Correct it";
        ReturnedText = "审核员退回了这份申请，请按意见改正后再提交。" | "A reviewer sent this application back. Correct it and submit it again.";
        WaitText = "正在等待审核，无需操作。" | "It waits for a reviewer; there is nothing to do.";
        See = "查看" | "View it";
        Print = "打印海报" | "Print the poster";
        PrintText = "场所码已发放。把海报贴在门口显眼处，访客即可扫码。" | "The codes are issued. Put the poster where visitors see it at the door, and they can scan it.";
        Desk = "打开登记台" | "Open the front desk";
        DeskText = "为没有手机的老人、持护照的外国客人登记。" | "For an elder without a phone, or a guest with a passport.";
        Review = "开始审核" | "Begin reviewing";
        ReviewText = "先交的先审。" | "Begin with the one that has waited longest.";
        ReviewNone = "现在没有要做的。" | "There is nothing to do now.";
        Reports = "查看反馈" | "Open the queue";
        ReportsText = "先收到的先处理。" | "Begin with the oldest.";
        CasesText = "提交、审批和查看案例。需要打开您的密钥。" | "File, approve and trace cases. Your key has to be open for it.";
        CasesGo = "打开案例" | "Open the cases";
        KeysText = "生成或打开您的密钥，核对同事的指纹，管理名册。" | "Make or open your key, compare colleagues' fingerprints, keep the roster.";
        KeysGo = "打开密钥页" | "Open the keys";
        Other = "这个岗位在管理端没有别的工作。可在“账号与安全”管理登录。" | "Your role has nothing else to do here. Manage your sign-in under Account and security.";
    }
}

phrases! {
    waiting(count) = "{count} 份申请等待审核" | "Applications that wait: {count}";
    hello(name) = "{name}，您好" | "Hello, {name}";
}
