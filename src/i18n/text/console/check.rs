//! Photographing a poster on the wall.

texts! {
    /// The check of a poster.
    Check {
        Title = "检查墙上的海报" | "Check a poster";
        Lead = "给墙上的海报拍张照，看它是不是最新的、好不好扫。照片不会上传。" | "Photograph a poster on the wall to see whether it is the newest and scans well. The photo is not uploaded.";
        Paper = "墙上这张是哪种尺寸" | "Which size hangs there";
        TakePhoto = "拍照" | "Take a photo";
        ChoosePhoto = "选照片" | "Choose a photo";
        How = "正对着海报，站到平时扫码的地方拍，不要放大。" | "Stand straight before it, where people scan it, and do not zoom.";
        NothingText = "走近一些，让码占画面三分之一以上；避开反光，擦净镜头再拍。还不行，就换一张新海报。" | "Come closer, so that the code fills a third of the picture, avoid glare and wipe the lens. If that does not help, hang up a new poster.";
        AllGood = "这张海报没问题" | "This poster is fine";
        SomeWeak = "能用，但有可以改进的地方" | "It works, but something can be better";
        SomeBad = "这张海报需要处理" | "Something has to be done about this poster";
        OfCode = "这是谁的码" | "The code";
        Genuine = "本服务签发，签名有效" | "Issued by this service, with a good signature";
        NotGenuine = "不能用来登记" | "Nobody can check in with it";
        Newest = "最新一期" | "The newest issue";
        Older = "不是最新一期，请打印并换上最新的。" | "Not the newest issue. Print the newest one and replace it.";
        DeadNow = "已失效，扫了不能登记，请马上换下。" | "It works no more. Take it down and hang up the newest one.";
        OtherVenue = "这是别的场所的码。访客扫了会登记到别处，请取下。" | "This is another venue's code. Visitors would be registered there. Take it down.";
        Unlisted = "这一期不在本页的记录里，请刷新本页再试。" | "This issue is not in the list of this page. Reload the page and try again.";
        Place = "哪个门" | "Whose";
        Issue = "期号" | "Issue";
        Until = "有效期至" | "Good until";
        Quality = "好不好扫" | "How well it scans";
        Size = "码点大小" | "Dots";
        Contrast = "黑白反差" | "Contrast";
        Sharpness = "清晰度" | "Sharpness";
        Glare = "反光" | "Glare";
        Damage = "破损或遮挡" | "Damage";
        Good = "好" | "Good";
        Weak = "一般" | "Fair";
        Bad = "差" | "Poor";
        SizeText = "照片里的码太小。走近再拍，其他几项才看得准。" | "The code is small in the photo. Come closer, so that the other figures can be trusted.";
        ContrastText = "太淡或太暗。请用深色墨重新打印在白纸上，或把灯调亮。" | "Too pale or too dark. Print it anew in dark ink on white paper, or bring more light to it.";
        SharpnessText = "照片模糊。拿稳再拍；如果海报本身就印糊了，请重新打印。" | "The photo is blurred. Hold still and try again; if the print itself is blurred, print it anew.";
        GlareText = "有灯光反射。请挪开海报或灯，或不用光面塑封。" | "A lamp is mirrored in it. Move the poster or the lamp, or use matt lamination.";
        DamageText = "有破损、污渍或遮挡。请清理，或换一张新的。" | "It is torn, dirty or partly covered. Clean it, or hang up a new one.";
        Distance = "多远能扫" | "From how far";
        DistanceLess = "比全新的近：受反差、反光或破损影响。" | "Less than when new, for its contrast, glare or damage.";
        DistanceUnknown = "现在算不出来：要联网取这张海报的尺寸。" | "It cannot be told now: the measures of this poster come over the network.";
    }
}

phrases! {
    pixels(count) = "每点 {count} 像素" | "{count} pixels each";
    serial(serial, newest) = "第 {serial} 期，最新是第 {newest} 期" | "{serial}; the newest is {newest}";
}
