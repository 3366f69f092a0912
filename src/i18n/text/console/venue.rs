//! A venue in its managers' hands.

texts! {
    /// A venue.
    VenueText {
        ListTitle = "我的场所" | "My venues";
        NoneYet = "还没有场所" | "No venues yet";
        NoneYetText = "申请通过后，或接受邀请后，场所会出现在这里。" | "They stand here once an application is approved or an invitation accepted.";
        Name = "名称" | "Name";
        Right = "您的身份" | "You are";
        RightManager = "管理员" | "Manager";
        RightStaff = "工作人员" | "Staff";
        State = "状态" | "Status";
        Running = "正常" | "Open";
        Closed = "已关闭" | "Closed";
        Title = "场所信息与场所码" | "Facts and codes";
        ClosedText = "这个场所已关闭，场所码全部失效，不再登记。" | "This venue is closed: its codes are dead, and nobody is registered any more.";
        RevokedText = "审核员撤销了全部场所码，在换发新码前不能登记。" | "A reviewer revoked all codes: nobody is registered until new ones are issued.";
        RevokedWhyNot = "场所码是审核员撤销的，只能由审核员换发。改正后请联系审核部门。" | "A reviewer revoked them, so a reviewer issues new ones. Put right what they say, then ask the reviewing office.";
        NotYet = "还没有通过审核" | "Not approved yet";
        NotYetText = "通过审核后，这里显示场所码。" | "Its codes stand here after the approval.";
        ToApplication = "查看申请" | "See the application";
        Codes = "场所码" | "Codes";
        Place = "位置" | "Place";
        Itself = "场所本身" | "The venue itself";
        Registers = "登记" | "Registers";
        TypedCode = "九位数字码" | "Nine digits";
        Issued = "发放" | "Issued";
        GoodUntil = "有效至" | "Good until";
        NoCode = "没有有效的码" | "No code in force";
        NoCodes = "没有场所码" | "No codes";
        NoCodesText = "审核通过后自动发放。" | "They are issued with the approval.";
        Posters = "打印海报" | "Print posters";
        Show = "全屏显示" | "Show full-screen";
        Reissue = "换发新码" | "Issue new codes";
        ReissueOne = "换发" | "Reissue";
        ReissueTitle = "换发新码？" | "Issue new codes?";
        ReissueText = "海报丢失、被换或被拍照滥用时换发。旧海报何时失效？" | "For a poster that was lost, swapped or misused. When does the old one end?";
        AtOnce = "立即失效" | "At once";
        OnDate = "到某天为止" | "On a day";
        AtOnceText = "门口的旧海报马上不能用，请先准备好新海报。" | "The poster on the wall stops working now. Have the new one ready.";
        OnDateText = "到这一天为止，新旧海报都能用，方便更换。" | "Until then both work, so that the wall keeps working while you change it.";
        LastDay = "旧海报最后一天" | "The old one's last day";
        Reissued = "已换发，请打印新海报" | "New codes are issued. Print the new posters";
        Rules = "登记台与滚动码" | "Desk and rotating code";
        HourlyLimit = "每人每小时最多登记" | "Guests an hour for each staff member";
        HourlyLimitHint = "1 到 3600，防止误用。一般保持 300。" | "1 to 3600, against misuse. 300 fits most.";
        RotatingOnly = "只接受滚动码" | "Rotating code only";
        RotatingOnlyHint = "只有平板上每 30 秒更新的码有效，纸质海报不再有效。" | "Only the code that a tablet renews every 30 seconds counts; printed posters are refused.";
        RulesSaved = "设置已保存" | "The settings are saved";
        Change = "变更名称、地址或分区" | "Change name, address or zones";
        ChangeText = "变更需重新审核，通过后换发新海报。" | "A change is reviewed again and gives a new poster.";
        BeginChange = "开始变更" | "Begin a change";
        Close = "关闭场所" | "Close the venue";
        CloseText = "停业或搬走后关闭：所有场所码立即失效，不能恢复。" | "When you go out of business or move away: all codes die at once, for good.";
        CloseTitle = "关闭这个场所？" | "Close this venue?";
        CloseYes = "关闭" | "Close it";
        Reason = "理由" | "Reason";
        ClosedNow = "场所已关闭" | "The venue is closed";
        Profile = "登记的信息" | "As approved";
    }
}

phrases! {}
