//! The frame around every page of the console.

texts! {
    /// The frame.
    Shell {
        Name = "场所码管理端" | "Venue Code console";
        Navigation = "管理端菜单" | "Console menu";
        Menu = "菜单" | "Menu";
        SkipToContent = "跳到正文" | "Skip to the content";
        Start = "首页" | "Start";
        Dashboard = "运行情况" | "Dashboard";
        Applications = "申请" | "Applications";
        Venues = "我的场所" | "My venues";
        Review = "审核" | "Review";
        ReviewAccounts = "账号重置" | "Account resets";
        Reports = "问题反馈" | "Problem reports";
        ReviewVenues = "撤销与换发" | "Revoke and reissue";
        Cases = "案例" | "Cases";
        Keys = "密钥与成员" | "Keys and members";
        ThisVenue = "当前场所" | "This venue";
        Facts = "场所信息与场所码" | "Facts and codes";
        Terminal = "登记台" | "Front desk";
        Live = "实时动态" | "Live";
        Posters = "海报" | "Posters";
        Counts = "客流统计" | "Counts";
        Slips = "应急编号条" | "Outage slips";
        Passes = "纸质通行卡" | "Paper passes";
        Staff = "工作人员" | "Staff";
        Account = "账号与安全" | "Account and security";
        SignOut = "退出登录" | "Sign out";
        SignedOut = "已退出登录" | "You are signed out";
        Look = "显示设置" | "Display";
        Offline = "当前没有网络。已填写的内容会保留，联网后再继续。" | "You are offline. What you filled in is kept; go on once the network is back.";
        Closed = "已关闭" | "Closed";
        PageMissing = "没有这个页面" | "There is no such page";
        PageMissingText = "链接可能不完整，或您没有权限。请从菜单重新进入。" | "The link may be incomplete, or the page is not yours to see. Please start from the menu.";
        ToStart = "回到首页" | "Go to the start page";
        FactorFirst = "请先设置两步验证" | "Set up two-step sign-in first";
        FactorFirstText = "您的岗位必须用两步验证登录。设置好后即可使用其他页面。" | "Your role signs in with a second step. Once it is set up, the other pages open.";
    }
}

texts! {
    /// What an account is.
    RoleName {
        Manager = "场所账号" | "Venue account";
        Reviewer = "审核员" | "Reviewer";
        Technician = "技术员" | "Technician";
        Tracer = "流调员" | "Tracer";
        Approver = "审批员" | "Approver";
        Operator = "运维" | "Operator";
    }
}
