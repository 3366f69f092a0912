//! Getting into the console: signing up and in, links for a new password and to a venue.

texts! {
    /// Getting in.
    Sign {
        SignInTitle = "登录管理端" | "Sign in to the console";
        SignUpTitle = "注册场所账号" | "Create a venue account";
        ResetTitle = "设置新密码" | "Set a new password";
        InvitationTitle = "加入场所" | "Join a venue";
        Login = "用户名" | "Login";
        LoginHint = "登录用，可用字母、数字和 . - _ @，不分大小写。" | "To sign in with: letters, digits and . - _ @; capitals do not matter.";
        Name = "姓名" | "Your name";
        NameHint = "同事和审核员会看到它。" | "As colleagues and reviewers see it.";
        Password = "密码" | "Password";
        NewPassword = "新密码" | "New password";
        PasswordHint = "至少 12 个字符。几个不相干的词连在一起，又好记又难猜。" | "At least 12 characters. A few unrelated words are easy to remember and hard to guess.";
        Code = "验证码" | "One-time code";
        CodeHint = "身份验证器应用里的六位数字。" | "Six digits from your authenticator app.";
        SignIn = "登录" | "Sign in";
        SigningIn = "正在登录…" | "Signing in…";
        SignUp = "注册" | "Create account";
        SigningUp = "正在注册…" | "Creating…";
        NoAccount = "还没有账号？" | "No account yet?";
        ToSignUp = "注册" | "Create one";
        HaveAccount = "已有账号？" | "Have an account?";
        ToSignIn = "登录" | "Sign in";
        AgainTitle = "请重新登录" | "Please sign in again";
        AgainText = "登录已过期。页面上填写的内容都还在，登录后可继续。" | "Your session is over. What you typed is still here; sign in and go on.";
        Leave = "放弃并离开" | "Leave this page";
        Lost = "忘记密码或丢失验证器：请联系审核部门，凭身份领取一次性重置链接。" | "Password or authenticator lost: ask the reviewing office, who will give you a one-time link.";
        SignUpLead = "为餐厅、商店、医院、学校等申请场所码。只需几分钟。" | "To apply for the venue code of a restaurant, shop, clinic or school. It takes a few minutes.";
        ResetLead = "链接只能用一次。设置后，所有设备上的登录和两步验证都会失效。" | "The link works once. All sessions end, and the second step is removed.";
        SetPassword = "设置密码" | "Set the password";
        PasswordSet = "新密码已生效，请登录" | "The new password is set. Please sign in";
        LinkBroken = "这个链接不完整" | "This link is not whole";
        LinkBrokenText = "请从消息里完整复制链接，或重新扫描二维码。" | "Copy the whole link from the message, or scan the QR code once more.";
        OfferStaff = "邀请您成为工作人员：在登记台为客人登记。" | "You are invited as staff: to register guests at the desk.";
        OfferManager = "邀请您成为管理员：与其他管理员一起管理这个场所。" | "You are invited as a manager: to run the venue along with the others.";
        OfferHandOver = "这个场所将移交给您：接受后，原管理员不再是成员。" | "The venue is handed over to you: whoever invited you is a member no more.";
        Accept = "接受" | "Accept";
        Accepting = "正在处理…" | "One moment…";
        SignInFirst = "请先登录或注册，然后接受邀请。" | "Sign in or create an account first, then accept.";
        Already = "您已加入这个场所" | "You have joined the venue";
    }
}
