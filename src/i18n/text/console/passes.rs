//! Paper passes for people without a phone.

texts! {
    /// Passes.
    Passes {
        Lead = "给没有手机的常客做一张卡，来时扫卡即可。卡上没有个人信息，丢了可以收回。" | "A card for people without a phone: scanned at the desk, without personal data on it, and withdrawn when it is lost.";
        IssueTitle = "制作通行卡" | "Make a pass";
        Days = "有效天数" | "Good for how many days";
        DaysWrong = "请填 1 到 365 之间的数" | "A number from 1 to 365";
        Issue = "制作" | "Make it";
        Issuing = "正在制作…" | "Making it…";
        Ready = "通行卡做好了" | "The pass is ready";
        ReadyText = "请现在打印。离开本页后，二维码不会再显示。左边剪给客人，右边存根留给场所。" | "Print it now: the code is shown only once. The left part is the guest's, the stub at the right stays here.";
        Print = "打印" | "Print";
        Next = "做下一张" | "Make another";
        WithdrawTitle = "收回通行卡" | "Withdraw a pass";
        WithdrawLead = "填存根上的九位编号，或扫卡。收回后立即失效。" | "Enter the nine digits of the stub, or scan the pass. It works no more at once.";
        Number = "编号或卡上的二维码" | "Number, or the pass's code";
        NumberMissing = "请填写编号，或扫卡" | "Enter the number, or scan the pass";
        NumberWrong = "编号是九位数字，有一位可能输错了" | "A number has nine digits, and one may be mistyped";
        Withdraw = "收回" | "Withdraw";
        Withdrawn = "已收回，这张卡不能再用" | "Withdrawn. This pass works no more";
        CardTitle = "来访通行卡" | "Visitor's pass";
        CardHow = "来访时请出示，由工作人员扫码登记。" | "Show it when you come: staff scan it.";
        StubTitle = "存根" | "Stub";
        StubWho = "给谁（自己记）" | "For whom (your own note)";
        StubLost = "丢失时凭此编号收回。" | "If it is lost, withdraw it by this number.";
        QrLabel = "通行卡的二维码" | "The pass's QR code";
    }
}

phrases! {
    good_until(day) = "有效至 {day}" | "Good until {day}";
}
