//! The home page.

texts! {
    /// The home page.
    Home {
        Welcome = "登记一次，到处扫码" | "Register once, then just scan";
        WelcomeText = "填写一次信息，之后进出任何场所，扫一下门口的场所码就登记好了。" | "Fill in your details once. After that, scan the code at any door and your visit is registered.";
        WelcomePrivacy = "门口没有人会看到您的证件号码，本机也不保存它。" | "Nobody at the door sees your document number, and this device does not keep it.";
        StepRegister = "登记一次：证件、姓名、手机号码" | "Register once: document, name, phone";
        StepScan = "到门口扫场所码，勾选同行的人" | "At the door scan the code and tick who is with you";
        StepShow = "给工作人员看绿色的“已登记”" | "Show the green “Registered” to the staff";
        Register = "开始登记" | "Register";
        ScanFirst = "先看看扫码" | "Scan first";
        MoveHere = "已在别的手机上登记过？把登记转过来" | "Registered on another device? Bring your registration here";
        Report = "遇到问题？告诉我们" | "Something wrong? Tell us";
        Registered = "已登记" | "Registered";
        Scan = "扫场所码" | "Scan code";
        LastVisit = "最近一次" | "Your last visit";
        StillInside = "您在这里" | "You are here";
        Persons = "同行人" | "Persons";
        History = "登记记录" | "History";
        Settings = "设置" | "Settings";
        WaitingText = "联网后会自动发送，不用再扫一次。" | "They are sent by themselves once you are online. No need to scan again.";
        RefusedTitle = "有登记没有成功" | "A check-in was refused";
        RefusedText = "点这里查看原因和办法。" | "See why, and what to do.";
        Affected = "您可能与病例同时在场" | "You may have been near a confirmed case";
        Traced = "您的来访在案例中被查询" | "Your visits were looked at in a case";
        NewsText = "查看详情和办法" | "See when, and what to do";
        OfflineText = "照常扫码就行，联网后自动发送。" | "Scan as usual. Check-ins are sent by themselves once you are online.";
        Expired = "您的登记已过期" | "Your registration has expired";
        ExpiredText = "请重新登记一次，只要一分钟。" | "Please register again. It takes a minute.";
    }
}

phrases! {
    waiting(n) = "{n} 条登记等待发送" | "Check-ins waiting to be sent: {n}";
    with_companions(n) = "同行 {n} 人" | "Coming along: {n}";
}
