//! The own account: password, second step, sessions.

texts! {
    /// The own account.
    Account {
        Title = "账号与安全" | "Account and security";
        Login = "用户名" | "Login";
        Name = "姓名" | "Name";
        Role = "身份" | "Role";
        PasswordTitle = "修改密码" | "Change the password";
        PasswordText = "修改后，其他设备上的登录会立即失效。" | "All other devices are signed out at once.";
        Old = "原密码" | "Old password";
        New = "新密码" | "New password";
        Change = "修改密码" | "Change password";
        Changed = "密码已修改" | "The password is changed";
        FactorTitle = "两步验证" | "Two-step sign-in";
        FactorOn = "已开启：登录时还要输入验证器应用里的六位数字。" | "On: signing in also asks for six digits from your authenticator app.";
        FactorOff = "未开启。开启后，只知道密码的人也登录不了。" | "Off. With it, knowing the password is not enough to sign in.";
        FactorOn2 = "已开启" | "On";
        FactorOff2 = "未开启" | "Off";
        SetUp = "开启两步验证" | "Set it up";
        SetUpAnew = "换一个验证器" | "Use another authenticator";
        TurnOff = "关闭两步验证" | "Turn it off";
        TurnedOff = "两步验证已关闭" | "Two-step sign-in is off";
        TurnedOn = "两步验证已开启" | "Two-step sign-in is on";
        PasswordFirst = "请输入密码，确认是您本人" | "Enter your password, so that we know it is you";
        Password = "密码" | "Password";
        Go = "继续" | "Continue";
        ScanThis = "1. 用身份验证器应用扫描二维码" | "1. Scan this with an authenticator app";
        OrType = "扫不了？把这串密钥输入应用（类型：基于时间）：" | "Cannot scan? Type this key into the app (kind: time-based):";
        ThenCode = "2. 输入应用显示的六位数字" | "2. Enter the six digits that the app shows";
        TurnOn = "开启" | "Turn it on";
        SessionsTitle = "登录记录" | "Where you are signed in";
        SessionsText = "看到不认识的设备？请结束它，并修改密码。" | "A device that you do not know? End its session and change your password.";
        Device = "设备" | "Device";
        Begun = "登录时间" | "Since";
        Seen = "最近使用" | "Last used";
        ThisOne = "本机" | "This device";
        End = "结束" | "End";
        Ended = "已结束" | "Ended";
        NoSessions = "没有登录记录" | "No sessions";
        NoSessionsText = "登录后会显示在这里。" | "They stand here once you are signed in.";
    }
}
