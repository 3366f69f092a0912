//! Problem reports.

texts! {
    /// Reporting a problem.
    Report {
        Title = "反馈问题" | "Report a problem";
        Lead = "码扫不出、信息有误、不能登记？告诉我们，由技术员处理。不需要登记。" | "A code does not scan, details are wrong, registering fails? Tell the technicians. You need not be registered.";
        Kind = "什么问题" | "What is wrong";
        KindCode = "场所码扫不出或被拒绝" | "A code does not scan, or is refused";
        KindVenue = "场所名称或地址不对" | "A venue's name or address is wrong";
        KindPerson = "个人信息不对" | "A person's details are wrong";
        KindRegister = "不能登记或登录" | "Registering or signing in fails";
        KindPoster = "海报破损、被遮挡或不见了" | "A poster is damaged, covered or gone";
        KindOther = "其他" | "Something else";
        Whom = "为谁反馈" | "Whom is it about?";
        Myself = "本人" | "Myself";
        Another = "别人（不能自己操作）" | "Somebody who cannot do it";
        Venue = "场所" | "Venue";
        ThisVenue = "刚才扫的场所码" | "The code that you just scanned";
        OtherVenue = "不是这个场所" | "Not this venue";
        Typed = "海报上的 9 位数字（可不填）" | "The 9 digits on the poster (optional)";
        Text = "发生了什么" | "What happened";
        TextHint = "最多 500 字。请不要写证件号码，除非问题就在号码上。" | "Up to 500 characters. Leave document numbers out, unless the number itself is the problem.";
        TextMissing = "请写明发生了什么" | "Please say what happened";
        TextLong = "最多 500 字，请写短一些" | "500 characters at most, please shorten it";
        Person = "此人的姓名（可不填）" | "That person's name (optional)";
        Contact = "联系人姓名（可不填）" | "Whom to ask (optional)";
        Phone = "联系电话（可不填）" | "Phone number (optional)";
        Picture = "照片（可不填）" | "Picture (optional)";
        PictureHint = "拍下海报或屏幕。拍摄地点等附加信息会在发送前去掉。" | "Of the poster, or of the screen. Where it was taken and the like is removed before it is sent.";
        Take = "拍照" | "Take a photo";
        Album = "从相册选" | "Choose a photo";
        PictureAlt = "要发送的照片" | "The picture to be sent";
        NoPicture = "去掉照片" | "Remove the picture";
        PictureWrong = "这张图片不能用" | "This picture cannot be used";
        PictureWrongText = "请换一张，或重新拍一张。其余内容都还在。" | "Choose another one, or take it again. Everything else is still here.";
        Sealed = "姓名、电话、文字和照片在服务器收到时即被密封，只有技术员能打开。" | "Names, phone, text and picture are sealed the moment they arrive. Only the technicians can open them.";
        Send = "发送" | "Send";
        Sending = "正在发送…" | "Sending…";
        Offline = "现在没有网络。写好后点“发送”，联网后自动送出，请不要关闭本页。" | "You are offline. Press Send when you are done: it goes out once the network is back, as long as this page stays open.";
        Waiting = "等待网络，联网后自动送出。" | "Waiting for the network. It goes out by itself.";
        NotOpen = "暂时不能在这里反馈" | "Problems cannot be reported here yet";
        NotOpenText = "技术员还没有完成设置。请拨打技术支持电话。" | "The technicians have not finished setting up. Please call technical support.";
        Sent = "已收到，编号：" | "Received. Your number:";
        SentText = "打电话询问时请报这个编号。答复会显示在本页。" | "Give this number when you call. The answer will stand on this page.";
        AnotherOne = "再反馈一个问题" | "Report another problem";
        Mine = "我的反馈" | "My reports";
        StateOpen = "等待处理" | "Waiting";
        StateInWork = "处理中" | "In work";
        StateAnswered = "已答复" | "Answered";
        StateClosed = "已结束" | "Closed";
        Answer = "答复" | "Answer";
        Here = "反馈这里的问题" | "Report a problem here";
        DraftNote = "未发送的内容只在内存中，关闭或刷新后不保留。" | "What is not sent is kept in memory only. Closing or reloading the page clears it.";
    }
}
