//! The authority's cases.

texts! {
    /// Cases.
    Cases {
        Lead = "流调员提交案例，审批员批准后才能解密。两个岗位缺一不可，每一步都写入审计记录。" | "Tracers file cases; only an approved one can be decrypted. It takes both roles, and every step stands in the audit log.";
        New = "新建案例" | "New case";
        Number = "案例编号" | "Case number";
        NumberHint = "本单位自己的编号" | "Your office's own number";
        Reason = "事由" | "Reason";
        ReasonHint = "不要写姓名、证件号码等个人信息。" | "No names, numbers or other personal data.";
        About = "查什么" | "About";
        Person = "一个人的轨迹" | "A person's track";
        Place = "一个场所" | "A venue";
        Contacts = "二级接触者" | "Contacts of contacts";
        Venue = "场所" | "Venue";
        VenueSearch = "场所名称" | "The venue's name";
        Search = "查找" | "Search";
        Choose = "选这个" | "Take this one";
        NoVenue = "没有找到这个名称的场所" | "No venue of this name";
        VenueMissing = "请查找并选择场所" | "Search and take a venue";
        From = "从" | "From";
        To = "到" | "To";
        FromClock = "开始时间" | "Time it begins";
        ToClock = "结束时间" | "Time it ends";
        Window = "时间范围" | "Window";
        WindowHint = "最长 14 天，不能晚于现在。" | "At most 14 days, and not in the future.";
        WindowClock = "请按 09:05 的样子填写时间" | "Give the times like 09:05";
        WindowBackwards = "结束早于开始" | "It ends before it begins";
        WindowLong = "最长 14 天" | "At most 14 days";
        WindowFuture = "结束时间在未来" | "It ends in the future";
        Code = "验证器上的六位数字" | "Six digits of your authenticator";
        CodeHint = "每个案例都要重新验证。每个数字只能用一次，刚登录过请等下一个。" | "Needed for each case. A code works once: after signing in, wait for the next one.";
        CodeWrong = "请填六位数字" | "Enter six digits";
        TooLong = "太长了" | "This is too long";
        Missing = "请填写" | "Fill this in";
        File = "提交案例" | "File the case";
        Filed = "案例已提交" | "The case is filed";
        Subject = "内容" | "About what";
        State = "状态" | "State";
        FiledBy = "提交人" | "Filed by";
        FiledAt = "提交时间" | "Filed";
        Approver = "审批人" | "Approver";
        Note = "说明" | "Note";
        None = "还没有案例" | "No cases yet";
        NoneText = "提交的案例显示在这里。" | "Cases stand here once they are filed.";
        StateFiled = "等待审批" | "Waits for approval";
        StateTaken = "审批中" | "Being approved";
        StateApproved = "已批准" | "Approved";
        StateRefused = "未批准" | "Refused";
        StateWithdrawn = "已撤回" | "Withdrawn";
        StateClosed = "已结案" | "Closed";
        StateExpired = "已过期" | "Expired";
        OneTitle = "案例" | "Case";
        WaitsText = "等待审批员处理。" | "It waits for an approver.";
        EndedText = "这个案例已结束，申请内容和放行的密钥已销毁。" | "This case is over. The request and the released keys are destroyed.";
        ApprovedText = "已放行给提交人。撤回后提交人不能再查看。" | "It is released to the tracer. If you withdraw it, nothing more is served.";
        TakenText = "另一位审批员正在处理。" | "Another approver works on it.";
        Take = "开始审批" | "Take it";
        GiveBack = "退回待审" | "Give it back";
        GivenBack = "已退回待审" | "It waits again";
        AskedTitle = "请求查询的人员" | "Who is asked for";
        AskedPlace = "请求查询这个场所在时间范围内的所有到访者。" | "Everybody who was at this venue within the window is asked for.";
        Registrations = "登记次数" | "Registrations";
        FileSealed = "这些记录下的登记查不到，轨迹可能不全。请到密钥页面查看缺少的密钥；仍要提交，请再按一次。" | "What was registered under these will not be found, and the track may have gaps. Look on the page of keys for what is missing, or file again to go on all the same.";
        ApproveSealed = "这些记录下的登记查不到，轨迹可能不全。仍要批准，请再按一次。" | "What was registered under these was not found, and the track may have gaps. Approve again to go on all the same.";
        NotRegistered = "表中登记次数为 0 的人没有查到登记：可能没有登记过，也可能记录无法解密。仍要批准，请再按一次。" | "Whoever has 0 in the table was not found: they never registered, or it stays sealed. Approve again to go on all the same.";
        Kind = "证件" | "Document";
        IdNumber = "号码" | "Number";
        UnknownKind = "未知证件" | "Unknown document";
        Approve = "批准" | "Approve";
        Approving = "正在查找记录，请不要关闭页面…" | "Finding the records. Do not close this page…";
        Approved = "已批准并放行" | "It is approved and released";
        Refuse = "不批准" | "Refuse";
        RefuseTitle = "不批准这个案例？" | "Refuse this case?";
        RefuseText = "申请内容会立即销毁，不能恢复。提交人可以看到原因。" | "The request is destroyed at once and for good. The tracer sees why.";
        Withdraw = "撤回" | "Withdraw";
        WithdrawTitle = "撤回这个案例？" | "Withdraw this case?";
        Close = "结案" | "Close the case";
        CloseTitle = "结束这个案例？" | "Close this case?";
        EndText = "申请内容和放行的密钥会立即销毁，不能恢复。请先导出需要的结果。" | "The request and the released keys are destroyed at once and for good. Export what you need before.";
        NoteLabel = "原因" | "Why";
        Ended = "已完成" | "It is done";
        LockedText = "先打开您的密钥，才能处理案例。" | "Open your key to work on cases.";
        NotReady = "您还不能处理案例：密钥不在名册里，或没有本岗位的密钥。" | "You cannot work on cases yet: your key is not in the roster, or you lack your role's key.";
        ToKeys = "去密钥页" | "Go to the keys";
    }
}

phrases! {
    questions(count) = "还有 {count} 项要查" | "{count} left to ask";
}
