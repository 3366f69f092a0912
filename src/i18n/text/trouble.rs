//! What the server, the network or the device's storage may answer, each with a way out.

texts! {
    /// Troubles, title and text.
    Trouble {
        Offline = "当前没有网络" | "You are offline";
        OfflineText = "请检查网络后再试。扫码登记不受影响，会在联网后自动发送。" | "Check the network and try again. Check-ins still work; they are sent once you are online.";
        Timeout = "网络太慢，没有收到回答" | "The network is too slow: no answer came";
        TimeoutText = "请换个信号好的地方，再试一次。" | "Move to where the signal is better and try again.";
        Unavailable = "服务暂时繁忙" | "The service is busy right now";
        UnavailableText = "请稍候再试。已扫的码会自动重发，不会丢失。" | "Please try again shortly. Scanned codes are sent again by themselves; nothing is lost.";
        NotOpen = "登记尚未开放" | "Registration is not open yet";
        NotOpenText = "管理方还没有完成设置。请稍后再来，或请工作人员人工登记。" | "The authority has not finished setting up. Please come back later, or ask the staff to register you by hand.";
        TooMany = "操作太频繁" | "Too many tries for now";
        TooManyText = "请稍等一会儿再试。" | "Please wait a moment, then try again.";
        Internal = "服务器出错了" | "Something went wrong on the server";
        InternalText = "不是您的问题。请再试一次；还不行请拨打技术支持电话。" | "It is not your fault. Try again, and call technical support if it happens again.";
        Outdated = "本页版本过旧" | "This page is out of date";
        OutdatedText = "请刷新本页。您的登记和记录都还在。" | "Please reload. Your registration and your history stay.";
        Invalid = "填写的内容有误" | "Something filled in is not right";
        InvalidText = "请改正标出的内容，再提交一次。" | "Please correct what is marked and submit again.";
        CredentialUnknown = "登记凭证无法识别" | "The registration was not recognised";
        CredentialUnknownText = "请重新登记一次，然后再扫码。" | "Please register again, then scan once more.";
        CredentialExpired = "登记已过期" | "The registration has expired";
        CredentialExpiredText = "登记超过 400 天失效。请重新登记一次。" | "A registration lasts 400 days. Please register again.";
        CredentialWithdrawn = "登记已撤销" | "The registration was withdrawn";
        CredentialWithdrawnText = "其中一人的登记已被撤销。请重新登记此人。" | "One of the persons has withdrawn. Please register that person again.";
        PersonTwice = "同一个人出现了两次" | "The same person is listed twice";
        PersonTwiceText = "请在“同行人”页移除重复的一位，再扫一次。" | "Remove one of them on the Persons page, then scan again.";
        Conflict = "这次登记与之前的内容不一致" | "This check-in does not match the earlier one";
        ConflictText = "之前的登记有效。如需再次登记，请重新扫码。" | "The earlier one counts. Scan again if you need another.";
        EventUnknown = "服务器上没有这次登记" | "The server does not know this check-in";
        EventUnknownText = "它可能已经到期销毁。如还在场所内，请重新扫码。" | "It may have been destroyed when its time was over. If you are at the venue, scan again.";
        UndoTooLate = "已超过 60 秒，不能撤销" | "The 60 seconds are over";
        UndoTooLateText = "如果您没有去过，可以登记离开，并拨打技术支持电话说明。" | "If you were not there, check out and tell technical support.";
        TransferGone = "二维码已用过或已过期" | "The code was used already or has expired";
        TransferGoneText = "请在原来的手机上重新生成一个。" | "Make a new one on the other device.";
        TransferBroken = "这个链接不完整" | "This link is incomplete";
        TransferBrokenText = "请在原来的手机上重新生成二维码，再扫一次。" | "Make a new code on the other device and scan that.";
        TransferUnreadable = "转来的内容打不开" | "What came over could not be opened";
        NotFound = "没有找到" | "Not found";
        NotFoundText = "内容可能已被移除。请回到首页重试。" | "It may be gone. Go to the home page and try again.";
        CrossSite = "请求被拦截" | "The request was blocked";
        CrossSiteText = "请直接打开本站网址再试，不要从别的页面跳转。" | "Open this site by its own address and try again.";
        NotRegistered = "您还没有登记" | "You are not registered yet";
        NotRegisteredText = "请先登记一次，然后再扫码。" | "Please register once, then scan again.";
        NoRandom = "这个浏览器太旧，不够安全" | "This browser is too old to be safe";
        NoRandomText = "请更新浏览器或系统后再打开本页。" | "Please update the browser or the system and open this page again.";
        Full = "同行人已满" | "The list of persons is full";
        FullText = "本机最多保存 40 位同行人，请先移除一位。" | "This device keeps up to 40 persons. Please remove one first.";
        PartOfflineText = "这一页还没有下载到本机。请检查网络后再试。" | "This page is not on your device yet. Check the network and try again.";
        PartMissing = "这一页没有打开" | "This page did not open";
        PartMissingText = "可能是网络不稳，或本站刚刚更新。请再试一次或刷新，已保存的登记和记录都还在。" | "The network may be unsteady, or this site was just updated. Try again or reload; everything that was saved is still there.";
        StoreDisabled = "浏览器不允许保存数据" | "The browser does not allow saving data";
        StoreDisabledText = "登记在关闭本页后会丢失。请关闭无痕模式，或在浏览器设置里允许网站数据。" | "Your registration is lost when you close this page. Leave private browsing, or allow site data in the browser's settings.";
        StoreFull = "手机存储已满" | "This device's storage is full";
        StoreFullText = "新的登记可能存不下。请清理手机空间，或删除旧记录。" | "New check-ins may not be kept. Free some space, or delete old visits.";
        StoreCorrupt = "本机保存的部分数据已损坏" | "Some of the data on this device was damaged";
        StoreCorruptText = "损坏的部分已另外保存，没有删除。请检查登记和记录；缺少的请重新登记。" | "The damaged part was set aside, not deleted. Please check your registration and history, and register again if something is missing.";
        Understood = "知道了" | "Got it";
        Reload = "刷新本页" | "Reload";
        Register = "重新登记" | "Register again";
        ToScan = "重新扫码" | "Scan again";
    }
}

phrases! {
    retry_in(seconds) = "请 {seconds} 秒后再试。" | "Try again in {seconds} s.";
    request(id) = "编号 {id}" | "Reference {id}";
}
