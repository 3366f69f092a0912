//! Moving the registration to another browser or phone (F19).

texts! {
    /// Handing over and taking over.
    Moving {
        Title = "转到另一台手机" | "Move to another device";
        Lead = "用另一台手机的相机扫下面的一次性二维码，您的登记和同行人就到那边了。" | "Scan a one-time code with the other device, and your registration and persons are there, too.";
        Safe = "内容先在本机加密，钥匙只在二维码里，服务器打不开。不含证件号码，也不含来访记录。" | "It is encrypted on this device, and only the code holds the key; the server cannot open it. It contains no document numbers and no visits.";
        Make = "生成一次性二维码" | "Make a one-time code";
        Making = "正在生成…" | "Making the code…";
        ScanThis = "请用另一台手机扫描" | "Scan this with the other device";
        OnceOnly = "只能用一次。不要发给别人，也不要截图。" | "It works once. Do not send it to anybody or take a screenshot.";
        Over = "二维码已失效" | "The code has expired";
        Again = "再生成一个" | "Make another";
        Nothing = "这台设备上没有可以转移的登记" | "There is no registration on this device to move";
        QrLabel = "一次性二维码" | "One-time QR code";
        ReceiveTitle = "接收登记" | "Take over a registration";
        ReceiveLead = "这个链接带来一份登记。确认是您自己从另一台设备转来的，再接收。" | "This link brings a registration. Take it over only if you are moving it yourself from another device.";
        ReceiveHow = "在原来的手机上打开“设置 › 把登记转到另一台手机”，再用这台手机的相机扫那里的二维码。" | "On the other device open Settings › Move to another device, then scan the code there with this device's camera.";
        Replace = "本机已有登记，接收后将被替换。" | "This device has a registration already; it will be replaced.";
        Receive = "接收" | "Take it over";
        Receiving = "正在接收…" | "Taking it over…";
        Done = "登记已转到这台设备" | "The registration is on this device now";
        DoneText = "原来的手机上也还能用；不再使用时请在那里移除。" | "It still works on the other device; remove it there if you no longer use it.";
    }
}

phrases! {
    good_for(time) = "还有 {time}" | "Good for {time}";
}
