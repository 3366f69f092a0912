//! The front desk: registering guests without a phone.

texts! {
    /// The front desk.
    Desk {
        Lead = "证件号码只用来核对和密封，本机不保存。" | "Numbers are checked and sealed. This device keeps none of them.";
        Place = "在哪个门" | "Which gate";
        Direction = "进入还是离开" | "Entry or exit";
        WhichWay = "方向" | "Direction";
        Ways = "登记方式" | "Way";
        WayId = "身份证" | "ID card";
        WayCertificate = "其他证件" | "Other document";
        WayManual = "没有证件" | "No document";
        WayPass = "通行卡" | "Paper pass";
        IdNumber = "身份证号码" | "ID card number";
        IdHint = "18 位；老证 15 位也可以。" | "18 digits; 15 of an old card will do.";
        Mrz = "护照机读码（可不填）" | "Machine-readable zone (optional)";
        MrzHint = "资料页底部两行。输完或用阅读器扫入后，其余各项自动填好。" | "The two lines at the bottom of the data page. Typed or scanned, they fill in the rest.";
        MrzChecksum = "机读码有一位输错了，请逐位核对" | "One character is mistyped. Please compare them one by one";
        MrzShape = "这不像护照的机读码，请核对" | "This does not look like a passport's zone. Please compare";
        UseDocument = "改用这种证件" | "Use this document";
        ManualLead = "没有证件时，记下姓名和手机号码。能看证件就先看证件。" | "Without a document, take name and phone. A document is better wherever there is one.";
        PassCode = "通行卡上的二维码" | "The pass's QR code";
        PassHint = "把光标放在这里，用扫码枪扫卡；或打开摄像头。" | "With the cursor here, use a handheld scanner; or open the camera.";
        PassEmpty = "请扫卡" | "Scan the pass";
        PassOther = "这不是通行卡的二维码" | "This is not the code of a pass";
        PassTorn = "只读到一半，请再扫一次" | "Only a part was read. Scan it again";
        OpenCamera = "打开摄像头" | "Open the camera";
        CloseCamera = "关闭摄像头" | "Close the camera";
        CameraFailed = "摄像头打不开。请用扫码枪，或检查浏览器的摄像头权限。" | "The camera does not open. Use a handheld scanner, or allow the camera in the browser.";
        CheckIn = "登记进入" | "Check in";
        CheckOut = "登记离开" | "Check out";
        Sending = "正在登记…" | "Registering…";
        TwiceNow = "刚刚登记过这个人" | "The same guest was registered just now";
        TwiceText = "如果确实要再登记一次，请再按一次。" | "If this is meant, press once more.";
        Again = "仍然登记" | "Register all the same";
        DoneEntry = "已登记进入" | "Checked in";
        DoneExit = "已登记离开" | "Checked out";
        Look = "请看一眼证件原件" | "Please look at the document";
        WarnCounty = "号码里的县区不常见。" | "The county in the number is unusual.";
        WarnChecksum = "号码的校验位不符。" | "The check digit does not fit.";
        WarnLegacy = "这是旧版证件。" | "This is an older form of the document.";
        Undone = "已撤回" | "Taken back";
        UndoFailed = "没有撤回成功" | "It was not taken back";
        UndoAgain = "请再按一次撤回，多按几次也无妨。" | "Take it back once more: pressing it twice does no harm.";
        Kept = "填写的内容还在。请再按一次，不会重复登记。" | "Everything is still here. Press again: nobody is registered twice.";
        PassKept = "填写的内容还在。请再按一次，不会多做一张。" | "Everything is still here. Press again: no second pass is made.";
        Missed = "有人没有登记上" | "Not registered";
        MissedText = "请重新填写或扫卡，再登记一次，不会重复登记。" | "Please type or scan them again: nobody is registered twice.";
        MissedSeen = "知道了" | "Understood";
        NoRandom = "这个浏览器不能生成安全随机数，无法登记。请更新浏览器。" | "This browser makes no secure random numbers, so nobody can be registered. Please update it.";
        ShiftTitle = "本班登记" | "This shift";
        ShiftNote = "只保存在这个标签页，姓名已遮盖。" | "Kept in this tab only, with masked names.";
        ShiftEmpty = "还没有登记" | "Nobody yet";
        ShiftEmptyText = "登记的客人会列在这里，一分钟内可以撤回。" | "Guests that you register are listed here and can be taken back for a minute.";
        Time = "时间" | "Time";
        Who = "客人" | "Guest";
        PassHolder = "通行卡持有人" | "Pass holder";
        Escape = "清空" | "clear";
        Flip = "换进出" | "entry or exit";
        UndoLast = "撤回上一个" | "take back the last one";
        Turn = "请客人自己填" | "Let the guest type";
        Language = "客人的语言" | "The guest's language";
        ReviewTitle = "客人填好了" | "The guest is done";
        ReviewText = "请核对证件，再登记。" | "Compare with the document, then register.";
        ReviewBack = "请客人改一下" | "Let the guest correct it";
        StaffGoOn = "工作人员：继续" | "Staff: go on";
        Discard = "不登记，清空" | "Discard";
        NoCode = "这个场所没有有效的场所码" | "This venue has no code in force";
        NoCodeText = "有了场所码才能登记。请管理员在“场所信息与场所码”换发。" | "Guests are registered at a place with a code. A manager can issue one under Facts and codes.";
    }
}

phrases! {
    looks_like(kind) = "这像是“{kind}”的号码。" | "This looks like the number of another document: {kind}.";
    twice(minutes) = "{minutes} 分钟前刚登记过这个人" | "The same guest was registered {minutes} min ago";
    undo_in(seconds) = "登记错了，撤回（{seconds} 秒）" | "Wrong entry: take back ({seconds} s)";
    undo_short(seconds) = "撤回（{seconds} 秒）" | "Undo ({seconds} s)";
    waiting(count) = "等待登记的通行卡：{count} 张，会依次登记。" | "Passes waiting for their turn: {count}.";
    left(count) = "本小时还可登记 {count} 人。" | "{count} more guests this hour.";
    limit_until(time) = "本小时的登记数已达上限，{time} 起可以继续。" | "The limit for this hour is reached. It goes on at {time}.";
    shift_count(count) = "本班 {count} 人" | "{count} guests this shift";
}
