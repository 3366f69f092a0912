//! The technicians' side of problem reports.

texts! {
    /// Problem reports.
    ReportsText {
        Title = "问题反馈" | "Problem reports";
        Lead = "最早收到的排在前面。" | "Oldest first.";
        State = "状态" | "Status";
        AllStates = "全部" | "All";
        Open = "待处理" | "Open";
        InWork = "处理中" | "In work";
        Answered = "已答复" | "Answered";
        Closed = "已结束" | "Closed";
        Kind = "问题" | "Problem";
        AllKinds = "全部" | "All";
        Venue = "场所" | "Venue";
        FindVenue = "场所名称含有" | "Venue's name contains";
        FindTicket = "反馈编号" | "Number of the report";
        TicketWrong = "编号是 9 位数字，请核对" | "A number has 9 digits. Please compare it";
        Find = "筛选" | "Filter";
        Ticket = "编号" | "Number";
        Received = "收到时间" | "Received";
        By = "处理人" | "Taken by";
        You = "您" | "You";
        Nobody = "无" | "Nobody";
        Empty = "没有这样的反馈" | "No such reports";
        EmptyText = "访客在应用里反馈的问题会出现在这里。可以换一个筛选条件。" | "What visitors report in the app stands here. Try another filter.";
        More = "再显示一些" | "Show more";
        OneTitle = "一条反馈" | "One report";
        Whom = "为谁反馈" | "About";
        Myself = "反馈人自己" | "Whoever sent it";
        Another = "别人" | "Somebody else";
        Typed = "填写的数字码" | "Number that was typed";
        Unknown = "未知" | "Not known";
        Take = "我来处理" | "Take it";
        TakeOver = "转给我处理" | "Take it over";
        Leave = "放回队列" | "Put it back";
        Taken = "已领取" | "Taken";
        Left = "已放回队列" | "Put back";
        Told = "反馈内容" | "What was told";
        SealedText = "内容已加密。请选择技术员密钥文件，在本浏览器内打开；密钥和内容都不会发给服务器。" | "It is sealed. Choose the technicians' key file; it is opened in this browser, and neither leaves it.";
        ChooseKey = "选择密钥文件" | "Choose the key file";
        KeyWrong = "这个文件打不开这条反馈。请选择技术员的密钥文件。" | "This file does not open the report. Choose the technicians' key file.";
        PutAway = "收起密钥" | "Put the key away";
        Text = "发生了什么" | "What happened";
        Person = "涉及的人" | "Person concerned";
        Contact = "联系人" | "Whom to ask";
        Phone = "电话" | "Phone";
        Nothing = "未填写" | "Not told";
        Picture = "照片" | "Picture";
        PictureAlt = "反馈人拍的照片" | "The picture that came with the report";
        PictureWrong = "照片打不开" | "The picture cannot be opened";
        AnswerTitle = "答复" | "Answer";
        Answer = "给反馈人的答复" | "What the sender is told";
        AnswerHint = "反馈人在应用里看到。不要写姓名、电话等个人信息。最多 500 字。" | "They read it in the app. No names, phone numbers or other personal details. Up to 500 characters.";
        Save = "保存答复" | "Save";
        Saved = "已保存" | "Saved";
        Quicker = "有人刚刚改动了这条反馈，您的操作没有生效。写好的答复还在。" | "Somebody changed this report in the meantime, and what you did does not count. Your answer is still here.";
        Reload = "载入最新状态" | "Load it as it is now";
    }
}

phrases! {
    shown_of(shown, total) = "显示 {shown} / {total}" | "{shown} of {total} shown";
    waiting(count) = "{count} 条反馈待处理" | "Open reports: {count}";
}
