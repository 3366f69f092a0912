//! The settings.

texts! {
    /// The settings.
    Settings {
        Title = "设置" | "Settings";
        Language = "语言" | "Language";
        Chinese = "中文" | "中文";
        English = "English" | "English";
        Size = "字号" | "Text size";
        Small = "A-" | "A-";
        Normal = "A" | "A";
        Large = "A+" | "A+";
        SmallName = "小" | "Small";
        NormalName = "标准" | "Standard";
        LargeName = "大" | "Large";
        Elder = "长辈版" | "Elder version";
        ElderText = "字更大，按钮更大，内容更少。" | "Larger text, larger buttons, fewer things.";
        Theme = "外观" | "Appearance";
        Auto = "跟随系统" | "System";
        Light = "浅色" | "Light";
        Dark = "深色" | "Dark";
        Automatic = "扫码后自动登记" | "Check in automatically";
        AutomaticText = "在本应用里扫到真码就直接登记，60 秒内可撤销。从链接打开的不会自动登记。" | "A genuine code scanned in this app is registered at once, with an undo for 60 seconds. Never for an opened link.";
        Sound = "提示音" | "Sound";
        Vibration = "振动" | "Vibration";
        Stay = "停留多久后算离开" | "Count me as gone after";
        StayText = "没有登记离开时使用，标为推算。" | "Used when you do not check out; marked as estimated.";
        Device = "这台设备" | "This device";
        Move = "把登记转到另一台手机" | "Move to another device";
        Notices = "接触提醒" | "Exposure notices";
        Report = "反馈问题" | "Report a problem";
        About = "关于与隐私" | "About and privacy";
        Scanning = "扫码" | "Scanning";
    }
}

phrases! {
    version(number) = "版本 {number}" | "Version {number}";
}
