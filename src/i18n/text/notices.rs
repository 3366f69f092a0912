//! Exposure notices, receipts, and "I was not there".

texts! {
    /// What the device finds out about its visits, and what can be said of them.
    Notices {
        Title = "接触提醒" | "Exposure notices";
        Private = "公布的内容人人相同，下载后只在本机核对。服务器看得到有设备来查，看不到核对了哪些来访、发现了什么。" | "What is published is the same for everybody and is compared on this device. The server sees that a device asks, not which visits it compares or what it finds.";
        Every = "打开应用时自动检查，至多每 4 小时一次。" | "Checked by itself while the app is open, every 4 hours at most.";
        Never = "还没有检查过" | "Not checked yet";
        Check = "现在检查" | "Check now";
        Checking = "正在检查…" | "Checking…";
        Forged = "有一份公布的文件不是本服务签发的" | "A published file was not signed by this service";
        ForgedText = "它的内容没有显示。请换一个网络再检查；如一直这样，请反馈问题。" | "Nothing of it is shown. Try another network; if it stays so, please report a problem.";
        Affected = "您可能与病例同时在场" | "You may have been near a confirmed case";
        ToDo = "该做什么" | "What to do";
        ToDoWatch = "14 天内留意自己的健康：有没有发热、咳嗽、乏力。" | "Watch your health for 14 days: fever, cough, unusual tiredness.";
        ToDoAvoid = "戴好口罩，暂时不去人多的地方，少聚会。" | "Wear a mask, and stay away from crowds and gatherings for now.";
        ToDoTell = "告诉当时和您在一起的人。" | "Tell those who were with you.";
        ToDoCall = "不舒服请尽快就医，说明去过哪里；有疑问请问当地疾控中心。" | "If you feel ill, see a doctor soon and say where you were. With questions, ask the local health authority.";
        OnlyNotice = "这只是提醒，不改变您的任何状态，也没有通知其他人。" | "This is a notice. It changes nothing about your status, and nobody else was told.";
        Traced = "被查询的来访" | "Visits that were looked at";
        AsSubject = "原因：案例的当事人" | "Why: the person of the case";
        AsContact = "原因：当时在案例涉及的场所" | "Why: at a place of the case at that time";
        TracedText = "只有流调员和审批员共同同意的案例，才能查询来访。如果弄错了，可以说明。" | "Visits are looked at in a case only that a tracer and an approver agreed on. If it is wrong, you can say so.";
        Empty = "没有发现" | "Nothing found";
        EmptyText = "公布的内容与这台设备上的来访无关。" | "Nothing that was published concerns the visits on this device.";
        NotThere = "当时我不在那里" | "I was not there";
        Meaning = "流调员在案例中查到这次来访时，会读您的说明，决定它算不算数，并写明理由。在那之前它照常有效。" | "If the visit comes up in a case, a tracer reads what you say and decides, with a reason, whether the visit counts. Until then it does.";
        MeaningCase = "这个案例的流调员会读您的说明，决定查到的来访算不算数，并写明理由。在那之前照常有效。" | "The tracer of this case reads what you say and decides, with a reason, whether the visits count. Until then they do.";
        Sends = "发送的是这次登记的凭据和您写的话，不含姓名和号码。服务器收到后立即把话密封，只有流调员能打开。" | "What is sent is the proof of this check-in and your words, without names or numbers. The server seals the words at once; only tracers can open them.";
        SendsToken = "发送的是这份告知的凭据和您写的话，不含姓名和号码。服务器收到后立即把话密封，只有流调员能打开。" | "What is sent is the proof of this notice and your words, without names or numbers. The server seals the words at once; only tracers can open them.";
        Statement = "说明（可不填）" | "What happened (optional)";
        TooLong = "最多 300 字，请写短一些" | "300 characters at most, please shorten it";
        Send = "发送" | "Send";
        Sending = "正在发送…" | "Sending…";
        Cancel = "不发送" | "Do not send";
        Undecided = "等待流调员决定" | "Waiting for a tracer";
        UndecidedText = "没有案例涉及它，就不会有人去看。决定会显示在这里。" | "Unless it comes up in a case, nobody looks at it. The decision will stand here.";
        UndecidedCase = "这个案例的流调员会看。决定会显示在这里。" | "The tracer of this case looks at it. The decision will stand here.";
        Lost = "没有决定，服务器已不再保存您的说明" | "Not decided: the server no longer has what you said";
        Gone = "服务器上已没有它，无法说明" | "The server no longer has it, so nothing can be said of it";
        GoneText = "来访到期即销毁，不再用于流调；案例已撤回、或告知超过 30 天的，也不再受理。" | "Visits are destroyed when their time is over and trace nobody then. Nor is anything heard of a case that was withdrawn, or more than 30 days after a notice.";
        SaidOf = "您说明过的来访" | "Visits you spoke up about";
        Accepted = "已采纳，不算数" | "Accepted: it does not count";
        Rejected = "未采纳" | "Not accepted";
        Reason = "理由" | "The reason";
        Again = "改写说明" | "Say it differently";
        NoVisit = "这次来访不在本机的记录里" | "This visit is not on this device";
        NoVisitText = "只能对本机记录中已登记的来访说明。" | "You can say this of registered visits in this device's history only.";
        DraftNote = "未发送的内容只在内存中，刷新后不保留。" | "What is not sent is kept in memory only. Reloading the page clears it.";
    }
}

phrases! {
    checked(when) = "上次检查：{when}" | "Last checked: {when}";
    stretch(from, to) = "{from} 至 {to} 左右" | "{from} to {to}, roughly";
    published(day) = "{day}公布" | "Published: {day}";
    window(from, to) = "{from} 至 {to} 的来访" | "Visits: {from} – {to}";
    case(id, day) = "案例 {id} · {day}告知" | "Case {id} · told: {day}";
    counted(n) = "最多 300 字，已写 {n} 字" | "Up to 300 characters, {n} written";
    said(when) = "{when} 说明过" | "Said: {when}";
}
