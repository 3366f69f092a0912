//! The reviewers' side.

texts! {
    /// Reviewing.
    ReviewText {
        Title = "审核申请" | "Review applications";
        Lead = "等待最久的排在前面。" | "Longest waiting first.";
        Stage = "状态" | "Status";
        Find = "按名称筛选" | "Filter by name";
        Kind = "类型" | "Kind";
        AllKinds = "全部" | "All";
        KindNew = "新场所" | "New venue";
        KindChange = "变更" | "Change";
        Name = "场所名称" | "Venue";
        Category = "类别" | "Category";
        Waiting = "提交时间" | "Submitted";
        Empty = "没有申请" | "Nothing here";
        EmptyText = "新的申请提交后会出现在这里。" | "Applications stand here once they are submitted.";
        More = "再显示一些" | "Show more";
        OneTitle = "审核" | "Review";
        By = "申请账号" | "Applied by";
        AsFilled = "申请内容" | "What is applied for";
        AsApproved = "目前生效的内容" | "As approved last";
        RevokedBefore = "审核员已撤销这个场所的码；通过后如发放新码，撤销即告结束。理由：" | "Reviewers revoked this venue's codes; an approval that gives new ones ends that. The reason:";
        IdTitle = "申请人身份证号" | "ID card number of the applicant";
        IdText = "号码已加密。请选择审核员密钥文件，在本浏览器内打开；密钥和号码都不会发给服务器。" | "The number is sealed. Choose the reviewers' key file; it is opened in this browser, and neither leaves it.";
        ChooseKey = "选择密钥文件" | "Choose the key file";
        KeyWrong = "这个文件打不开这个号码。请选择审核员的密钥文件。" | "This file does not open the number. Choose the reviewers' key file.";
        Hide = "隐藏" | "Hide";
        LicenceTitle = "执照照片" | "Picture of the licence";
        NoLicence = "没有上传照片" | "No picture was added";
        LicenceAlt = "申请人上传的执照照片" | "The licence that the applicant added";
        Enlarge = "在新标签页打开原图" | "Open it in a new tab";
        Decide = "处理" | "Decide";
        Approve = "通过" | "Approve";
        ApproveTitle = "通过这份申请？" | "Approve this application?";
        ApproveText = "场所立即得到场所码，可以打印海报。" | "The venue gets its codes at once and can print its posters.";
        Return = "退回修改" | "Return";
        ReturnTitle = "退回修改？" | "Return it for correction?";
        ReturnText = "申请人会看到理由，改正后可再提交。" | "The applicant sees the reason, and can correct and submit it again.";
        Reject = "不予通过" | "Reject";
        RejectTitle = "不予通过？" | "Reject this application?";
        RejectText = "申请人会看到理由，这份申请不能再修改。" | "The applicant sees the reason; this application cannot be changed any more.";
        Reason = "理由" | "Reason";
        ReasonHint = "申请人会看到，请写清楚要改什么。不要写个人信息。" | "The applicant reads it: say what is to be corrected. No personal details.";
        ReasonMissing = "请先写明理由" | "Give a reason first";
        Decided = "已处理" | "Decided";
        Own = "这是您自己的申请，须由另一位审核员处理。" | "This is your own application. Another reviewer decides it.";
        Quicker = "有人抢先处理了这份申请，您的决定没有生效。" | "Somebody was quicker: it is decided already, and your decision does not count.";
        Reload = "载入最新状态" | "Load it as it is now";
        NextOne = "下一份" | "The next one";
        AccountsTitle = "账号重置" | "Account resets";
        AccountsLead = "有人忘记密码或丢失验证器时，先当面或电话核实身份，再生成一次性链接。" | "For somebody who lost the password or the authenticator: make sure who it is, in person or by phone, then make a one-time link.";
        Login = "对方的用户名" | "Their login";
        MakeLink = "生成重置链接" | "Make a reset link";
        LinkText = "把链接交给本人。链接只显示这一次，只能用一次；使用后对方的两步验证和所有登录都会失效。" | "Give it to them in person. It is shown this once and works once; using it ends all sessions and removes the second step.";
        NoSuchLogin = "没有这个用户名" | "Nobody has this login";
        CodesTitle = "撤销与换发" | "Revoke and reissue";
        CodesLead = "按名称查找场所；场所码被冒用时撤销，需要时换发。" | "Find a venue by its name. Revoke codes that are misused, and issue new ones.";
        Search = "场所名称" | "Name of the venue";
        SearchGo = "查找" | "Find";
        NothingFound = "没有找到" | "Nothing was found";
        NothingFoundText = "请换一个更短的名称片段再试。" | "Try a shorter part of the name.";
        State = "状态" | "Status";
        Back = "返回查找" | "Back to the search";
        Revoke = "撤销全部场所码" | "Revoke all codes";
        RevokeTitle = "撤销全部场所码？" | "Revoke all codes?";
        RevokeText = "门口的海报立即失效，访客不能再登记。场所方看得到理由；之后只有审核员能换发新码。" | "The posters on the wall stop working now, and nobody can check in. The venue reads the reason; only a reviewer can issue new codes afterwards.";
        Revoked = "已撤销" | "The codes are revoked";
    }
}

phrases! {
    shown_of(shown, total) = "显示 {shown} / {total}" | "{shown} of {total} shown";
}
