//! What the server or the network may answer to the console, title and text.

texts! {
    /// Troubles of the console.
    Fault {
        Offline = "没有连上服务器" | "The server was not reached";
        OfflineText = "请检查网络后再试。填写的内容还在。" | "Check the network and try again. What you filled in is still there.";
        Timeout = "网络太慢，没有收到回答" | "The network is too slow: no answer came";
        TimeoutText = "操作可能已经完成。请先刷新查看，再决定是否重做。" | "It may have been done all the same. Look again before you repeat it.";
        Unexpected = "收到了看不懂的回答" | "An answer came that makes no sense";
        UnexpectedText = "可能网络需要先登录，或本页版本过旧。请刷新本页。" | "The network may want a login first, or this page is out of date. Please reload.";
        Outdated = "本页版本过旧" | "This page is out of date";
        OutdatedText = "请刷新本页后再试。草稿都还在。" | "Please reload and try again. Drafts are kept.";
        Invalid = "填写的内容有误" | "Something filled in is not right";
        InvalidText = "请改正标出的内容，再提交一次。" | "Please correct what is marked and submit again.";
        NotFound = "没有找到" | "Not found";
        NotFoundText = "它可能已被移除，或不属于您的账号。请从菜单重新进入。" | "It may be gone, or it belongs to another account. Please start from the menu.";
        CrossSite = "请求被拦截" | "The request was blocked";
        CrossSiteText = "请直接打开本站网址再试。" | "Open this site by its own address and try again.";
        TooMany = "操作太频繁" | "Too many tries for now";
        TooManyText = "请稍等一会儿再试。" | "Please wait a moment, then try again.";
        Unavailable = "服务暂时繁忙" | "The service is busy right now";
        UnavailableText = "请稍候再试。" | "Please try again shortly.";
        NotOpen = "登记尚未开放" | "Registration is not open yet";
        NotOpenText = "主管部门还没有完成密钥设置，请联系运维人员。" | "The authority has no keys yet. Please tell the operators.";
        Internal = "服务器出错了" | "Something went wrong on the server";
        InternalText = "不是您的问题。请再试一次；仍不行请把下面的编号告诉技术支持。" | "It is not your fault. Try again; if it happens again, tell technical support the reference below.";
        SignInNeeded = "登录已过期" | "Your session is over";
        SignInNeededText = "请重新登录，登录后回到这一页。" | "Please sign in again; you will come back to this page.";
        SignInFailed = "用户名、密码或验证码不对" | "Login, password or code is wrong";
        SignInFailedText = "请检查大小写和输入法后再试。忘记密码请联系审核员索取重置链接。" | "Check capitals and the input method, then try again. If the password is lost, ask a reviewer for a reset link.";
        FactorNeeded = "请输入验证码" | "Enter the one-time code";
        FactorNeededText = "密码正确。请输入身份验证器应用里的六位数字。" | "The password is right. Enter the six digits of your authenticator app.";
        FactorMissing = "请先设置两步验证" | "Set up two-step sign-in first";
        FactorMissingText = "您的岗位必须用两步验证。请到“账号与安全”设置。" | "Your role needs a second step. Set it up under Account and security.";
        NotAllowed = "您没有权限做这件事" | "This is not yours to do";
        NotAllowedText = "请联系场所管理员或审核员。" | "Please ask a manager of the venue, or a reviewer.";
        LoginTaken = "这个用户名已被使用" | "This login is taken";
        LoginTakenText = "请换一个用户名。" | "Please choose another one.";
        LinkGone = "这个链接已失效" | "This link works no more";
        LinkGoneText = "它已被使用、撤回或过期。请向发链接的人再要一个。" | "It was used, withdrawn, or is too old. Ask whoever sent it for a new one.";
        LastManager = "场所至少要有一位管理员" | "A venue keeps at least one manager";
        LastManagerText = "请先移交给别人，再移除这一位。" | "Hand the venue over first, then remove this one.";
        NotApproved = "这个场所还没有通过审核" | "This venue is not approved yet";
        NotApprovedText = "通过后才有场所码和海报。请到“申请”查看进度。" | "It gets its code and poster with the approval. See how far it is under Applications.";
        Changed = "有人抢先一步" | "Somebody was quicker";
        ChangedText = "这份申请刚刚被别人修改或处理。请重新载入后查看。" | "This application was changed or decided in the meantime. Load it again and look.";
        ReportChanged = "有人抢先一步" | "Somebody was quicker";
        ReportChangedText = "这份反馈刚刚被别人领取或处理。请重新载入后查看。" | "This report was taken or answered in the meantime. Load it again and look.";
        Own = "不能审核自己的申请" | "Nobody reviews their own application";
        OwnText = "请由另一位审核员处理。" | "Leave it to another reviewer.";
        VenueClosed = "这个场所已关闭" | "This venue is closed";
        VenueClosedText = "关闭的场所不再登记。如需恢复，请重新申请。" | "A closed venue registers nobody. To open it again, apply anew.";
        NoCode = "这个场所现在没有有效的场所码" | "No code of this venue is in force now";
        NoCodeText = "没有场所码就不能登记。请管理员在场所页面查看原因并换发新码。" | "Without a code nobody is registered. Ask a manager: the venue's page says why, and how new codes are issued.";
        Revoked = "场所码已被审核员撤销" | "A reviewer revoked the codes";
        RevokedText = "只有审核员能换发新码。理由写在场所页面，改正后请联系审核部门。" | "Only a reviewer can issue new ones. The reason stands on the venue's page; put it right, then ask the reviewing office.";
        Picture = "这个文件不能用作图片" | "This file cannot be used as a picture";
        PictureText = "请上传 JPEG、PNG 或 WebP 照片，8 MB 以内。" | "Choose a photo in JPEG, PNG or WebP of up to 8 MB.";
        Table = "这个文件不是可用的表格" | "This file is not a table that can be read";
        TableText = "请下载模板，按模板的列填写，另存为 CSV（UTF-8 或 GBK，2 MB 以内）。" | "Download the template, keep its columns, and save it as CSV (UTF-8 or GBK, up to 2 MB).";
        TooLarge = "文件太大" | "The file is too large";
        TooLargeText = "请缩小后再上传。" | "Please make it smaller and try again.";
        NoReviewerKey = "审核员还没有密钥" | "The reviewers have no key yet";
        NoReviewerKeyText = "暂时不能提交身份证号。请以单位名义申请，或联系审核部门。" | "An ID number cannot be sent yet. Apply as an organisation, or ask the reviewing office.";
        Font = "服务器缺少海报字体" | "The server has no font for posters";
        FontText = "请把下面的说明告诉运维人员。" | "Please tell the operators what stands below.";
        DeskLimit = "本小时的登记数已达上限" | "The limit for this hour is reached";
        DeskLimitText = "请稍后再登记，或请管理员在场所页面调高上限。" | "Go on a little later, or ask a manager to raise the limit on the venue's page.";
        SlipUnknown = "没有这个编号" | "No slip has this number";
        SlipUnknownText = "本场所没有打印过它。请核对编号条。" | "This venue printed no such slip. Please compare the number.";
        SlipUsed = "这张编号条已经录入过" | "This slip was keyed in already";
        SlipUsedText = "请检查是否录重了。" | "Please check whether it is a repetition.";
        PassUnknown = "没有这张通行卡" | "No pass has this code";
        PassUnknownText = "请核对卡上的编号，或重新制作一张。" | "Compare the number on the card, or make a new one.";
        PassEnded = "这张通行卡已失效" | "This pass works no more";
        PassEndedText = "它已被收回或已过期。请重新制作一张。" | "It was withdrawn or is too old. Please make a new one.";
        Drafts = "草稿太多" | "You have too many drafts";
        DraftsText = "请先提交或删除几份草稿，再填写新的。" | "Submit or delete some of them, then begin a new one.";
        Applications = "未办结的申请太多" | "Too many of your applications are open";
        ApplicationsText = "请等审核员处理一部分，或删除用不到的草稿，再申请。" | "Wait until reviewers have decided some, or delete drafts that you do not need, then apply.";
        Invitations = "未使用的邀请太多" | "Too many invitations are open";
        InvitationsText = "请先撤回用不到的邀请，再发新的。" | "Withdraw those that nobody will use, then invite again.";
        Slips = "未录入的编号条太多" | "Too many slips are not keyed in";
        SlipsText = "请先使用已打印的编号条，并录入已用过的。" | "Use the slips that are printed, and key in those that were used, before you print more.";
        RosterChanged = "名册刚刚有变动" | "The roster was changed in the meantime";
        RosterChangedText = "请重新载入，核对新的名册后再操作。" | "Load it again and look at the new roster before you go on.";
        CaseChanged = "这个案例刚刚有变动" | "This case was changed in the meantime";
        CaseChangedText = "它已被别人处理、撤回或过期。请重新载入后查看。" | "It was decided, withdrawn, or is past its time. Load it again and look.";
        HintTaken = "另一个案例刚刚也发出了回执" | "Another case sent its receipts at the same moment";
        HintTakenText = "这次一份也没有发出。请再发一次。" | "None of these were sent. Send them once more.";
        CaseLimit = "今天的案例数已达上限" | "The day's number of cases is reached";
        CaseLimitText = "请明天再提交；情况紧急请联系运维人员调整上限。" | "File it tomorrow, or ask the operators to raise the limit if it cannot wait.";
        FewVisitors = "当时在场的人太少" | "Too few others were there";
        FewVisitorsText = "不足 5 人时发布提醒会暴露当事人。请逐个电话通知。" | "With fewer than 5, a notice would point at the person. Tell them by telephone.";
        Retry = "再试一次" | "Try again";
        Reload = "刷新本页" | "Reload";
    }
}

phrases! {
    retry_in(seconds) = "请 {seconds} 秒后再试。" | "Try again in {seconds} s.";
    reference(id) = "编号 {id}" | "Reference {id}";
}
