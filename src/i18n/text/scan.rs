//! The page that reads codes, and what may be wrong with the camera.

texts! {
    /// Reading a code.
    Scan {
        Title = "扫场所码" | "Scan a code";
        Aim = "把门口的场所码放进框里" | "Point the camera at the code by the door";
        Start = "打开相机" | "Open the camera";
        StartText = "相机只用来识别场所码，画面不会离开您的手机。" | "The camera only reads codes. Pictures never leave your device.";
        Starting = "正在打开相机…" | "Opening the camera…";
        Album = "从相册选图" | "Choose a photo";
        Typed = "输入数字码" | "Type the number";
        TypedLabel = "海报上的 9 位数字" | "The 9 digits on the poster";
        TypedHint = "数字印在二维码下方。" | "They stand below the code.";
        TypedWrong = "数字不对，请对照海报逐位核对" | "The number does not fit. Please compare it with the poster digit by digit";
        TypedShort = "需要 9 位数字" | "9 digits are needed";
        Next = "下一步" | "Continue";
        ReadingPhoto = "正在识别图片…" | "Reading the picture…";
        LookingCloser = "正在放大细看…" | "Looking closer…";
        StopPhoto = "停止识别" | "Stop";
        PhotoNothing = "图片里没有找到场所码" | "No venue code was found in the picture";
        PhotoNothingText = "请拍得近一些、正一些，避免反光，再试一次。" | "Come closer, hold straight, avoid glare, and try again.";
        PhotoUnreadable = "这个文件不是能识别的图片" | "This file is not a picture that can be read";
        PhotoUnreadableText = "文件可能不完整，或不是照片。请换一张，或重新拍一张。" | "It may be cut off, or no photo at all. Choose another one, or take the photo again.";
        PhotoTooLarge = "这张图片太大了" | "This picture is too large";
        PhotoTooLargeText = "请打开它截一张屏，再选截图；或者重新拍一张。" | "Open it, take a screenshot and choose that, or take the photo again.";
        OthersIgnored = "画面里还有别的码，已忽略" | "Another code was in view and was ignored";
        HintCloser = "请靠近一点" | "Come a little closer";
        HintStill = "请拿稳手机" | "Hold the phone still";
        HintDark = "太暗了，请找亮一点的地方" | "Too dark. Please find more light";
        HintTorch = "太暗了，请打开手电" | "Too dark. Turn the light on";
        HintGlare = "反光了，请把手机斜一点" | "Glare. Tilt the phone a little";
        Found = "已识别" | "Code read";
        TorchOn = "打开手电" | "Light on";
        TorchOff = "关闭手电" | "Light off";
        SwitchCamera = "切换镜头" | "Switch camera";
        CameraLabel = "相机画面" | "Camera picture";
    }
}

texts! {
    /// What may be wrong with the camera, each with a way out.
    Camera {
        Denied = "没有相机权限" | "The camera is not allowed";
        DeniedText = "您可以打开权限，也可以用下面的方式登记，一样有效。" | "You can allow it as follows, or use one of the other ways below. They count just the same.";
        DeniedStepBrowser1 = "点地址栏左侧的图标（或浏览器菜单里的“网站设置”）" | "Tap the icon left of the address, or \"Site settings\" in the browser's menu";
        DeniedStepBrowser2 = "把“相机”改为“允许”" | "Set \"Camera\" to \"Allow\"";
        DeniedStepBrowser3 = "回到这里，点“再试一次”" | "Come back here and tap \"Try again\"";
        DeniedStepWeChat1 = "点右上角“…”，或到手机“设置 › 应用 › 微信 › 权限”" | "Open your phone's Settings › Apps › WeChat › Permissions";
        DeniedStepWeChat2 = "允许使用“相机”" | "Allow \"Camera\"";
        DeniedStepAlipay1 = "到手机“设置 › 应用 › 支付宝 › 权限”" | "Open your phone's Settings › Apps › Alipay › Permissions";
        NotFound = "没有找到相机" | "No camera was found";
        NotFoundText = "这台设备没有可用的相机。可以选一张照片，或输入海报上的数字码。" | "This device has no camera to use. Choose a photo, or type the number on the poster.";
        Busy = "相机被占用" | "The camera is busy";
        BusyText = "别的应用正在使用相机。请关闭它（如视频通话），再试一次。" | "Another app is using the camera. Close it (a video call, for example) and try again.";
        Unfit = "相机不合适" | "This camera does not fit";
        UnfitText = "相机达不到要求。请切换镜头再试，或用下面的方式。" | "The camera cannot deliver the picture that is needed. Try again, or use one of the ways below.";
        Insecure = "连接不安全，浏览器不让用相机" | "The connection is not secure, so the browser blocks the camera";
        InsecureText = "请用 https:// 开头的网址打开本页，或用下面的方式。" | "Open this page with an address that starts with https://, or use one of the ways below.";
        Unsupported = "这个浏览器不能用相机" | "This browser cannot use the camera";
        UnsupportedText = "请用手机自带浏览器打开，或用下面的方式。手机自带的相机扫海报也可以。" | "Open the page in your phone's own browser, or use one of the ways below. Your phone's camera app can scan the poster, too.";
        NoFrames = "相机没有画面" | "The camera gives no picture";
        NoFramesText = "请关闭其他使用相机的应用，再试一次；还不行就重启浏览器，或用下面的方式。" | "Close other apps that use the camera and try again. If that does not help, restart the browser or use one of the ways below.";
        WorkerFailed = "识别程序没有启动" | "The reader did not start";
        WorkerFailedText = "请检查网络后再试一次，或输入海报上的数字码。" | "Check the network and try again, or type the number on the poster.";
    }
}
