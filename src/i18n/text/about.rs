//! What the service is and what it knows, in short.

texts! {
    /// About and privacy.
    About {
        Title = "关于与隐私" | "About and privacy";
        What = "场所码是每个室内场所门口的唯一二维码。扫一下，来访就登记好了。" | "A venue code is the unique QR code at the door of a venue. Scan it, and your visit is registered.";
        DeviceTitle = "这台设备上有什么" | "What is on this device";
        DeviceText = "登记凭证（不含证件号码）、遮盖后的姓名、您的设置，最近 30 天的记录，以及本机自己核对出的接触提醒。都可以随时删除。" | "A credential (without your document number), masked names, your settings, the visits of the last 30 days, and the exposure notices that it found by itself. You can delete all of it at any time.";
        ServerTitle = "服务器知道什么" | "What the server knows";
        ServerText = "收到后立即密封的身份信息，和按小时加密的来访。一小时之前的来访，服务器自己也读不了。" | "Your identity, sealed the moment it arrives, and visits encrypted hour by hour. The server itself cannot read what lies more than an hour back.";
        WhoTitle = "谁能看到" | "Who can see it";
        WhoText = "只有流调员和审批员共同同意的案例，才能查一个人的来访。场所工作人员看不到您的姓名和号码。" | "Only a tracer and an approver together, in an approved case. Venue staff see neither your name nor your number.";
        NoStatusTitle = "扫码不会改变您的状态" | "A scan changes nothing about you";
        NoStatusText = "扫码只登记来访，不评定、不赋色、不定位，也不读取通讯录。" | "It registers a visit. It does not rate you, give you a colour, locate you or read your contacts.";
        HelpText = "常见问题" | "Questions and answers";
        VenuesText = "场所管理：申请场所码、打印海报、登记访客" | "For venues: apply for a code, print posters, serve guests";
        Source = "开放源代码，Apache-2.0 许可" | "Open source under Apache-2.0";
    }
}
